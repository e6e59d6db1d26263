//! The certificate, from a file or an address.

use std::path::Path;
use std::time::Duration;

use k6cfg_seal::{Certificate, Standing};
use ureq::tls::{RootCerts, TlsConfig};

use super::{Seal, Stop, Wrong, warn};
use crate::load::{self, Failure};
use crate::surroundings::now_ms;

const PATIENCE: Duration = Duration::from_secs(15);
/// Bytes that are read of an answer.
const MOST_BYTES: u64 = 64 * 1024;

impl Seal {
    /// The certificate, when it may be sealed with.
    pub(super) fn certificate(&self) -> Result<Certificate, Stop> {
        let from = self.cert.as_deref().unwrap_or_default();
        let is_address = ["http://", "https://"].iter().any(|scheme| from.starts_with(scheme));
        let path = Path::new(from.strip_prefix("file://").unwrap_or(from));
        let bytes = if is_address { fetched(from)? } else { load::read(path)? };
        let certificate =
            Certificate::read(&bytes).map_err(|error| Wrong::new(format!("{from}: {error}"), error.help()))?;
        match certificate.standing(now_ms()) {
            Standing::Good => {}
            Standing::EndsSoon { days } => {
                warn(&format!("{from}: the certificate expires in {days} days: get the next one soon"))?;
            }
            Standing::NotYet => {
                warn(&format!("{from}: the certificate is not yet valid; is this machine's clock right?"))?;
            }
            Standing::Expired { days } if self.allow_expired => {
                warn(&format!("{from}: the certificate expired {days} days ago"))?;
            }
            Standing::Expired { days } => {
                let help = "get the current one from the cluster; or pass --allow-expired if its controller still \
                            has this key";
                return Err(Wrong::new(format!("{from}: the certificate expired {days} days ago"), help).into());
            }
        }
        Ok(certificate)
    }
}

fn fetched(address: &str) -> Result<Vec<u8>, Failure> {
    let failed = |error: ureq::Error| Failure::Fetch { address: address.to_owned(), source: Box::new(error) };
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build());
    let agent: ureq::Agent = config.build().into();
    let mut answer = agent.get(address).call().map_err(failed)?;
    answer.body_mut().with_config().limit(MOST_BYTES).read_to_vec().map_err(failed)
}
