//! Modules from the network: fetched over https, kept in a folder.

use std::fs;
use std::io::Read as _;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use k6cfg_archive::Location;
use thiserror::Error;
use ureq::Agent;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use crate::Disk;

/// Why a module could not be fetched.
#[derive(Debug, Error)]
pub enum RemoteError {
    #[error("nothing is fetched from `{0}` here")]
    Host(String),
    #[error("the server answers with {0}")]
    Status(u16),
    #[error("it has more than {0} bytes")]
    TooLarge(u64),
    #[error("{0}")]
    Http(Box<ureq::Error>),
    #[error("it could not be read: {0}")]
    Io(#[from] std::io::Error),
    #[error("it is not at an https address")]
    Local,
}

/// Fetches modules.
#[derive(Debug)]
pub struct Remote {
    agent: Agent,
    cache: Option<PathBuf>,
    /// Hosts that modules may come from; any where there is none.
    hosts: Option<Vec<String>>,
}

/// Larger than any module that belongs into a `ConfigMap`, before it is taken
/// apart.
const LARGEST: u64 = 8 << 20;

impl Remote {
    /// One that may go anywhere that this machine can go.
    pub fn new(cache: Option<&Path>) -> Self {
        Self { agent: Agent::new_with_config(config()), cache: cache.map(Path::to_owned), hosts: None }
    }

    /// One for strangers' wishes: `hosts` alone, and no address that only this
    /// machine's network can reach.
    pub fn guarded(hosts: &[String]) -> Self {
        let agent = Agent::with_parts(config(), DefaultConnector::default(), PublicOnly::default());
        Self { agent, cache: None, hosts: Some(hosts.to_vec()) }
    }

    /// All of these; each with what came of it.
    pub fn fetch_all(&self, wanted: &[Location]) -> Vec<(Location, Result<Vec<u8>, RemoteError>)> {
        wanted.iter().map(|location| (location.clone(), self.fetch(location))).collect()
    }

    /// One module; from the cache, where it is there.
    ///
    /// # Errors
    /// When it is not there, or may not be fetched.
    pub fn fetch(&self, location: &Location) -> Result<Vec<u8>, RemoteError> {
        let Location::Https(rest) = location else { return Err(RemoteError::Local) };
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        if self.hosts.as_ref().is_some_and(|hosts| !hosts.iter().any(|known| known == host)) {
            return Err(RemoteError::Host(host.to_owned()));
        }
        let kept = self.cache.as_ref().map(|cache| Disk::cached(cache, location));
        if let Some(bytes) = kept.as_ref().and_then(|path| fs::read(path).ok()) {
            return Ok(bytes);
        }
        // k6 asks with this first; some servers know only one way.
        let sign = if rest.contains('?') { '&' } else { '?' };
        let asked = self.get(&format!("https://{rest}{sign}_k6=1")).or_else(|_| self.get(&format!("https://{rest}")));
        let bytes = asked?;
        if let Some(path) = kept {
            // Where it cannot be kept, it is fetched again next time.
            let _ = keep(&path, &bytes);
        }
        Ok(bytes)
    }

    fn get(&self, address: &str) -> Result<Vec<u8>, RemoteError> {
        let mut answer = self.agent.get(address).call().map_err(|error| RemoteError::Http(Box::new(error)))?;
        if answer.status() != 200 {
            return Err(RemoteError::Status(answer.status().as_u16()));
        }
        let mut bytes = Vec::new();
        answer.body_mut().as_reader().take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST { Err(RemoteError::TooLarge(LARGEST)) } else { Ok(bytes) }
    }
}

/// Under a name of its own first, so that no half of a module is kept.
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let part = path.with_extension(format!("{}.tmp", std::process::id()));
    fs::write(&part, bytes)?;
    fs::rename(part, path)
}

fn config() -> Config {
    use ureq::tls::{RootCerts, TlsConfig};
    Agent::config_builder()
        .https_only(true)
        .http_status_as_error(false)
        .max_redirects(5)
        .timeout_global(Some(Duration::from_secs(30)))
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        .build()
}

/// Names that lead to this machine or its own network lead nowhere.
#[derive(Debug, Default)]
struct PublicOnly(DefaultResolver);

impl Resolver for PublicOnly {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        found.iter().filter(|address: &&SocketAddr| is_public(address.ip())).for_each(|address| kept.push(*address));
        if kept.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(kept) }
    }
}

/// Whether an address is one of the open network.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || v4.is_multicast()
                || v4.is_documentation()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0)
                || (a == 198 && (18..20).contains(&b)))
        }
        IpAddr::V6(v6) => match v6.to_ipv4() {
            Some(v4) => is_public(IpAddr::V4(v4)),
            // The open network is 2000::/3; parts of it stand for others.
            None => v6.segments().first().is_some_and(|first| first & 0xe000 == 0x2000 && *first != 0x2002),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_network_is_public() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "169.254.169.254",
            "192.168.0.1",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "fe80::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["1.1.1.1", "2606:4700::1111"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn strangers_reach_listed_hosts_alone() {
        let remote = Remote::guarded(&["localhost".to_owned()]);
        let fetch = |rest: &str| remote.fetch(&Location::Https(rest.to_owned())).unwrap_err().to_string();
        assert_eq!(fetch("example.com/a.js"), "nothing is fetched from `example.com` here");
        assert!(fetch("localhost/a.js").contains("host"), "{}", fetch("localhost/a.js"));
    }
}
