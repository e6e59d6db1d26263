//! Errors as RFC 9457 problem details, built by what they mean.

use std::error::Error;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::cluster::kubernetes::KubernetesError;
use crate::cluster::{Applied, ClusterError, Key, Need, Partly, Refusal, Refused};
use crate::logging::with_causes;
use crate::who::{ProxyError, TokenError, Unknown};

/// `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// `urn:k6cfg:problem:` and a word that stays the same.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    kind: Box<str>,
    title: &'static str,
    status: u16,
    #[schema(value_type = String)]
    detail: Box<str>,
    /// The config's diagnostics, where that is what is wrong.
    #[serde(skip_serializing_if = "<[Value]>::is_empty")]
    #[schema(value_type = Vec<Object>)]
    errors: Box<[Value]>,
    /// What differs between the preview and what would be applied.
    #[serde(skip_serializing_if = "<[Difference]>::is_empty")]
    #[schema(value_type = Vec<Difference>)]
    differences: Box<[Difference]>,
    /// Runs that are still starting and need what would be replaced.
    #[serde(skip_serializing_if = "<[Need]>::is_empty")]
    #[schema(value_type = Vec<Need>)]
    runs: Box<[Need]>,
    /// Of a submit that was not applied whole.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    parts: Option<Box<Parts>>,
}

/// What became of each object.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
struct Parts {
    /// What was applied before; it stays.
    applied: Vec<Applied>,
    /// What the cluster did not take, each with its own words; it is as it was before.
    refused: Vec<Refused>,
    /// What was not tried any more.
    untried: Vec<Key>,
}

impl Parts {
    fn of(partly: Partly) -> Self {
        let Partly { applied, refused, untried } = partly;
        Self { applied, refused, untried }
    }
}

/// One object that is not as it was previewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Difference {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) change: Change,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Change {
    /// Would be applied and was not previewed.
    Added,
    /// Was previewed and would not be applied.
    Removed,
    Changed,
}

impl Problem {
    /// The word that stays the same.
    pub(crate) fn word(&self) -> &str {
        self.kind.rsplit(':').next().unwrap_or_default()
    }

    fn new(status: StatusCode, kind: &str, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:k6cfg:problem:{kind}").into(),
            title,
            status: status.as_u16(),
            detail: detail.into().into_boxed_str(),
            errors: Box::default(),
            differences: Box::default(),
            runs: Box::default(),
            parts: None,
        }
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", "The request cannot be read", detail)
    }

    pub(crate) fn foreign_origin() -> Self {
        let detail = "a change has to come from the server's own page, and this one names another `Origin`";
        Self::new(StatusCode::FORBIDDEN, "foreign-origin", "The request comes from another site", detail)
    }

    pub(crate) fn no_such_path() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "no-such-path",
            "There is nothing at this address",
            "the API is described at /api/v1/openapi.json",
        )
    }

    pub(crate) fn no_such_object(key: &Key) -> Self {
        Self::new(StatusCode::NOT_FOUND, "no-such-object", "The object is not there", format!("there is no {key}"))
    }

    pub(crate) fn no_such_kind(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "no-such-kind", "There is no such kind of object", detail)
    }

    pub(crate) fn method_not_allowed() -> Self {
        let detail = "the `Allow` header says what can be done here";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "This cannot be done here", detail)
    }

    pub(crate) fn not_as_previewed(differences: Vec<Difference>) -> Self {
        let detail = "the server makes other objects from this config than the preview showed; nothing was applied";
        let title = "What would be applied is not what was previewed";
        Self { differences: differences.into(), ..Self::new(StatusCode::CONFLICT, "not-as-previewed", title, detail) }
    }

    /// `runs`: at least one.
    pub(crate) fn archive_in_use(runs: Vec<Need>) -> Self {
        let first = runs.first().map(ToString::to_string).unwrap_or_default();
        let (more, them) = match runs.len().saturating_sub(1) {
            0 => (String::new(), "it has started, or delete it"),
            1 => (", and another one does too".to_owned(), "both have started, or delete them"),
            more => (format!(", and {more} others do too"), "all have started, or delete them"),
        };
        let detail = format!("{first}{more}; nothing was applied: wait until {them}, then submit again");
        let title = "A run that is still starting needs the archive that this would replace";
        Self { runs: runs.into(), ..Self::new(StatusCode::CONFLICT, "archive-in-use", title, detail) }
    }

    pub(crate) fn module_not_listed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "module-not-listed", "The module is on a host that is not listed", detail)
    }

    pub(crate) fn module_not_fetched(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_GATEWAY, "module-not-fetched", "The module could not be fetched", detail)
    }

    pub(crate) fn no_sealing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "no-sealing", "There is nothing to seal with here", detail)
    }

    pub(crate) fn no_answer_of_controller(detail: impl Into<String>) -> Self {
        let title = "The sealed-secrets controller gives no answer";
        Self::new(StatusCode::BAD_GATEWAY, "no-answer-of-controller", title, detail)
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        let detail = format!("a request body may have {limit} bytes");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The request is too large", detail)
    }

    pub(crate) fn not_json() -> Self {
        let detail = "the body has to be sent as `application/json`";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", "The request is not JSON", detail)
    }

    pub(crate) fn unknown_host() -> Self {
        let detail = "the `Host` of the request is not one this server answers to; `--public-host` adds one";
        Self::new(StatusCode::MISDIRECTED_REQUEST, "unknown-host", "The request is for another host", detail)
    }

    /// `errors`: the config's diagnostics.
    pub(crate) fn config_has_errors(errors: Vec<Value>) -> Self {
        let detail = "nothing was applied; `errors` says what to mend and where";
        let title = "The config has errors";
        Self {
            errors: errors.into(),
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "config-has-errors", title, detail)
        }
    }

    pub(crate) fn cannot_be_applied(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "cannot-be-applied", "This cannot be applied", detail)
    }

    /// The cause is logged here, once; the caller is told that much only.
    pub(crate) fn internal(error: &dyn Error) -> Self {
        tracing::error!(error = with_causes(error), "a request failed");
        Self::broken()
    }

    /// For a failure that is logged already.
    pub(crate) fn broken() -> Self {
        let detail = "something in the server failed; its log says what, under this answer's `x-request-id`";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "The server failed", detail)
    }

    pub(crate) fn not_ready(error: &dyn Error) -> Self {
        tracing::error!(error = with_causes(error), "the cluster is not ready");
        let detail = "objects cannot be read or written now";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "not-ready", "The server is not ready", detail)
    }

    fn other_run(detail: String) -> Self {
        Self::new(StatusCode::CONFLICT, "other-run", "A run of this name is there already", detail)
    }

    fn key_used(detail: &str, partly: Option<Box<Partly>>) -> Self {
        let detail = format!("{detail}; use a new `Idempotency-Key` for another submit");
        let new = Self::new(StatusCode::CONFLICT, "key-used", "The key came with another submit", detail);
        Self { parts: partly.map(|partly| Box::new(Parts::of(*partly))), ..new }
    }

    fn not_allowed(detail: String) -> Self {
        Self::new(StatusCode::FORBIDDEN, "not-allowed", "You may not do this", detail)
    }

    /// Of one question, or one thing.
    fn of_the_cluster(error: &KubernetesError) -> Self {
        let detail = error.to_string();
        match error {
            KubernetesError::Refused { status, .. } => {
                Self::new(of_cluster(*status), "refused-by-cluster", "The cluster refused it", detail)
            }
            KubernetesError::NoAnswer(source) => {
                tracing::error!(error = with_causes(source), "the cluster gives no answer");
                Self::no_answer_of_cluster()
            }
        }
    }

    fn no_answer_of_cluster() -> Self {
        let detail = "the cluster gives no answer; submitting the same again is safe";
        let title = "The cluster gives no answer";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "no-answer-of-cluster", title, detail)
    }

    /// A submit that was not applied whole.
    fn partly(partly: Partly) -> Self {
        let detail = partly.to_string();
        let said = partly.refused.iter().map(|refused| &refused.words);
        let new = if said.clone().all(|words| words.status == 0) {
            Self::no_answer_of_cluster()
        } else if said.clone().all(|words| words.set_by_another) {
            let title = "Somebody else set what this would set";
            Self::new(StatusCode::CONFLICT, "set-by-another", title, detail)
        } else {
            let status = said.map(|words| words.status).find(|status| *status != 0).unwrap_or_default();
            Self::new(of_cluster(status), "refused-by-cluster", "The cluster refused it", detail)
        };
        Self { parts: Some(Box::new(Parts::of(partly))), ..new }
    }

    fn no_such_pod(detail: String) -> Self {
        Self::new(StatusCode::NOT_FOUND, "no-such-pod", "The run has no such pod", detail)
    }

    /// It is not known who asks.
    pub(crate) fn of_unknown(unknown: &Unknown) -> Self {
        let detail = unknown.to_string();
        match unknown {
            Unknown::Token(TokenError::Provider(error)) => {
                tracing::error!(error = with_causes(error), "the sign-in provider does not answer");
                let title = "Nobody can sign in now";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "no-answer-of-provider", title, detail)
            }
            Unknown::Token(TokenError::Missing) => {
                Self::new(StatusCode::UNAUTHORIZED, "sign-in", "Sign in first", detail)
            }
            Unknown::Token(TokenError::Expired) => {
                Self::new(StatusCode::UNAUTHORIZED, "token-expired", "You were signed out", detail)
            }
            Unknown::Token(_) => {
                Self::new(StatusCode::UNAUTHORIZED, "token-not-accepted", "The token is not accepted", detail)
            }
            Unknown::Proxy(ProxyError::Elsewhere) => Self::new(
                StatusCode::FORBIDDEN,
                "not-through-proxy",
                "This server is reached through its proxy",
                detail,
            ),
            Unknown::Proxy(_) => Self::new(StatusCode::UNAUTHORIZED, "nobody", "It is not known who you are", detail),
        }
    }

    /// A path that needs somebody, and that nobody is asked for on: refused, whatever led there.
    pub(crate) fn nobody_known() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "sign-in", "Sign in first", "it is not known who asks")
    }

    pub(crate) fn too_many_submits() -> Self {
        let detail = "you submitted too often within a minute; nothing was applied, try again in a moment";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-submits", "Too many submits at once", detail)
    }

    pub(crate) fn too_many_listen() -> Self {
        let detail = "you listen to this server in too many places at once; close some pages of it";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-listen", "Too many answers are under way", detail)
    }

    pub(crate) fn no_such_link() -> Self {
        let detail = "short links are kept for 30 days; ask whoever sent it for another";
        Self::new(StatusCode::NOT_FOUND, "no-such-link", "There is no such link any more", detail)
    }

    pub(crate) fn no_short_links() -> Self {
        let detail = "this server keeps no short links; the long one works";
        Self::new(StatusCode::NOT_FOUND, "no-short-links", "There are no short links here", detail)
    }

    pub(crate) fn no_room_for_links() -> Self {
        let detail = "this server keeps as many short links as it can; some end every day, and the long link works";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "no-room-for-links", "There is no room for more short links", detail)
    }

    pub(crate) fn too_often() -> Self {
        let detail = "too many short links were made from here; try again in some minutes, or send the long one";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-often", "Too many short links at once", detail)
    }

    pub(crate) fn busy() -> Self {
        let detail = "too many requests are under way; try again in a moment";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "The server is busy", detail)
    }

    pub(crate) fn too_slow() -> Self {
        let detail = "the request took too long and was given up; trying again is safe";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "too-slow", "The request took too long", detail)
    }
}

/// What the cluster says of itself is no answer of this server's.
fn of_cluster(status: u16) -> StatusCode {
    match StatusCode::from_u16(status).ok() {
        Some(status) if status.is_client_error() && status != StatusCode::UNAUTHORIZED => status,
        _ => StatusCode::BAD_GATEWAY,
    }
}

impl From<ClusterError> for Problem {
    fn from(error: ClusterError) -> Self {
        let detail = error.to_string();
        match error {
            ClusterError::StillNeeded(runs) => Self::archive_in_use(runs),
            ClusterError::OtherRun(_) => Self::other_run(detail),
            ClusterError::KeyUsed { partly, .. } => Self::key_used(&detail, partly),
            ClusterError::NoPod(_) => Self::no_such_pod(detail),
            ClusterError::Forbidden { .. } => Self::not_allowed(detail),
            ClusterError::Partly(partly) => Self::partly(*partly),
            ClusterError::Embedded(_) => Self::internal(&error),
            ClusterError::Kubernetes(error) => Self::of_the_cluster(&error),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::cannot_be_applied(refusal.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"k6cfg\""));
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}
