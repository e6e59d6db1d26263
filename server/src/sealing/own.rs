//! A certificate for the embedded cluster, which opens nothing: its private key
//! is thrown away as soon as the certificate is signed.

use std::str::FromStr as _;
use std::time::Duration;

use getrandom::SysRng;
use rsa::PrivateKey;
use rsa::pkcs1v15::SigningKey;
use sha2::Sha256;
use thiserror::Error;
use x509_cert::TbsCertificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder as _, CertificateBuilder};
use x509_cert::der::{self, EncodePem as _};
use x509_cert::ext::Extension;
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{self, SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::Validity;

const BITS: usize = 2048;
const SUBJECT: &str = "CN=embedded cluster of k6cfg\\, which opens nothing";
const GOOD_FOR: Duration = Duration::from_hours(10 * 365 * 24);

#[derive(Debug, Error)]
pub enum OwnError {
    #[error("no key can be made: {0}")]
    Key(#[from] rsa::errors::Error),
    #[error("no certificate can be made: {0}")]
    Certificate(#[from] x509_cert::builder::Error),
    #[error("no certificate can be written: {0}")]
    Der(#[from] der::Error),
    #[error("no key can be written: {0}")]
    Spki(#[from] spki::Error),
}

/// Its names alone.
struct Bare(Name);

impl BuilderProfile for Bare {
    fn get_issuer(&self, subject: &Name) -> Name {
        subject.clone()
    }

    fn get_subject(&self) -> Name {
        self.0.clone()
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

/// In PEM, good for ten years.
///
/// # Errors
/// When this machine gives no random numbers or has no clock.
pub fn own_certificate() -> Result<String, OwnError> {
    let key = PrivateKey::new(&mut SysRng, BITS)?;
    let public = SubjectPublicKeyInfoOwned::from_key(&key.to_public_key())?;
    let profile = Bare(Name::from_str(SUBJECT)?);
    let builder = CertificateBuilder::new(profile, SerialNumber::from(1u32), Validity::from_now(GOOD_FOR)?, public)?;
    let certificate = builder.build(&SigningKey::<Sha256>::new(key))?;
    Ok(certificate.to_pem(der::pem::LineEnding::LF)?)
}
