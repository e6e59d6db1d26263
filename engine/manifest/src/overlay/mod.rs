//! A team's own Jsonnet over the objects of its runs: an annotation, or
//! `cleanup: post`.
//!
//! An overlay is other people's program. What it may take is counted
//! ([`steps`]), it imports the library of this project and nothing else, and
//! what it may not change is compared afterwards ([`guard`], [`fields`]). Whoever lets strangers give
//! one evaluates it in a process apart, too, which bounds its memory.

mod evaluate;
mod fields;
mod guard;
mod steps;

use k6cfg_config::{Code, Finding, Path, Run};
use k6cfg_profile::Profile;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

/// A team's Jsonnet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlay<'a> {
    /// The file's own name, for messages.
    pub name: &'a str,
    pub text: &'a str,
}

/// The name that an overlay has where nobody says another: beside the config.
pub const OVERLAY: &str = "overlay.jsonnet";

/// One run's objects and what is to be laid over them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OverlayOrder {
    pub(crate) name: String,
    pub(crate) text: String,
    /// JSON: what the overlay is told of the run.
    pub(crate) run: String,
    /// JSON, each without what an archive holds.
    pub(crate) objects: Vec<String>,
}

/// Why an overlay is not laid over objects.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("{}{message}", .place.map(|(line, column)| format!("line {line}, column {column}: ")).unwrap_or_default())]
pub struct OverlayError {
    pub because: Because,
    pub message: String,
    /// Line and column of the overlay, 1-based, where it is known.
    pub place: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Because {
    /// Jsonnet cannot evaluate it.
    Broken,
    /// It takes more steps, time or memory than it may.
    Budget,
    /// It changes what it may not.
    Forbidden,
}

impl OverlayError {
    fn new(because: Because, message: impl Into<String>) -> Self {
        Self { because, message: message.into(), place: None }
    }

    /// For whoever stopped it from outside.
    pub fn budget() -> Self {
        let message = "it takes more steps, time or memory than an overlay may: look for a loop that does not end";
        Self::new(Because::Budget, message)
    }
}

impl OverlayOrder {
    pub(crate) fn new(overlay: Overlay<'_>, run: &Run, objects: &[&Value]) -> Self {
        let about = json!({
            "id": run.id,
            "name": run.facts.name,
            "namespace": run.facts.namespace,
            "environment": run.facts.environment,
            "test_type": run.test_type,
            "node_type": run.node_type,
            "test_file": run.test_file,
            "test_scope": run.facts.test_scope,
            "parallelism": run.parallelism,
        });
        Self {
            name: overlay.name.to_owned(),
            text: overlay.text.to_owned(),
            run: about.to_string(),
            objects: objects.iter().map(|object| guard::without_archive(object).to_string()).collect(),
        }
    }
}

/// The objects as the overlay makes them, as JSON, in their order.
///
/// # Errors
/// Where Jsonnet cannot evaluate it, or it takes too many steps.
pub fn lay_over(order: &OverlayOrder) -> Result<Vec<String>, OverlayError> {
    evaluate::lay_over(order)
}

/// Gives `objects` what came of [`lay_over`], where it changed only what it
/// may.
pub(crate) fn accept(profile: &Profile, objects: &mut [&mut Value], laid: &[String]) -> Result<(), OverlayError> {
    if objects.len() != laid.len() {
        return Err(OverlayError::budget());
    }
    for (object, laid) in objects.iter_mut().zip(laid) {
        let accepted = guard::accepted(object, laid)?;
        if let Some(what) = fields::forbidden(profile, object, &accepted) {
            return Err(OverlayError::new(Because::Forbidden, what));
        }
        **object = accepted;
    }
    Ok(())
}

/// What is said of it, at the config: an overlay has no place there.
pub(crate) fn finding(name: &str, error: &OverlayError) -> Finding {
    let (code, help) = match error.because {
        Because::Broken => (Code::Overlay, "mend it there; `k6cfg explain K6C080` shows what an overlay looks like"),
        Because::Budget => (Code::Overlay, "it is evaluated for each run, and should do no more than set some fields"),
        Because::Forbidden => (
            Code::OverlayForbidden,
            "names, namespace, kind and the archive are k6cfg's, images, nodes and accounts the platform's: set labels, \
             annotations, `cleanup`, `resources` and the like",
        ),
    };
    Finding::new(code, Path::root(), format!("`{name}` {error}")).help(help)
}

#[cfg(test)]
mod tests;
