//! A controller for tests, with a key made when they run: no private key is kept
//! in the repository.

use std::str::FromStr as _;
use std::sync::OnceLock;
use std::time::Duration;

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use getrandom::SysRng;
use rsa::PrivateKey;
use rsa::oaep::DecryptingKey;
use rsa::pkcs1v15::SigningKey;
use rsa::traits::Decryptor as _;
use sha2::Sha256;
use x509_cert::TbsCertificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder as _, CertificateBuilder};
use x509_cert::der::Encode as _;
use x509_cert::der::asn1::{GeneralizedTime, UtcTime};
use x509_cert::ext::Extension;
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use crate::{Certificate, Target};

pub(crate) const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// From when and until when its certificates are good.
pub(crate) const FROM_MS: u64 = 20_000 * DAY_MS;
pub(crate) const UNTIL_MS: u64 = 30_000 * DAY_MS;

/// Who has the private key.
pub(crate) struct Controller {
    key: PrivateKey,
}

struct Bare;

impl BuilderProfile for Bare {
    fn get_issuer(&self, subject: &Name) -> Name {
        subject.clone()
    }
    fn get_subject(&self) -> Name {
        Name::from_str("CN=k6cfg").unwrap()
    }
    fn build_extensions(
        &self,
        _: SubjectPublicKeyInfoRef<'_>,
        _: SubjectPublicKeyInfoRef<'_>,
        _: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        Ok(Vec::new())
    }
}

impl Controller {
    pub(crate) fn with_bits(bits: usize) -> Self {
        Self { key: PrivateKey::new(&mut SysRng, bits).unwrap() }
    }

    /// One for all tests.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Controller> = OnceLock::new();
        SHARED.get_or_init(|| Self::with_bits(2048))
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        let at = |ms| Duration::from_millis(ms);
        let validity = Validity::new(
            Time::UtcTime(UtcTime::from_unix_duration(at(FROM_MS)).unwrap()),
            Time::GeneralTime(GeneralizedTime::from_unix_duration(at(UNTIL_MS)).unwrap()),
        );
        let key = SubjectPublicKeyInfoOwned::from_key(&self.key.to_public_key()).unwrap();
        let builder = CertificateBuilder::new(Bare, SerialNumber::from(1u32), validity, key).unwrap();
        let signer = SigningKey::<Sha256>::new(self.key.clone());
        builder.build(&signer).unwrap().to_der().unwrap()
    }

    pub(crate) fn certificate(&self) -> Certificate {
        Certificate::read(&self.der()).unwrap()
    }

    /// Opens a value, as the controller does for that target.
    pub(crate) fn open(&self, sealed: &str, target: &Target) -> Option<Vec<u8>> {
        let bytes = STANDARD.decode(sealed).ok()?;
        let block = usize::from(u16::from_be_bytes([bytes[0], bytes[1]]));
        let key = DecryptingKey::<Sha256>::new_with_label(self.key.clone(), target.label().into_bytes());
        let session_key = key.decrypt(&bytes[2..2 + block]).ok()?;
        let cipher = Aes256Gcm::new_from_slice(&session_key).ok()?;
        cipher.decrypt(&Nonce::from([0; 12]), &bytes[2 + block..]).ok()
    }
}
