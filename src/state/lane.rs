//! One question at a time, and never a stale one: while an answer is awaited,
//! any number of new wishes become one more question afterwards.

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lane {
    busy: bool,
    again: bool,
}

impl Lane {
    /// Whether to ask now. If not, [`Lane::finish`] will say so later.
    pub(crate) fn start(&mut self) -> bool {
        self.again = self.busy;
        !std::mem::replace(&mut self.busy, true)
    }

    /// To be called with the answer: whether to ask once more.
    pub(crate) fn finish(&mut self) -> bool {
        self.busy = false;
        std::mem::take(&mut self.again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_during_a_question_become_one() {
        let mut lane = Lane::default();
        assert!(lane.start());
        assert!(!lane.start());
        assert!(!lane.start());
        assert!(lane.finish());
        assert!(lane.start());
        assert!(!lane.finish());
    }
}
