//! What the page and the engine's worker say to each other: JSON over
//! `postMessage`, one [`Reply`] per [`Request`].
//!
//! Offsets are UTF-16 code units, as editors count. Nothing here holds a
//! plaintext secret.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One question. `id` comes back in the reply.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    pub id: u32,
    pub ask: Ask,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Ask {
    /// What the platform offers; answered with [`Answer::Platform`].
    Platform,
    /// Replaces all files the engine knows: repository path to base64 bytes.
    SetFiles { files: BTreeMap<String, String> },
    /// Where dropped files (by their dropped paths) belong in the repository.
    Place { document: Document, dropped: Vec<String> },
    /// Reads the document; answered with [`Answer::Analysis`].
    Analyse { document: Document },
    /// The objects of one run; answered with [`Answer::Objects`].
    Objects { document: Document, run: String },
    /// Everything a submit of `runs` (all enabled ones when empty) sends;
    /// answered with [`Answer::Submission`].
    Submission { document: Document, runs: Vec<String> },
}

/// The document and the inputs that generation takes besides files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Counts changes; comes back in the answer.
    pub revision: u32,
    /// The config file's name: decides the default test type.
    pub file_name: String,
    pub text: String,
    /// Generation time in ms since the epoch.
    pub at_ms: u64,
    /// Five characters `a-z0-9`.
    pub suffix: String,
    /// Ad-hoc k6 arguments, as on `k6cfg generate --args`.
    pub arguments: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Reply {
    pub id: u32,
    pub answer: Answer,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Answer {
    Done,
    Platform(Platform),
    Placed { places: Vec<Placed> },
    Analysis(Box<Analysis>),
    Objects(RunObjects),
    Submission { body: serde_json::Value, objects: Vec<ObjectRef> },
    /// The document has errors, or the run is not in it.
    Refused { message: String, problems: Vec<Problem> },
}

/// What the profile offers to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Platform {
    pub title: String,
    pub environments: Vec<Choice>,
    pub node_types: Vec<Choice>,
    pub test_types: Vec<Choice>,
    /// Largest ConfigMap data in bytes.
    pub config_map_bytes: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub name: String,
    /// In a few words, what it is.
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub dropped: String,
    /// Path in the repository.
    pub path: String,
}

/// One reading of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    pub revision: u32,
    pub problems: Vec<Problem>,
    /// `None` when the text is not YAML of the right outline: the form then
    /// keeps showing the last one, read-only.
    pub form: Option<Form>,
    /// Enabled runs, in file order.
    pub runs: Vec<RunSummary>,
    /// All contexts, parked ones included.
    pub contexts: usize,
    /// Files the document names.
    pub files: Vec<NamedFile>,
    /// Whether the document as it is can be submitted.
    pub can_submit: bool,
    /// Why not, in a few words; empty when it can.
    pub cannot_submit_because: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `K6C012`.
    pub code: String,
    pub severity: Severity,
    pub message: String,
    pub help: Option<String>,
    /// `test_definitions[0].contexts[1].environment`; empty for the whole file.
    pub path: String,
    pub from: usize,
    pub to: usize,
    /// 1-based.
    pub line: usize,
    pub column: usize,
    pub fix: Option<Fix>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Error,
    Warning,
    Info,
}

/// A text edit that mends a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What the button says.
    pub title: String,
    pub from: usize,
    pub to: usize,
    pub text: String,
}

/// The document as the form shows it. Paths for edits are those of the text:
/// `namespace`, `test_definitions[0].contexts[2].node_type`, ….
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub namespace: Field,
    pub base_dir: Field,
    /// Default test type, from the file name.
    pub default_test_type: String,
    pub tests: Vec<TestForm>,
}

/// One value: as written, and what it is when nothing is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub given: Option<String>,
    pub derived: Option<String>,
    /// Where `derived` comes from: `from the file name`, `default`.
    pub origin: String,
    /// The worst problem at this very value.
    pub problem: Option<FieldProblem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    pub severity: Severity,
    pub message: String,
    pub help: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestForm {
    pub test_file: Field,
    pub test_scope: Field,
    pub config_file: Field,
    pub env_file: Field,
    pub contexts: Vec<ContextForm>,
    /// Problems anywhere inside, by severity.
    pub errors: usize,
    pub warnings: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextForm {
    pub environment: Field,
    pub node_type: Field,
    /// `test_type.type`, `.enabled` (`true`/`false`), `.config_file`.
    pub test_type: Field,
    pub enabled: Field,
    pub type_config_file: Field,
    /// `test_run.name`, `.id`, `.parallelism`, `.resources.requests.…`.
    pub name: Field,
    pub id: Field,
    pub parallelism: Field,
    pub cpu: Field,
    pub memory: Field,
    /// `test_run.env[]`: name and value of each.
    pub env: Vec<(Field, Field)>,
    /// `test_run.secrets[]`, then those the platform adds (`given: None`).
    pub secrets: Vec<Field>,
    /// Whether it makes a run; a parked one does not.
    pub runs: bool,
    pub errors: usize,
    pub warnings: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSummary {
    pub id: String,
    pub name: String,
    pub environment: String,
    pub test_type: String,
    pub node_type: String,
    pub test_file: String,
    /// Indices in `test_definitions` and `contexts`.
    pub test: usize,
    pub context: usize,
    /// Whether its objects can be made now; else why not.
    pub ready: bool,
    pub not_ready_because: String,
}

/// A file that the document names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// Path in the repository.
    pub path: String,
    /// `test_file`, `config_file`, `env_file`.
    pub role: String,
    /// Bytes, when it is there.
    pub size: Option<usize>,
    /// Run ids that need it.
    pub needed_by: Vec<String>,
}

/// The objects of one run, in apply order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunObjects {
    pub revision: u32,
    pub run: String,
    pub objects: Vec<ObjectText>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectText {
    pub kind: String,
    pub namespace: String,
    pub name: String,
    /// Name for a download, without extension: `<run id>/testrun`.
    pub file: String,
    pub yaml: String,
    pub json: String,
    /// Bytes of the object as it is applied.
    pub size: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectRef {
    pub kind: String,
    pub name: String,
    pub digest: String,
}
