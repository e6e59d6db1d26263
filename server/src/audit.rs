//! What people changed, one structured line each: who, what, where, and what
//! came of it. Also with a filter that leaves other lines out.

use crate::cluster::{Applied, ClusterError, Key};
use crate::who::Caller;

/// Target of these lines, for the log's filter.
pub(crate) const TARGET: &str = "audit";

/// `digest`: of what was previewed. `namespace`: of all its objects.
pub(crate) fn submit(caller: &Caller, namespace: &str, digest: &str, done: &Result<Vec<Applied>, ClusterError>) {
    let (outcome, applied, refused) = match done {
        Ok(applied) => ("applied", applied.as_slice(), String::new()),
        Err(ClusterError::Partly(partly)) => {
            let refused = partly.refused.iter().map(|refused| refused.key.to_string()).collect::<Vec<_>>().join(", ");
            (if partly.applied.is_empty() { "refused" } else { "partly" }, partly.applied.as_slice(), refused)
        }
        Err(error) => ("refused", [].as_slice(), error.to_string()),
    };
    let applied: Vec<String> = applied.iter().map(|one| format!("{} {:?}", one.key, one.outcome)).collect();
    let applied = applied.join(", ");
    tracing::info!(target: TARGET, who = %caller, what = "submit", namespace, digest, outcome, applied, refused);
}

pub(crate) fn delete(caller: &Caller, key: &Key, done: Result<bool, &ClusterError>) {
    let outcome = match done {
        Ok(true) => "deleted".to_owned(),
        Ok(false) => "not there".to_owned(),
        Err(error) => error.to_string(),
    };
    tracing::info!(target: TARGET, who = %caller, what = "delete", namespace = key.namespace, object = %key, outcome);
}
