//! Why a cluster cannot do what was asked.

use serde::Serialize;
use thiserror::Error;
use utoipa::ToSchema;

use super::embedded::EmbeddedError;
use super::kubernetes::KubernetesError;
use super::{Applied, Key, Need, Words};

/// The cluster failed, or would not.
#[derive(Debug, Error)]
pub enum ClusterError {
    /// The cluster failed; the caller did nothing wrong.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    #[error(transparent)]
    Kubernetes(#[from] KubernetesError),
    /// The caller has to wait: there is at least one.
    #[error("a run that is still starting needs what would be replaced")]
    StillNeeded(Vec<Need>),
    /// A run of this name was submitted before, and says something else.
    #[error("there is another {0} already: a run that was submitted is never changed; generate it anew")]
    OtherRun(Key),
    /// The caller's key came with something else before. `partly`: what was applied until that was seen; nothing of it is refused.
    #[error("this key came with another submit, of the {run}")]
    KeyUsed { run: Key, partly: Option<Box<Partly>> },
    /// The cluster has applied some of it, or nothing.
    #[error("{0}")]
    Partly(Box<Partly>),
    #[error("the run has no pod `{0}`")]
    NoPod(String),
    /// The caller may not, by the cluster's own rules.
    #[error("you may not {verb} {resource} in {}", .namespace.as_ref().map_or_else(|| "every namespace".to_owned(), |name| format!("the namespace `{name}`")))]
    Forbidden { verb: &'static str, resource: &'static str, namespace: Option<String> },
}

/// What became of each object of a submit that was not applied whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partly {
    /// They stay; submitting the same again is safe.
    pub applied: Vec<Applied>,
    /// At least one, but for a key that is used.
    pub refused: Vec<Refused>,
    /// Not tried any more.
    pub untried: Vec<Key>,
}

/// An object that the cluster did not take; it is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Refused {
    #[serde(flatten)]
    pub key: Key,
    #[serde(flatten)]
    pub words: Words,
}

impl std::fmt::Display for Partly {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(first) = self.refused.first() else { return Ok(()) };
        write!(f, "the cluster refused {}: {}", first.key, first.words.message)
    }
}

/// An object that no cluster would take. Messages are for the caller.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("an object has to be a JSON object with `apiVersion`, `kind` and `metadata`")]
    NoObject,
    #[error("`{kind}` of `{api_version}` is not a kind that is applied here")]
    Kind { api_version: String, kind: String },
    #[error("`{name}` is not a name for a {kind}: lower-case letters, digits, `-` and `.`, at most 253 characters")]
    Name { kind: &'static str, name: String },
    #[error("`{namespace}` is not a namespace: lower-case letters, digits and `-`, at most 63 characters")]
    Namespace { namespace: String },
    #[error("the data of ConfigMap `{name}` is {bytes} bytes; a ConfigMap holds at most {limit}")]
    TooMuchData { name: String, bytes: usize, limit: usize },
    #[error("`{entry}` of ConfigMap `{name}` is not base64 text")]
    NoBase64 { name: String, entry: String },
    #[error("`{entry}` of ConfigMap `{name}` is not text")]
    NoText { name: String, entry: String },
    #[error("`{entry}` of ConfigMap `{name}` stands in both `data` and `binaryData`")]
    EntryTwice { name: String, entry: String },
}
