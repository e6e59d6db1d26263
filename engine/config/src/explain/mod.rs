//! What a code means, why it matters and how to mend it: the pages under
//! `docs/diagnostics`, which the terminal, the browser page and reports share.
//!
//! A page has one form, which CONTRIBUTING.md describes; [`explain`] takes it
//! apart. Its examples are run by the tests of `engine/manifest`.

mod find;
mod read;

use serde::Serialize;

pub use find::UnknownCode;

use crate::code::Code;
use crate::diagnostic::Severity;

/// A page, taken apart. Texts are paragraphs with an empty line between them;
/// words in backticks are code, lines that start with `- ` a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    pub code: Code,
    pub severity: Severity,
    /// In a line, without a full stop.
    pub title: &'static str,
    /// What it means.
    pub what: &'static str,
    /// What would happen if it stayed.
    pub why: &'static str,
    /// Input that has this problem.
    pub example: Case,
    /// What to do, and what that makes of the example: only the files that it
    /// changes.
    pub mend: Case,
}

/// Words, and the files they are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    pub words: &'static str,
    /// The first is the config file.
    pub files: Vec<File>,
}

/// A file; or, by these names, what else is given to k6cfg: `arguments` for k6,
/// and `profile`, keys that replace those of the built-in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its path in the repository.
    pub name: &'static str,
    /// `yaml`, `js`, `json`, `sh`; `text` where escapes stand for what cannot be
    /// shown.
    pub language: &'static str,
    pub text: &'static str,
}

/// The config file of an example that has no need of another name.
pub const CONFIG: &str = "k6cfg.yaml";

/// How codes are grouped: their first digits, and what those are about.
pub const GROUPS: [(&str, &str); 9] = [
    ("K6C00", "The text"),
    ("K6C01", "Keys and shape"),
    ("K6C02", "Values"),
    ("K6C03", "Names"),
    ("K6C04", "Variables and arguments"),
    ("K6C05", "Files"),
    ("K6C06", "Archive and objects"),
    ("K6C07", "Secrets"),
    ("K6C08", "Overlays"),
];

/// The codes of a group, in order.
pub fn codes_of(group: &str) -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(move |code| code.as_str().starts_with(group))
}

/// The explanation of a code.
pub fn explain(code: Code) -> Explanation {
    read::read(code, code.page())
}

/// The line under a page's title.
pub fn consequence(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error: nothing is generated while it stands.",
        Severity::Warning => "Warning: it does not stop generation.",
        Severity::Info => "Info: nothing is wrong, but it may surprise.",
    }
}
