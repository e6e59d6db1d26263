//! A proxy in front of the server signs people in, and says in headers who they are.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;
use thiserror::Error;

use super::{Person, PersonError};

/// Which proxy is believed, and where it says who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxy {
    /// Addresses of the proxy. Whoever else sends such headers made them up.
    pub from: Vec<IpNet>,
    /// Once in each request.
    pub user: HeaderName,
    /// Separated by commas, or a header for each.
    pub groups: HeaderName,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProxyError {
    #[error("this server is reached through its proxy only, and the request did not come from there")]
    Elsewhere,
    #[error("the proxy did not say who you are, in `{0}`")]
    Nobody(HeaderName),
    #[error("`{0}` is there more than once, or is no text")]
    Unclear(HeaderName),
    #[error("the proxy says somebody that cannot be: {0}")]
    Person(#[from] PersonError),
}

impl Proxy {
    pub(super) fn person(&self, headers: &HeaderMap, peer: Option<IpAddr>) -> Result<Person, ProxyError> {
        let peer = peer.map(|address| address.to_canonical());
        if !peer.is_some_and(|peer| self.from.iter().any(|network| network.contains(&peer))) {
            return Err(ProxyError::Elsewhere);
        }
        let mut users = headers.get_all(&self.user).iter();
        let user = match (users.next(), users.next()) {
            (None, _) => return Err(ProxyError::Nobody(self.user.clone())),
            (Some(user), None) => text(&self.user, user.as_bytes())?,
            (Some(_), Some(_)) => return Err(ProxyError::Unclear(self.user.clone())),
        };
        if user.is_empty() {
            return Err(ProxyError::Nobody(self.user.clone()));
        }
        let mut groups = Vec::new();
        for value in headers.get_all(&self.groups) {
            let named = text(&self.groups, value.as_bytes())?;
            groups.extend(named.split(',').map(str::trim).filter(|group| !group.is_empty()).map(str::to_owned));
        }
        Ok(Person::new(user.trim().to_owned(), groups)?)
    }
}

fn text<'a>(name: &HeaderName, value: &'a [u8]) -> Result<&'a str, ProxyError> {
    std::str::from_utf8(value).map_err(|_| ProxyError::Unclear(name.clone()))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn proxy() -> Proxy {
        let from = ["10.1.0.0/16", "fd00::/8"].map(|network| network.parse().unwrap()).to_vec();
        let [user, groups] = ["x-forwarded-user", "x-forwarded-groups"].map(HeaderName::from_static);
        Proxy { from, user, groups }
    }

    fn asked(peer: &str, headers: &[(&str, &[u8])]) -> Result<Person, ProxyError> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::try_from(*name).unwrap(), HeaderValue::from_bytes(value).unwrap());
        }
        proxy().person(&map, Some(peer.parse().unwrap()))
    }

    #[test]
    fn the_proxy_is_believed() {
        let kari = asked("10.1.2.3", &[("x-forwarded-user", b"kari"), ("x-forwarded-groups", b"a, b,")]).unwrap();
        assert_eq!((kari.user(), kari.groups()), ("kari", ["a".to_owned(), "b".to_owned()].as_slice()));
        assert!(asked("::ffff:10.1.2.3", &[("x-forwarded-user", b"kari")]).is_ok());
        assert!(asked("fd00::1", &[("x-forwarded-user", "Åse".as_bytes())]).is_ok());
        let apart = [("x-forwarded-user", b"k".as_slice()), ("x-forwarded-groups", b"a"), ("x-forwarded-groups", b"b")];
        assert_eq!(asked("10.1.2.3", &apart).unwrap().groups().len(), 2);
    }

    #[test]
    fn nobody_else_is() {
        for peer in ["10.2.0.1", "127.0.0.1", "::1"] {
            assert_eq!(asked(peer, &[("x-forwarded-user", b"kari")]), Err(ProxyError::Elsewhere), "{peer}");
        }
        assert_eq!(proxy().person(&HeaderMap::new(), None), Err(ProxyError::Elsewhere));
    }

    #[test]
    fn what_is_unclear_is_refused() {
        let user = proxy().user;
        assert_eq!(asked("10.1.2.3", &[]), Err(ProxyError::Nobody(user.clone())));
        assert_eq!(asked("10.1.2.3", &[("x-forwarded-user", b"")]), Err(ProxyError::Nobody(user.clone())));
        let twice = [("x-forwarded-user", b"a".as_slice()), ("x-forwarded-user", b"b")];
        assert_eq!(asked("10.1.2.3", &twice), Err(ProxyError::Unclear(user.clone())));
        assert_eq!(asked("10.1.2.3", &[("x-forwarded-user", b"\xff")]), Err(ProxyError::Unclear(user)));
        let master = [("x-forwarded-user", b"a".as_slice()), ("x-forwarded-groups", b"x,system:masters")];
        assert_eq!(asked("10.1.2.3", &master), Err(ProxyError::Person(PersonError::System)));
    }
}
