//! Why the API server did not do it, in its own words.

use kube::Error;
use thiserror::Error;

use crate::cluster::{ClusterError, Key, Words};

#[derive(Debug, Error)]
pub enum KubernetesError {
    /// It answered, and the answer is no.
    #[error("the cluster refused it: {message}")]
    Refused {
        /// HTTP status of its answer.
        status: u16,
        message: String,
    },
    /// It gave no answer, or none that can be read.
    #[error("the cluster gives no answer")]
    NoAnswer(#[source] Box<Error>),
}

impl KubernetesError {
    /// Of something that changes nothing, or one thing.
    pub(super) fn of_a_question(error: Error) -> ClusterError {
        ClusterError::Kubernetes(match error {
            Error::Api(status) => Self::Refused { status: status.code, message: status.message.clone() },
            other => Self::NoAnswer(Box::new(other)),
        })
    }
}

/// What the API server said of one object.
pub(super) fn words(key: &Key, error: &Error) -> Words {
    match error {
        Error::Api(status) => Words {
            status: status.code,
            set_by_another: status.code == 409 && status.reason == "Conflict" && status.message.contains("conflict"),
            message: status.message.clone(),
        },
        other => {
            tracing::warn!(%key, error = crate::logging::with_causes(other), "the cluster gives no answer");
            let message = "the cluster gives no answer; submitting the same again is safe".to_owned();
            Words { status: 0, set_by_another: false, message }
        }
    }
}

/// Whether the answer is that there is nothing of the name.
pub(super) fn is_missing(error: &Error) -> bool {
    matches!(error, Error::Api(status) if status.code == 404)
}

/// Whether the answer is that one of the name is there.
pub(super) fn is_there_already(error: &Error) -> bool {
    matches!(error, Error::Api(status) if status.is_already_exists())
}

/// Whether the answer is that the account may not.
pub(super) fn is_forbidden(error: &Error) -> bool {
    matches!(error, Error::Api(status) if status.code == 403)
}
