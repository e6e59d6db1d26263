//! What has to be there before a run can start, and whether it is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a submit counts on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Wanted {
    pub namespace: String,
    /// Names of Secrets that pods read.
    #[serde(default)]
    pub secrets: Vec<String>,
    /// Names of ConfigMaps that pods read.
    #[serde(default)]
    pub config_maps: Vec<String>,
    /// Of objects that would be new, by kind: what a quota counts.
    #[serde(default)]
    pub runs: u64,
}

/// One thing that was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// `Namespace`, `ResourceQuota`, `Secret` or `ConfigMap`.
    pub kind: &'static str,
    pub name: String,
    pub state: State,
    /// Why, in plain words.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Found,
    Missing,
    /// It may be there, and cannot be seen from here.
    Unknown,
}

impl Finding {
    pub(super) fn new(kind: &'static str, name: impl Into<String>, state: State, words: impl Into<String>) -> Self {
        Self { kind, name: name.into(), state, words: words.into() }
    }
}
