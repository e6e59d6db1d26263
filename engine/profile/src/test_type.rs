//! Test types: what a run of each kind is given when the team says nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::platform::{EnvVar, Requests};

/// One kind of test, e.g. `smoke`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestType {
    pub name: String,
    /// What it does, in a few words, for people who choose.
    pub title: String,
    /// A config file whose name contains this has this type as its default.
    #[serde(default)]
    pub file_name_contains: Option<String>,
    /// Appended to a derived run id.
    #[serde(default)]
    pub id_suffix: String,
    /// Instead of the profile's `default_node_type`.
    #[serde(default)]
    pub node_type: Option<String>,
    /// Instead of the profile's `requests`.
    #[serde(default)]
    pub requests: Option<Requests>,
    /// Instead of the profile's `image`.
    #[serde(default)]
    pub image: Option<String>,
    pub options: TestTypeOptions,
    /// More variables for `k6 archive`.
    #[serde(default)]
    pub archive_env: Vec<EnvVar>,
}

/// Where the k6 options of a run come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestTypeOptions {
    pub from: OptionsFrom,
    /// k6 options of the profile.
    #[serde(default)]
    pub scenario: Option<serde_json::Map<String, serde_json::Value>>,
    /// The run's variables that change the scenario.
    #[serde(default)]
    pub tuned_by: Option<TunedBy>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OptionsFrom {
    /// The script alone decides; there is no options file.
    Script,
    /// The scenario as it is; config files have no effect.
    Profile,
    /// The test's config file, the scenario where that sets no load, then the
    /// context's config file.
    Files,
}

/// Names of variables that change a scenario of one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TunedBy {
    /// Go duration for `stages[0].duration`.
    pub stage_duration: String,
    /// Integer for `stages[0].target`.
    pub stage_target: String,
    /// Bool for every threshold's `abortOnFail`.
    pub abort_on_fail: String,
}
