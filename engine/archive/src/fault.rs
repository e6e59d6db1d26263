//! Why a script has no archive, said at its place.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::location::Location;
use crate::options::{OptionsError, Problem};

/// One thing that keeps a script from being archived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub kind: FaultKind,
    /// Lower case, without a full stop.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
    /// Where, if it has a place.
    pub at: Option<Spot>,
    /// Variables that the script had read by then, and that are not set.
    pub asked: Box<BTreeSet<String>>,
}

/// What sort of thing went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultKind {
    /// Text that is no script.
    Syntax,
    /// A file that is not there, by its [key](Location::key).
    Missing(String),
    /// A file that must be fetched first, by its key.
    Unfetched(String),
    /// The script threw, or called what cannot be called while it is loaded.
    Thrown,
    /// What it exports cannot be run.
    Exports,
    /// Options that k6 refuses.
    Options,
    /// It takes longer or needs more memory than it may.
    Budget,
}

/// A place in a script. `line` and `column` count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    /// As people know it: a path from the root, or an address.
    pub file: String,
    pub line: u32,
    pub column: u32,
}

impl Spot {
    /// The place of a byte of `text`.
    pub(crate) fn of_byte(location: &Location, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: location.to_string(), line: small(line), column: small(column) }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: help.into(), at: None, asked: Box::default() }
    }

    pub(crate) fn at(mut self, spot: Option<Spot>) -> Self {
        self.at = spot;
        self
    }

    /// A script that was stopped because it took too long or too much.
    pub fn budget() -> Self {
        Self::new(
            FaultKind::Budget,
            "the script was stopped: it takes too long or too much memory while it is loaded",
            "look for a loop that does not end outside of the exported functions, or load less data there",
        )
    }

    /// The file to be fetched before the script can be looked at.
    pub fn unfetched(&self) -> Option<Location> {
        match &self.kind {
            FaultKind::Unfetched(key) => Location::from_key(key),
            _ => None,
        }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        let place = if problem.path.is_empty() { String::new() } else { format!("{}: ", problem.path) };
        Self::new(FaultKind::Options, format!("{place}{}", problem.message), problem.help)
    }
}

/// All that was found wrong with options.
pub(crate) fn of_options(error: OptionsError) -> Vec<Fault> {
    error.problems.into_iter().map(Fault::from).collect()
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(at) = &self.at {
            write!(f, "{at}: ")?;
        }
        f.write_str(&self.message)
    }
}
