//! Which runs are chosen: all but some, or some only. Told apart because a run
//! that is added later belongs to the first and not to the second.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chosen {
    AllBut(Vec<String>),
    Only(Vec<String>),
}

impl Chosen {
    pub(super) fn has(&self, run: &str) -> bool {
        match self {
            Self::AllBut(left_out) => !left_out.iter().any(|id| id == run),
            Self::Only(taken) => taken.iter().any(|id| id == run),
        }
    }

    pub(super) fn set(&mut self, run: &str, chosen: bool) {
        let (ids, listed) = match self {
            Self::AllBut(left_out) => (left_out, !chosen),
            Self::Only(taken) => (taken, chosen),
        };
        ids.retain(|id| id != run);
        if listed {
            ids.push(run.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_taken_out_and_put_back_is_chosen() {
        for mut chosen in [Chosen::AllBut(Vec::new()), Chosen::Only(vec!["a".into()])] {
            assert!(chosen.has("a"));
            chosen.set("a", false);
            assert!(!chosen.has("a"));
            chosen.set("a", true);
            assert!(chosen.has("a"));
        }
    }

    #[test]
    fn a_later_run_belongs_to_all_but_not_to_some() {
        assert!(Chosen::AllBut(Vec::new()).has("later"));
        assert!(!Chosen::Only(vec!["a".into()]).has("later"));
    }
}
