//! Inputs from files and the environment.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use k6cfg_config::{Diagnostic, GenerationContext, Reading, Sources, decode};
use k6cfg_manifest::{Archiver, Input, OVERLAY, Outcome, Overlay, Secrets, Which, generate};
use k6cfg_profile::{Profile, ProfileError};
use thiserror::Error;

use crate::k6_arguments::K6ArgumentError;

/// Why a command could not do its work at all.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("cannot read {path}: {source}", path = path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write {path}: {source}", path = path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("{path}: {source}", path = path.display())]
    Profile { path: PathBuf, source: ProfileError },
    #[error("cannot fetch {address}: {source}")]
    Fetch { address: String, source: Box<ureq::Error> },
    #[error("{path} is not a folder", path = .0.display())]
    NoRoot(PathBuf),
    #[error("there is no config file in {path}", path = .0.display())]
    NoConfig(PathBuf),
    #[error("--file-name is the name of standard input, which is the path `-`")]
    NoStdin,
    #[error("not all paths could be validated")]
    Incomplete,
    #[error("cannot write what was found: {0}")]
    Stream(io::Error),
    #[error("name a script")]
    NoScript,
    #[error("{0}")]
    Arguments(#[from] K6ArgumentError),
    #[error("this program cannot be started once more: {0}")]
    Program(io::Error),
    #[error("this machine gives no random numbers; pass --suffix")]
    Random,
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|source| Failure::Read { path: path.to_owned(), source })
}

/// The profile in the file, or the built-in one.
pub(crate) fn profile(path: Option<&Path>) -> Result<Profile, Failure> {
    let Some(path) = path else { return Ok(Profile::built_in().clone()) };
    let text = String::from_utf8_lossy(&read(path)?).into_owned();
    Profile::from_yaml(&text).map_err(|source| Failure::Profile { path: path.to_owned(), source })
}

/// A team's Jsonnet: the file that is named, or the one beside the config.
pub(crate) struct OverlayFile {
    /// As messages call it.
    shown: String,
    text: String,
}

impl OverlayFile {
    pub(crate) fn read(named: Option<&Path>, config: &Path) -> Result<Option<Self>, Failure> {
        let beside = config.with_file_name(OVERLAY);
        let path = match named {
            Some(path) => path,
            None if beside.is_file() => &beside,
            None => return Ok(None),
        };
        let text = String::from_utf8_lossy(&read(path)?).into_owned();
        if text.trim().is_empty() {
            return Ok(None);
        }
        Ok(Some(Self { shown: path.display().to_string(), text }))
    }

    pub(crate) fn overlay(&self) -> Overlay<'_> {
        Overlay { name: &self.shown, text: &self.text }
    }
}

/// The `GITHUB_*` variables that are set.
pub(crate) fn github() -> BTreeMap<String, String> {
    let value = |name: &str| std::env::var(name).ok().map(|value| (name.to_owned(), value));
    GenerationContext::GITHUB.iter().filter_map(|name| value(name)).collect()
}

/// A config file that was read.
pub(crate) struct Config {
    /// As given on the command line.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    unreadable: Option<Diagnostic>,
}

impl Config {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        Ok(Self::new(path, &read(path)?))
    }

    /// Standard input, under a name.
    pub(crate) fn stdin(name: &Path) -> Result<Self, Failure> {
        let mut bytes = Vec::new();
        let failed = |source| Failure::Read { path: PathBuf::from("standard input"), source };
        io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        Ok(Self::new(name, &bytes))
    }

    fn new(path: &Path, bytes: &[u8]) -> Self {
        let (text, unreadable) = match decode(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(diagnostic) => (String::from_utf8_lossy(bytes).into_owned(), Some(*diagnostic)),
        };
        Self { path: path.to_owned(), text, unreadable }
    }

    /// The engine's word on it.
    #[expect(clippy::too_many_arguments, reason = "the engine's input, but for what the file gives")]
    pub(crate) fn outcome(
        &self,
        profile: &Profile,
        sources: &dyn Sources,
        context: &GenerationContext,
        archiver: &dyn Archiver,
        which: Which<'_>,
        secrets: Secrets<'_>,
        overlay: Option<Overlay<'_>>,
    ) -> Outcome {
        if let Some(diagnostic) = &self.unreadable {
            let diagnostics = vec![diagnostic.clone()];
            return Outcome { diagnostics, reading: Reading::default(), ..Outcome::default() };
        }
        generate(&Input {
            profile,
            // Its own name decides the default test type.
            file_name: &self.path.file_name().unwrap_or_default().to_string_lossy(),
            text: &self.text,
            sources,
            context,
            archiver,
            scripts_given: false,
            which,
            secrets,
            overlay,
        })
    }
}
