//! Stable names of problems. A code never changes its meaning.

use serde::Serialize;

use crate::diagnostic::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal $severity:ident),+ $(,)?) => {
        /// One kind of problem; its text form is `K6C` and three digits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name),+ }

        impl Code {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// `K6C012`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $number),+ }
            }

            /// What it means, in a line.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+)),+ }
            }

            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),+ }
            }

            /// Its page in Markdown; see [`explain`](crate::explain). A code
            /// without a page does not compile.
            pub const fn page(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("../../../docs/diagnostics/", $number, ".md"))),+ }
            }
        }
    };
}

codes! {
    // 0xx: the text
    /// The text is not valid YAML.
    Syntax = "K6C001" Error,
    /// The file is empty or holds only comments.
    Empty = "K6C002" Error,
    /// The file is too large, too deep or has too many nodes.
    TooLarge = "K6C003" Error,
    /// The file is not UTF-8.
    Encoding = "K6C004" Error,
    /// A key stands twice in one mapping.
    DuplicateKey = "K6C005" Error,
    /// The file holds more than one document.
    SeveralDocuments = "K6C006" Error,
    /// Anchors, aliases and merge keys are not read.
    Alias = "K6C007" Error,
    /// A line ends in a way that YAML and editors read differently.
    LineBreak = "K6C008" Error,
    // 01x: shape
    /// A key that the format does not have.
    UnknownKey = "K6C010" Error,
    /// A key that belongs to another level.
    MisplacedKey = "K6C011" Error,
    /// Something required is missing.
    Missing = "K6C012" Error,
    /// A value of the wrong type.
    WrongType = "K6C013" Error,
    /// A list item with nothing in it.
    EmptyItem = "K6C014" Error,
    /// A value that is read differently than it looks.
    OldForm = "K6C015" Warning,
    // 02x: values
    /// The namespace is not a DNS label.
    Namespace = "K6C020" Error,
    /// An environment that the profile does not have.
    UnknownEnvironment = "K6C021" Error,
    /// A node type that the profile does not have.
    UnknownNodeType = "K6C022" Error,
    /// A test type that the profile does not have.
    UnknownTestType = "K6C023" Error,
    /// A test type object without `enabled` makes no run.
    NotEnabled = "K6C024" Warning,
    /// No context makes a run.
    NothingRuns = "K6C025" Warning,
    /// `parallelism` below 1.
    Parallelism = "K6C026" Error,
    /// A quantity that does not parse or is not above zero.
    Quantity = "K6C027" Error,
    /// A request that no node of the type can hold.
    NeverFits = "K6C028" Warning,
    /// More runners than the run has virtual users.
    TooManyRunners = "K6C029" Error,
    // 03x: names
    /// A name that Kubernetes would refuse.
    BadName = "K6C030" Error,
    /// Two runs have the same id.
    DuplicateId = "K6C031" Error,
    /// `test_scope` cannot be derived.
    NoScope = "K6C032" Error,
    /// An id that another file of the namespace has too.
    SharedId = "K6C033" Warning,
    /// A namespace that the profile does not list.
    UnknownNamespace = "K6C034" Warning,
    /// Two runs make the same ConfigMap.
    SharedConfigMap = "K6C035" Error,
    // 04x: variables and arguments
    /// The name of a variable is not one.
    EnvName = "K6C040" Error,
    /// A variable without a value.
    EnvValue = "K6C041" Error,
    /// A variable is set twice.
    DuplicateEnv = "K6C042" Warning,
    /// A variable that links a run to its metrics.
    ReservedEnv = "K6C043" Warning,
    /// A tuning variable with a value that cannot be used.
    Tuning = "K6C044" Error,
    /// A file of variables with a line that is not `KEY=VALUE`.
    EnvFileLine = "K6C045" Error,
    /// Command-line arguments that cannot be split.
    Arguments = "K6C046" Error,
    /// Text that the cluster's k6-operator does not pass on as it is.
    Shell = "K6C047" Error,
    /// A variable that the env file replaces.
    Replaced = "K6C048" Info,
    /// A variable that looks like a credential, in plain text.
    Credential = "K6C049" Warning,
    // 05x: files
    /// A file that is not there.
    FileMissing = "K6C050" Error,
    /// A path that leaves the repository.
    PathEscapes = "K6C051" Error,
    /// A file of k6 options that is not a JSON object.
    OptionsFile = "K6C052" Error,
    /// A file that has no effect here.
    NoEffect = "K6C053" Warning,
    /// The test file is not a script.
    NotAScript = "K6C054" Error,
    /// Options of a load that k6 refuses together.
    LoadConflict = "K6C055" Error,
    /// Of two ways to set the load, k6 drops one.
    LoadDropped = "K6C056" Warning,
    /// A path that begins like `base_dir` but is not in it.
    NotInBaseDir = "K6C057" Warning,
    // 06x: archive, objects and the run
    /// The script cannot be archived.
    Script = "K6C060" Error,
    /// The archive lacks something that the script needs.
    ArchiveIncomplete = "K6C061" Error,
    /// The archive is larger than a ConfigMap can be.
    ArchiveTooLarge = "K6C062" Error,
    /// Each runner judges the thresholds alone.
    ThresholdsPerRunner = "K6C063" Info,
    /// The script's thresholds replace those that the run is given.
    ThresholdsReplaced = "K6C064" Info,
    /// k6 refuses what the runners are started with.
    RefusedAtStart = "K6C065" Error,
    /// The script reads a secret while it is loaded.
    SecretAtInit = "K6C066" Info,
    /// The archive is nearly as large as a ConfigMap can be.
    ArchiveNearLimit = "K6C067" Warning,
    /// The objects could not be made.
    Manifest = "K6C069" Error,
    // 07x: secrets
    /// A Secret that is sealed for another namespace.
    SealedElsewhere = "K6C070" Warning,
    /// A SealedSecret that cannot be opened.
    SealedBroken = "K6C071" Error,
    /// A Secret that is neither sealed here nor in the cluster.
    SecretMissing = "K6C072" Warning,
    // 08x: overlays
    /// The overlay cannot be evaluated.
    Overlay = "K6C080" Error,
    /// The overlay changes what it may not.
    OverlayForbidden = "K6C081" Error,
    /// The platform takes no overlays.
    OverlayRefused = "K6C082" Error,
}

impl Code {
    /// Whether it is about the load that the options file sets, which a script
    /// with options of its own replaces.
    pub const fn is_of_options_file(self) -> bool {
        matches!(self, Self::TooManyRunners | Self::LoadConflict | Self::LoadDropped)
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_for_two_things() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.as_str()), "{code}");
        }
    }
}
