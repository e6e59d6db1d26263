//! Paths of the command line to config files.
//!
//! A file that is named is taken as it is. A folder is searched for `*.yaml` and
//! `*.yml` that [look like config files](looks_like_config), and for `*.json`
//! that [have tests](has_tests); hidden folders, `node_modules` and links to
//! folders are left out. No file is taken twice.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use k6cfg_config::document::MAX_BYTES;
use k6cfg_config::{has_tests, legible, looks_like_config};
use walkdir::{DirEntry, WalkDir};

use crate::load::Failure;

/// How the expanded config begins that `k6cfg generate` writes: a config file by
/// its form, but nobody's to mend.
pub(crate) const EXPANDED: &str = "# Made by k6cfg generate";

/// Where a config is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    File(PathBuf),
    Stdin,
}

/// What the paths led to, in their order; a folder's files by name.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) sources: Vec<Source>,
    pub(crate) failures: Vec<Failure>,
    /// How many files were looked at, those that were named included.
    pub(crate) looked_at: usize,
    /// Files and folders that were left out, and why.
    pub(crate) skipped: Vec<(PathBuf, &'static str)>,
    seen: BTreeSet<PathBuf>,
}

/// `stdin` is the name that standard input goes by: a file of that name is not
/// taken besides.
pub(crate) fn find(paths: &[PathBuf], stdin: &Path) -> Found {
    let mut found = Found::default();
    if paths.iter().any(|path| is_stdin(path)) {
        found.seen.extend(fs::canonicalize(stdin));
    }
    for path in paths {
        if is_stdin(path) {
            if !found.sources.contains(&Source::Stdin) {
                found.sources.push(Source::Stdin);
            }
        } else if path.is_dir() {
            found.folder(path);
        } else {
            found.looked_at += 1;
            found.file(path);
        }
    }
    found
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

impl Found {
    fn file(&mut self, path: &Path) {
        // A pipe has no other name; one that is missing is reported when it is read.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(real) {
            self.sources.push(Source::File(path.to_owned()));
        }
    }

    fn folder(&mut self, folder: &Path) {
        let mut configs = 0;
        let mut entries = WalkDir::new(folder).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let source = error.into_io_error().unwrap_or_else(|| io::Error::other("the folder holds itself"));
                    self.failures.push(Failure::Read { path, source });
                    continue;
                }
            };
            if entry.file_type().is_dir() {
                if let Some(why) = is_left_out(&entry) {
                    entries.skip_current_dir();
                    self.skipped.push((shown(entry.path()).to_owned(), why));
                }
            } else if is_one_of(entry.path(), &["yaml", "yml"]) {
                configs += usize::from(self.candidate(shown(entry.path())));
            } else if is_one_of(entry.path(), &["json"]) {
                configs += usize::from(self.json(shown(entry.path())));
            }
        }
        if configs == 0 {
            self.failures.push(Failure::NoConfig(folder.to_owned()));
        }
    }

    /// Whether a YAML file of a folder is a config file.
    fn candidate(&mut self, path: &Path) -> bool {
        self.looked_at += 1;
        if path.is_dir() {
            self.skipped.push((path.to_owned(), "a link to a folder"));
            return false;
        }
        match beginning(path) {
            Ok(bytes) => {
                let text = legible(&bytes);
                if text.starts_with(EXPANDED) {
                    self.skipped.push((path.to_owned(), "made by `k6cfg generate`"));
                } else if looks_like_config(&text) {
                    self.file(path);
                    return true;
                } else {
                    self.skipped.push((path.to_owned(), "not a config file"));
                }
            }
            Err(source) => self.failures.push(Failure::Read { path: path.to_owned(), source }),
        }
        false
    }

    /// Whether a JSON file of a folder is a config file. Of the many others
    /// nothing is said.
    fn json(&mut self, path: &Path) -> bool {
        let is_config = !path.is_dir() && beginning(path).is_ok_and(|bytes| has_tests(&legible(&bytes)));
        if is_config {
            self.looked_at += 1;
            self.file(path);
        }
        is_config
    }
}

/// `a.yaml` for `./a.yaml`.
fn shown(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

fn is_left_out(entry: &DirEntry) -> Option<&'static str> {
    let name = entry.file_name();
    if entry.depth() == 0 {
        None
    } else if name == "node_modules" {
        Some("packages")
    } else {
        name.as_encoded_bytes().starts_with(b".").then_some("hidden")
    }
}

fn is_one_of(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| endings.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

/// As much of a file as a config can have, and a byte more.
fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
