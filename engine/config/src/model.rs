//! The team's config as it is written: every value that reads, nothing filled in.

/// One config file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    pub namespace: Option<String>,
    pub base_dir: Option<String>,
    pub tests: Vec<TestDefinition>,
}

/// One script and where it runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestDefinition {
    pub test_file: Option<String>,
    pub test_scope: Option<String>,
    pub config_file: Option<String>,
    pub env_file: Option<String>,
    pub contexts: Vec<Context>,
}

/// One run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    pub environment: Option<String>,
    pub node_type: Option<String>,
    /// `None` when the whole object is absent.
    pub test_type: Option<TestTypeChoice>,
    pub test_run: TestRun,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestTypeChoice {
    pub name: Option<String>,
    pub enabled: Option<bool>,
    /// Whether `enabled` is written, even if it does not read.
    pub enabled_written: bool,
    /// Whether what is written is nothing, such as `null`.
    pub enabled_empty: bool,
    pub config_file: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestRun {
    pub name: Option<String>,
    pub id: Option<String>,
    pub parallelism: Option<i64>,
    pub cpu: Option<String>,
    pub memory: Option<String>,
    pub env: Vec<EnvEntry>,
    pub secrets: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EnvEntry {
    pub name: Option<String>,
    pub value: Option<String>,
}
