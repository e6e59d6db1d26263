//! Why a cluster cannot do what was asked.

use thiserror::Error;

use super::embedded::EmbeddedError;
use super::kubernetes::KubernetesError;
use super::{Key, Need};

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
