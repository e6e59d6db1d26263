//! The files that runs take, read once each, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::paths::{is_script, stays_inside};
use super::plan::Role;
use crate::code::Code;
use crate::diagnostic::{Finding, Severity};
use crate::env_file::{self, BadLine, EnvFile};
use crate::nearest::all_of;
use crate::place::Path;
use crate::sources::Sources;

pub(super) struct Inputs<'a> {
    sources: &'a dyn Sources,
    /// Paths that were asked for, with the role they have.
    pub(super) files: BTreeSet<(String, Role)>,
    pub(super) findings: Vec<Finding>,
    /// Places whose file has been reported on.
    reported: BTreeSet<Path>,
    json: BTreeMap<String, Result<Map<String, Value>, String>>,
}

/// What one run takes from files.
#[derive(Default)]
pub(super) struct Taken {
    /// Why the run cannot be generated as it is.
    pub(super) blocked: Vec<String>,
    /// Paths of the files it reads, the script apart.
    pub(super) files: Vec<String>,
    /// Whether a file of options is missing or does not read.
    pub(super) lacks_options: bool,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(sources: &'a dyn Sources) -> Self {
        Self { sources, files: BTreeSet::new(), findings: Vec::new(), reported: BTreeSet::new(), json: BTreeMap::new() }
    }

    /// The bytes at `path`, which a value of the document at `place` names.
    pub(super) fn file(&mut self, path: &str, role: Role, place: &Path, taken: &mut Taken) -> Option<Vec<u8>> {
        self.files.insert((path.to_owned(), role));
        if let Some(bytes) = self.sources.read(path) {
            return Some(bytes.into_owned());
        }
        taken.blocked.push(format!("`{path}` is missing"));
        // What cannot be such a path has a problem of its own.
        let can_be = stays_inside(path) && !path.contains('\\') && (role != Role::TestFile || is_script(path));
        if can_be && self.reported.insert(place.clone()) {
            let finding = Finding::new(Code::FileMissing, place.clone(), format!("there is no file `{path}`"));
            self.findings.push(if self.sources.complete() {
                finding.help("paths are relative to the repository's root, or to `base_dir` when it is given")
            } else {
                finding.severity(Severity::Warning).help("drop it in under Scripts")
            });
        }
        None
    }

    /// The variables in the env file at `path`; none when it is empty.
    pub(super) fn env_file(&mut self, path: &str, place: &Path, taken: &mut Taken) -> Vec<(String, String)> {
        if path.is_empty() {
            return Vec::new();
        }
        taken.files.push(path.to_owned());
        let Some(bytes) = self.file(path, Role::EnvFile, place, taken) else { return Vec::new() };
        let EnvFile { variables, bad, again } = env_file::read(&String::from_utf8_lossy(&bytes));
        if !bad.is_empty() {
            taken.blocked.push(format!("`{path}` does not read"));
        }
        if !(bad.is_empty() && again.is_empty()) && self.reported.insert(place.clone()) {
            self.findings.extend(bad_lines(path, &bad, place));
            self.findings.extend(set_again(path, &again, place));
        }
        variables
    }

    /// The k6 options in the file at `path`; none when it is empty.
    pub(super) fn options_file(&mut self, path: &str, place: &Path, taken: &mut Taken) -> Option<Map<String, Value>> {
        if path.is_empty() {
            return None;
        }
        taken.files.push(path.to_owned());
        let Some(bytes) = self.file(path, Role::ConfigFile, place, taken) else {
            taken.lacks_options = true;
            return None;
        };
        let read = self.json.entry(path.to_owned()).or_insert_with(|| json_object(&bytes)).clone();
        read.map_err(|why| {
            taken.blocked.push(format!("`{path}` does not read"));
            taken.lacks_options = true;
            if self.reported.insert(place.clone()) {
                let message = format!("`{path}` is not a file of k6 options: {why}");
                let help = "it must hold one JSON object, such as `{\"vus\": 1}`";
                self.findings.push(Finding::new(Code::OptionsFile, place.clone(), message).help(help));
            }
        })
        .ok()
    }
}

/// Most lines and names of an env file that a message tells.
const TOLD: usize = 20;

fn bad_lines(path: &str, bad: &[BadLine], place: &Path) -> Option<Finding> {
    let message = match bad {
        [] => return None,
        [BadLine { line, name: None }] => format!("line {line} of `{path}` is not `KEY=VALUE`"),
        [BadLine { line, name: Some(name) }] => {
            format!("`{name}` in line {line} of `{path}` is not the name of a variable")
        }
        bad => {
            let line = |bad: &BadLine| match &bad.name {
                Some(name) => format!("{} (`{name}` is not a name)", bad.line),
                None => bad.line.to_string(),
            };
            format!("{} lines of `{path}` are not `KEY=VALUE`: {}", bad.len(), told(bad.iter().map(line)))
        }
    };
    let help = "a name starts with a letter or `_`, and has letters, digits and `_`";
    Some(Finding::new(Code::EnvFileLine, place.clone(), message).help(help))
}

fn set_again(path: &str, again: &[String], place: &Path) -> Option<Finding> {
    let one = again.len() == 1;
    let names = told(again.iter().map(|name| format!("`{name}`")));
    let (is, counts) = if one { ("is", "the last one counts") } else { ("are", "the last one of each counts") };
    let message = format!("{names} {is} set more than once in `{path}`; {counts}");
    let finding = Finding::new(Code::DuplicateEnv, place.clone(), message).help("keep one line for each name");
    (!again.is_empty()).then_some(finding)
}

/// "a, b and c", or "a, b and 7 more".
fn told(all: impl ExactSizeIterator<Item = String>) -> String {
    let more = all.len().saturating_sub(TOLD);
    let all: Vec<String> = all.take(TOLD).chain((more > 0).then(|| format!("{more} more"))).collect();
    all_of(all)
}

fn json_object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err("it holds something else than one object".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
