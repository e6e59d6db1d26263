//! The seam to the engine: a submit's inputs in, objects or reasons out.
//!
//! The engine is pure, so what it makes here from the same inputs is what the
//! page previewed.

use std::collections::{BTreeMap, BTreeSet};

use k6cfg_config::{Diagnostic, GenerationContext};
use k6cfg_loader::Sandbox;
use k6cfg_manifest::{Input, OVERLAY, Overlay, Secrets, Which};
use k6cfg_profile::Profile;
use k6cfg_seal::SealedSecret;
use serde_json::Value;

use crate::archives::Given;

pub use k6cfg_manifest::{ObjectDigest, object_digest};

/// What the objects are made from.
#[derive(Debug, Clone)]
pub struct Request {
    /// The config file's own name.
    pub file_name: String,
    pub text: String,
    /// Contents by path in the repository.
    pub files: BTreeMap<String, Vec<u8>>,
    /// By run id. With none, archives are made from `files`.
    pub archives: BTreeMap<String, Vec<u8>>,
    pub sealed: Vec<SealedSecret>,
    /// The team's own Jsonnet over its objects.
    pub overlay: Option<String>,
    pub context: GenerationContext,
    /// Ids of the runs to make; `None` for all enabled ones.
    pub runs: Option<BTreeSet<String>>,
}

/// Objects: SealedSecrets, then ConfigMap before TestRun for each run.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    pub objects: Vec<Value>,
    /// `sha256:…` over all of them.
    pub digest: String,
}

/// Why there are no objects.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejected {
    /// At least one is an error.
    Config(Vec<Diagnostic>),
    /// Asked for, and not an enabled run of the config.
    NoSuchRuns(Vec<String>),
    NothingToRun,
}

/// Makes the objects of a submit: all that were asked for, or none.
///
/// Uses the processor for milliseconds to seconds.
pub fn regenerate(request: &Request, profile: &Profile, sandbox: &Sandbox) -> Result<Generated, Rejected> {
    let given = Given { archives: &request.archives, files: &request.files, sandbox };
    let outcome = k6cfg_manifest::generate(&Input {
        profile,
        file_name: &request.file_name,
        text: &request.text,
        sources: &request.files,
        context: &request.context,
        archiver: &given,
        scripts_given: !request.archives.is_empty(),
        which: request.runs.as_ref().map_or(Which::All, Which::Only),
        secrets: Secrets { sealed: &request.sealed, in_cluster: None },
        overlay: request.overlay.as_deref().map(|text| Overlay { name: OVERLAY, text }),
    });
    if outcome.has_errors() {
        return Err(Rejected::Config(outcome.diagnostics));
    }
    let made: BTreeSet<&str> = outcome.runs.iter().map(|run| run.id.as_str()).collect();
    let missing = |id: &&String| !made.contains(id.as_str());
    let missing: Vec<String> = request.runs.iter().flatten().filter(missing).cloned().collect();
    if !missing.is_empty() {
        return Err(Rejected::NoSuchRuns(missing));
    }
    if outcome.runs.is_empty() {
        return Err(Rejected::NothingToRun);
    }
    let objects = outcome.objects().cloned().collect();
    Ok(Generated { objects, digest: outcome.digest })
}
