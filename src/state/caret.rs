//! Form and text know each other's place: the path the caret is at, and the
//! range of the field that has the focus.
//!
//! Both are asked of the worker by revision. An answer about another text
//! than the one on the screen is dropped; the next analysis asks again.

use leptos::prelude::*;

use super::{Lane, Store};
use crate::{
    browser::{clock, page},
    protocol::{Answer, Ask, Explanation},
};

#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    /// Offset, while the editor has the focus.
    caret: RwSignal<Option<usize>>,
    /// Where the caret was last.
    last: StoredValue<usize>,
    path: RwSignal<String>,
    path_lane: StoredValue<Lane>,
    /// Path of the form's field that has the focus.
    field: RwSignal<String>,
    range: RwSignal<Option<(usize, usize)>>,
    range_lane: StoredValue<Lane>,
    explanation: RwSignal<Option<Explanation>>,
}

impl Store {
    fn places(self) -> Places {
        self.places.get_value()
    }

    /// What the caret is at: `test_definitions[0].test_file`; empty while the
    /// editor has no focus.
    pub(crate) fn caret_path(self) -> Signal<String> {
        self.places().path.into()
    }

    /// Whether the caret is at `path` or inside what is there.
    pub(crate) fn lit(self, path: Signal<String>) -> Signal<bool> {
        let at = self.caret_path();
        Signal::derive(move || at.with(|at| !at.is_empty() && path.with(|path| is_within(at, path))))
    }

    /// Where the field that has the focus stands in the text.
    pub(crate) fn field_range(self) -> Signal<Option<(usize, usize)>> {
        self.places().range.into()
    }

    pub(crate) fn explanation(self) -> Signal<Option<Explanation>> {
        self.places().explanation.into()
    }

    /// Hands a question of the editor's to the worker; `then` gets its answer.
    pub(crate) fn assist(self, question: String, then: impl FnOnce(String) + 'static) {
        let text = (!self.is_current_untracked()).then(|| self.text_untracked());
        let revision = self.revision.get_untracked();
        self.ask(Ask::Assist { revision, text, question }, move |answer| {
            then(match answer {
                Some(Answer::Assist { answer }) => answer,
                _ => "null".to_owned(),
            });
        });
    }

    pub(super) fn move_caret(self, offset: Option<usize>) {
        if let Some(offset) = offset {
            self.places().last.set_value(offset);
        }
        self.places().caret.set(offset);
        self.find_path();
    }

    pub(super) fn focus_field(self, path: String) {
        self.places().field.set(path);
        self.find_range();
    }

    /// After each analysis: what stood in the way of an answer may be gone.
    pub(super) fn follow_places(self) {
        self.find_path();
        self.find_range();
    }

    fn find_path(self) {
        let places = self.places();
        let Some(offset) = places.caret.get_untracked() else { return self.light(String::new()) };
        if !self.is_current_untracked() || places.path_lane.try_update_value(Lane::start) != Some(true) {
            return;
        }
        let revision = self.revision.get_untracked();
        self.ask(Ask::PathAt { revision, offset }, move |answer| {
            let again = places.path_lane.try_update_value(Lane::finish) == Some(true);
            match answer {
                _ if again => self.find_path(),
                Some(Answer::PathAt { revision, path }) if revision == self.revision.get_untracked() => {
                    self.light(if places.caret.get_untracked().is_some() { path } else { String::new() });
                }
                _ => {}
            }
        });
    }

    fn light(self, path: String) {
        if self.places().path.with_untracked(|before| *before == path) {
            return;
        }
        self.places().path.set(path);
        // Once the form shows it.
        clock::after(0, || page::scroll_to_last(".pane--form .lit"));
    }

    fn find_range(self) {
        let places = self.places();
        let path = places.field.get_untracked();
        if path.is_empty() {
            return places.range.set(None);
        }
        if !self.is_current_untracked() || places.range_lane.try_update_value(Lane::start) != Some(true) {
            return;
        }
        let revision = self.revision.get_untracked();
        self.ask(Ask::Extent { revision, path }, move |answer| {
            let again = places.range_lane.try_update_value(Lane::finish) == Some(true);
            match answer {
                _ if again => self.find_range(),
                Some(Answer::Extent { revision, range }) if revision == self.revision.get_untracked() => {
                    let has_focus = places.field.with_untracked(|field| !field.is_empty());
                    places.range.set(range.filter(|_| has_focus));
                }
                _ => {}
            }
        });
    }

    /// Shows the next problem after the caret, or the one before it; at the
    /// end of the text it starts over.
    pub(super) fn show_next_problem(self, back: bool) {
        let at = self.places().last.get_value();
        let found = self.analysis.with_untracked(|analysis| {
            let place = |problem: &crate::protocol::Problem| (problem.from, problem.to);
            let all = || analysis.problems.iter().map(place);
            if back {
                all().filter(|(from, _)| *from < at).max().or_else(|| all().max())
            } else {
                all().filter(|(from, _)| *from > at).min().or_else(|| all().min())
            }
        });
        if let Some((from, to)) = found {
            self.places().last.set_value(from);
            self.show_place(from, to);
        }
    }

    pub(super) fn explain(self, code: Option<String>) {
        let Some(code) = code else { return self.places().explanation.set(None) };
        self.ask(Ask::Explain { code }, move |answer| {
            if let Some(Answer::Explanation(explanation)) = answer {
                self.places().explanation.set(Some(explanation));
            }
        });
    }
}

/// Whether `at` is `path` or below it.
fn is_within(at: &str, path: &str) -> bool {
    let Some(rest) = at.strip_prefix(path).filter(|_| !path.is_empty()) else { return false };
    rest.is_empty() || rest.starts_with(['.', '['])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_within_what_is_around_it() {
        assert!(is_within("a[1].b", "a[1]") && is_within("a[1].b", "a") && is_within("a", "a"));
        assert!(!is_within("a[1].b", "a[1].bc") && !is_within("a[12]", "a[1]") && !is_within("a", ""));
    }
}
