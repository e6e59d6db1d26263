//! What was found, for people and programs. One format a file.

mod colour;
mod files;
pub(crate) mod github;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod text;

use std::path::PathBuf;

use k6cfg_config::document::Lines;
use k6cfg_config::{Diagnostic, Reading, Severity};

pub(crate) use colour::Colour;

use crate::load::Config;

/// A config file and what was found in it.
pub(crate) struct Checked {
    /// As given on the command line.
    pub(crate) path: PathBuf,
    /// The same for people.
    pub(crate) shown: String,
    pub(crate) text: String,
    pub(crate) reading: Reading,
    /// In the order of the text.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Checked {
    pub(crate) fn new(config: Config, reading: Reading, diagnostics: Vec<Diagnostic>) -> Self {
        let shown = config.path.display().to_string();
        Self { path: config.path, shown, text: config.text, reading, diagnostics }
    }

    pub(crate) fn add(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(diagnostics);
        self.diagnostics.sort_by_key(|d| (d.at.span.start, d.severity, d.code));
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    fn runs(&self) -> usize {
        self.reading.plan.runs.len()
    }
}

/// Where a span begins and ends: 1-based lines, 1-based columns in characters.
struct Position {
    start: (usize, usize),
    /// Just after the last character.
    end: (usize, usize),
}

/// Positions in one text.
struct Positions<'a> {
    text: &'a str,
    lines: Lines,
}

impl<'a> Positions<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, lines: Lines::new(text) }
    }

    fn of(&self, span: &std::ops::Range<usize>) -> Position {
        let at = |offset: usize| self.lines.position(self.text, offset);
        Position { start: at(span.start), end: at(span.end.max(span.start)) }
    }
}
