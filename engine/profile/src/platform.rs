//! The profile's types; the YAML file has the same shape.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::check;
use crate::problem::{ProfileError, ProfileProblem};
use crate::{Quantity, Template, TestType};

/// One platform. Read with [`Profile::from_yaml`], which also checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Version of this format: 1.
    pub version: u32,
    pub name: String,
    pub title: String,
    /// Namespaces of the cluster's teams. Where none is listed, any will do.
    #[serde(default)]
    pub namespaces: Vec<String>,
    pub environments: Vec<Environment>,
    pub node_types: Vec<NodeType>,
    pub default_node_type: String,
    pub default_test_type: String,
    pub test_types: Vec<TestType>,
    /// What a runner requests when nobody says otherwise.
    pub requests: Requests,
    /// Runner image.
    pub image: String,
    #[serde(default)]
    pub secrets: Secrets,
    #[serde(default)]
    pub environment_config_map: Option<EnvironmentConfigMap>,
    pub prometheus: Prometheus,
    pub names: Names,
    pub labels: Labels,
    /// On the TestRun, the runner pods and the ConfigMap.
    #[serde(default)]
    pub annotations: BTreeMap<String, Template>,
    /// k6's arguments; those of the command line come after them.
    pub arguments: Vec<Template>,
    pub runner_env: Vec<EnvVar>,
    pub archive_env: Vec<EnvVar>,
    /// Variables that a team must not set.
    #[serde(default)]
    pub reserved_env: Vec<String>,
    /// Hosts from which the server fetches modules that scripts import, where
    /// the browser may not.
    #[serde(default)]
    pub module_hosts: Vec<String>,
    pub limits: Limits,
    /// Whether teams may lay Jsonnet of their own over their objects.
    #[serde(default)]
    pub overlays: Overlays,
}

/// What a test is run against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Environment {
    pub name: String,
    /// `dev`, `perf`, `staging` or `prod`.
    #[schemars(extend("enum" = ["dev", "perf", "staging", "prod"]))]
    pub kind: String,
    /// Used on a ref of `secrets.notification.on_refs`.
    #[serde(default)]
    pub notification_secret: Option<String>,
}

/// A pool of nodes that runners can be put on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NodeType {
    pub name: String,
    pub title: String,
    pub nodes: Nodes,
    /// What one node has left for pods.
    pub allocatable: Requests,
    #[serde(default)]
    pub node_selector: BTreeMap<String, String>,
    #[serde(default)]
    pub tolerations: Vec<Toleration>,
}

/// How many nodes the pool scales between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nodes {
    pub min: u32,
    pub max: u32,
}

/// A Kubernetes toleration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Toleration {
    pub key: String,
    pub operator: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    pub effect: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requests {
    pub cpu: Quantity,
    pub memory: Quantity,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Secrets {
    /// Appended to every run's `secrets` unless already listed.
    #[serde(default)]
    pub always_attached: Vec<String>,
    #[serde(default)]
    pub notification: Option<Notification>,
    /// The public certificate of the cluster's sealed-secrets controller, in
    /// PEM. Without one the page asks its server, or the person.
    #[serde(default)]
    pub certificate: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notification {
    /// Secret used unless `GITHUB_REF` is one of `on_refs`.
    pub default: String,
    #[serde(default)]
    pub on_refs: Vec<String>,
}

/// The ConfigMap in every namespace that holds an environment's addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnvironmentConfigMap {
    pub name: Template,
    /// The variables it gives a run.
    #[serde(default)]
    pub keys: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prometheus {
    pub remote_write_url: String,
    pub trend_stats: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// The TestRun's name.
    pub unique: Template,
    /// The ConfigMap's name.
    pub config_map: Template,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// On the TestRun and the runner pods.
    pub test_run: BTreeMap<String, Template>,
    pub config_map: BTreeMap<String, Template>,
}

/// One environment variable whose value may have placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnvVar {
    pub name: String,
    pub value: Template,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Most bytes of data that a ConfigMap holds.
    pub config_map_bytes: usize,
    /// Version of k6-operator in the cluster.
    pub k6_operator: String,
}

/// What a team's own Jsonnet may do to its objects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Overlays {
    /// Change all but names, namespace, kind and archive.
    #[default]
    Allowed,
    /// Nothing: runs with an overlay are not made.
    Refused,
}

impl Profile {
    /// The Altinn k6-tests platform.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Profile> = LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "a test reads this very file")]
            Profile::from_yaml(include_str!("../profiles/altinn.yaml")).expect("the built-in profile reads")
        });
        &BUILT_IN
    }

    /// # Errors
    /// When `yaml` does not have the profile's shape, or names things that it
    /// does not define.
    pub fn from_yaml(yaml: &str) -> Result<Self, ProfileError> {
        check::usable(yaml)
    }

    /// Reads a profile and says all that is wrong with it; there is one where
    /// nothing but warnings are said.
    pub fn read(yaml: &str) -> (Option<Self>, Vec<ProfileProblem>) {
        check::read(yaml)
    }

    /// As [`from_yaml`](Self::from_yaml) reads it.
    pub fn to_yaml(&self) -> String {
        serde_yaml::to_string(self).unwrap_or_default()
    }

    /// JSON Schema (draft 2020-12) of the profile file.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(Self).into()
    }

    pub fn allows_overlays(&self) -> bool {
        self.overlays == Overlays::Allowed
    }

    pub fn environment(&self, name: &str) -> Option<&Environment> {
        self.environments.iter().find(|e| e.name == name)
    }

    pub fn node_type(&self, name: &str) -> Option<&NodeType> {
        self.node_types.iter().find(|n| n.name == name)
    }

    pub fn test_type(&self, name: &str) -> Option<&TestType> {
        self.test_types.iter().find(|t| t.name == name)
    }

    /// The test type that a config file named `file_name` gives contexts that
    /// name none.
    pub fn test_type_of_file(&self, file_name: &str) -> &str {
        let base = file_name.rsplit('/').next().unwrap_or(file_name);
        self.test_types
            .iter()
            .find(|t| t.file_name_contains.as_ref().is_some_and(|part| base.contains(part)))
            .map_or(&self.default_test_type, |t| &t.name)
    }

    /// What a run of `test_type` requests when the team says nothing.
    pub fn requests_of<'a>(&'a self, test_type: &'a TestType) -> &'a Requests {
        test_type.requests.as_ref().unwrap_or(&self.requests)
    }
}
