//! What the runs that somebody looks at will really do.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{Action, Lane, Store, use_dispatch, use_store};
use crate::protocol::{Answer, Ask, RunTest};

/// What there is to show of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Shown {
    /// Nobody looks at it.
    #[default]
    None,
    /// Its script is being read.
    Reading,
    Known(Box<RunTest>),
    Refused(String),
}

/// What is known of a run, for as long as what calls this is on the screen.
pub(crate) fn look_at(run: Signal<Option<String>>) -> Memo<Shown> {
    let dispatch = use_dispatch();
    let looking = StoredValue::new(None::<String>);
    let turn = move |to: Option<String>| {
        let before = looking.try_update_value(|looking| std::mem::replace(looking, to.clone())).flatten();
        if before == to {
            return;
        }
        if let Some(run) = to {
            dispatch(Action::LookAtRun(run));
        }
        if let Some(run) = before {
            dispatch(Action::LookAway(run));
        }
    };
    Effect::new(move |_| turn(run.get()));
    on_cleanup(move || turn(None));
    use_store().shown_test(run)
}

#[derive(Debug, Clone, Default)]
pub(super) struct Looked {
    /// How many look at it.
    by: usize,
    pub(super) shown: Shown,
    asking: Lane,
}

impl Store {
    pub(super) fn look_at_run(self, run: String) {
        self.looked_at.update(|all| {
            let looked = all.entry(run.clone()).or_default();
            looked.by += 1;
            if looked.shown == Shown::None {
                looked.shown = Shown::Reading;
            }
        });
        self.show_test(run);
    }

    pub(super) fn look_away(self, run: &str) {
        self.looked_at.update(|all| {
            if let Some(looked) = all.get_mut(run) {
                looked.by -= 1;
                if looked.by == 0 {
                    all.remove(run);
                }
            }
        });
    }

    /// Asks what they will do, as the document is now.
    pub(super) fn show_tests(self) {
        let runs: Vec<String> = self.looked_at.with_untracked(|all| all.keys().cloned().collect());
        for run in runs {
            self.show_test(run);
        }
    }

    fn show_test(self, run: String) {
        let lane = move |turn: fn(&mut Lane) -> bool, run: &str| {
            let turn = |all: &mut BTreeMap<String, Looked>| Some(turn(&mut all.get_mut(run)?.asking));
            self.looked_at.try_update_untracked(turn).flatten() == Some(true)
        };
        if !lane(Lane::start, &run) {
            return;
        }
        self.ask(Ask::Test { document: self.document(), run: run.clone() }, move |answer| {
            let again = lane(Lane::finish, &run);
            let shown = match answer {
                Some(Answer::Test(test)) => Some(Shown::Known(test)),
                Some(Answer::Refused { message, .. }) => Some(Shown::Refused(message)),
                _ => None,
            };
            if let Some(shown) = shown {
                self.looked_at.update(|all| {
                    if let Some(looked) = all.get_mut(&run) {
                        looked.shown = shown;
                    }
                });
            }
            if again {
                self.show_test(run);
            }
        });
    }

    /// Scripts were read: what is known of the document may be more now.
    pub(super) fn scripts_read(self, waiting: usize) {
        self.scripts_waiting.set(waiting);
        self.look_again();
    }
}
