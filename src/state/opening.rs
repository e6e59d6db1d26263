//! How files become documents: picked, dropped, or an example.
//!
//! Which files are config files, and why the others are not, is the engine's to
//! say. Nothing that is open is ever replaced.

use std::collections::BTreeMap;

use k6cfg_seal::is_plain_secret;
use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{
    Store, Tone,
    draft::{self, Draft},
};
use crate::{
    browser::{
        clock, documents,
        files::{Found, Picked},
        location,
    },
    protocol::{Answer, Ask, ConfigFile, Example, Sorted},
};

/// Which of some files become documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// All of them: the person asked for documents, not for files beside them.
    All,
    /// The config files.
    Configs,
    /// None; config files are not kept as others either.
    None,
}

/// The first of some sentences, and how many more there are.
fn some_of(said: &[String]) -> String {
    const SHOWN: usize = 3;
    let more = said.len().saturating_sub(SHOWN);
    let first = said.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{first}; and {more} more") } else { first }
}

fn is_script(path: &str) -> bool {
    ["js", "mjs", "cjs", "ts", "mts", "cts"].contains(&extension(path).as_str())
}

/// Enough of a file to see that it is too large for a config file.
const READ: usize = 2 << 20;

impl Store {
    pub(super) fn pick_documents(self) {
        spawn_local(async move {
            match documents::pick().await {
                Ok(picked) if picked.is_empty() => {}
                Ok(picked) => self.take_in(picked, Opens::All, Vec::new()),
                Err(documents::Missing) => self.tell_missing(),
            }
        });
    }

    /// Files from a drop or a picker: config files are opened, others kept.
    pub(super) fn add_files(self, found: Found) {
        let Found { files, refused } = found;
        match (files.is_empty(), refused.is_empty()) {
            (true, true) => self.tell(Tone::Problem, "there was no file in that".into(), false),
            (true, false) => self.tell(Tone::Problem, some_of(&refused), false),
            (false, _) => self.take_in(files, Opens::Configs, refused),
        }
    }

    /// Files of a folder that was chosen.
    pub(super) fn add_folder(self, found: Found) {
        self.folder_is_next();
        self.add_files(found);
    }

    /// Files of a folder that was read before: its config files may be open, and
    /// changed here.
    pub(super) fn add_changed_folder(self, found: Found, name: &str) {
        let Found { files, refused } = found;
        self.folder_is_next();
        let mut said = vec![format!("`{name}` is read again, its config files are not opened once more")];
        said.extend(refused);
        self.take_in(files, Opens::None, said);
    }

    /// `refused`: what could not be read of them.
    fn take_in(self, picked: Vec<Picked>, opens: Opens, mut refused: Vec<String>) {
        // What somebody shared as a file is opened as a link to it is.
        if let [file] = picked.as_slice()
            && extension(&file.path) == "k6cfg"
            && let Ok(content) = std::str::from_utf8(&file.bytes)
        {
            if !location::open_link(content.trim()) {
                let why = "this file holds more than the page can open: ask for one without the scripts";
                self.tell(Tone::Problem, why.into(), false);
            }
            return;
        }
        // In no storage, in no archive; a script may well speak of Secrets.
        let is_secret = |file: &Picked| !is_script(&file.path) && is_plain_secret(&file.bytes);
        let (secrets, picked): (Vec<_>, Vec<_>) = picked.into_iter().partition(is_secret);
        for secret in &secrets {
            refused.push(format!(
                "`{}` is a plain Secret, which this page does not keep: seal it under Secrets",
                secret.path
            ));
        }
        if picked.is_empty() {
            return self.tell(Tone::Problem, some_of(&refused), false);
        }
        let to_open = opens == Opens::All;
        let could_be_config = |file: &&Picked| match extension(&file.path).as_str() {
            "yaml" | "yml" => true,
            // Data of tests is JSON too, and some of it is large.
            "json" => to_open || file.bytes.len() <= READ,
            _ => to_open,
        };
        let start = |file: &Picked| file.bytes.get(..READ).unwrap_or(&file.bytes).to_vec();
        let files: BTreeMap<_, _> =
            picked.iter().filter(could_be_config).map(|file| (file.path.clone(), start(file))).collect();
        if files.is_empty() {
            return self.add_beside(picked, some_of(&refused));
        }
        self.ask(Ask::Sort { files }, move |answer| match answer {
            Some(Answer::Sorted(sorted)) => self.sorted(picked, sorted, opens, refused),
            _ => self.tell(Tone::Problem, "the part of the page that reads files has stopped".into(), false),
        });
    }

    fn sorted(self, picked: Vec<Picked>, sorted: Sorted, opens: Opens, unread: Vec<String>) {
        let Sorted { configs, others } = sorted;
        let to_open = opens == Opens::All;
        // A lone YAML file was certainly meant to be opened.
        let lone = picked.len() == 1 && !picked.iter().any(|file| extension(&file.path) == "json");
        let refused = if to_open || lone { others } else { Vec::new() };
        let mut beside = picked;
        beside.retain(|file| !configs.iter().any(|config| config.path == file.path));
        if opens == Opens::None {
            return self.add_beside(beside, some_of(&unread));
        }
        if to_open || !refused.is_empty() {
            beside.clear();
        }
        let mut unread = unread;
        unread.extend(refused.iter().map(|file| format!("`{}` {}", file.path, file.why)));
        let is_folder = configs.iter().any(|config| config.path.contains('/'));
        if to_open || configs.len() < 2 || !is_folder {
            return self.open_all(configs, &unread, beside);
        }
        let found: Vec<_> =
            configs.iter().map(|config| json!({ "name": config.path, "namespace": config.namespace })).collect();
        spawn_local(async move {
            let chosen = self.ask_person("choose", json!(found)).await.unwrap_or_default();
            let chosen: Vec<&str> = chosen.lines().collect();
            let configs = configs.into_iter().filter(|config| chosen.contains(&config.path.as_str())).collect();
            self.open_all(configs, &unread, beside);
        });
    }

    /// Opens these, the first in front, says what is none, and keeps the rest.
    fn open_all(self, configs: Vec<ConfigFile>, refused: &[String], beside: Vec<Picked>) {
        let opened: Vec<String> = configs.into_iter().rev().map(|config| self.open(config)).collect();
        let mut said: Vec<String> = match opened.as_slice() {
            [] => Vec::new(),
            [one] => vec![format!("`{one}` is open")],
            several => vec![format!("{} documents are open", several.len())],
        };
        said.extend((!refused.is_empty()).then(|| some_of(refused)));
        let said = said.join("; ");
        if !beside.is_empty() {
            self.add_beside(beside, said);
        } else if !said.is_empty() {
            self.tell(if refused.is_empty() { Tone::Info } else { Tone::Problem }, said, false);
        }
    }

    /// Opens a config file as a document of its own, or goes to the one that
    /// is the same. Answers with its name.
    fn open(self, config: ConfigFile) -> String {
        let ConfigFile { path, text, has_mark, namespace } = config;
        let wanted = path.rsplit('/').next().unwrap_or(&path);
        let same = |draft: &Draft| draft.file_name == wanted && draft.text == text;
        if let Some((id, draft)) = self.documents().0.into_iter().find(|(_, draft)| same(draft)) {
            self.switch_to(&id);
            return draft.file_name;
        }
        let file_name = self.free_name(wanted);
        self.show_new(Draft {
            file_name: file_name.clone(),
            saved: Some(draft::fingerprint(&text)),
            text,
            has_mark,
            namespace,
            changed_ms: clock::now_ms(),
            ..Draft::default()
        });
        let id = self.id.get_untracked();
        // Saving goes back to the file that was picked.
        spawn_local(async move {
            // Else it is saved where the person says.
            let _ = documents::ask("opened", &json!({ "id": id, "path": path })).await;
        });
        file_name
    }

    /// Opens an example, with the files it needs.
    pub(super) fn start_from(self, name: &str) {
        self.ask(Ask::Example { name: name.to_owned() }, move |answer| {
            let Some(Answer::Example(Example { file_name, text, files })) = answer else {
                return self.tell(
                    Tone::Problem,
                    "the part of the page that holds the examples has stopped".into(),
                    false,
                );
            };
            for (path, text) in files {
                self.keep_if_missing(path, text.as_bytes());
            }
            self.send_files();
            let file_name = self.free_name(&file_name);
            self.show_new(Draft { file_name, text, changed_ms: clock::now_ms(), ..Draft::default() });
            self.awaited_focus.set(Some("namespace".into()));
        });
    }
}

/// In lower case, without its dot; empty where there is none.
pub(super) fn extension(path: &str) -> String {
    path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}
