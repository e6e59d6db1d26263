//! What screens may read of the [`Store`].

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use super::{
    Context, Health, KeptFile, Listing, Notice, Objects, Opened, Pane, Scope, Server, Store, Submission, Test,
};
use crate::protocol::{Analysis, Choice, Field, Form, NamedFile, Problem, RunSummary, Severity};

impl Store {
    pub(crate) fn text(self) -> Memo<String> {
        let draft = self.draft;
        Memo::new(move |_| draft.with(|draft| draft.text.clone()))
    }

    pub(crate) fn text_untracked(self) -> String {
        self.draft.with_untracked(|draft| draft.text.clone())
    }

    pub(crate) fn is_empty(self) -> Memo<bool> {
        let draft = self.draft;
        Memo::new(move |_| draft.with(|draft| draft.text.trim().is_empty()))
    }

    pub(crate) fn file_name(self) -> Memo<String> {
        let draft = self.draft;
        Memo::new(move |_| draft.with(|draft| draft.file_name.clone()))
    }

    /// Changes with each other document that is shown.
    pub(crate) fn document_id(self) -> Signal<String> {
        self.id.into()
    }

    /// Whether there is a file with the text as it stands, or nothing to save.
    pub(crate) fn is_saved(self) -> Memo<bool> {
        let draft = self.draft;
        Memo::new(move |_| draft.with(|draft| draft.is_blank() || draft.is_saved()))
    }

    /// Whether this browser does not keep what is typed.
    pub(crate) fn is_not_kept(self) -> Signal<bool> {
        let not_kept = self.not_kept;
        Signal::derive(move || not_kept.get().is_some())
    }

    /// Whether another tab wrote in the same document.
    pub(crate) fn is_changed_elsewhere(self) -> Signal<bool> {
        self.conflict.into()
    }

    pub(crate) fn arguments(self) -> Memo<String> {
        let draft = self.draft;
        Memo::new(move |_| draft.with(|draft| draft.arguments.clone()))
    }

    /// When the shown objects were generated, ms since the epoch.
    pub(crate) fn generated_at(self) -> Memo<u64> {
        let stamp = self.stamp;
        Memo::new(move |_| stamp.with(|stamp| stamp.at_ms))
    }

    pub(crate) fn can_undo(self) -> Memo<bool> {
        let history = self.history;
        Memo::new(move |_| history.with(super::History::can_undo))
    }

    pub(crate) fn can_redo(self) -> Memo<bool> {
        let history = self.history;
        Memo::new(move |_| history.with(super::History::can_redo))
    }

    /// Whether the analysis is of the document as it stands.
    pub(crate) fn is_current(self) -> Memo<bool> {
        self.current
    }

    pub(super) fn is_current_untracked(self) -> bool {
        self.analysis.with_untracked(|analysis| analysis.revision) == self.revision.get_untracked()
    }

    /// False before the first reading.
    pub(crate) fn is_read(self) -> Memo<bool> {
        let analysis = self.analysis;
        Memo::new(move |_| analysis.with(|analysis| analysis.revision > 0))
    }

    pub(crate) fn analysis(self) -> Signal<Arc<Analysis>> {
        self.analysis.into()
    }

    /// Whether the form shows the text; else the last reading that made one.
    pub(crate) fn form_is_live(self) -> Memo<bool> {
        self.live
    }

    /// Errors first, each kind in the order of the text. None for a document
    /// that nobody has begun: that is no mistake.
    pub(crate) fn problems(self) -> Memo<Vec<Problem>> {
        let (analysis, empty) = (self.analysis, self.is_empty());
        Memo::new(move |_| {
            if empty.get() {
                return Vec::new();
            }
            let mut problems = analysis.with(|analysis| analysis.problems.clone());
            problems.sort_by_key(|problem| problem.severity);
            problems
        })
    }

    /// Errors and warnings.
    pub(crate) fn counts(self) -> Memo<(usize, usize)> {
        let problems = self.problems();
        Memo::new(move |_| {
            problems.with(|problems| {
                let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
                (of(Severity::Error), of(Severity::Warning))
            })
        })
    }

    pub(crate) fn runs(self) -> Memo<Vec<RunSummary>> {
        let analysis = self.analysis;
        Memo::new(move |_| analysis.with(|analysis| analysis.runs.clone()))
    }

    /// Runs, and contexts with the parked ones.
    pub(crate) fn run_count(self) -> Memo<(usize, usize)> {
        let analysis = self.analysis;
        Memo::new(move |_| analysis.with(|analysis| (analysis.runs.len(), analysis.contexts)))
    }

    /// `None` when it can be submitted, else why not.
    pub(crate) fn cannot_submit(self) -> Memo<Option<String>> {
        let analysis = self.analysis;
        Memo::new(move |_| {
            analysis.with(|analysis| (!analysis.can_submit).then(|| analysis.cannot_submit_because.clone()))
        })
    }

    pub(crate) fn named_files(self) -> Memo<Vec<NamedFile>> {
        let analysis = self.analysis;
        Memo::new(move |_| analysis.with(|analysis| analysis.files.clone()))
    }

    pub(crate) fn kept_files(self) -> Signal<BTreeMap<String, KeptFile>> {
        self.files.into()
    }

    pub(crate) fn environments(self) -> Memo<Vec<Choice>> {
        let platform = self.platform;
        Memo::new(move |_| platform.with(|platform| platform.environments.clone()))
    }

    pub(crate) fn node_types(self) -> Memo<Vec<Choice>> {
        let platform = self.platform;
        Memo::new(move |_| platform.with(|platform| platform.node_types.clone()))
    }

    pub(crate) fn test_types(self) -> Memo<Vec<Choice>> {
        let platform = self.platform;
        Memo::new(move |_| platform.with(|platform| platform.test_types.clone()))
    }

    pub(crate) fn form_field(self, pick: fn(&Form) -> &Field) -> Memo<Field> {
        let form = self.form;
        Memo::new(move |_| form.with(|form| pick(form).clone()))
    }

    pub(crate) fn default_test_type(self) -> Memo<String> {
        let form = self.form;
        Memo::new(move |_| form.with(|form| form.default_test_type.clone()))
    }

    pub(crate) fn test_ids(self) -> Memo<Vec<u32>> {
        let rows = self.rows;
        Memo::new(move |_| rows.with(super::Rows::test_ids))
    }

    pub(crate) fn context_ids(self, test: u32) -> Memo<Vec<u32>> {
        let rows = self.rows;
        Memo::new(move |_| rows.with(|rows| rows.context_ids(test)))
    }

    pub(crate) fn test(self, id: u32) -> Test {
        let rows = self.rows;
        Test { form: self.form, at: Memo::new(move |_| rows.with(|rows| rows.test_at(id))) }
    }

    pub(crate) fn context(self, test: u32, id: u32) -> Context {
        let rows = self.rows;
        let at = Memo::new(move |_| rows.with(|rows| Some((rows.test_at(test)?, rows.context_at(test, id)?))));
        Context { form: self.form, at }
    }

    pub(crate) fn selected_run(self) -> Signal<Option<String>> {
        self.selected_run.into()
    }

    pub(crate) fn objects(self) -> Signal<Objects> {
        self.objects.into()
    }

    pub(crate) fn health(self) -> Signal<Health> {
        self.health.into()
    }

    pub(crate) fn server(self) -> Signal<Server> {
        self.server.into()
    }

    pub(crate) fn submission(self) -> Signal<Submission> {
        self.submission.into()
    }

    pub(crate) fn listing(self) -> Signal<Listing> {
        self.listing.into()
    }

    pub(crate) fn opened(self) -> Signal<Option<Opened>> {
        self.opened.into()
    }

    pub(crate) fn scope(self) -> Signal<Scope> {
        self.scope.into()
    }

    pub(crate) fn pane(self) -> Signal<Pane> {
        self.pane.into()
    }

    pub(crate) fn notice(self) -> Signal<Option<Notice>> {
        self.notice.into()
    }

    pub(crate) fn reveal(self) -> Signal<Option<(usize, usize, u32)>> {
        self.reveal.into()
    }

    /// Whether the field of this path is to take the focus soon.
    pub(crate) fn awaits_focus(self, path: &str) -> bool {
        self.awaited_focus.with_untracked(|awaited| awaited.as_deref() == Some(path))
    }

    /// Whether the field of this path is the one to take the focus; asked once.
    pub(crate) fn takes_focus(self, path: &str) -> bool {
        let awaited = self.awaited_focus.with_untracked(|awaited| awaited.as_deref() == Some(path));
        if awaited {
            self.awaited_focus.set(None);
        }
        awaited
    }

    pub(crate) fn namespace(self) -> Memo<String> {
        let form = self.form;
        Memo::new(move |_| form.with(|form| form.namespace.given.clone().unwrap_or_default()))
    }

    pub(super) fn namespace_now(self) -> String {
        self.form.with_untracked(|form| form.namespace.given.clone().unwrap_or_default())
    }
}
