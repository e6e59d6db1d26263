//! The files that the person gave the page: scripts, options, variables.
//!
//! They are known by their path in the repository. Where a dropped file
//! belongs is the engine's to say, again each time the document names other
//! paths, as long as nothing in the document names the file as it is.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{Store, Tone};
use crate::{
    browser::files::{self, Picked},
    protocol::{Answer, Ask, Placed, SEALED},
    share,
};

/// A file as the page holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptFile {
    pub(crate) bytes: Arc<[u8]>,
}

impl KeptFile {
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl Store {
    pub(super) fn restore_files(self) {
        spawn_local(async move {
            let kept = files::kept().await.unwrap_or_default();
            let kept = match share::shared() {
                Some(shared) => share::restored(&shared, kept),
                None => kept,
            };
            let any = !kept.is_empty();
            self.files.update(|files| {
                for Picked { path, bytes } in kept {
                    files.entry(path).or_insert_with(|| KeptFile { bytes: bytes.into() });
                }
            });
            self.files_restored.set(true);
            if any {
                self.files_changed();
            }
        });
    }

    /// The files that come next are those of the remembered folder.
    pub(super) fn folder_is_next(self) {
        self.folder_reading.update_value(|reading| reading.is_next = true);
    }

    /// Keeps files, after `said` of documents that came with them.
    pub(super) fn add_beside(self, picked: Vec<Picked>, said: String) {
        let dropped = picked.iter().map(|file| file.path.clone()).collect();
        self.ask(Ask::Place { document: self.document(), dropped }, move |answer| {
            let places = match answer {
                Some(Answer::Placed { places }) => places,
                _ => Vec::new(),
            };
            self.place_files(picked, places, &said);
        });
    }

    fn place_files(self, picked: Vec<Picked>, places: Vec<Placed>, said: &str) {
        let count = picked.len();
        let mut targets = Vec::new();
        for Picked { path, bytes } in picked {
            // There is one, wherever in the repository it was.
            let is_overlay = path.rsplit('/').next() == Some(share::OVERLAY);
            let target = places.iter().find(|found| found.dropped == path);
            let path = match target {
                _ if is_overlay => share::OVERLAY.to_owned(),
                Some(found) => found.path.clone(),
                None => path,
            };
            targets.push(path.clone());
            self.keep(path, bytes.into());
        }
        let before = self.folder_reading.try_update_value(|reading| {
            std::mem::take(&mut reading.is_next).then(|| std::mem::replace(&mut reading.files, targets.clone()))
        });
        // What is no longer in the folder is no longer here.
        for gone in before.flatten().into_iter().flatten().filter(|path| !targets.contains(path)) {
            self.take(&gone);
        }
        self.files_changed();
        let added = if count == 1 { "1 file added".to_owned() } else { format!("{count} files added") };
        self.tell(Tone::Info, if said.is_empty() { added } else { format!("{said}, {added}") }, false);
    }

    fn keep(self, path: String, bytes: Arc<[u8]>) {
        let saved = Arc::clone(&bytes);
        let key = path.clone();
        spawn_local(async move {
            if !files::keep(&key, &saved).await {
                self.tell(
                    Tone::Problem,
                    "this browser does not keep files: drop them again after a reload".into(),
                    false,
                );
            }
        });
        self.files.update(|files| {
            files.insert(path, KeptFile { bytes });
        });
    }

    /// For the files of an example: what the person has goes before them.
    pub(super) fn keep_if_missing(self, path: String, bytes: &[u8]) {
        if !self.files.with_untracked(|files| files.contains_key(&path)) {
            self.keep(path, bytes.into());
        }
    }

    pub(super) fn keep_file(self, file: Picked) {
        self.keep(file.path, file.bytes.into());
        self.files_changed();
    }

    pub(super) fn keep_sealed(self, namespace: &str, name: &str, yaml: &str) {
        self.keep(format!("{SEALED}{namespace}/{name}.yaml"), yaml.as_bytes().into());
        self.files_changed();
    }

    pub(super) fn move_file(self, from: &str, to: String) {
        let to = to.trim().trim_start_matches('/').to_owned();
        if to == from {
            return;
        }
        if to.is_empty() {
            self.tell(Tone::Problem, format!("a file needs a path: `{from}` stays where it is"), false);
            return;
        }
        if self.files.with_untracked(|files| files.contains_key(&to)) {
            let why =
                format!("`{to}` is there already: `{from}` stays where it is; move or remove the other one first");
            self.tell(Tone::Problem, why, false);
            return;
        }
        let Some(file) = self.take(from) else { return };
        self.keep(to, file.bytes);
        self.files_changed();
    }

    pub(super) fn remove_file(self, path: &str) {
        if self.take(path).is_some() {
            self.files_changed();
            self.tell(Tone::Info, format!("{path} is removed"), false);
        }
    }

    pub(super) fn remove_all_files(self) {
        let paths: Vec<String> = self.files.with_untracked(|files| files.keys().cloned().collect());
        for path in paths.iter().filter(|path| !path.starts_with(SEALED)) {
            self.take(path);
        }
        self.files_changed();
        self.tell(Tone::Info, "all files are removed from this page".into(), false);
    }

    fn take(self, path: &str) -> Option<KeptFile> {
        let taken = self.files.try_update(|files| files.remove(path)).flatten()?;
        let path = path.to_owned();
        spawn_local(async move { files::forget(&path).await });
        Some(taken)
    }

    fn files_changed(self) {
        self.send_files();
        self.changed();
    }

    pub(super) fn send_files(self) {
        let files = self
            .files
            .with_untracked(|files| files.iter().map(|(path, file)| (path.clone(), file.bytes.to_vec())).collect());
        self.ask(Ask::SetFiles { files }, |_| {});
    }

    /// After each reading: files that nothing names may belong elsewhere now.
    pub(super) fn follow_document(self) {
        let (missing, named): (Vec<_>, Vec<_>) = self.analysis.with_untracked(|analysis| {
            analysis.files.iter().map(|file| (file.path.clone(), file.size)).partition(|(_, size)| size.is_none())
        });
        if missing.is_empty() {
            return;
        }
        let of_others = self.files_of_others();
        let idle: Vec<String> = self.files.with_untracked(|files| {
            let is_named = |path: &String| {
                path.starts_with(SEALED) || named.iter().any(|(name, _)| name == path) || of_others.contains(path)
            };
            files.keys().filter(|path| !is_named(path)).cloned().collect()
        });
        if idle.is_empty() {
            return;
        }
        self.ask(Ask::Place { document: self.document(), dropped: idle }, move |answer| {
            let Some(Answer::Placed { places }) = answer else { return };
            let mut moved = false;
            for Placed { dropped, path } in places {
                if path != dropped
                    && missing.iter().any(|(name, _)| *name == path)
                    && !self.files.with_untracked(|files| files.contains_key(&path))
                    && let Some(file) = self.take(&dropped)
                {
                    self.keep(path, file.bytes);
                    moved = true;
                }
            }
            if moved {
                self.files_changed();
            }
        });
    }
}
