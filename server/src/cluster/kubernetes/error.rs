//! Why the API server did not do it, in its own words.

use kube::Error;
use thiserror::Error;

use crate::cluster::{Applied, ClusterError, Key};

#[derive(Debug, Error)]
pub enum KubernetesError {
    /// It answered, and the answer is no.
    #[error("the cluster refused {key}: {message}")]
    Refused {
        key: Key,
        /// HTTP status of its answer.
        status: u16,
        message: String,
        /// What was applied before; it stays.
        done: Vec<Applied>,
    },
    /// It gave no answer, or none that can be read.
    #[error("the cluster gives no answer")]
    NoAnswer(#[source] Box<Error>),
}

impl KubernetesError {
    /// What became of `key`, after `done` was applied.
    pub(super) fn of(error: Error, key: &Key, done: Vec<Applied>) -> ClusterError {
        let error = match error {
            Error::Api(status) => {
                Self::Refused { key: key.clone(), status: status.code, message: status.message.clone(), done }
            }
            other => Self::NoAnswer(Box::new(other)),
        };
        ClusterError::Kubernetes(error)
    }
}

/// Whether the answer is that there is nothing of the name.
pub(super) fn is_missing(error: &Error) -> bool {
    matches!(error, Error::Api(status) if status.code == 404)
}
