//! What each action does.
//!
//! Every change of the document goes through [`Store::change`]: saved first,
//! then counted, then given to the engine. What concerns several documents is
//! in `documents`, `opening` and `keeping`.

use std::sync::Arc;

use k6cfg_config::{
    Path,
    edit::{Change, Edit},
};
use leptos::prelude::*;

use super::{
    Action, Notice, Pane, Store, Tone,
    draft::{Draft, Stamp},
    engine::{Engine, Health},
    history::{Source, Step},
    patch::patched,
};
use crate::{
    browser::{clock, edits, page},
    protocol::{Answer, Ask, Document, Fix},
    share,
};

/// The field of the form that was typed in last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedField {
    path: Path,
    base: String,
    result: String,
}

impl Store {
    pub(crate) fn dispatch(self, action: Action) {
        if share::is_visiting() && action.changes_something() {
            let why = "this configuration is somebody else's: press “Make it mine” to change it";
            return self.tell(Tone::Info, why.into(), false);
        }
        match action {
            Action::Typed(text) => self.change_text(Source::Editor, text),
            Action::Edit(change) => {
                self.edit(change);
            }
            Action::EditAndFocus(change, path) => {
                if self.edit(change).is_some() {
                    self.await_focus(path);
                }
            }
            Action::EditAndTell(change) => {
                if let Some(said) = self.edit(change) {
                    self.tell(Tone::Info, said, true);
                }
            }
            Action::GoTo(path) => {
                self.pane.set(Pane::Form);
                self.await_focus(path);
            }
            Action::Select(selection) => self.selection.set(selection),
            Action::Fix { fix, revision } => self.fix(&fix, revision),
            Action::Rename(name) => self.rename(&name, Source::FileName),
            Action::Arguments(arguments) => self.set(|draft| draft.arguments = arguments),
            Action::GitRef(git_ref) => self.set(|draft| draft.git_ref = git_ref),
            Action::New => self.new_document(),
            Action::KeepMine => self.keep_mine(),
            Action::Undo => self.travel(true),
            Action::Redo => self.travel(false),
            Action::TryEngineAgain => self.with_engine(Engine::revive),
            // The visitor's own folder is none of what somebody shared.
            Action::FindFolder | Action::ReadFolder { .. } if share::is_visiting() => {}
            Action::SelectRun(run) => self.select_run(run),
            Action::Renew => self.renew(),
            Action::Show(pane) => self.pane.set(pane),
            Action::Reveal { from, to } => self.show_place(from, to),
            Action::Caret(offset) => self.move_caret(offset),
            Action::FocusField(path) => self.focus_field(path),
            Action::NextProblem { back } => self.show_next_problem(back),
            Action::Explain(code) => self.explain(code),
            Action::UndoNotice => self.undo_notice(),
            Action::DismissNotice => self.notice.set(None),
            // Until a folder was found, there is none to be read again.
            Action::ReadFolder { asks: false } if self.folder.with_untracked(Option::is_none) => {}
            seldom => self.rarely(seldom),
        }
    }

    /// What goes into the generation besides the file is another.
    fn set(self, what: impl FnOnce(&mut Draft)) {
        if self.conflict.get_untracked() {
            self.keep_mine();
        }
        self.draft.update(what);
        self.changed();
    }

    /// A change made in the form. Answers with what was done, in words, if the
    /// text is another one now.
    fn edit(self, change: Option<Change>) -> Option<String> {
        let change = change?;
        let field = field_of(&change);
        // A second click before the first one has been read would hit
        // another row than the one on the screen.
        if field.is_none() && !self.rows_are_current() {
            return None;
        }
        let text = self.draft.with_untracked(|draft| draft.text.clone());
        let typed = field.clone().filter(|_| !matches!(change, Change::One(Edit::Clear { .. })));
        let base = typed.as_ref().map_or_else(|| text.clone(), |path| self.before_field(path, &text));
        match edits::make(&base, change, self.default_test_type_now()) {
            Ok((_, edited)) if edited == text => None,
            Ok((said, edited)) => {
                if let Some(path) = typed {
                    self.field.set_value(Some(TypedField { path, base, result: edited.clone() }));
                }
                if field.is_none() {
                    page::hold_focus();
                }
                let source = field.map_or(Source::Whole, |path| Source::Field(path.to_string()));
                self.change_text(source, edited);
                Some(said)
            }
            Err(why) => {
                self.tell(Tone::Problem, why, false);
                None
            }
        }
    }

    /// A field has the focus: the text is read before the first letter comes.
    pub(crate) fn prepare_edit(self) {
        clock::after(0, move || self.draft.with_untracked(|draft| edits::prepare(&draft.text)));
    }

    /// The field of this path takes the focus as soon as it is on the screen,
    /// at the latest with the reading of the text as it is now.
    fn await_focus(self, path: String) {
        const LATEST_MS: u64 = 300;
        self.awaited_focus.set(Some(path.clone()));
        // What it is folded into opens first.
        for soon_ms in [0, 30, 100] {
            clock::after(soon_ms, move || self.settle_focus());
        }
        clock::after(LATEST_MS, move || {
            let mine = self.awaited_focus.with_untracked(|awaited| awaited.as_ref() == Some(&path));
            if mine && self.is_current_untracked() {
                self.awaited_focus.set(None);
            }
        });
    }

    /// Gives the focus to the field that awaits it, or back to what lost it
    /// because its row has moved.
    fn settle_focus(self) {
        match self.awaited_focus.get_untracked() {
            Some(path) if page::focus_path(&path) => self.awaited_focus.set(None),
            Some(_) => {}
            None => page::return_focus(),
        }
    }

    /// The text as it was before this field was typed in. Each letter is an
    /// edit; made from where the first one was made, the last one is written
    /// as if typed at once: `new`, not `"new"` because `n` alone is a boolean.
    fn before_field(self, path: &Path, text: &str) -> String {
        self.field.with_value(|field| match field {
            Some(field) if field.path == *path && field.result == text => field.base.clone(),
            _ => text.to_owned(),
        })
    }

    fn fix(self, fix: &Fix, revision: u32) {
        if revision != self.revision.get_untracked() {
            return;
        }
        let text = self.draft.with_untracked(|draft| replace_utf16(&draft.text, fix));
        self.change_text(Source::Whole, text);
        self.tell(Tone::Info, format!("mended: {}", fix.title), true);
    }

    fn travel(self, back: bool) {
        if self.conflict.get_untracked() {
            self.keep_mine();
        }
        let now = self.step();
        let step = self.history.try_update(|history| if back { history.undo(now) } else { history.redo(now) });
        if let Some(Some(mut step)) = step {
            if step.file_name != self.step().file_name {
                // Another document may have taken the name meanwhile.
                step.file_name = self.free_name(&step.file_name);
            }
            self.write(step);
            self.outdate_notice();
            self.changed();
        }
    }

    /// What a message offers to undo is no longer what was done last.
    fn outdate_notice(self) {
        if self.notice.with_untracked(|notice| notice.as_ref().is_some_and(|notice| notice.can_undo && !notice.reopens))
        {
            self.notice.set(None);
        }
    }

    fn undo_notice(self) {
        if self.notice.with_untracked(|notice| notice.as_ref().is_some_and(|notice| notice.reopens)) {
            self.reopen();
        } else {
            self.travel(true);
        }
        self.notice.set(None);
    }

    pub(super) fn renew(self) {
        self.stamp.set(Stamp::now());
        self.changed();
    }

    pub(super) fn show_place(self, from: usize, to: usize) {
        self.pane.set(super::Pane::Text);
        self.reveal.update(|reveal| {
            let count = reveal.map_or(0, |(_, _, count)| count);
            *reveal = Some((from, to, count.wrapping_add(1)));
        });
    }

    pub(super) fn copy(self, what: String, text: String) {
        leptos::task::spawn_local(async move {
            if page::copy(&text).await {
                self.tell(Tone::Info, format!("{what} is copied"), false);
            } else {
                self.tell(Tone::Problem, "this browser does not let a page copy".into(), false);
            }
        });
    }

    fn change_text(self, source: Source, text: String) {
        let file_name = self.draft.with_untracked(|draft| draft.file_name.clone());
        self.change(source, Step { file_name, text });
    }

    /// Every change of the document comes through here.
    pub(super) fn change(self, source: Source, mut after: Step) {
        let mut before = self.step();
        if before == after {
            return;
        }
        let same_rows = matches!(source, Source::Field(_) | Source::FileName);
        if self.conflict.get_untracked() {
            let renamed = after.file_name != before.file_name;
            self.keep_mine();
            before = self.step();
            if !renamed {
                after.file_name.clone_from(&before.file_name);
            }
        }
        let now = clock::now_ms();
        if before.text != after.text {
            self.keep_version_before(&before, now);
        }
        self.history.update(|history| history.record(before, &after, source, now));
        self.outdate_notice();
        self.write(after);
        let moved = self.moved.get_value();
        self.changed();
        if same_rows {
            self.moved.set_value(moved);
        }
    }

    fn write(self, step: Step) {
        self.draft.update(|draft| {
            draft.file_name = step.file_name;
            draft.text = step.text;
            draft.changed_ms = clock::now_ms();
        });
    }

    pub(super) fn step(self) -> Step {
        self.draft.with_untracked(super::documents::step)
    }

    pub(super) fn start_engine(self) {
        let on_health = move |health| {
            self.health.set(health);
            if health == Health::Restarting {
                self.brief_engine();
            }
        };
        let engine = Engine::start(on_health, move |news| {
            if let Answer::ScriptsRead { waiting } = news {
                self.scripts_read(waiting);
            }
        });
        self.engine.set_value(Some(engine));
        clock::after(0, move || self.brief_engine());
    }

    /// All that a fresh worker must be told.
    fn brief_engine(self) {
        self.ask_platform();
        self.brief_platform();
        self.send_files();
        self.ask_for_secrets();
        self.analyse();
    }

    /// Reads the same document again: more is known of its scripts.
    pub(super) fn look_again(self) {
        self.analyse();
    }

    pub(super) fn analyse(self) {
        if self.analysing.try_update_value(super::Lane::start) != Some(true) {
            return;
        }
        let document = self.document();
        let known = self.analysis.with_untracked(|analysis| analysis.number);
        self.ask(Ask::Analyse { document, known }, move |answer| {
            let mut again = self.analysing.try_update_value(super::Lane::finish) == Some(true);
            if let Some(Answer::Analysis(mut analysis)) = answer
                && self.is_of_open(analysis.revision)
            {
                self.with_engine(Engine::is_well);
                self.scripts_waiting.set(analysis.scripts_waiting);
                if let Some(patch) = analysis.patch.take() {
                    analysis.form = patched(&self.form.get_untracked(), patch).map(Arc::new);
                    if analysis.form.is_none() {
                        // It is for another form than this page has: all of it, please.
                        analysis.number = 0;
                        again = true;
                    }
                }
                let revision = analysis.revision;
                self.analysis.set(Arc::new(*analysis));
                clock::after(0, move || self.follow_analysis(revision));
            }
            if again {
                self.analyse();
            }
        });
    }

    /// Once what reads the analysis shows it.
    fn follow_analysis(self, revision: u32) {
        self.settle_focus();
        if self.is_of_open(revision) {
            self.follow_document();
            self.follow_places();
            self.show_objects();
            self.show_tests();
        }
    }

    pub(crate) fn ask(self, ask: Ask, then: impl FnOnce(Option<Answer>) + 'static) {
        if let Some(Some(engine)) = self.engine.try_get_value() {
            engine.ask(ask, then);
        }
    }

    fn with_engine(self, call: impl FnOnce(&Engine)) {
        if let Some(Some(engine)) = self.engine.try_get_value() {
            call(&engine);
        }
    }

    /// The document as the engine is asked about it.
    pub(crate) fn document(self) -> Document {
        let Draft { file_name, text, arguments, git_ref, .. } = self.draft.get_untracked();
        let Stamp { at_ms, suffix } = self.stamp.get_untracked();
        Document { revision: self.revision.get_untracked(), file_name, text, at_ms, suffix, arguments, git_ref }
    }

    /// Says something in the notice bar; it goes by itself after a while.
    pub(super) fn tell(self, tone: Tone, text: String, can_undo: bool) {
        const SHOWN_MS: u64 = 12_000;
        let number = self.notice.with_untracked(|notice| notice.as_ref().map_or(0, |notice| notice.number)) + 1;
        self.notice.set(Some(Notice { text, tone, can_undo, reopens: false, number }));
        if tone == Tone::Info {
            clock::after(SHOWN_MS, move || {
                let mine =
                    self.notice.with_untracked(|notice| notice.as_ref().is_some_and(|notice| notice.number == number));
                if mine {
                    self.notice.set(None);
                }
            });
        }
    }
}

/// The field that a change is typed or chosen in.
fn field_of(change: &Change) -> Option<Path> {
    match change {
        Change::One(Edit::Set { path, .. } | Edit::Clear { path }) => Some(path.clone()),
        Change::TypeOptions { context, .. } => Some(context.key("test_type").key("config_file")),
        _ => None,
    }
}

/// The text with a fix in it, whose offsets count UTF-16 code units.
fn replace_utf16(text: &str, fix: &Fix) -> String {
    let byte_at = |wanted: usize| {
        let mut units = 0;
        text.char_indices()
            .find(|(_, letter)| {
                let here = units >= wanted;
                units += letter.len_utf16();
                here
            })
            .map_or(text.len(), |(at, _)| at)
    };
    let (from, to) = (byte_at(fix.from), byte_at(fix.to.max(fix.from)));
    let before = text.get(..from).unwrap_or_default();
    let after = text.get(to..).unwrap_or_default();
    format!("{before}{}{after}", fix.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_counts_as_editors_count() {
        let fix = Fix { title: String::new(), from: 3, to: 5, text: "X".into() };
        assert_eq!(replace_utf16("𝄞a12b", &fix), "𝄞aXb");
    }

    #[test]
    fn a_fix_at_the_end_appends() {
        let fix = Fix { title: String::new(), from: 99, to: 99, text: "X".into() };
        assert_eq!(replace_utf16("ab", &fix), "abX");
    }
}
