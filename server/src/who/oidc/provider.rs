//! An OpenID Connect provider: what it says of itself, and the keys it signs with.

use std::net::IpAddr;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use tokio::sync::Mutex;
use ureq::Agent;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use utoipa::ToSchema;

use crate::logging::with_causes;

/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Keys are asked for anew after this, so that one that was withdrawn ends.
const FRESH: Duration = Duration::from_mins(5);
/// With a key that is not known they are asked for at once, and not more often than this.
const PAUSE: Duration = Duration::from_secs(5);
/// While the provider does not answer, keys stay for so long.
const KEPT: Duration = Duration::from_hours(1);
/// Bytes of an answer that are read.
const MOST_BYTES: u64 = 1 << 20;

/// Reached over the network, when it is first needed.
#[derive(Debug)]
pub struct Provider {
    known: Arc<Known>,
    /// Held by whoever waits for an answer: nobody else has to ask the same.
    asking: Mutex<()>,
}

#[derive(Debug)]
struct Known {
    /// Exactly as its tokens say it.
    issuer: String,
    agent: Agent,
    lately: std::sync::Mutex<Lately>,
}

#[derive(Debug, Default)]
struct Lately {
    asked: Option<Instant>,
    answered: Option<(Instant, Arc<Answer>)>,
}

#[derive(Debug)]
struct Answer {
    endpoints: Endpoints,
    keys: Vec<(Option<String>, Arc<Key>)>,
}

/// A key, and the ways of signing that it is for.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) key: DecodingKey,
    pub(super) algorithms: Vec<Algorithm>,
}

/// Where the page goes to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Endpoints {
    #[serde(rename(serialize = "authorizationEndpoint", deserialize = "authorization_endpoint"))]
    authorization: String,
    #[serde(rename(serialize = "tokenEndpoint", deserialize = "token_endpoint"))]
    token: String,
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
    #[serde(flatten)]
    endpoints: Endpoints,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

#[derive(Debug, Error)]
pub enum ProviderError {
    #[error("it did not answer a moment ago, and is asked again soon")]
    Lately,
    #[error("`{0}` is no address of a provider: https://…, or http:// on this machine")]
    Address(String),
    #[error("{address} does not answer")]
    Unreachable { address: String, source: Box<ureq::Error> },
    #[error("{address} answers with something else than expected")]
    Answer { address: String, source: serde_json::Error },
    #[error("the provider calls itself `{0}`")]
    OtherIssuer(String),
    #[error("the question to the provider stopped")]
    Stopped(#[source] tokio::task::JoinError),
}

impl Provider {
    /// Nothing is asked of it yet.
    ///
    /// # Errors
    /// For an address that others could answer for.
    pub fn at(issuer: &str) -> Result<Self, ProviderError> {
        trusted(issuer)?;
        let config = Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0).tls_config(tls());
        let known =
            Known { issuer: issuer.to_owned(), agent: config.build().into(), lately: std::sync::Mutex::default() };
        Ok(Self { known: Arc::new(known), asking: Mutex::new(()) })
    }

    /// Exactly as its tokens say it.
    pub fn issuer(&self) -> &str {
        &self.known.issuer
    }

    /// # Errors
    /// While the provider does not answer.
    pub async fn endpoints(&self) -> Result<Endpoints, ProviderError> {
        Ok(self.answer(|_| true).await?.endpoints.clone())
    }

    /// The key of an id, or the only one where a token names none. `None` when the provider has none such.
    pub(super) async fn key(&self, id: Option<&str>) -> Result<Option<Arc<Key>>, ProviderError> {
        let find = |answer: &Answer| match (id, answer.keys.as_slice()) {
            (None, [(_, only)]) => Some(Arc::clone(only)),
            (None, _) => None,
            (Some(id), keys) => {
                let mut found = keys.iter().filter(|(known, _)| known.as_deref() == Some(id));
                found.next().map(|(_, key)| Arc::clone(key))
            }
        };
        Ok(find(&*self.answer(|answer| find(answer).is_some()).await?))
    }

    /// What the provider says: what it said lately, if that is `enough`.
    async fn answer(&self, enough: impl Fn(&Answer) -> bool) -> Result<Arc<Answer>, ProviderError> {
        if let Some(answer) = self.known.at_hand(&enough) {
            return Ok(answer);
        }
        let _turn = self.asking.lock().await;
        // Whoever had the turn before may have asked.
        if let Some(answer) = self.known.at_hand(&enough) {
            return Ok(answer);
        }
        if self.known.was_just_asked() {
            return self.known.kept().ok_or(ProviderError::Lately);
        }
        Arc::clone(&self.known).ask().await
    }
}

impl Known {
    fn lately(&self) -> MutexGuard<'_, Lately> {
        self.lately.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is good without waiting. When it gets old it is asked for anew, and nobody waits for that.
    fn at_hand(self: &Arc<Self>, enough: impl Fn(&Answer) -> bool) -> Option<Arc<Answer>> {
        let answer = self.kept().filter(|answer| enough(answer))?;
        let is_old = self.lately().answered.as_ref().is_some_and(|(since, _)| since.elapsed() > FRESH);
        if is_old && !self.was_just_asked() {
            self.lately().asked = Some(Instant::now());
            tokio::spawn(Arc::clone(self).ask());
        }
        Some(answer)
    }

    fn kept(&self) -> Option<Arc<Answer>> {
        let lately = self.lately();
        lately.answered.as_ref().filter(|(since, _)| since.elapsed() < KEPT).map(|(_, answer)| Arc::clone(answer))
    }

    fn was_just_asked(&self) -> bool {
        self.lately().asked.is_some_and(|since| since.elapsed() < PAUSE)
    }

    async fn ask(self: Arc<Self>) -> Result<Arc<Answer>, ProviderError> {
        self.lately().asked = Some(Instant::now());
        let asking = Arc::clone(&self);
        let asked = tokio::task::spawn_blocking(move || ask(&asking.agent, &asking.issuer)).await;
        // From the answer on: whoever waited for it does not ask the same.
        self.lately().asked = Some(Instant::now());
        match asked.map_err(ProviderError::Stopped)? {
            Ok(answer) => {
                let answer = Arc::new(answer);
                self.lately().answered = Some((Instant::now(), Arc::clone(&answer)));
                Ok(answer)
            }
            Err(error) => {
                tracing::warn!(error = with_causes(&error), "the sign-in provider does not answer");
                self.kept().ok_or(error)
            }
        }
    }
}

fn ask(agent: &Agent, issuer: &str) -> Result<Answer, ProviderError> {
    let discovery: Discovery =
        get(agent, &format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')))?;
    if discovery.issuer != issuer {
        return Err(ProviderError::OtherIssuer(discovery.issuer));
    }
    trusted(&discovery.jwks_uri)?;
    trusted(&discovery.endpoints.authorization)?;
    trusted(&discovery.endpoints.token)?;
    let set: KeySet = get(agent, &discovery.jwks_uri)?;
    // One of a kind that is not known here is no reason to do without the others.
    let known = set.keys.into_iter().filter_map(|key| serde_json::from_value::<Jwk>(key).ok());
    let keys = known.filter_map(|jwk| Some((jwk.common.key_id.clone(), Arc::new(key(&jwk)?)))).collect();
    Ok(Answer { endpoints: discovery.endpoints, keys })
}

/// `None` for one that signs nothing, or in no way that is accepted: a secret that two share is no proof of who signed.
fn key(jwk: &Jwk) -> Option<Key> {
    if matches!(&jwk.common.public_key_use, Some(usage) if *usage != PublicKeyUse::Signature) {
        return None;
    }
    let key = DecodingKey::from_jwk(jwk).ok()?;
    let said = jwk.common.key_algorithm.map(|algorithm| algorithm.to_string().parse::<Algorithm>());
    let family = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => &[
            Algorithm::RS256,
            Algorithm::RS384,
            Algorithm::RS512,
            Algorithm::PS256,
            Algorithm::PS384,
            Algorithm::PS512,
        ][..],
        AlgorithmParameters::EllipticCurve(curve) => match curve.curve {
            EllipticCurve::P256 => &[Algorithm::ES256],
            EllipticCurve::P384 => &[Algorithm::ES384],
            _ => return None,
        },
        AlgorithmParameters::OctetKeyPair(_) => &[Algorithm::EdDSA],
        _ => return None,
    };
    let algorithms = match said {
        None => family.to_vec(),
        Some(Ok(algorithm)) if family.contains(&algorithm) => vec![algorithm],
        Some(_) => return None,
    };
    Some(Key { key, algorithms })
}

fn get<T: DeserializeOwned>(agent: &Agent, address: &str) -> Result<T, ProviderError> {
    let unreachable = |source| ProviderError::Unreachable { address: address.to_owned(), source: Box::new(source) };
    let mut answer = agent.get(address).call().map_err(unreachable)?;
    let body = answer.body_mut().with_config().limit(MOST_BYTES).read_to_vec().map_err(unreachable)?;
    serde_json::from_slice(&body).map_err(|source| ProviderError::Answer { address: address.to_owned(), source })
}

/// With the certificates that this machine trusts.
fn tls() -> TlsConfig {
    TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build()
}

/// Encrypted, or on this machine.
fn trusted(address: &str) -> Result<(), ProviderError> {
    let is_trusted = address.parse::<Uri>().ok().is_some_and(|uri| match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => true,
        (Some("http"), Some(host)) => {
            let host = host.trim_matches(['[', ']']);
            host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        _ => false,
    });
    if is_trusted { Ok(()) } else { Err(ProviderError::Address(address.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_answers_for_it() {
        for good in
            ["https://login.example.org/tenant/v2.0", "http://127.0.0.1:3000", "http://localhost:1/a", "http://[::1]:1"]
        {
            assert!(Provider::at(good).is_ok(), "{good}");
        }
        for bad in
            ["", "login.example.org", "http://login.example.org", "ftp://127.0.0.1", "http://127.0.0.1.example.org"]
        {
            assert!(Provider::at(bad).is_err(), "{bad}");
        }
    }

    #[tokio::test]
    async fn one_that_is_not_there_is_no_panic() {
        // Nothing listens on this port, whatever the scheme.
        for address in ["https://127.0.0.1:1", "http://127.0.0.1:1"] {
            let provider = Provider::at(address).unwrap();
            assert!(matches!(provider.endpoints().await, Err(ProviderError::Unreachable { .. })), "{address}");
            assert!(matches!(provider.endpoints().await, Err(ProviderError::Lately)), "{address}");
        }
    }

    fn jwk(text: &str) -> Option<Vec<Algorithm>> {
        key(&serde_json::from_str(text).unwrap()).map(|key| key.algorithms)
    }

    #[test]
    fn a_key_signs_in_its_own_way_only() {
        let rsa = r#"{"kty":"RSA","n":"u1SU1LVL","e":"AQAB""#;
        assert_eq!(jwk(&format!(r#"{rsa},"alg":"RS256"}}"#)), Some(vec![Algorithm::RS256]));
        assert_eq!(jwk(&format!("{rsa}}}")).map(|all| all.len()), Some(6));
        assert_eq!(jwk(&format!(r#"{rsa},"alg":"HS256"}}"#)), None);
        assert_eq!(jwk(&format!(r#"{rsa},"use":"enc"}}"#)), None);
        assert_eq!(jwk(r#"{"kty":"oct","k":"c2VjcmV0","alg":"HS256"}"#), None);
    }
}
