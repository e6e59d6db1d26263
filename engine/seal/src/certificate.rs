//! The certificate that values are sealed with.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use rsa::PublicKey;
use rsa::pkcs8::DecodePublicKey;
use rsa::traits::PublicKeyParts;
use sha2::{Digest, Sha256};
use thiserror::Error;
use x509_cert::der::{DateTime, Decode as _, Encode as _};

/// The least that a key may have, in bits.
const LEAST_BITS: u32 = 2048;
/// The most that is worked with, in bits.
const MOST_BITS: u32 = 8192;
/// A certificate that ends within that many days is about to end.
const SOON_DAYS: u64 = 30;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// The public certificate of a cluster's sealed-secrets controller.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// `CN=…`; the controller's own have none.
    pub subject: String,
    /// Milliseconds since 1970.
    pub not_before_ms: u64,
    /// Milliseconds since 1970.
    pub not_after_ms: u64,
    pub key_bits: u32,
    /// SHA-256 of the certificate, as `openssl x509 -fingerprint` writes it.
    pub fingerprint: String,
    /// SHA-256 of the key, as `ssh-keygen -l` writes it: by it the controller's
    /// log names its keys.
    pub key_fingerprint: String,
    /// The certificate alone, without whatever stood around it.
    pub pem: String,
    pub(crate) key: PublicKey,
}

/// Whether a certificate is good at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Good,
    /// It ends within 30 days: in that many.
    EndsSoon {
        days: u64,
    },
    NotYet,
    /// Since that many days.
    Expired {
        days: u64,
    },
}

/// Why a text is no certificate to seal with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CertificateError {
    #[error("there is no certificate in it")]
    None,
    #[error("there is a private key in it, and no certificate")]
    PrivateKey,
    #[error("the certificate is cut short or damaged")]
    Damaged,
    #[error("its key is not an RSA key, and the controller has no others")]
    NotRsa,
    #[error("its RSA key has {0} bits; fewer than {LEAST_BITS} are not safe")]
    Small(u32),
    #[error("its RSA key has {0} bits; more than {MOST_BITS} are not worked with")]
    Large(u32),
}

impl CertificateError {
    /// What to do.
    pub fn help(self) -> &'static str {
        match self {
            Self::None => {
                "give the PEM file that `kubeseal --fetch-cert` prints; it has a line `-----BEGIN CERTIFICATE-----`"
            }
            Self::PrivateKey => "sealing needs the public certificate alone; keep the private key where it was",
            Self::Damaged => "copy it again, from `-----BEGIN CERTIFICATE-----` to `-----END CERTIFICATE-----`",
            Self::NotRsa | Self::Small(_) | Self::Large(_) => {
                "ask whoever runs the cluster for the certificate of its sealed-secrets controller"
            }
        }
    }
}

impl Certificate {
    /// Reads the first certificate of a PEM text, or a DER file.
    ///
    /// # Errors
    /// When nothing can be sealed with it. Whether it has expired is for
    /// [`Certificate::standing`] to say.
    pub fn read(bytes: &[u8]) -> Result<Self, CertificateError> {
        let der = der(bytes)?;
        let read = x509_cert::Certificate::from_der(&der).map_err(|_| CertificateError::Damaged)?;
        let parts = read.tbs_certificate();
        let spki = parts.subject_public_key_info().to_der().map_err(|_| CertificateError::Damaged)?;
        let (key, key_bits) = rsa_key(&spki)?;
        let ms = |time: x509_cert::time::Time| u64::try_from(time.to_unix_duration().as_millis()).unwrap_or(u64::MAX);
        let validity = parts.validity();
        Ok(Self {
            subject: parts.subject().to_string(),
            not_before_ms: ms(validity.not_before),
            not_after_ms: ms(validity.not_after),
            key_bits,
            fingerprint: colons(&Sha256::digest(&der)),
            key_fingerprint: ssh_fingerprint(&key),
            pem: pem(&der),
            key,
        })
    }

    pub fn standing(&self, at_ms: u64) -> Standing {
        if at_ms < self.not_before_ms {
            return Standing::NotYet;
        }
        match self.not_after_ms.checked_sub(at_ms) {
            None => Standing::Expired { days: (at_ms - self.not_after_ms) / DAY_MS },
            Some(left) if left < SOON_DAYS * DAY_MS => Standing::EndsSoon { days: left / DAY_MS },
            Some(_) => Standing::Good,
        }
    }

    /// How many bytes the encrypted session key of a value has.
    pub fn block_bytes(&self) -> usize {
        self.key.size()
    }
}

/// The day of a time in milliseconds since 1970: `2026-11-28`, in UTC; empty
/// after the year 9999.
pub fn day(ms: u64) -> String {
    let time = DateTime::from_unix_duration(Duration::from_millis(ms)).map(|time| time.to_string());
    time.ok().and_then(|time| Some(time.split_once('T')?.0.to_owned())).unwrap_or_default()
}

/// Kubernetes' own texts carry certificates with other text around them, and
/// indented; a file may be DER.
fn der(bytes: &[u8]) -> Result<Vec<u8>, CertificateError> {
    // Tag and long length of a certificate's outermost sequence.
    if bytes.starts_with(&[0x30, 0x82]) {
        return Ok(bytes.to_vec());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| CertificateError::None)?;
    let Some((_, after)) = text.split_once(BEGIN) else {
        let is_key = text.contains("PRIVATE KEY-----");
        return Err(if is_key { CertificateError::PrivateKey } else { CertificateError::None });
    };
    let (body, _) = after.split_once(END).ok_or(CertificateError::Damaged)?;
    let body: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    STANDARD.decode(body).map_err(|_| CertificateError::Damaged)
}

fn rsa_key(spki: &[u8]) -> Result<(PublicKey, u32), CertificateError> {
    use x509_cert::spki::SubjectPublicKeyInfoRef;

    let info = SubjectPublicKeyInfoRef::from_der(spki).map_err(|_| CertificateError::Damaged)?;
    if info.algorithm.oid != rsa::pkcs1::ALGORITHM_OID {
        return Err(CertificateError::NotRsa);
    }
    let bytes = info.subject_public_key.as_bytes().ok_or(CertificateError::Damaged)?;
    let raw = rsa::pkcs1::RsaPublicKeyRef::from_der(bytes).map_err(|_| CertificateError::Damaged)?;
    let bits = bits(raw.modulus.as_bytes());
    if bits < LEAST_BITS {
        return Err(CertificateError::Small(bits));
    }
    if bits > MOST_BITS {
        return Err(CertificateError::Large(bits));
    }
    let key = PublicKey::from_public_key_der(spki).map_err(|_| CertificateError::Damaged)?;
    Ok((key, bits))
}

/// Of a number without leading zero bytes.
fn bits(bytes: &[u8]) -> u32 {
    let first = bytes.first().map_or(0, |byte| byte.leading_zeros());
    u32::try_from(bytes.len()).unwrap_or(u32::MAX).saturating_mul(8).saturating_sub(first)
}

/// `SHA256:…` of the key as SSH writes it (RFC 4253, section 6.6).
fn ssh_fingerprint(key: &PublicKey) -> String {
    let mut blob = Vec::new();
    let mut field = |bytes: &[u8]| {
        blob.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        blob.extend(bytes);
    };
    field(b"ssh-rsa");
    field(&positive(&key.e().to_be_bytes()));
    field(&positive(&key.n().to_be_bytes()));
    format!("SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(&blob)))
}

/// A positive number as SSH writes it: as short as can be, first bit zero.
fn positive(bytes: &[u8]) -> Vec<u8> {
    let number: Vec<u8> = bytes.iter().copied().skip_while(|byte| *byte == 0).collect();
    let sign = number.first().filter(|first| **first >= 0x80).map(|_| 0);
    sign.into_iter().chain(number.iter().copied()).collect()
}

fn colons(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}

fn pem(der: &[u8]) -> String {
    let body = STANDARD.encode(der);
    let lines: Vec<&str> = (0..body.len()).step_by(64).filter_map(|at| body.get(at..body.len().min(at + 64))).collect();
    format!("{BEGIN}\n{}\n{END}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Controller, FROM_MS, UNTIL_MS};

    #[test]
    fn a_certificate_is_read_from_whatever_is_around_it() {
        let der = Controller::shared().der();
        let certificate = Certificate::read(&der).unwrap();
        assert_eq!((certificate.subject.as_str(), certificate.key_bits), ("CN=k6cfg", 2048));
        assert_eq!((certificate.not_before_ms, certificate.not_after_ms), (FROM_MS, UNTIL_MS));
        let pem = &certificate.pem;
        let other = Controller::with_bits(2048).certificate().pem;
        for text in [
            pem.clone(),
            format!("Certificate:\n    Data: …\n{pem}{other}"),
            pem.replace('\n', "\r\n"),
            format!("    {}", pem.replace('\n', "\n    ")),
        ] {
            assert_eq!(Certificate::read(text.as_bytes()).unwrap(), certificate, "{text}");
        }
    }

    #[test]
    fn what_is_none_is_told() {
        let pem = Controller::shared().certificate().pem;
        let small = Controller::with_bits(1024).der();
        let key = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----";
        for (bytes, expected) in [
            (&b""[..], CertificateError::None),
            (&b"\xff\xfe"[..], CertificateError::None),
            (&b"not one"[..], CertificateError::None),
            (key.as_bytes(), CertificateError::PrivateKey),
            (&pem.as_bytes()[..pem.len() / 2], CertificateError::Damaged),
            (pem.replacen("MII", "MIJ", 1).as_bytes(), CertificateError::Damaged),
            (&small, CertificateError::Small(1024)),
        ] {
            assert_eq!(Certificate::read(bytes), Err(expected));
        }
        let elliptic = include_str!("../tests/elliptic.pem");
        assert_eq!(Certificate::read(elliptic.as_bytes()), Err(CertificateError::NotRsa));
    }

    #[test]
    fn its_time_counts() {
        let certificate = Controller::shared().certificate();
        for (at_ms, standing) in [
            (FROM_MS - 1, Standing::NotYet),
            (FROM_MS, Standing::Good),
            (UNTIL_MS - 30 * DAY_MS, Standing::Good),
            (UNTIL_MS - 30 * DAY_MS + 1, Standing::EndsSoon { days: 29 }),
            (UNTIL_MS, Standing::EndsSoon { days: 0 }),
            (UNTIL_MS + 3 * DAY_MS, Standing::Expired { days: 3 }),
        ] {
            assert_eq!(certificate.standing(at_ms), standing, "{at_ms}");
        }
    }

    /// The number was made by `ssh-keygen -l` from the same key.
    #[test]
    fn the_key_is_named_as_ssh_names_it() {
        let certificate = Certificate::read(include_bytes!("../tests/known.pem")).unwrap();
        assert_eq!(certificate.key_fingerprint, include_str!("../tests/known.ssh").trim());
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for (ms, expected) in [
            (0, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (1_709_164_800_000, "2024-02-29"),
            (1_735_603_200_000, "2024-12-31"),
            (4_107_542_399_999, "2100-02-28"),
            (4_107_542_400_000, "2100-03-01"),
        ] {
            assert_eq!(day(ms), expected);
        }
    }
}
