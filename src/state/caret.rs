//! Form and text know each other's place: the path the caret is at, and the
//! range of the field that has the focus.
//!
//! Both are asked of the worker in one question, by revision. An answer about
//! another text than the one on the screen is dropped; the next analysis asks
//! again.

use leptos::prelude::*;

use super::{Lane, Store};
use crate::{
    browser::{clock, page},
    protocol::{Answer, Ask, Problem},
};

#[derive(Clone, Copy, Default)]
pub(super) struct Places {
    lane: StoredValue<Lane>,
    /// Offset, while the editor has the focus.
    caret: StoredValue<Option<usize>>,
    /// Where the caret was last.
    last: StoredValue<usize>,
    /// Path of the form's field that has the focus; empty when none has.
    field: StoredValue<String>,
    path: RwSignal<String>,
    range: RwSignal<Option<(usize, usize)>>,
    /// The code that somebody asked about, and a count that makes each wish new.
    asked: RwSignal<(String, u32)>,
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

    /// The code to explain, and a count that makes each wish new.
    pub(crate) fn asked_about(self) -> Signal<(String, u32)> {
        self.places().asked.into()
    }

    /// Hands a question to the worker; `then` gets its answer, which is empty
    /// where there is none.
    pub(crate) fn assist(self, question: String, then: impl FnOnce(String) + 'static) {
        let text = (!self.is_current_untracked()).then(|| self.text_untracked());
        let revision = self.revision.get_untracked();
        self.ask(Ask::Assist { revision, text, question }, move |answer| {
            then(match answer {
                Some(Answer::Assist { answer }) => answer,
                _ => String::new(),
            });
        });
    }

    pub(super) fn move_caret(self, offset: Option<usize>) {
        let places = self.places();
        if let Some(offset) = offset {
            places.last.set_value(offset);
        }
        places.caret.set_value(offset);
        self.follow_places();
    }

    pub(super) fn focus_field(self, path: String) {
        self.places().field.set_value(path);
        self.follow_places();
    }

    /// Also after each analysis: what stood in the way of an answer may be gone.
    pub(super) fn follow_places(self) {
        let places = self.places();
        let (caret, field) = (places.caret.get_value(), places.field.get_value());
        if caret.is_none() && field.is_empty() {
            return self.light("");
        }
        if !self.is_current_untracked() || places.lane.try_update_value(Lane::start) != Some(true) {
            return;
        }
        let revision = self.revision.get_untracked();
        let at = caret.map_or_else(|| "-".to_owned(), |offset| offset.to_string());
        self.assist(format!("places {at} {}", if field.is_empty() { "-" } else { &field }), move |answer| {
            if places.lane.try_update_value(Lane::finish) == Some(true) {
                self.follow_places();
            } else if revision == self.revision.get_untracked() {
                self.light(&answer);
            }
        });
    }

    /// Takes the worker's answer: a path, and on the next line two offsets.
    fn light(self, answer: &str) {
        let places = self.places();
        let (path, range) = answer.split_once('\n').unwrap_or_default();
        let range = range.split_once(' ').and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
        if places.range.get_untracked() != range {
            places.range.set(range);
        }
        if places.path.with_untracked(|before| before != path) {
            places.path.set(path.to_owned());
            // Once the form shows it.
            clock::after(0, || page::scroll_to_last(".pane--form .lit"));
        }
    }

    /// Shows the next problem after the caret, or the one before it; at the
    /// end of the text it starts over.
    pub(super) fn show_next_problem(self, back: bool) {
        let at = self.places().last.get_value();
        let found = self.analysis.with_untracked(|analysis| {
            let place = |problem: &Problem| (problem.from, problem.to);
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

    pub(super) fn explain(self, code: String) {
        self.places().asked.update(|asked| *asked = (code, asked.1.wrapping_add(1)));
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
