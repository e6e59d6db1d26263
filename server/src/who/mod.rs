//! Who asks, and how that is known.
//!
//! Start at [`SignIn`]: nobody signs in, people do with an OpenID Connect provider
//! ([`oidc`]), or a proxy in front of the server says who they are ([`proxy`]).
//! What comes out is a [`Caller`], and a cluster does what it does as that one.

pub mod oidc;
mod person;
pub mod proxy;

use std::net::IpAddr;

use axum::http::HeaderMap;
use thiserror::Error;

pub use oidc::{Oidc, TokenError};
pub use person::{Caller, Person, PersonError};
pub use proxy::{Proxy, ProxyError};

/// How it is known who asks.
#[derive(Debug, Default)]
pub enum SignIn {
    /// It is not: whoever reaches the server is its operator.
    #[default]
    Nobody,
    /// By a token in each request.
    Oidc(Box<Oidc>),
    /// By headers that a proxy sets.
    Proxy(Proxy),
}

/// Why it is not known who asks.
#[derive(Debug, Error)]
pub enum Unknown {
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error(transparent)]
    Proxy(#[from] ProxyError),
}

impl SignIn {
    /// `peer`: the address that the request came from.
    pub(crate) async fn caller(&self, headers: &HeaderMap, peer: Option<IpAddr>) -> Result<Caller, Unknown> {
        match self {
            Self::Nobody => Ok(Caller::Operator),
            Self::Oidc(oidc) => Ok(Caller::person(oidc.person(headers).await?)),
            Self::Proxy(proxy) => Ok(Caller::person(proxy.person(headers, peer)?)),
        }
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Nobody => "none",
            Self::Oidc(_) => "oidc",
            Self::Proxy(_) => "proxy",
        }
    }
}
