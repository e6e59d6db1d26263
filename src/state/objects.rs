//! The objects of the run that Preview shows.

use leptos::prelude::*;

use super::{Lane, Store};
use crate::protocol::{Answer, Ask, RunObjects};

/// What there is to show of the selected run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Objects {
    /// No run is selected.
    #[default]
    None,
    Made(RunObjects),
    /// Why they could not be made: the sentence, then the problems.
    Refused {
        run: String,
        message: String,
        because: Vec<String>,
    },
}

impl Objects {
    fn run(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Made(objects) => Some(&objects.run),
            Self::Refused { run, .. } => Some(run),
        }
    }
}

impl Store {
    pub(super) fn select_run(self, run: Option<String>) {
        if self.selected_run.get_untracked() == run {
            return;
        }
        if run.is_none() || self.objects.with_untracked(|objects| objects.run().map(str::to_owned) != run) {
            self.objects.set(Objects::None);
        }
        self.selected_run.set(run);
        self.show_objects();
    }

    /// Asks for the objects of the selected run, as the document is now.
    pub(super) fn show_objects(self) {
        let Some(run) = self.selected_run.get_untracked() else { return };
        if self.showing.try_update_value(Lane::start) != Some(true) {
            return;
        }
        let ask = Ask::Objects { document: self.document(), run: run.clone() };
        self.ask(ask, move |answer| {
            let again = self.showing.try_update_value(Lane::finish) == Some(true);
            let selected = self.selected_run.get_untracked().as_deref() == Some(&run);
            match answer {
                Some(Answer::Objects(objects)) if selected => self.objects.set(Objects::Made(objects)),
                Some(Answer::Refused { message, problems }) if selected => {
                    let because = problems.into_iter().map(|problem| problem.message).collect();
                    self.objects.set(Objects::Refused { run, message, because });
                }
                _ => {}
            }
            if again {
                self.show_objects();
            }
        });
    }
}
