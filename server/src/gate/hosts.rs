//! The host names the server answers to.
//!
//! A page elsewhere can make its own name resolve to this machine (DNS
//! rebinding) and then read everything here; its requests still carry its name.

use std::collections::BTreeSet;
use std::net::SocketAddr;

/// Lower-case `host` or `host:port`, as in a `Host` header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts {
    known: BTreeSet<String>,
    /// Origins of pages elsewhere that use this server.
    pages: BTreeSet<String>,
}

impl Hosts {
    /// This machine's loopback names and the address itself, with the port the
    /// server listens on, and `public` ones as they are.
    pub fn new(listening: SocketAddr, public: &[String]) -> Self {
        let port = listening.port();
        let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        names.push(match listening {
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        });
        let mut known: BTreeSet<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            known.extend(names);
        }
        known.extend(public.iter().map(|host| host.to_ascii_lowercase()));
        Self { known, pages: BTreeSet::new() }
    }

    /// Also for pages that other hosts serve: `https://team.github.io`.
    #[must_use]
    pub fn with_pages(self, origins: &[String]) -> Self {
        let pages = origins.iter().map(|origin| origin.trim_end_matches('/').to_ascii_lowercase()).collect();
        Self { pages, ..self }
    }

    /// Whether a page of this origin may use this server.
    pub(crate) fn is_page(&self, origin: &str) -> bool {
        self.pages.contains(&origin.to_ascii_lowercase())
    }

    pub(crate) fn answer_to(&self, host: &str) -> bool {
        self.known.contains(&host.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(listening: &str, public: &[&str]) -> Hosts {
        let public: Vec<String> = public.iter().map(ToString::to_string).collect();
        Hosts::new(listening.parse().unwrap(), &public)
    }

    #[test]
    fn loopback_names_with_the_port() {
        let hosts = hosts("127.0.0.1:8080", &[]);
        for own in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert!(hosts.answer_to(own), "{own}");
        }
        for foreign in
            ["", "localhost", "localhost:80", "evil.example:8080", "localhost.evil.example:8080", "127.0.0.1"]
        {
            assert!(!hosts.answer_to(foreign), "{foreign}");
        }
    }

    #[test]
    fn the_port_of_http_may_be_left_out() {
        assert!(hosts("127.0.0.1:80", &[]).answer_to("localhost"));
        assert!(!hosts("127.0.0.1:80", &[]).answer_to("evil.example"));
    }

    #[test]
    fn other_addresses_and_public_names() {
        let hosts = hosts("[2001:db8::1]:8080", &["K6.example.org"]);
        assert!(hosts.answer_to("[2001:db8::1]:8080"));
        assert!(hosts.answer_to("k6.example.org"));
        assert!(!hosts.answer_to("k6.example.org:8080"));
    }
}
