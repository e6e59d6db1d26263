//! What is wrong with a document, as data. Rendering is for others.

use std::ops::Range;

use serde::Serialize;

use crate::code::Code;
use crate::place::{Path, Place};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing is generated while there is one.
    Error,
    Warning,
    Info,
}

/// One problem, placed in the text. Messages are lower case with the user's
/// value in backticks; what to do about it stands in `help`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// By name; empty for the whole document.
    pub path: Path,
    #[serde(flatten)]
    pub at: Region,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// Bytes of the text, and where its first one is for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Byte offsets.
    pub span: Range<usize>,
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
}

/// Another place that has to do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    pub message: String,
    /// Name of the file it is in; `None` for the diagnostic's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(flatten)]
    pub at: Region,
}

/// An edit of the text that mends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What the button says.
    pub title: String,
    #[serde(flatten)]
    pub edit: TextEdit,
}

/// Replaces the bytes of `span` by `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextEdit {
    pub span: Range<usize>,
    pub text: String,
}

impl TextEdit {
    /// `text` after this edit; unchanged when the span is not inside it.
    pub fn apply(&self, text: &str) -> String {
        match (text.get(..self.span.start), text.get(self.span.end..)) {
            (Some(before), Some(after)) => format!("{before}{}{after}", self.text),
            _ => text.to_owned(),
        }
    }
}

/// A problem as a rule states it: places by name, no offsets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    pub place: Place,
    pub message: String,
    pub help: Option<String>,
    pub related: Vec<(Place, String)>,
    pub mend: Option<Mend>,
}

/// How a finding can be mended, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// Write this scalar where the value is.
    Replace(String),
    /// Write this key where the key is.
    Rename(String),
    /// Put the value into quotes, as it is written.
    Quote,
    /// Any edit of the form.
    Edit(String, crate::edit::Edit),
    /// Several edits of the form at once.
    Edits(String, Vec<crate::edit::Edit>),
}

impl Finding {
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            place: place.into(),
            message: message.into(),
            help: None,
            related: Vec::new(),
            mend: None,
        }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn see(mut self, place: impl Into<Place>, message: impl Into<String>) -> Self {
        self.related.push((place.into(), message.into()));
        self
    }

    #[must_use]
    pub fn mend(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }

    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
