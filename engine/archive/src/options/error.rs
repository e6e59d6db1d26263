//! What is wrong with options, and where.

use std::fmt;

use thiserror::Error;

/// One thing that k6 would refuse.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where in the options: `scenarios.x.stages[0].target`. Empty for the
    /// options as a whole; for environment and flags their own name
    /// (`K6_VUS`, `--vus`).
    pub path: String,
    /// Lower case, without a full stop, the user's value in backticks.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Problem {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.message)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, "; {}", self.help) }
    }
}

/// Options that k6 would refuse. Holds at least one problem, all that were
/// found.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct OptionsError {
    pub problems: Vec<Problem>,
}

impl OptionsError {
    /// `Err` with the problems, `Ok` without any.
    pub(crate) fn unless_none(problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self { problems }) }
    }
}

impl From<Problem> for OptionsError {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}
