//! What is wrong with a profile, told where it stands.

use std::fmt;

use serde::Serialize;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal),+ $(,)?) => {
        /// One kind of problem of a profile; its text form is `K6P` and three
        /// digits. docs/profile.md says more of each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProfileCode { $($(#[doc = $doc])+ $name),+ }

        impl ProfileCode {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $number),+ }
            }
        }
    };
}

codes! {
    /// The text is not YAML.
    Syntax = "K6P001",
    /// A version of the format that this k6cfg does not read.
    Version = "K6P002",
    /// A key that the format does not have.
    UnknownKey = "K6P003",
    /// Something required is missing.
    Missing = "K6P004",
    /// A value of the wrong type, or none of those that may stand there.
    Value = "K6P005",
    /// A placeholder that nothing fills in.
    Placeholder = "K6P006",
    /// A quantity that does not parse.
    Quantity = "K6P007",
    /// A name that stands twice in one list.
    Twice = "K6P008",
    /// A name of something that the profile does not have.
    NotThere = "K6P009",
    /// A test type whose options come from a scenario, without one.
    NoScenario = "K6P010",
    /// A request that no node of its type can hold.
    NeverFits = "K6P011",
    /// Names that would be the same for two runs.
    SameNames = "K6P012",
}

impl ProfileCode {
    /// Whether the profile can be used all the same.
    pub const fn is_warning(self) -> bool {
        matches!(self, Self::NeverFits | Self::SameNames)
    }
}

impl fmt::Display for ProfileCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ProfileCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileProblem {
    pub code: ProfileCode,
    pub is_warning: bool,
    pub message: String,
    pub help: Option<String>,
    /// `node_types[2].allocatable.cpu`; empty for the whole file.
    pub path: String,
    /// 1-based.
    pub line: usize,
    /// In characters, 1-based.
    pub column: usize,
}

impl fmt::Display for ProfileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, is_warning, message, help, line, column, .. } = self;
        let kind = if *is_warning { "warning" } else { "error" };
        write!(f, "{line}:{column}: {kind}[{code}]: {message}")?;
        help.iter().try_for_each(|help| write!(f, "; {help}"))
    }
}

/// Why a profile cannot be used: its errors, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError(pub Vec<ProfileProblem>);

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.0.iter().filter(|problem| !problem.is_warning);
        let errors: Vec<String> = errors.map(|problem| format!("line {problem}")).collect();
        f.write_str(&errors.join("\n"))
    }
}

impl std::error::Error for ProfileError {}

/// A problem without its place in the text: rules speak of paths.
pub(crate) struct Found {
    pub(crate) code: ProfileCode,
    pub(crate) path: Path,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Found {
    pub(crate) fn new(code: ProfileCode, path: &Path, message: impl Into<String>) -> Self {
        Self { code, path: path.clone(), message: message.into(), help: None }
    }

    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// A walk from the profile's root, as people write it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path(pub(crate) String);

impl Path {
    pub(crate) fn key(&self, key: &str) -> Self {
        let key = if key.contains(['.', '[', ' ']) { format!("'{key}'") } else { key.to_owned() };
        if self.0.is_empty() { Self(key) } else { Self(format!("{}.{key}", self.0)) }
    }

    pub(crate) fn item(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }

    /// The last name of the walk.
    pub(crate) fn name(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }
}
