//! What people changed, one structured line each: who, what, where, and what
//! came of it. Also with a filter that leaves other lines out.

use crate::cluster::{Applied, ClusterError, Key};
use crate::problem::Problem;
use crate::who::Caller;

/// Target of these lines, for the log's filter.
pub(crate) const TARGET: &str = "audit";

/// `digest`: of what was previewed. `namespace`: of all its objects.
pub(crate) fn submit(caller: &Caller, namespace: &str, digest: &str, done: &Result<Vec<Applied>, ClusterError>) {
    let words = done.as_ref().err().map(ToString::to_string).unwrap_or_default();
    let (outcome, applied, refused) = match done {
        Ok(applied) => ("applied", applied.as_slice(), String::new()),
        Err(ClusterError::Partly(partly)) => {
            let refused = partly.refused.iter().map(|refused| refused.key.to_string()).collect::<Vec<_>>().join(", ");
            (if partly.applied.is_empty() { "refused" } else { "partly" }, partly.applied.as_slice(), refused)
        }
        Err(ClusterError::KeyUsed { partly: Some(partly), .. }) => ("partly", partly.applied.as_slice(), words),
        Err(_) => ("refused", [].as_slice(), words),
    };
    let applied: Vec<String> = applied.iter().map(|one| format!("{} {:?}", one.key, one.outcome)).collect();
    let applied = applied.join(", ");
    tracing::info!(target: TARGET, who = %caller, what = "submit", namespace, digest, outcome, applied, refused);
}

/// A submit that came to no cluster. What it would have applied, and where, is not known.
pub(crate) fn refused_submit(caller: &Caller, problem: &Problem) {
    tracing::info!(target: TARGET, who = %caller, what = "submit", outcome = "refused", refused = problem.word());
}

pub(crate) fn delete(caller: &Caller, key: &Key, done: Result<bool, &ClusterError>) {
    let outcome = match done {
        Ok(true) => "deleted".to_owned(),
        Ok(false) => "not there".to_owned(),
        Err(error) => error.to_string(),
    };
    tracing::info!(target: TARGET, who = %caller, what = "delete", namespace = key.namespace, object = %key, outcome);
}
