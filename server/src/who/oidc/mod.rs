//! People sign in with an OpenID Connect provider, in the page; each request
//! carries the token that they got there.
//!
//! Start at [`Oidc`]. [`provider`] knows the provider's addresses and keys,
//! [`claims`] reads from a token who it is about. Source of the rules: OpenID
//! Connect Core 1.0, section 3.1.3.7.

mod claims;
mod provider;

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Validation, decode, decode_header};
use serde_json::{Map, Value};
use thiserror::Error;

pub use claims::Claims;
pub use provider::{Endpoints, Provider, ProviderError};

use super::{Person, PersonError};

/// Seconds that clocks may differ.
const LEEWAY: u64 = 30;

/// Longest token that is read, in bytes.
const LONGEST: usize = 32 * 1024;

/// What is asked of a token, and who it then is.
#[derive(Debug)]
pub struct Oidc {
    pub provider: Arc<Provider>,
    /// The page's, at the provider.
    pub client_id: String,
    /// Whom the token has to be for.
    pub audience: String,
    /// What the page asks the provider for.
    pub scope: String,
    pub claims: Claims,
}

/// Why a token does not say who asks.
#[derive(Debug, Error)]
pub enum TokenError {
    #[error("sign in first: the request has no token")]
    Missing,
    #[error("the header `Authorization` has no one token")]
    Unclear,
    #[error("the token has expired: sign in again")]
    Expired,
    #[error("the token is not valid yet: one of the clocks is wrong")]
    Early,
    #[error("the token is from another provider than this server's")]
    Issuer,
    #[error("the token is for another program than this one")]
    Audience,
    #[error("the token is signed in a way that is not accepted")]
    Algorithm,
    #[error("the token is signed with a key that the provider does not have any more")]
    Key,
    #[error("the token is not signed by the provider")]
    Signature,
    #[error("the token cannot be read, or lacks something that every token has")]
    Shape,
    #[error("the token has no claim `{0}`, which says who you are")]
    NoUser(String),
    #[error("the address in the token was not confirmed with the provider")]
    Unconfirmed,
    #[error("you are in so many groups that the provider does not list them: the operator has to limit which it lists")]
    GroupsLeftOut,
    #[error("the claim `{0}` is not a list of groups")]
    Groups(String),
    #[error("the token says somebody that cannot be: {0}")]
    Person(#[from] PersonError),
    #[error("the provider does not say which keys it has")]
    Provider(#[from] ProviderError),
}

impl Oidc {
    pub(super) async fn person(&self, headers: &HeaderMap) -> Result<Person, TokenError> {
        let token = bearer(headers)?;
        let claims = self.checked(token).await?;
        self.claims.person(&claims)
    }

    /// What a token says that is the provider's, for this program, and of now.
    async fn checked(&self, token: &str) -> Result<Map<String, Value>, TokenError> {
        let header = decode_header(token).map_err(|_| TokenError::Shape)?;
        // An extension that must be understood, and none is.
        if header.crit.is_some() {
            return Err(TokenError::Shape);
        }
        let key = self.provider.key(header.kid.as_deref()).await?.ok_or(TokenError::Key)?;
        // What the key is for decides, not what the token says of itself.
        if !key.algorithms.contains(&header.alg) {
            return Err(TokenError::Algorithm);
        }
        let mut asked = Validation::new(header.alg);
        asked.leeway = LEEWAY;
        asked.validate_nbf = true;
        asked.set_required_spec_claims(&["exp", "iss", "aud"]);
        asked.set_issuer(&[self.provider.issuer()]);
        asked.set_audience(&[&self.audience]);
        let read = decode::<Map<String, Value>>(token, &key.key, &asked);
        let claims = read.map_err(|error| why(error.kind()))?.claims;
        let to_many = claims.get("aud").and_then(Value::as_array).is_some_and(|audiences| audiences.len() > 1);
        let party = claims.get("azp").and_then(Value::as_str);
        if (to_many || party.is_some()) && party != Some(self.client_id.as_str()) {
            return Err(TokenError::Audience);
        }
        Ok(claims)
    }
}

fn bearer(headers: &HeaderMap) -> Result<&str, TokenError> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let value = match (given.next(), given.next()) {
        (None, _) => return Err(TokenError::Missing),
        (Some(value), None) => value.to_str().map_err(|_| TokenError::Unclear)?,
        (Some(_), Some(_)) => return Err(TokenError::Unclear),
    };
    let (scheme, token) = value.split_once(' ').ok_or(TokenError::Unclear)?;
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() || token.len() > LONGEST {
        return Err(TokenError::Unclear);
    }
    Ok(token)
}

fn why(kind: &ErrorKind) -> TokenError {
    match kind {
        ErrorKind::ExpiredSignature => TokenError::Expired,
        ErrorKind::ImmatureSignature => TokenError::Early,
        ErrorKind::InvalidIssuer => TokenError::Issuer,
        ErrorKind::InvalidAudience => TokenError::Audience,
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName | ErrorKind::UnsupportedAlgorithm => {
            TokenError::Algorithm
        }
        ErrorKind::InvalidSignature => TokenError::Signature,
        _ => TokenError::Shape,
    }
}
