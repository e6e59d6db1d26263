//! How documents outlive the page: saved as they are typed, kept as earlier
//! versions now and then, and never written over what another tab wrote.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{
    Store, Tone,
    documents::step,
    draft::{self, Draft},
    history::{Source, Step},
};
use crate::browser::{clock, documents, page, storage, storage::NotKept};

/// A larger text takes the browser some milliseconds to keep: it is saved a
/// moment later, not at each letter.
const LARGE: usize = 256 << 10;
const MOMENT_MS: u64 = 300;
/// A text is kept as an earlier version at most this often.
const VERSION_MS: u64 = 5 * 60_000;

/// A text of a document to come back to.
pub(super) struct Version(serde_json::Value);

impl Version {
    pub(super) fn of(id: &str, draft: &Draft) -> Self {
        Self(json!({
            "id": id,
            "at": clock::now_ms(),
            "name": draft.file_name,
            "text": draft.text,
            "arguments": draft.arguments,
            "git_ref": draft.git_ref,
        }))
    }

    /// Whether this browser keeps it.
    pub(super) async fn keep(self) -> bool {
        matches!(documents::ask("keep", &self.0).await, Ok(Some(_)))
    }

    /// Where it is not kept there is nothing to be done about it.
    pub(super) fn keep_soon(self) {
        spawn_local(async move {
            self.keep().await;
        });
    }
}

impl Store {
    /// Saves, counts, and asks the engine, in this order: what was typed is
    /// safe before anything reads it.
    pub(super) fn changed(self) {
        self.keep_document();
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
        self.moved.set_value(self.revision.get_untracked());
        self.analyse();
    }

    fn keep_document(self) {
        if self.draft.with_untracked(|draft| draft.text.len()) < LARGE {
            return self.keep_now();
        }
        let waits = self.documents.try_update_value(|documents| std::mem::replace(&mut documents.waits, true));
        if waits == Some(false) {
            clock::after(MOMENT_MS, move || self.keep_waiting());
        }
    }

    /// Saves what waits to be saved.
    pub(super) fn keep_waiting(self) {
        if self.documents.try_update_value(|documents| std::mem::take(&mut documents.waits)) == Some(true) {
            self.keep_now();
        }
    }

    pub(super) fn keep_now(self) {
        // Another tab's text stands there until one has chosen.
        if self.conflict.get_untracked() || self.is_untouched() {
            return;
        }
        let trouble = match self.id.with_untracked(|id| self.draft_now().save(id)) {
            Ok(()) if self.keep_left() => None,
            Ok(()) => Some(NotKept::Full),
            Err(why) => Some(why),
        };
        if trouble == self.not_kept.get_untracked() {
            return;
        }
        self.not_kept.set(trouble);
        page::ask_before_leaving(trouble.is_some());
        let why = match trouble {
            None => return self.tell(Tone::Info, "the text is kept in this browser again".into(), false),
            Some(NotKept::Full) => {
                self.keep_version_now();
                "this browser has no more room for the text: save it as a file, and close documents you do not need"
            }
            Some(NotKept::Forbidden) => "this browser does not keep the text: save it as a file before you leave",
        };
        self.tell(Tone::Problem, why.into(), false);
    }

    /// To be called with the text before each change.
    pub(super) fn keep_version_before(self, before: &Step, now_ms: u64) {
        let due = self.documents.try_update_value(|documents| {
            let due = now_ms.saturating_sub(documents.version_at) >= VERSION_MS;
            if due {
                documents.version_at = now_ms;
            }
            due
        });
        if due == Some(true) && !before.text.trim().is_empty() {
            let Step { file_name, text } = before.clone();
            let draft = Draft { file_name, text, ..self.draft.get_untracked() };
            let version = self.id.with_untracked(|id| Version::of(id, &draft));
            // Not within the key press.
            clock::after(0, || version.keep_soon());
        }
    }

    fn keep_version_now(self) {
        self.id.with_untracked(|id| self.draft.with_untracked(|draft| Version::of(id, draft))).keep_soon();
    }

    /// Shows what was kept of this document and of closed ones, and brings
    /// back what is chosen.
    pub(super) fn show_versions(self) {
        let id = self.id.get_untracked();
        let (all, _) = self.documents();
        let others: Vec<_> = all.into_iter().map(|(id, _)| id).collect();
        let question = json!({ "id": id, "text": self.text_untracked(), "kept": others });
        spawn_local(async move {
            let Some(answer) = self.ask_person("versions", question).await else { return };
            let chosen = answer.split_once('\n').and_then(|(id, json)| Some((id, Draft::parse(json)?)));
            match chosen {
                Some((of, version)) if of == id => self.bring_back(version),
                Some((closed, draft)) => self.open_again(closed.to_owned(), draft),
                None => {}
            }
        });
    }

    /// In one step that can be undone.
    fn bring_back(self, version: Draft) {
        self.keep_version_now();
        let file_name = self.step().file_name;
        self.change(Source::Whole, Step { file_name, text: version.text });
        self.tell(Tone::Info, "the earlier text is back".into(), true);
    }

    /// Makes sure that what is typed and what other tabs type meet.
    pub(super) fn watch_other_tabs(self) {
        storage::on_change_elsewhere(move |key, value| {
            let is_mine = self.id.with_untracked(|id| draft::key(id) == key);
            if is_mine && let Some(theirs) = Draft::parse(&value) {
                self.meet(theirs);
            }
        });
        page::on_sight(move |seen| {
            if !seen {
                self.keep_waiting();
            }
            if self.not_kept.get_untracked().is_some() {
                // There may be room elsewhere.
                return self.keep_version_now();
            }
            // A page that slept has heard nothing of what happened meanwhile.
            if seen && let Some(theirs) = self.id.with_untracked(|id| Draft::read(id)) {
                self.meet(theirs);
            }
        });
    }

    fn meet(self, theirs: Draft) {
        if self.draft.with_untracked(|mine| !mine.says_the_same(&theirs)) {
            if self.documents.with_value(|documents| documents.waits) {
                // Typed in both: nothing of this one is saved yet.
                return self.keep_mine();
            }
            if !self.conflict.get_untracked() {
                // Only to be found again: theirs stands in its place by now.
                self.keep_version_now();
                self.conflict.set(true);
            }
        } else if self.draft.with_untracked(|mine| *mine != theirs) {
            self.draft.set(theirs);
        }
    }

    /// The other tab's text takes the place of this one, in one step.
    pub(super) fn take_theirs(self) {
        self.conflict.set(false);
        let Some(theirs) = self.id.with_untracked(|id| Draft::read(id)) else { return };
        self.keep_version_now();
        let (before, after) = (self.step(), step(&theirs));
        self.field.set_value(None);
        self.draft.set(theirs);
        self.history.update(|history| history.record(before, &after, Source::Whole, clock::now_ms()));
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
        self.analyse();
    }

    /// This text becomes a document of its own; the other tab keeps the old one.
    pub(super) fn keep_mine(self) {
        let name = self.draft.with_untracked(|draft| draft.file_name.clone());
        let name = self.free_name(&name);
        let id = draft::new_id();
        draft::remember_open(&id);
        self.id.set(id);
        self.conflict.set(false);
        self.tell(Tone::Info, format!("your text is `{name}` now, beside the one of the other tab"), false);
        self.draft.update(|draft| draft.file_name = name);
        self.changed();
    }
}
