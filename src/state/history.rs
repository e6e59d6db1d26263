//! Undo and redo, for the form and the text alike.
//!
//! A step is kept as the stretch in which two texts differ, so that many steps
//! of a large file take little room. Changes that belong together become one
//! step: a field that is typed in, a word that is written.

mod difference;

use self::difference::Difference;

/// What undo brings back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) file_name: String,
    pub(crate) text: String,
}

/// Where a change came from; changes of one source in a row become one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Editor,
    /// A field of the form, by its path.
    Field(String),
    FileName,
    /// Something that is always a step of its own.
    Whole,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct History {
    past: Vec<Difference>,
    future: Vec<Difference>,
    open: Option<Open>,
}

/// The newest step, which may still grow.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    before: Step,
    source: Source,
    at_ms: u64,
    last: Difference,
}

/// Steps kept, and their texts together in bytes: the oldest go first.
const DEPTH: usize = 500;
const SIZE: usize = 8 << 20;
/// Changes of one source that follow each other within this are one step.
const TOGETHER_MS: u64 = 1_000;

impl History {
    /// To be called after each change.
    pub(crate) fn record(&mut self, before: Step, after: &Step, source: Source, now_ms: u64) {
        self.future.clear();
        let change = Difference::between(&before, after);
        if let Some(open) = &mut self.open
            && open.takes(&source, &change, now_ms)
        {
            open.at_ms = now_ms;
            open.last = change;
            return;
        }
        self.close(&before);
        self.open = Some(Open { before, source, at_ms: now_ms, last: change });
    }

    pub(crate) fn undo(&mut self, now: Step) -> Option<Step> {
        self.close(&now);
        travel(&mut self.past, &mut self.future, &now)
    }

    pub(crate) fn redo(&mut self, now: Step) -> Option<Step> {
        self.close(&now);
        travel(&mut self.future, &mut self.past, &now)
    }

    pub(crate) fn can_undo(&self) -> bool {
        self.open.is_some() || !self.past.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The newest step is whole: it ended in `now`.
    fn close(&mut self, now: &Step) {
        let Some(open) = self.open.take() else { return };
        self.past.push(Difference::between(now, &open.before));
        let mut size: usize = self.past.iter().map(Difference::size).sum();
        let mut spare = self.past.len().saturating_sub(DEPTH);
        for step in self.past.iter().skip(spare) {
            if size <= SIZE {
                break;
            }
            size = size.saturating_sub(step.size());
            spare += 1;
        }
        // The newest stays, however large.
        self.past.drain(..spare.min(self.past.len() - 1));
    }
}

fn travel(from: &mut Vec<Difference>, to: &mut Vec<Difference>, now: &Step) -> Option<Step> {
    let step = from.pop()?.apply(now)?;
    to.push(Difference::between(&step, now));
    Some(step)
}

impl Open {
    /// Whether a change goes on where the last one ended.
    fn takes(&self, source: &Source, change: &Difference, now_ms: u64) -> bool {
        let soon = now_ms.saturating_sub(self.at_ms) < TOGETHER_MS;
        soon && self.source == *source
            && match source {
                Source::Whole => false,
                Source::Editor => change.goes_on_from(&self.last),
                Source::Field(_) | Source::FileName => true,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Step {
        Step { file_name: "a.yaml".into(), text: text.into() }
    }

    /// Each text typed over the one before, so many milliseconds later.
    fn typed(texts: &[(&str, u64)]) -> History {
        let mut history = History::default();
        let mut now = 0;
        for pair in texts.windows(2) {
            now += pair[1].1;
            history.record(step(pair[0].0), &step(pair[1].0), Source::Editor, now);
        }
        history
    }

    fn undone(mut history: History, from: &str) -> Vec<String> {
        let mut now = step(from);
        let mut texts = Vec::new();
        while let Some(step) = history.undo(now) {
            texts.push(step.text.clone());
            now = step;
        }
        texts
    }

    #[test]
    fn quick_changes_of_one_field_are_one_step() {
        let field = |path: &str| Source::Field(path.into());
        let mut history = History::default();
        history.record(step(""), &step("a"), field("namespace"), 0);
        history.record(step("a"), &step("ab"), field("namespace"), 300);
        history.record(step("ab"), &step("abc"), field("base_dir"), 600);
        assert_eq!(history.undo(step("abc")), Some(step("ab")));
        assert_eq!(history.undo(step("ab")), Some(step("")));
        assert_eq!(history.undo(step("")), None);
        assert_eq!(history.redo(step("")), Some(step("ab")));
        assert_eq!(history.redo(step("ab")), Some(step("abc")));
        assert_eq!(history.redo(step("abc")), None);
    }

    #[test]
    fn a_pause_starts_a_new_step() {
        assert_eq!(undone(typed(&[("", 0), ("a", 1), ("ab", TOGETHER_MS)]), "ab"), ["a", ""]);
    }

    #[test]
    fn typing_is_undone_word_by_word() {
        let texts = [("", 0), ("a", 1), ("ab", 1), ("ab ", 1), ("ab c", 1), ("ab cd", 1)];
        assert_eq!(undone(typed(&texts), "ab cd"), ["ab ", ""]);
    }

    #[test]
    fn typing_elsewhere_is_another_step() {
        assert_eq!(
            undone(typed(&[("x: \ny: ", 0), ("x: 1\ny: ", 1), ("x: 1\ny: 2", 1)]), "x: 1\ny: 2"),
            ["x: 1\ny: ", "x: \ny: "]
        );
    }

    #[test]
    fn deleting_letter_by_letter_is_one_step_and_typing_after_it_another() {
        let texts = [("abc", 0), ("ab", 1), ("a", 1), ("", 1), ("x", 1)];
        assert_eq!(undone(typed(&texts), "x"), ["", "abc"]);
    }

    #[test]
    fn a_name_is_brought_back_too() {
        let named = |name: &str| Step { file_name: name.into(), text: "t".into() };
        let mut history = History::default();
        history.record(named("a"), &named("b"), Source::FileName, 0);
        assert_eq!(history.undo(named("b")), Some(named("a")));
        assert_eq!(history.redo(named("a")), Some(named("b")));
    }

    #[test]
    fn a_change_after_undo_forgets_what_could_be_redone() {
        let mut history = History::default();
        history.record(step(""), &step("a"), Source::Whole, 0);
        history.undo(step("a"));
        history.record(step(""), &step("b"), Source::Whole, 1);
        assert!(!history.can_redo());
    }

    #[test]
    fn many_steps_of_a_large_text_take_little_room() {
        let line = "key: value\n".repeat(2_000);
        let mut history = History::default();
        let mut now = step(&line);
        for count in 0..600_u32 {
            let next = step(&format!("{line}{count}"));
            history.record(now, &next, Source::Whole, 0);
            now = next;
        }
        history.undo(now);
        assert_eq!(history.past.len() + history.future.len(), DEPTH);
        let kept: usize = history.past.iter().chain(&history.future).map(Difference::size).sum();
        assert!(kept < 100 * DEPTH, "{kept} bytes");
    }

    #[test]
    fn texts_that_share_nothing_push_out_the_oldest() {
        let mut history = History::default();
        let texts = ["a", "b"].map(|letter| step(&letter.repeat(1 << 20)));
        for at in 0..40 {
            history.record(texts[at % 2].clone(), &texts[(at + 1) % 2], Source::Whole, 0);
        }
        let kept: usize = history.past.iter().map(Difference::size).sum();
        assert!(kept <= SIZE, "{kept} bytes");
        assert_eq!(history.undo(texts[0].clone()), Some(texts[1].clone()));
    }
}
