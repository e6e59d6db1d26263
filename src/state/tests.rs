//! What the run that Scripts shows will really do.

use leptos::prelude::*;

use super::{Lane, Store};
use crate::protocol::{Answer, Ask, RunTest};

/// What there is to show of the run.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Shown {
    /// No run is chosen.
    #[default]
    None,
    /// Its script is being read.
    Reading,
    Known(Box<RunTest>),
    Refused(String),
}

impl Store {
    pub(super) fn look_at_run(self, run: Option<String>) {
        if self.tested_run.get_untracked() == run {
            return;
        }
        self.test.set(if run.is_some() { Shown::Reading } else { Shown::None });
        self.tested_run.set(run);
        self.show_test();
    }

    /// Asks what the run will do, as the document is now.
    pub(super) fn show_test(self) {
        let Some(run) = self.tested_run.get_untracked() else { return };
        if self.testing.try_update_value(Lane::start) != Some(true) {
            return;
        }
        self.ask(Ask::Test { document: self.document(), run: run.clone() }, move |answer| {
            let again = self.testing.try_update_value(Lane::finish) == Some(true);
            if self.tested_run.get_untracked().as_deref() == Some(&run) {
                match answer {
                    Some(Answer::Test(test)) => self.test.set(Shown::Known(test)),
                    Some(Answer::Refused { message, .. }) => self.test.set(Shown::Refused(message)),
                    _ => {}
                }
            }
            if again {
                self.show_test();
            }
        });
    }

    /// Scripts were read: what is known of the document may be more now.
    pub(super) fn scripts_read(self, waiting: usize) {
        self.scripts_waiting.set(waiting);
        self.look_again();
    }
}
