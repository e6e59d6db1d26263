//! What screens may read of the [`Store`].

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use super::{
    Folder, Health, KeptFile, Listing, Notice, Objects, Opened, Pane, PlatformFrom, Rows, Scope, Selection, Server,
    Shown, Store, Submission, Who,
};
use crate::protocol::{
    Analysis, Channels, Choice, Field, Form, NamedFile, Problem, ProfileFacts, RunSummary, Severity, Suggestion,
};

/// A value that is told of only when it is another one. Through here all of
/// one type share their code, where each `Memo::new` has its own.
pub(crate) fn memo<T: Clone + PartialEq + Send + Sync + 'static>(
    make: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let make: Arc<dyn Fn() -> T + Send + Sync> = Arc::new(make);
    Memo::new(move |_| make())
}

impl Store {
    pub(crate) fn text(self) -> Memo<String> {
        let draft = self.draft;
        memo(move || draft.with(|draft| draft.text.clone()))
    }

    pub(crate) fn text_untracked(self) -> String {
        self.draft.with_untracked(|draft| draft.text.clone())
    }

    pub(crate) fn is_empty(self) -> Memo<bool> {
        let draft = self.draft;
        memo(move || draft.with(|draft| draft.text.trim().is_empty()))
    }

    pub(crate) fn file_name(self) -> Memo<String> {
        let draft = self.draft;
        memo(move || draft.with(|draft| draft.file_name.clone()))
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
        memo(move || draft.with(|draft| draft.arguments.clone()))
    }

    pub(crate) fn git_ref(self) -> Memo<String> {
        let draft = self.draft;
        memo(move || draft.with(|draft| draft.git_ref.clone()))
    }

    /// When the shown objects were generated, ms since the epoch.
    pub(crate) fn generated_at(self) -> Memo<u64> {
        let stamp = self.stamp;
        memo(move || stamp.with(|stamp| stamp.at_ms))
    }

    pub(crate) fn can_undo(self) -> Memo<bool> {
        let history = self.history;
        memo(move || history.with(super::History::can_undo))
    }

    pub(crate) fn can_redo(self) -> Memo<bool> {
        let history = self.history;
        memo(move || history.with(super::History::can_redo))
    }

    /// Whether the analysis is of the document as it stands.
    pub(crate) fn is_current(self) -> Memo<bool> {
        self.current
    }

    pub(super) fn is_current_untracked(self) -> bool {
        self.analysis.with_untracked(|analysis| analysis.revision) == self.revision.get_untracked()
    }

    /// Whether every row on the screen is where the text has it: values may
    /// have been typed since, but no row came, went or moved.
    pub(super) fn rows_are_current(self) -> bool {
        self.analysis.with_untracked(|analysis| analysis.revision) >= self.moved.get_value()
    }

    /// False before the first reading.
    pub(crate) fn is_read(self) -> Memo<bool> {
        let analysis = self.analysis;
        memo(move || analysis.with(|analysis| analysis.revision > 0))
    }

    pub(crate) fn analysis(self) -> Signal<Arc<Analysis>> {
        self.analysis.into()
    }

    /// Whether the form shows the text; else the last reading that made one.
    pub(crate) fn form_is_live(self) -> Memo<bool> {
        self.live
    }

    /// Whether the form can be changed: it shows the text, and the text is the
    /// person's own.
    pub(crate) fn is_editable(self) -> Memo<bool> {
        let live = self.live;
        memo(move || live.get() && !crate::share::is_visiting())
    }

    /// Errors first, each kind in the order of the text. None for a document
    /// that nobody has begun: that is no mistake.
    pub(crate) fn problems(self) -> Memo<Vec<Problem>> {
        let (analysis, empty) = (self.analysis, self.is_empty());
        memo(move || {
            if empty.get() {
                return Vec::new();
            }
            analysis.with(|analysis| analysis.problems.clone())
        })
    }

    /// Errors and warnings.
    pub(crate) fn counts(self) -> Memo<(usize, usize)> {
        let problems = self.problems();
        memo(move || {
            problems.with(|problems| {
                let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
                (of(Severity::Error), of(Severity::Warning))
            })
        })
    }

    pub(crate) fn runs(self) -> Memo<Vec<RunSummary>> {
        let analysis = self.analysis;
        memo(move || {
            analysis.with(|analysis| {
                let contexts = analysis.form.iter().flat_map(|form| &form.tests).flat_map(|test| &test.contexts);
                contexts.filter_map(|context| context.run.clone()).collect()
            })
        })
    }

    /// Whether the text as it stands cannot be read as a config file.
    pub(crate) fn is_broken(self) -> bool {
        self.is_read().get() && !self.form_is_live().get()
    }

    /// Contexts that will run, and all of them; of the last text that could be
    /// read.
    pub(crate) fn run_count(self) -> Memo<(usize, usize)> {
        let form = self.form;
        memo(move || {
            form.with(|form| {
                let contexts = || form.tests.iter().flat_map(|test| &test.contexts);
                (contexts().filter(|context| context.will_run()).count(), contexts().count())
            })
        })
    }

    /// `None` when it can be submitted, else why not.
    pub(crate) fn cannot_submit(self) -> Memo<Option<String>> {
        let analysis = self.analysis;
        memo(move || analysis.with(|analysis| (!analysis.can_submit).then(|| analysis.cannot_submit_because.clone())))
    }

    pub(crate) fn named_files(self) -> Memo<Vec<NamedFile>> {
        let analysis = self.analysis;
        memo(move || analysis.with(|analysis| analysis.files.clone()))
    }

    /// How many files and modules scripts need that are not there.
    pub(crate) fn lacking(self) -> Memo<usize> {
        let analysis = self.analysis;
        memo(move || analysis.with(|analysis| analysis.lacking))
    }

    /// Files that scripts use and the document does not name, and by whom.
    pub(crate) fn used_files(self) -> Memo<Vec<(String, String)>> {
        let analysis = self.analysis;
        memo(move || analysis.with(|analysis| analysis.used.clone()))
    }

    pub(crate) fn kept_files(self) -> Signal<BTreeMap<String, KeptFile>> {
        self.files.into()
    }

    pub(crate) fn environments(self) -> Memo<Vec<Choice>> {
        let platform = self.platform;
        memo(move || platform.with(|platform| platform.environments.clone()))
    }

    pub(crate) fn channels(self) -> Memo<Channels> {
        let platform = self.platform;
        memo(move || platform.with(|platform| platform.channels.clone()))
    }

    pub(crate) fn node_types(self) -> Memo<Vec<Choice>> {
        let platform = self.platform;
        memo(move || platform.with(|platform| platform.node_types.clone()))
    }

    pub(crate) fn test_types(self) -> Memo<Vec<Choice>> {
        let platform = self.platform;
        memo(move || platform.with(|platform| platform.test_types.clone()))
    }

    pub(crate) fn form_field(self, pick: fn(&Form) -> &Field) -> Memo<Field> {
        let form = self.form;
        memo(move || form.with(|form| pick(form).clone()))
    }

    pub(crate) fn default_test_type(self) -> Memo<String> {
        let form = self.form;
        memo(move || form.with(|form| form.default_test_type.clone()))
    }

    pub(super) fn default_test_type_now(self) -> String {
        self.form.with_untracked(|form| form.default_test_type.clone())
    }

    pub(crate) fn form(self) -> Memo<Arc<Form>> {
        self.form
    }

    pub(crate) fn rows(self) -> Memo<Rows> {
        self.rows
    }

    /// What fits into fields of the key, in an environment; `*` asks for what
    /// fits in all of them.
    pub(crate) fn suggestions(self, key: &'static str, environment: Signal<String>) -> Signal<Vec<Suggestion>> {
        let form = self.form;
        Signal::derive(move || {
            form.with(|form| {
                let known = form.suggestions.iter().find(|(known, _)| known == key);
                let all = known.map(|(_, all)| all.as_slice()).unwrap_or_default();
                let fits = |one: &&Suggestion| {
                    one.environment.is_empty() || environment.with(|environment| one.environment == *environment)
                };
                all.iter().filter(fits).cloned().collect()
            })
        })
    }

    pub(crate) fn test_ids(self) -> Memo<Vec<u32>> {
        let rows = self.rows;
        memo(move || rows.with(|rows| rows.tests().iter().map(|row| row.id).collect()))
    }

    pub(crate) fn selection(self) -> Signal<Selection> {
        self.selection.into()
    }

    pub(crate) fn selected_run(self) -> Signal<Option<String>> {
        self.selected_run.into()
    }

    pub(crate) fn objects(self) -> Signal<Objects> {
        self.objects.into()
    }

    /// What is known of a run that is looked at.
    pub(crate) fn shown_test(self, run: Signal<Option<String>>) -> Memo<Shown> {
        let looked_at = self.looked_at;
        memo(move || {
            let run = run.get();
            looked_at.with(|looked_at| run.and_then(|run| Some(looked_at.get(&run)?.shown.clone())).unwrap_or_default())
        })
    }

    pub(crate) fn folder(self) -> Signal<Option<Folder>> {
        self.folder.into()
    }

    pub(crate) fn scripts_waiting(self) -> Signal<usize> {
        self.scripts_waiting.into()
    }

    pub(crate) fn health(self) -> Signal<Health> {
        self.health.into()
    }

    pub(crate) fn server(self) -> Signal<Server> {
        self.server.into()
    }

    pub(crate) fn who(self) -> Signal<Who> {
        self.who.into()
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

    /// The path whose field takes the focus once it is on the screen.
    pub(crate) fn awaited_focus(self) -> Signal<Option<String>> {
        self.awaited_focus.into()
    }

    pub(crate) fn profile(self) -> Signal<ProfileFacts> {
        let profile = self.profile;
        Signal::derive(move || profile.with(|(facts, _)| facts.clone()))
    }

    /// Whether the engine has said which platform it works for.
    pub(crate) fn has_profile(self) -> Memo<bool> {
        let profile = self.profile;
        memo(move || profile.with(|(facts, _)| !facts.name.is_empty()))
    }

    pub(crate) fn profile_from(self) -> Signal<PlatformFrom> {
        let profile = self.profile;
        Signal::derive(move || profile.with(|(_, from)| from.clone()))
    }

    /// Name and text of the certificate that the platform brings, both empty
    /// where it brings none.
    pub(crate) fn platform_certificate(self) -> Memo<(String, String)> {
        let platform = self.platform;
        memo(move || platform.with(|platform| (platform.title.clone(), platform.certificate.clone())))
    }

    pub(crate) fn namespace(self) -> Memo<String> {
        let form = self.form;
        memo(move || form.with(|form| form.namespace.given.clone().unwrap_or_default()))
    }

    pub(super) fn namespace_now(self) -> String {
        self.form.with_untracked(|form| form.namespace.given.clone().unwrap_or_default())
    }
}
