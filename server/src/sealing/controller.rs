//! The HTTP side of a sealed-secrets controller: `/v1/cert.pem` and
//! `/v1/verify`.

use std::time::Duration;

use k6cfg_seal::{Certificate, CertificateError, SealedSecret};
use thiserror::Error;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is asked while it has too much to do, and how long is waited.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_secs(1);
/// Bytes of a certificate that are read; the controller's has about two thousand.
const MOST_BYTES: u64 = 64 * 1024;

/// Reached by its address, such as
/// `http://sealed-secrets-controller.kube-system:8080`.
#[derive(Debug)]
pub struct Controller {
    base: String,
    agent: Agent,
}

#[derive(Debug, Error)]
pub enum ControllerError {
    #[error("the address of the controller has to begin with http:// or https://")]
    Address,
    #[error("the sealed-secrets controller does not answer")]
    Unreachable(#[source] Box<ureq::Error>),
    #[error("the sealed-secrets controller is asked by too many at once")]
    Busy,
    #[error("the sealed-secrets controller answers with {0}")]
    Answers(u16),
    #[error("what the sealed-secrets controller gives is no certificate to seal with: {0}")]
    Certificate(#[from] CertificateError),
}

impl From<ureq::Error> for ControllerError {
    fn from(error: ureq::Error) -> Self {
        Self::Unreachable(Box::new(error))
    }
}

impl Controller {
    /// # Errors
    /// When the address is none of HTTP.
    pub fn at(address: &str) -> Result<Self, ControllerError> {
        if !["http://", "https://"].iter().any(|scheme| address.starts_with(scheme)) {
            return Err(ControllerError::Address);
        }
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .http_status_as_error(false)
            // In the cluster, never by way of another.
            .proxy(None);
        Ok(Self { base: address.trim_end_matches('/').to_owned(), agent: config.build().into() })
    }

    pub(super) fn certificate(&self) -> Result<String, ControllerError> {
        let mut answer = self.agent.get(format!("{}/v1/cert.pem", self.base)).call()?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(ControllerError::Answers(status));
        }
        let bytes = answer.body_mut().with_config().limit(MOST_BYTES).read_to_vec()?;
        Ok(Certificate::read(&bytes)?.pem)
    }

    pub(super) fn opens(&self, sealed: &SealedSecret) -> Result<bool, ControllerError> {
        let address = format!("{}/v1/verify", self.base);
        for at in 0..TRIES {
            if at > 0 {
                // It takes two a second, whoever asks.
                std::thread::sleep(PAUSE);
            }
            let answer = self.agent.post(&address).content_type("application/json").send(sealed.json())?;
            match answer.status().as_u16() {
                200 => return Ok(true),
                409 => return Ok(false),
                429 => {}
                other => return Err(ControllerError::Answers(other)),
            }
        }
        Err(ControllerError::Busy)
    }
}
