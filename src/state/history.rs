//! Undo and redo: a stack of whole texts, where quick changes of one place
//! count as one step.

/// What undo brings back.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    past: Vec<Step>,
    future: Vec<Step>,
    last: Option<(Source, u64)>,
}

/// Steps kept; a text is some kilobytes.
const DEPTH: usize = 200;
/// Changes of one source that follow each other within this are one step.
const TOGETHER_MS: u64 = 1_000;

impl History {
    /// To be called with what was there before a change.
    pub(crate) fn record(&mut self, before: Step, source: Source, now_ms: u64) {
        let joins = source != Source::Whole
            && self.last.as_ref().is_some_and(|(last, at)| *last == source && now_ms.saturating_sub(*at) < TOGETHER_MS);
        if !joins {
            if self.past.len() == DEPTH {
                self.past.remove(0);
            }
            self.past.push(before);
        }
        self.future.clear();
        self.last = Some((source, now_ms));
    }

    pub(crate) fn undo(&mut self, now: Step) -> Option<Step> {
        let step = self.past.pop()?;
        self.future.push(now);
        self.last = None;
        Some(step)
    }

    pub(crate) fn redo(&mut self, now: Step) -> Option<Step> {
        let step = self.future.pop()?;
        self.past.push(now);
        self.last = None;
        Some(step)
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Step {
        Step { file_name: "a.yaml".into(), text: text.into() }
    }

    #[test]
    fn quick_changes_of_one_field_are_one_step() {
        let mut history = History::default();
        history.record(step(""), Source::Field("namespace".into()), 0);
        history.record(step("a"), Source::Field("namespace".into()), 300);
        history.record(step("ab"), Source::Field("base_dir".into()), 600);
        assert_eq!(history.undo(step("abc")), Some(step("ab")));
        assert_eq!(history.undo(step("ab")), Some(step("")));
        assert_eq!(history.undo(step("")), None);
        assert_eq!(history.redo(step("")), Some(step("ab")));
    }

    #[test]
    fn a_pause_starts_a_new_step() {
        let mut history = History::default();
        history.record(step(""), Source::Editor, 0);
        history.record(step("a"), Source::Editor, TOGETHER_MS);
        assert_eq!(history.undo(step("ab")), Some(step("a")));
    }

    #[test]
    fn a_change_after_undo_forgets_what_could_be_redone() {
        let mut history = History::default();
        history.record(step(""), Source::Whole, 0);
        history.undo(step("a"));
        history.record(step(""), Source::Whole, 1);
        assert!(!history.can_redo());
    }
}
