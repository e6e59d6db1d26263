//! The body of a submit, and what it says once decoded.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use k6cfg_config::{GenerationContext, Suffix};
use k6cfg_seal::{SealedSecret, Target};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::difference::Previewed;
use crate::engine::{ObjectDigest, Request};
use crate::problem::Problem;

/// All that the preview was made from, and its digest.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Submission {
    config: Config,
    /// Base64 of each file the config or its scripts name, by path in the
    /// repository.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Base64 of each run's `archive.tar`, by run id. With none, archives are
    /// made from `files`.
    #[serde(default)]
    archives: BTreeMap<String, String>,
    /// SealedSecrets, each a whole object. Those that a run names are applied.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    sealed_secrets: Vec<Value>,
    /// Jsonnet laid over each object, as `overlay.jsonnet` beside the config is.
    #[serde(default)]
    overlay: Option<String>,
    context: Context,
    /// Ids of the runs to submit; all enabled ones where there is none.
    #[serde(default)]
    runs: Option<BTreeSet<String>>,
    /// Of the previewed objects of these runs: `sha256:` and 64 hex digits.
    digest: String,
    /// The digest of each previewed object, so that a difference can be named.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    objects: Vec<ObjectDigest>,
    /// Sets also what somebody else set in the cluster, and takes it over.
    #[serde(default)]
    take_over: bool,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Config {
    /// The file's own name: it decides the default test type.
    name: String,
    /// YAML.
    text: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Context {
    /// Milliseconds since the epoch.
    at_ms: u64,
    /// Five characters of `a-z0-9`.
    suffix: String,
    /// k6 arguments of this submit.
    #[serde(default)]
    arguments: String,
    /// `GITHUB_*` variables, by full name.
    #[serde(default)]
    github: BTreeMap<String, String>,
}

impl Submission {
    pub(super) fn read(body: &[u8]) -> Result<Self, Problem> {
        serde_json::from_slice(body).map_err(|error| Problem::bad_request(error.to_string()))
    }

    pub(super) fn takes_over(&self) -> bool {
        self.take_over
    }

    pub(super) fn into_parts(self) -> Result<(Request, Previewed), Problem> {
        let suffix = Suffix::try_from(self.context.suffix);
        let request = Request {
            file_name: self.config.name,
            text: self.config.text,
            files: decoded("files", self.files)?,
            archives: decoded("archives", self.archives)?,
            sealed: sealed(self.sealed_secrets)?,
            overlay: self.overlay,
            context: GenerationContext {
                at_ms: self.context.at_ms,
                suffix: suffix.map_err(|error| Problem::bad_request(error.to_string()))?,
                arguments: self.context.arguments,
                github: self.context.github,
            },
            runs: self.runs,
        };
        Ok((request, Previewed { digest: self.digest, objects: self.objects }))
    }
}

/// Each namespace and name once.
fn sealed(objects: Vec<Value>) -> Result<Vec<SealedSecret>, Problem> {
    let mut seen = BTreeSet::new();
    let read = |object: Value| {
        let sealed = SealedSecret::of(object)
            .map_err(|error| Problem::bad_request(format!("one of `sealed_secrets`: {error}")))?;
        let Target { namespace, name, .. } = sealed.target();
        if seen.insert((namespace, name.clone())) {
            Ok(sealed)
        } else {
            Err(Problem::bad_request(format!("the SealedSecret `{name}` is there twice")))
        }
    };
    objects.into_iter().map(read).collect()
}

fn decoded(field: &str, texts: BTreeMap<String, String>) -> Result<BTreeMap<String, Vec<u8>>, Problem> {
    let decode = |(name, text): (String, String)| match STANDARD.decode(text) {
        Ok(bytes) => Ok((name, bytes)),
        Err(_) => Err(Problem::bad_request(format!("`{name}` of `{field}` is not base64"))),
    };
    texts.into_iter().map(decode).collect()
}
