//! What the page and the engine's worker say to each other: postcard's bytes
//! over `postMessage`, one [`Reply`] per [`Request`]. The worker answers JSON
//! text with JSON text, for those who look into it from outside.
//!
//! Offsets are UTF-16 code units, as editors count. Nothing here holds a
//! plaintext secret.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use k6cfg_profile::Noted;
use serde::{Deserialize, Serialize};

/// The `id` of replies that nobody asked for.
pub(crate) const NEWS: u32 = u32::MAX;

/// Where among the files the page keeps what was sealed in it:
/// `.k6cfg/sealed/<namespace>/<name>.yaml`.
pub(crate) const SEALED: &str = ".k6cfg/sealed/";

/// One question. `id` comes back in the reply.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) id: u32,
    pub(crate) ask: Ask,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ask {
    /// What the platform offers; answered with [`Answer::Platform`].
    Platform,
    /// Replaces all files the engine knows: repository path to bytes.
    SetFiles { files: BTreeMap<String, Vec<u8>> },
    /// The names of the SealedSecrets that the cluster has in the document's
    /// namespace; `None` where nobody knows.
    KnowSecrets { names: Option<BTreeSet<String>> },
    /// Which of these files (path to bytes) are config files, and why the
    /// others are not; answered with [`Answer::Sorted`].
    Sort { files: BTreeMap<String, Vec<u8>> },
    /// A document to begin with; answered with [`Answer::Example`].
    Example { name: String },
    /// Where dropped files (by their dropped paths) belong in the repository.
    Place { document: Document, dropped: Vec<String> },
    /// Reads the document; answered with [`Answer::Analysis`]. `known` is the
    /// number of the last answer that the page has, 0 for none.
    Analyse { document: Document, known: u32 },
    /// The platform profile to work with, in YAML; the built-in one where there
    /// is none. Answered with [`Answer::Profile`].
    UseProfile { text: Option<String> },
    /// All objects of these runs, to be listed and compared; answered with
    /// [`Answer::Overview`].
    Overview { document: Document, runs: Vec<String> },
    /// The objects in files of manifests (path to bytes); answered with
    /// [`Answer::Manifests`].
    Manifests { files: BTreeMap<String, Vec<u8>> },
    /// What differs among objects, each as [`Listed`] shows it; answered with
    /// [`Answer::SideBySide`].
    SideBySide { shown: Vec<String> },
    /// Every object of every run, as files; answered with [`Answer::Package`].
    Package { document: Document, form: PackageForm },
    /// The Jsonnet that makes the objects; answered with [`Answer::Library`].
    Library,
    /// The objects of one run; answered with [`Answer::Objects`].
    Objects { document: Document, run: String },
    /// Everything a submit of `runs` (all enabled ones when empty) sends;
    /// answered with [`Answer::Submission`].
    Submission { document: Document, runs: Vec<String> },
    /// What a run will really do; answered with [`Answer::Test`].
    Test { document: Document, run: String },
    /// An object, as JSON, in YAML; answered with [`Answer::Yaml`].
    Yaml { object: String },
    /// A question about places of the text, in words of its own: see
    /// `worker/assist.rs`. Most are the text editor's, and the page passes them
    /// on unread. `text` is there when the one that was analysed last may be
    /// another. Answered with [`Answer::Assist`].
    Assist { revision: u32, text: Option<String>, question: String },
}

/// The document and the inputs that generation takes besides files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Document {
    /// Counts changes; comes back in the answer.
    pub(crate) revision: u32,
    /// The config file's name: decides the default test type.
    pub(crate) file_name: String,
    pub(crate) text: String,
    /// Generation time in ms since the epoch.
    pub(crate) at_ms: u64,
    /// Five characters `a-z0-9`.
    pub(crate) suffix: String,
    /// Ad-hoc k6 arguments, as on `k6cfg generate --args`.
    pub(crate) arguments: String,
    /// The git ref that the runs are made as on, `refs/heads/main`; empty for
    /// none. It decides which channel is told.
    #[serde(default)]
    pub(crate) git_ref: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Reply {
    pub(crate) id: u32,
    pub(crate) answer: Answer,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    Done,
    Platform(Platform),
    Sorted(Sorted),
    Example(Example),
    Placed {
        places: Vec<Placed>,
    },
    Analysis(Box<Analysis>),
    Objects(RunObjects),
    Profile(ProfileFacts),
    Overview(Vec<RunOverview>),
    Manifests {
        objects: Vec<Listed>,
        /// Files that hold no objects: path, and why.
        refused: Vec<(String, String)>,
    },
    /// Each field that is not the same in all, and its value in each.
    SideBySide {
        rows: Vec<(String, Vec<Option<String>>)>,
    },
    /// Name and text of each file, in the order in which they are applied.
    Package {
        files: Vec<(String, String)>,
    },
    /// Name and text of each file.
    Library {
        files: Vec<(String, String)>,
    },
    Submission {
        /// JSON.
        body: String,
        objects: Vec<ObjectRef>,
    },
    Yaml {
        text: String,
    },
    Test(Box<RunTest>),
    /// Nobody asked: scripts were loaded, and another reading would say more.
    /// How many are still to be.
    ScriptsRead {
        waiting: usize,
    },
    /// Empty where there is nothing to say.
    Assist {
        answer: String,
    },
    /// The document has errors, or the run is not in it.
    Refused {
        message: String,
        problems: Vec<Problem>,
    },
}

/// How all objects are put into files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PackageForm {
    /// One file of YAML documents.
    Yaml,
    /// One JSON file that holds a `List`.
    List,
    /// A file for each object.
    Files,
    /// The same, with a `kustomization.yaml` that names them.
    Kustomization,
}

/// What the engine works with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProfileFacts {
    pub(crate) name: String,
    pub(crate) title: String,
    /// What was wrong with the one that was to be used, each with its place;
    /// errors first. With an error, the one before stays.
    pub(crate) problems: Vec<String>,
    pub(crate) is_used: bool,
    /// Whether it took the place of another one.
    pub(crate) is_new: bool,
    pub(crate) allows_overlays: bool,
    /// As the file says it.
    pub(crate) yaml: String,
    pub(crate) notes: RunNotes,
}

/// Where a TestRun of the platform says which run it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunNotes {
    pub(crate) id: Option<Noted>,
    pub(crate) name: Option<Noted>,
    pub(crate) test_file: Option<Noted>,
    pub(crate) environment: Option<Noted>,
}

/// The objects of one run, or why there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunOverview {
    pub(crate) run: String,
    pub(crate) objects: Vec<Listed>,
    pub(crate) refused: String,
}

/// One object, to be listed and compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// The same for every generation of it.
    pub(crate) key: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) size: usize,
    /// YAML, with what is in its archive instead of the archive.
    pub(crate) shown: String,
}

/// What the profile offers to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Platform {
    pub(crate) title: String,
    pub(crate) environments: Vec<Choice>,
    pub(crate) node_types: Vec<Choice>,
    pub(crate) test_types: Vec<Choice>,
    /// Largest ConfigMap data in bytes.
    pub(crate) config_map_bytes: usize,
    /// The public certificate that Secrets are sealed with, in PEM; may be empty.
    pub(crate) certificate: String,
    pub(crate) channels: Channels,
}

/// The secrets that tell of runs; nothing where the platform tells nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Channels {
    /// The one of all runs that are made as on no ref of these.
    pub(crate) usual: String,
    /// Git refs on which each environment has its own.
    pub(crate) refs: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Choice {
    pub(crate) name: String,
    /// In a few words, what it is.
    pub(crate) title: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sorted {
    pub(crate) configs: Vec<ConfigFile>,
    pub(crate) others: Vec<OtherFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConfigFile {
    pub(crate) path: String,
    /// Without its byte order mark.
    pub(crate) text: String,
    pub(crate) has_mark: bool,
    /// Empty when it names none.
    pub(crate) namespace: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OtherFile {
    pub(crate) path: String,
    /// `is not UTF-8 text: …`, what stands after the file's name.
    pub(crate) why: String,
}

/// A config file and the files that it names: repository path and text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Example {
    pub(crate) file_name: String,
    pub(crate) text: String,
    pub(crate) files: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Placed {
    pub(crate) dropped: String,
    /// Path in the repository.
    pub(crate) path: String,
}

/// One reading of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Analysis {
    pub(crate) revision: u32,
    /// Counts the answers of one worker.
    pub(crate) number: u32,
    /// Errors first, each kind in the order of the text.
    pub(crate) problems: Vec<Problem>,
    /// `None` when the text is not YAML of the right outline: the form then
    /// keeps showing the last one, read-only.
    pub(crate) patch: Option<FormPatch>,
    /// What `patch` makes of the form before it.
    #[serde(skip)]
    pub(crate) form: Option<Arc<Form>>,
    /// Files the document names.
    pub(crate) files: Vec<NamedFile>,
    /// Secrets that runs name, those of the platform too.
    pub(crate) secrets: Vec<NamedSecret>,
    /// What was sealed in this page.
    pub(crate) sealed: Vec<SealedHere>,
    /// How many files and modules scripts need that are not there.
    pub(crate) lacking: usize,
    /// Files of the page that scripts use and the document does not name: the
    /// run, or how many.
    pub(crate) used: Vec<(String, String)>,
    /// Whether the document as it is can be submitted.
    pub(crate) can_submit: bool,
    /// Why not, in a few words; empty when it can.
    pub(crate) cannot_submit_because: String,
    /// How many scripts are still to be loaded before all is known.
    pub(crate) scripts_waiting: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Problem {
    /// `K6C012`.
    pub(crate) code: String,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// `test_definitions[0].contexts[1].environment`; empty for the whole file.
    pub(crate) path: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// 1-based.
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) fix: Option<Fix>,
    /// Other places that have to do with it.
    pub(crate) related: Vec<Related>,
}

/// Another place of the text, and what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Related {
    pub(crate) message: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// 1-based.
    pub(crate) line: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Severity {
    Error,
    Warning,
    Info,
}

/// A text edit that mends a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fix {
    /// What the button says.
    pub(crate) title: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) text: String,
}

/// The document as the form shows it. Paths for edits are those of the text:
/// `namespace`, `test_definitions[0].contexts[2].node_type`, ….
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Form {
    pub(crate) namespace: Field,
    pub(crate) base_dir: Field,
    /// Default test type, from the file name.
    pub(crate) default_test_type: String,
    /// What fits into fields, by the field's key in the file.
    pub(crate) suggestions: Vec<(String, Vec<Suggestion>)>,
    #[serde(skip)]
    pub(crate) tests: Vec<Arc<TestForm>>,
}

/// A form as it differs from the one of the answer before: most letters that
/// are typed change one context of hundreds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FormPatch {
    /// Without its tests.
    pub(crate) form: Form,
    pub(crate) tests: Vec<TestPatch>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TestPatch {
    /// Without its contexts; `None` where it is as it was at this place.
    pub(crate) test: Option<TestForm>,
    pub(crate) contexts: Vec<Option<ContextForm>>,
}

/// One value: as written, and what it is when nothing is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Field {
    pub(crate) given: Option<String>,
    pub(crate) derived: Option<String>,
    /// Where `derived` comes from: `from the file name`, `default`.
    pub(crate) origin: String,
    /// What else is to be known of this very value.
    pub(crate) note: String,
    /// No field of a page can hold this value as it is.
    pub(crate) only_in_text: bool,
    /// The worst problem at this very value.
    pub(crate) problem: Option<FieldProblem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FieldProblem {
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// Something that could be written into a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Suggestion {
    pub(crate) value: String,
    /// In a few words, why: `in 3 contexts`.
    pub(crate) about: String,
    /// The environment it is for; empty for any, `*` where `value` is a
    /// pattern for all.
    pub(crate) environment: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TestForm {
    pub(crate) test_file: Field,
    pub(crate) test_scope: Field,
    pub(crate) config_file: Field,
    pub(crate) env_file: Field,
    #[serde(skip)]
    pub(crate) contexts: Vec<Arc<ContextForm>>,
    /// Problems anywhere inside, by severity.
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ContextForm {
    pub(crate) environment: Field,
    pub(crate) node_type: Field,
    /// `test_type.type`, `.config_file`.
    pub(crate) test_type: Field,
    pub(crate) type_config_file: Field,
    /// `test_run.name`, `.id`, `.parallelism`, `.resources.requests.…`.
    pub(crate) name: Field,
    pub(crate) id: Field,
    pub(crate) parallelism: Field,
    pub(crate) cpu: Field,
    pub(crate) memory: Field,
    /// `test_run.env[]`: name and value of each.
    pub(crate) env: Vec<(Field, Field)>,
    /// Variables that come from elsewhere: name, and from where.
    pub(crate) more_env: Vec<(String, String)>,
    /// `test_run.secrets[]`, then those the platform adds (`given: None`).
    pub(crate) secrets: Vec<Field>,
    /// Which secret tells the team's channel, and when.
    pub(crate) notifies: String,
    /// Whether `test_type.enabled` lets it run.
    pub(crate) enabled: bool,
    pub(crate) state: State,
    /// The state in a few words, or the first thing that is wrong.
    pub(crate) says: String,
    /// What the outline's filter looks through, in lower case.
    pub(crate) find: String,
    /// The run that comes of it, when it is enabled.
    pub(crate) run: Option<RunSummary>,
}

/// How a context stands; the gravest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Error,
    Parked,
    /// Its objects cannot be made yet.
    Waiting,
    Warning,
    #[default]
    Ready,
}

impl ContextForm {
    /// It is not parked and nothing keeps it from being generated but files
    /// that are still to come.
    pub(crate) fn will_run(&self) -> bool {
        self.enabled && self.state != State::Error
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunSummary {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) environment: String,
    pub(crate) test_type: String,
    pub(crate) node_type: String,
    pub(crate) test_file: String,
    /// Indices in `test_definitions` and `contexts`.
    pub(crate) test: usize,
    pub(crate) context: usize,
    /// Whether its objects can be made now; else why not.
    pub(crate) ready: bool,
    pub(crate) not_ready_because: String,
}

/// A file that the document names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NamedFile {
    /// Path in the repository.
    pub(crate) path: String,
    /// `test_file`, `config_file`, `env_file`.
    pub(crate) role: String,
    /// Bytes, when it is there.
    pub(crate) size: Option<usize>,
    /// Run ids that need it.
    pub(crate) needed_by: Vec<String>,
}

/// A Secret that runs name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NamedSecret {
    pub(crate) name: String,
    pub(crate) standing: SecretStanding,
    /// How many runs name it, and the id of one of them.
    pub(crate) runs: usize,
    pub(crate) run: String,
}

/// Where a Secret comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SecretStanding {
    /// It is applied beside the runs.
    Sealed,
    /// Sealed in this page for another namespace.
    SealedFor(String),
    Platform,
    InCluster,
    /// The cluster has no SealedSecret of that name.
    Missing,
    /// Nobody asked the cluster.
    Unknown,
}

/// A SealedSecret that was sealed in this page. Nothing in it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SealedHere {
    /// Among the files.
    pub(crate) path: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// `strict`, `namespace-wide`, `cluster-wide`.
    pub(crate) scope: String,
    pub(crate) secret_type: String,
    pub(crate) keys: Vec<String>,
    /// What keeps it from being opened; empty when nothing is known to.
    pub(crate) flaw: String,
    /// How many runs name it in its namespace.
    pub(crate) runs: usize,
}

/// The objects of one run, in apply order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunObjects {
    pub(crate) revision: u32,
    pub(crate) run: String,
    pub(crate) objects: Vec<ObjectText>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ObjectText {
    pub(crate) kind: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// Name for a download, without extension: `<run id>/testrun`.
    pub(crate) file: String,
    pub(crate) yaml: String,
    pub(crate) json: String,
    /// Bytes of the object as it is applied.
    pub(crate) size: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ObjectRef {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) digest: String,
}

/// What a run will really do, once its script was loaded.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct RunTest {
    pub(crate) revision: u32,
    pub(crate) run: String,
    /// What keeps it from being known; then the rest is empty.
    pub(crate) faults: Vec<TestFault>,
    /// Options that are set.
    pub(crate) options: Vec<TestOption>,
    /// All options as the archive keeps them, JSON.
    pub(crate) archived: String,
    /// What is set and has no effect.
    pub(crate) overridden: Vec<TestNote>,
    /// Variables, and where each comes from.
    pub(crate) variables: Vec<TestVariable>,
    /// Variables that the script reads while it is loaded and that are not set.
    pub(crate) unset: Vec<String>,
    pub(crate) load: TestLoad,
    /// What is in the archive, the largest first.
    pub(crate) files: Vec<(String, usize)>,
    pub(crate) archive_size: usize,
    pub(crate) archive_limit: usize,
    /// How grave it is that it is so large, if it is too large or nearly so.
    pub(crate) archive_problem: Option<Severity>,
    /// From, as written, to; k6's own have no target.
    pub(crate) imports: Vec<(String, String, Option<String>)>,
    /// Derived names, each with how long it is and may be.
    pub(crate) names: Vec<(String, String, usize)>,
    /// How many runners share it.
    pub(crate) runners: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TestFault {
    pub(crate) message: String,
    pub(crate) help: String,
    /// `tests/a.js:3:1`, empty where it has none.
    pub(crate) at: String,
}

/// Something to know of a run, and what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TestNote {
    pub(crate) severity: Severity,
    pub(crate) message: String,
    /// May be empty.
    pub(crate) help: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TestOption {
    pub(crate) name: String,
    /// JSON, over several lines where one does not hold it.
    pub(crate) value: String,
    pub(crate) origin: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TestVariable {
    pub(crate) name: String,
    /// Masked where it looks like a credential.
    pub(crate) value: String,
    pub(crate) origin: String,
}

/// The load over time, to be drawn and to be read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct TestLoad {
    pub(crate) scenarios: Vec<ScenarioLine>,
    /// Seconds, stopping included.
    pub(crate) ends: f64,
    pub(crate) peak_vus: i64,
    pub(crate) peak_rate: f64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct ScenarioLine {
    pub(crate) name: String,
    /// `ramping-vus`
    pub(crate) executor: String,
    /// In words: `from 0 to 10 virtual users within 1m`.
    pub(crate) says: Vec<String>,
    /// Whether it counts iterations per second, and not virtual users.
    pub(crate) is_rate: bool,
    /// Seconds and height.
    pub(crate) points: Vec<(f64, f64)>,
    /// Until when iterations may go on after the last point, and in how many
    /// virtual users at most.
    pub(crate) stop: Option<(f64, f64)>,
    /// Virtual users made before, and at most, of arrival rates.
    pub(crate) users: Option<(i64, i64)>,
}
