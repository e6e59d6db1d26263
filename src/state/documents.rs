//! Several documents side by side: which one is open, and how the others wait.
//!
//! A document is known by its id; its name can change. Here it is opened, left,
//! closed; `keeping` says how it outlives the page, `opening` how files become
//! documents, `menu` what a person can choose.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    History, Objects, Store, Submission, Tone,
    draft::{self, Draft, Restored},
    history::{Source, Step},
    keeping::Version,
};
use crate::{
    browser::{clock, page},
    protocol::{Analysis, Severity},
};

/// A document that was left, as long as the page lives.
#[derive(Debug, Clone, Default)]
pub(super) struct Visit {
    id: String,
    draft: Draft,
    history: History,
    analysis: Arc<Analysis>,
    scroll: i32,
    version_at: u64,
    /// Whether the browser keeps it as it was left.
    kept: bool,
}

/// What no screen reads.
#[derive(Debug, Default)]
pub(super) struct Documents {
    visits: Vec<Visit>,
    closed: Option<Visit>,
    /// The revision in which the open one was opened: older readings are of
    /// others.
    pub(super) since: u32,
    /// When a text of the open one was last kept as an earlier version.
    pub(super) version_at: u64,
    /// Something that was typed waits to be saved.
    pub(super) waits: bool,
}

/// How a document was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// Nothing was ever written in it: it goes.
    Untouched,
    /// Another tab went on with it.
    Outdated,
    Whole,
}

/// The part of the page that is scrolled.
const FORM: &str = "panes-panel";

/// The document to begin with, and whether another one could not be read.
pub(super) fn begin() -> (String, Draft, bool) {
    let (id, draft, broken) = match draft::restore() {
        Restored::Draft(id, draft) => (id, draft, false),
        Restored::Blank(id) => (id, blank(&[]), false),
        Restored::Nothing => newest(),
    };
    draft::remember_open(&id);
    (id, draft, broken)
}

fn newest() -> (String, Draft, bool) {
    let (kept, broken) = Draft::all();
    let newest = kept.into_iter().max_by_key(|(_, draft)| draft.changed_ms);
    let (id, draft) = newest.unwrap_or_else(|| (draft::new_id(), blank(&[])));
    (id, draft, broken > 0)
}

fn blank(taken: &[String]) -> Draft {
    Draft { file_name: draft::unique_name(draft::DEFAULT_FILE_NAME, taken), ..Draft::default() }
}

impl Store {
    /// All documents by id, the open one as it stands, and how many are kept
    /// that cannot be read.
    pub(super) fn documents(self) -> (Vec<(String, Draft)>, usize) {
        let (mut all, broken) = Draft::all();
        let open = self.id.get_untracked();
        all.retain(|(id, _)| *id != open);
        // What the browser does not keep is only here.
        self.documents.with_value(|documents| {
            for visit in documents.visits.iter().filter(|visit| visit.id != open) {
                if !visit.kept || !all.iter().any(|(id, _)| *id == visit.id) {
                    all.retain(|(id, _)| *id != visit.id);
                    all.push((visit.id.clone(), visit.draft.clone()));
                }
            }
        });
        all.push((open, self.draft_now()));
        (all, broken)
    }

    /// Names that are taken; one in which nothing was written goes with it.
    fn names(self) -> Vec<String> {
        let untouched = self.is_untouched().then(|| self.id.get_untracked());
        let all = self.documents().0.into_iter().filter(|(id, _)| Some(id) != untouched.as_ref());
        all.map(|(_, draft)| draft.file_name).collect()
    }

    /// The paths that the other documents name.
    pub(super) fn files_of_others(self) -> Vec<String> {
        let open = self.id.get_untracked();
        let others = self.documents().0.into_iter().filter(|(id, _)| *id != open);
        others.flat_map(|(_, draft)| draft.files).collect()
    }

    /// The name, or one like it that no other document has.
    pub(super) fn free_name(self, wanted: &str) -> String {
        draft::unique_name(wanted, &self.names())
    }

    /// The document with what its last reading found.
    pub(super) fn draft_now(self) -> Draft {
        let mut draft = self.draft.get_untracked();
        self.analysis.with_untracked(|analysis| {
            if !self.is_of_open(analysis.revision) {
                return;
            }
            let count = |severity| analysis.problems.iter().filter(|problem| problem.severity == severity).count();
            draft.errors = count(Severity::Error);
            draft.warnings = count(Severity::Warning);
            if let Some(form) = &analysis.form {
                draft.namespace = form.namespace.given.clone().unwrap_or_default();
                draft.files = analysis.files.iter().map(|file| file.path.clone()).collect();
            }
        });
        draft
    }

    /// Tries again to save documents that were left when there was no room;
    /// whether all are kept.
    pub(super) fn keep_left(self) -> bool {
        let kept = self.documents.try_update_value(|documents| {
            for visit in documents.visits.iter_mut().filter(|visit| !visit.kept) {
                visit.kept = visit.draft.save(&visit.id).is_ok();
            }
            documents.visits.iter().all(|visit| visit.kept)
        });
        kept.unwrap_or(true)
    }

    /// Whether something of this revision is of the document that is open.
    pub(super) fn is_of_open(self, revision: u32) -> bool {
        self.documents.with_value(|documents| revision >= documents.since)
    }

    /// The open document makes way for another one.
    fn leave(self) -> (Visit, Left) {
        self.keep_waiting();
        let left = match (self.is_untouched(), self.conflict.get_untracked()) {
            (true, _) => Left::Untouched,
            (_, true) => Left::Outdated,
            (_, false) => Left::Whole,
        };
        let visit = Visit {
            id: self.id.get_untracked(),
            draft: self.draft_now(),
            history: self.history.try_update(std::mem::take).unwrap_or_default(),
            analysis: self.analysis.get_untracked(),
            scroll: page::scroll_of(FORM),
            version_at: self.documents.with_value(|documents| documents.version_at),
            kept: true,
        };
        if left == Left::Untouched {
            draft::forget(&visit.id);
        }
        (visit, left)
    }

    /// Leaves the open document so that it can be come back to.
    fn set_aside(self) {
        let (mut visit, left) = self.leave();
        if left == Left::Whole {
            visit.kept = visit.draft.save(&visit.id).is_ok();
        }
        if left != Left::Untouched {
            self.documents.update_value(|documents| documents.visits.push(visit));
        }
    }

    /// Shows another document in place of the open one.
    fn show(self, id: String, draft: Draft) {
        let revision = self.revision.get_untracked().wrapping_add(1);
        let visit = self.documents.try_update_value(|documents| {
            documents.since = revision;
            let at = documents.visits.iter().position(|visit| visit.id == id)?;
            Some(documents.visits.swap_remove(at))
        });
        let visit = visit.flatten();
        let scroll = visit.as_ref().map_or(0, |visit| visit.scroll);
        let Visit { mut history, analysis, version_at, .. } = match visit {
            Some(mut visit) => {
                let (before, now) = (step(&visit.draft), step(&draft));
                if before.text != now.text {
                    // Another tab went on with it.
                    visit.history.record(before, &now, Source::Whole, clock::now_ms());
                }
                visit
            }
            None => Visit { analysis: Arc::new(unread()), ..Visit::default() },
        };
        draft::remember_open(&id);
        self.documents.update_value(|documents| documents.version_at = version_at);
        self.conflict.set(false);
        self.field.set_value(None);
        self.awaited_focus.set(None);
        self.selection.set(super::Selection::default());
        self.objects.set(Objects::None);
        if !self.submission.with_untracked(Submission::is_under_way) {
            self.submission.set(Submission::Idle);
        }
        if self.notice.with_untracked(|notice| notice.as_ref().is_some_and(|notice| notice.can_undo)) {
            self.notice.set(None);
        }
        self.id.set(id);
        self.draft.set(draft);
        self.history.update(|shown| std::mem::swap(shown, &mut history));
        self.analysis.set(analysis);
        self.revision.set(revision);
        self.analyse();
        // Once the form is there.
        clock::after(0, move || page::scroll_to(FORM, scroll));
    }

    /// A document that is new to this page takes the place of the open one.
    pub(super) fn show_new(self, draft: Draft) {
        self.set_aside();
        self.show(draft::new_id(), draft);
        self.keep_now();
    }

    pub(super) fn switch_to(self, id: &str) {
        if self.id.with_untracked(|open| open == id) {
            return;
        }
        let left = self.documents.with_value(|documents| {
            let left = documents.visits.iter().find(|visit| visit.id == id);
            left.map(|visit| (visit.kept, visit.draft.clone()))
        });
        let draft = match left {
            Some((false, draft)) => Some(draft),
            left => Draft::read(id).or(left.map(|(_, draft)| draft)),
        };
        match draft {
            Some(draft) => {
                self.set_aside();
                self.show(id.to_owned(), draft);
            }
            None => self.tell(Tone::Problem, "this document is gone".into(), false),
        }
    }

    pub(super) fn new_document(self) {
        if self.is_untouched() {
            return self.tell(Tone::Info, "this is a new, empty document already".into(), false);
        }
        let draft = blank(&self.names());
        self.show_new(draft);
    }

    /// Whether nothing was ever written in the open document.
    pub(super) fn is_untouched(self) -> bool {
        self.draft.with_untracked(Draft::is_blank)
            && self.history.with_untracked(|history| !history.can_undo() && !history.can_redo())
    }

    pub(super) fn duplicate(self) {
        let draft = self.draft_now();
        let file_name = self.free_name(&draft.file_name);
        self.tell(Tone::Info, format!("this is `{file_name}`, a copy of `{}`", draft.file_name), false);
        self.show_new(Draft { file_name, saved: None, changed_ms: clock::now_ms(), ..draft });
    }

    pub(super) fn rename(self, wanted: &str, source: Source) {
        let wanted = wanted.trim();
        let before = self.step();
        if !wanted.is_empty() && wanted != before.file_name {
            let file_name = self.free_name(wanted);
            self.change(source, Step { file_name, ..before });
        }
    }

    /// Takes the document off the list. Its text stays among the earlier
    /// versions, without which nothing is closed.
    pub(super) fn close(self) {
        let (id, draft) = (self.id.get_untracked(), self.draft_now());
        spawn_local(async move {
            let version = Version::of(&id, &draft);
            let kept = draft.is_blank() || version.keep().await;
            let is_same =
                self.id.with_untracked(|open| *open == id) && self.draft.with_untracked(|now| draft.says_the_same(now));
            match (is_same, kept || draft.is_saved()) {
                (false, _) => {}
                (true, true) => self.close_now(),
                (true, false) => {
                    let name = &draft.file_name;
                    let why = format!(
                        "`{name}` stays open: this browser cannot keep it once it is closed. Save it as a file first"
                    );
                    self.tell(Tone::Problem, why, false);
                }
            }
        });
    }

    fn close_now(self) {
        let (visit, left) = self.leave();
        let name = visit.draft.file_name.clone();
        if left == Left::Whole {
            draft::forget(&visit.id);
        }
        let (mut all, _) = self.documents();
        all.retain(|(id, _)| *id != visit.id);
        let next = all.into_iter().max_by_key(|(_, draft)| draft.changed_ms);
        let (id, draft) = next.unwrap_or_else(|| (draft::new_id(), blank(&[])));
        self.show(id, draft);
        match left {
            Left::Untouched => {}
            Left::Outdated => self.tell(Tone::Info, format!("`{name}` stays as the other tab has it"), false),
            Left::Whole => {
                self.documents.update_value(|documents| documents.closed = Some(visit));
                self.tell(Tone::Info, format!("`{name}` is closed"), true);
                self.notice.update(|notice| notice.iter_mut().for_each(|notice| notice.reopens = true));
            }
        }
    }

    /// Brings back what was closed last.
    pub(super) fn reopen(self) {
        let closed = self.documents.try_update_value(|documents| documents.closed.take());
        if let Some(visit) = closed.flatten() {
            let (id, mut draft) = (visit.id.clone(), visit.draft.clone());
            draft.file_name = self.free_name(&draft.file_name);
            self.set_aside();
            self.documents.update_value(|documents| documents.visits.push(visit));
            self.show(id, draft);
            self.keep_now();
        }
    }

    /// A closed document comes back as it was.
    pub(super) fn open_again(self, id: String, draft: Draft) {
        let file_name = self.free_name(&draft.file_name);
        self.documents.update_value(|documents| documents.closed = None);
        self.set_aside();
        self.show(id, Draft { file_name, changed_ms: clock::now_ms(), ..draft });
        self.keep_now();
    }
}

/// What there is of a document before its first reading.
fn unread() -> Analysis {
    Analysis { form: Some(Arc::default()), ..Analysis::default() }
}

pub(super) fn step(draft: &Draft) -> Step {
    Step { file_name: draft.file_name.clone(), text: draft.text.clone() }
}
