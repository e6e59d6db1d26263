//! The cluster's sealed-secrets controller, as far as sealing needs it: its
//! public certificate, and whether it can open a SealedSecret. What is in one,
//! the controller tells nobody.

mod controller;
mod own;

use std::path::Path;

use k6cfg_seal::{Certificate, CertificateError, SealedSecret};
use thiserror::Error;

pub use self::controller::{Controller, ControllerError};
pub use self::own::own_certificate;

/// Where the certificate comes from.
#[derive(Debug, Default)]
pub enum Sealing {
    #[default]
    Nowhere,
    /// As configured, in PEM.
    Certificate(String),
    Controller(Controller),
}

#[derive(Debug, Error)]
pub enum SealingError {
    #[error("this server knows no certificate to seal with")]
    Nowhere,
    #[error("this server has a certificate alone, and no controller to ask")]
    NoController,
    #[error(transparent)]
    Controller(#[from] ControllerError),
}

impl Sealing {
    /// The certificate in the text of a file.
    ///
    /// # Errors
    /// When it is none that can be sealed with.
    pub fn of_certificate(bytes: &[u8]) -> Result<Self, CertificateError> {
        Ok(Self::Certificate(Certificate::read(bytes)?.pem))
    }

    /// In PEM. Asks the controller, which takes a while.
    ///
    /// # Errors
    /// When there is none, or the controller does not answer with one.
    pub fn certificate(&self) -> Result<String, SealingError> {
        match self {
            Self::Nowhere => Err(SealingError::Nowhere),
            Self::Certificate(pem) => Ok(pem.clone()),
            Self::Controller(controller) => Ok(controller.certificate()?),
        }
    }

    /// Whether the controller can open it. Asks the controller, which takes a
    /// while.
    ///
    /// # Errors
    /// When there is no controller, or it does not answer.
    pub fn opens(&self, sealed: &SealedSecret) -> Result<bool, SealingError> {
        match self {
            Self::Nowhere => Err(SealingError::Nowhere),
            Self::Certificate(_) => Err(SealingError::NoController),
            Self::Controller(controller) => Ok(controller.opens(sealed)?),
        }
    }
}

/// The embedded cluster's certificate, made once and kept beside its store.
///
/// # Errors
/// When it cannot be read, made or kept.
pub fn embedded(folder: &Path) -> std::io::Result<Sealing> {
    let path = folder.join("sealing.pem");
    if let Ok(bytes) = std::fs::read(&path)
        && let Ok(sealing) = Sealing::of_certificate(&bytes)
    {
        return Ok(sealing);
    }
    let pem = own_certificate().map_err(std::io::Error::other)?;
    std::fs::write(&path, &pem)?;
    Ok(Sealing::Certificate(pem))
}
