//! Config to runs: what is filled in, in the order of the format's contract.
//!
//! [`expand`] is the pure default step (the file `expanded-configfile.yaml`);
//! [`plan`](plan::plan) adds what needs files and the generation context.

mod inputs;
pub mod load;
mod options;
mod paths;
mod plan;
mod variables;

pub use options::Brought;
pub use paths::{clean, join};
pub(crate) use paths::{is_script, stays_inside};
pub use plan::{Plan, Role, Run, plan};
pub use variables::{Origin, Variable};

use k6cfg_profile::Profile;
use serde::Serialize;

use crate::model::{Config, Context, TestDefinition};

/// The config with every default filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Expanded {
    pub namespace: String,
    pub base_dir: String,
    pub test_definitions: Vec<ExpandedTest>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpandedTest {
    /// Empty where it can neither be read nor derived.
    pub test_scope: String,
    pub test_file: String,
    pub config_file: String,
    pub env_file: String,
    pub contexts: Vec<ExpandedContext>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpandedContext {
    pub environment: String,
    pub node_type: String,
    pub test_type: ExpandedTestType,
    pub test_run: ExpandedTestRun,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpandedTestType {
    #[serde(rename = "type")]
    pub name: String,
    pub enabled: bool,
    pub config_file: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpandedTestRun {
    pub name: String,
    pub id: String,
    pub parallelism: i64,
    pub resources: Resources,
    pub env: Vec<Pair>,
    pub secrets: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resources {
    pub requests: ResourceRequests,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResourceRequests {
    pub memory: String,
    pub cpu: String,
}

/// A variable as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    pub name: String,
    pub value: String,
}

/// Fills in every default. `file_name` is the config file's own name.
pub fn expand(config: &Config, file_name: &str, profile: &Profile) -> Expanded {
    let base_dir = config.base_dir.clone().unwrap_or_default();
    let tests = config.tests.iter().map(|test| expand_test(test, &base_dir, file_name, profile)).collect();
    Expanded { namespace: config.namespace.clone().unwrap_or_default(), base_dir, test_definitions: tests }
}

fn expand_test(test: &TestDefinition, base_dir: &str, file_name: &str, profile: &Profile) -> ExpandedTest {
    let path = |path: &Option<String>| join(base_dir, path.as_deref().unwrap_or_default());
    let test_file = path(&test.test_file);
    let scope = match test.test_scope.as_deref() {
        Some(scope) if !scope.is_empty() => scope,
        _ => paths::folder_name(&test_file).unwrap_or_default(),
    };
    let contexts =
        test.contexts.iter().map(|context| expand_context(context, &test_file, base_dir, file_name, profile)).collect();
    ExpandedTest {
        test_scope: scope.replace('_', "-"),
        config_file: path(&test.config_file),
        env_file: path(&test.env_file),
        test_file,
        contexts,
    }
}

fn expand_context(
    context: &Context,
    test_file: &str,
    base_dir: &str,
    file_name: &str,
    profile: &Profile,
) -> ExpandedContext {
    let test_type = match &context.test_type {
        None => ExpandedTestType {
            name: profile.test_type_of_file(file_name).to_owned(),
            enabled: true,
            config_file: String::new(),
        },
        Some(given) => ExpandedTestType {
            name: given.name.clone().unwrap_or_default(),
            enabled: given.enabled.unwrap_or(false),
            config_file: join(base_dir, given.config_file.as_deref().unwrap_or_default()),
        },
    };
    let kind = profile.test_type(&test_type.name);
    let requests = kind.map_or(&profile.requests, |kind| profile.requests_of(kind));
    let stem = stem(test_file);
    let environment = context.environment.clone().unwrap_or_default();
    let run = &context.test_run;
    let mut secrets = run.secrets.clone();
    for always in &profile.secrets.always_attached {
        if !secrets.contains(always) {
            secrets.push(always.clone());
        }
    }
    let given = |value: &Option<String>| value.clone().filter(|v| !v.is_empty());
    let suffix = kind.map_or("", |kind| &kind.id_suffix);
    let default_node = kind.and_then(|kind| kind.node_type.as_ref()).unwrap_or(&profile.default_node_type);
    ExpandedContext {
        node_type: given(&context.node_type).unwrap_or_else(|| default_node.clone()),
        test_run: ExpandedTestRun {
            id: given(&run.id).unwrap_or_else(|| format!("{environment}-{stem}{suffix}")),
            name: given(&run.name).unwrap_or(stem),
            parallelism: run.parallelism.filter(|p| *p > 0).unwrap_or(1),
            resources: Resources {
                requests: ResourceRequests {
                    memory: given(&run.memory).unwrap_or_else(|| requests.memory.to_string()),
                    cpu: given(&run.cpu).unwrap_or_else(|| requests.cpu.to_string()),
                },
            },
            env: run
                .env
                .iter()
                .map(|e| Pair { name: e.name.clone().unwrap_or_default(), value: e.value.clone().unwrap_or_default() })
                .collect(),
            secrets,
        },
        environment,
        test_type,
    }
}

/// The script's base name, `_` as `-`, without its last extension.
fn stem(test_file: &str) -> String {
    let base = paths::base_name(test_file).replace('_', "-");
    match base.rfind('.') {
        Some(dot) => base.get(..dot).unwrap_or_default().to_owned(),
        None => base,
    }
}
