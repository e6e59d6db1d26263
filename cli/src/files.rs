//! The repository on disk, and what is written.

use std::borrow::Cow;
use std::fs;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use k6cfg_config::Sources;

use crate::load::Failure;

/// The team's files under the repository's root.
pub(crate) struct Repository {
    root: PathBuf,
}

impl Repository {
    pub(crate) fn new(root: &Path) -> Result<Self, Failure> {
        if !root.is_dir() {
            return Err(Failure::NoRoot(root.to_owned()));
        }
        Ok(Self { root: root.to_owned() })
    }
}

impl Sources for Repository {
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        let inside = Path::new(path).components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        // `a/../b` stays inside but need not exist step by step: clean it first.
        let cleaned = k6cfg_config::expand::clean(path);
        let path = if inside { path } else { cleaned.as_str() };
        if path.starts_with('/') || path == ".." || path.starts_with("../") {
            return None;
        }
        fs::read(self.root.join(path)).ok().map(Cow::Owned)
    }
}

/// Files to be written, once everything could be made.
#[derive(Default)]
pub(crate) struct Output {
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Output {
    pub(crate) fn add(&mut self, path: PathBuf, content: impl Into<Vec<u8>>) {
        self.files.push((path, content.into()));
    }

    /// Every file goes to a name of its own first, so that a full disk leaves
    /// no half-written one behind.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        let mut staged = Vec::new();
        let result = self.stage(&mut staged).and_then(|()| {
            staged.iter().try_for_each(|(from, to)| {
                fs::rename(from, to).map_err(|source| Failure::Write { path: (*to).clone(), source })
            })
        });
        if result.is_err() {
            for (from, _) in &staged {
                // Best effort: the error that is reported matters more.
                let _ = fs::remove_file(from);
            }
        }
        result
    }

    fn stage<'a>(&'a self, staged: &mut Vec<(PathBuf, &'a PathBuf)>) -> Result<(), Failure> {
        for (path, content) in &self.files {
            let failed = |source| Failure::Write { path: path.clone(), source };
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(failed)?;
            }
            let mut name = path.as_os_str().to_owned();
            name.push(format!(".{}.tmp", std::process::id()));
            let temporary = PathBuf::from(name);
            let mut file = fs::File::create(&temporary).map_err(failed)?;
            staged.push((temporary, path));
            file.write_all(content).map_err(failed)?;
        }
        Ok(())
    }
}
