//! One value, encrypted.

use aes_gcm::aead::{AeadInOut as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand_core::TryCryptoRng;
use rsa::oaep::EncryptingKey;
use rsa::traits::RandomizedEncryptor as _;
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{Certificate, MOST_BYTES, Target, Value};

const SESSION_KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

/// Why a value was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    #[error("there are no random numbers to seal with")]
    NoRandomness,
    #[error("the value has {0} bytes, and a Secret holds {MOST_BYTES} at most")]
    TooLarge(usize),
    #[error("the certificate's key does not encrypt")]
    Key,
}

/// Seals a value for the controller that `certificate` belongs to: base64 of the
/// length of an RSA block in two bytes, big-endian; that block, RSA-OAEP with
/// SHA-256 of a fresh session key, labelled for `target`; and AES-256-GCM of the
/// value.
///
/// # Errors
/// When the value is too large, `rng` fails, or the key does not encrypt.
pub fn seal(
    certificate: &Certificate,
    value: &Value,
    target: &Target,
    rng: &mut impl TryCryptoRng,
) -> Result<String, SealError> {
    let plain = value.expose_secret();
    if plain.len() > MOST_BYTES {
        return Err(SealError::TooLarge(plain.len()));
    }
    let mut session_key = Zeroizing::new([0; SESSION_KEY_BYTES]);
    rng.try_fill_bytes(session_key.as_mut_slice()).map_err(|_| SealError::NoRandomness)?;

    let label = target.label().into_bytes();
    let key = EncryptingKey::<Sha256>::new_with_label(certificate.key.clone(), label);
    let block = key.encrypt_with_rng(rng, session_key.as_slice()).map_err(|_| SealError::Key)?;

    // Room for the tag, so that the plain text is not left behind where a buffer grew.
    let mut sealed = Zeroizing::new(Vec::with_capacity(plain.len() + 16));
    sealed.extend_from_slice(plain);
    let cipher = Aes256Gcm::new_from_slice(session_key.as_slice()).map_err(|_| SealError::Key)?;
    // INVARIANT: the session key encrypts this one value; that alone allows a fixed nonce.
    let nonce = Nonce::from([0; NONCE_BYTES]);
    cipher.encrypt_in_place(&nonce, b"", &mut *sealed).map_err(|_| SealError::Key)?;

    let length = u16::try_from(block.len()).map_err(|_| SealError::Key)?;
    Ok(STANDARD.encode([&length.to_be_bytes(), block.as_slice(), sealed.as_slice()].concat()))
}

#[cfg(test)]
mod tests {
    use getrandom::SysRng;
    use proptest::prelude::*;
    use rand_core::TryRng;

    use super::*;
    use crate::Scope;
    use crate::testing::Controller;

    fn target(scope: Scope) -> Target {
        Target { namespace: "load".to_owned(), name: "creds".to_owned(), scope }
    }

    fn sealed(bytes: &[u8], scope: Scope) -> String {
        let certificate = Controller::shared().certificate();
        seal(&certificate, &Value::from(bytes.to_vec()), &target(scope), &mut SysRng).unwrap()
    }

    #[test]
    fn each_scope_opens_where_it_says() {
        let elsewhere = |namespace: &str, name: &str, scope| Target {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            scope,
        };
        let controller = Controller::shared();
        for scope in Scope::ALL {
            let sealed = sealed(b"hunter2", scope);
            let opens = |namespace, name| controller.open(&sealed, &elsewhere(namespace, name, scope)).is_some();
            assert_eq!(controller.open(&sealed, &target(scope)).as_deref(), Some(&b"hunter2"[..]), "{scope}");
            assert_eq!(opens("load", "other"), scope != Scope::Strict, "{scope}");
            assert_eq!(opens("other", "creds"), scope == Scope::ClusterWide, "{scope}");
            for other in Scope::ALL.into_iter().filter(|other| *other != scope) {
                assert_eq!(controller.open(&sealed, &target(other)), None, "{scope} as {other}");
            }
            assert_eq!(Controller::with_bits(2048).open(&sealed, &target(scope)), None, "with another key");
        }
    }

    #[test]
    fn what_is_too_large_is_not_sealed() {
        let certificate = Controller::shared().certificate();
        let seal = |bytes| seal(&certificate, &Value::from(vec![0; bytes]), &target(Scope::Strict), &mut SysRng);
        assert!(seal(MOST_BYTES).is_ok());
        assert_eq!(seal(MOST_BYTES + 1), Err(SealError::TooLarge(MOST_BYTES + 1)));
    }

    #[test]
    fn nothing_is_sealed_without_randomness() {
        #[derive(Debug, thiserror::Error)]
        #[error("none")]
        struct None;
        struct Dry;
        impl TryRng for Dry {
            type Error = None;
            fn try_next_u32(&mut self) -> Result<u32, None> {
                Err(None)
            }
            fn try_next_u64(&mut self) -> Result<u64, None> {
                Err(None)
            }
            fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), None> {
                Err(None)
            }
        }
        impl TryCryptoRng for Dry {}
        let certificate = Controller::shared().certificate();
        let value = Value::from(b"hunter2".to_vec());
        assert_eq!(seal(&certificate, &value, &target(Scope::Strict), &mut Dry), Err(SealError::NoRandomness));
        assert!(!format!("{value:?}").contains("hunter2"));
    }

    #[test]
    fn the_same_value_never_looks_the_same() {
        assert_ne!(sealed(b"hunter2", Scope::Strict), sealed(b"hunter2", Scope::Strict));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]
        #[test]
        fn what_was_sealed_is_what_opens(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let opened = Controller::shared().open(&sealed(&bytes, Scope::Strict), &target(Scope::Strict));
            prop_assert_eq!(opened, Some(bytes));
        }
    }
}
