//! All objects of all runs, to be listed and compared: made a few runs at a
//! time, so that what is on the screen is never kept waiting for hundreds.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use crate::{
    browser::clock,
    protocol::{Answer, Ask, Listed, RunOverview},
    state::{Store, memo},
};

/// Nobody types for so long.
const SETTLED_MS: u64 = 300;

/// Runs that are asked for at once.
const AT_ONCE: usize = 8;

#[derive(Clone, Copy)]
pub(super) struct Overview {
    store: StoredValue<Store>,
    runs: RwSignal<BTreeMap<String, RunOverview>>,
    /// Ids that are still to be asked for.
    waiting: RwSignal<Vec<String>>,
    /// What the objects are made of: the revision of the document, and the profile.
    of: StoredValue<(u32, String)>,
    /// Counts the changes of that.
    turn: StoredValue<u32>,
    /// The turn that nothing was typed after for a moment.
    settled: StoredValue<u32>,
    is_asking: StoredValue<bool>,
    /// Every object once, in the order in which they are applied.
    pub(super) objects: Memo<Vec<Listed>>,
    /// Runs without objects.
    pub(super) refused: Memo<usize>,
}

impl Overview {
    pub(super) fn new(store: Store) -> Self {
        let runs = RwSignal::new(BTreeMap::<String, RunOverview>::new());
        let overview = Self {
            store: StoredValue::new(store),
            runs,
            objects: memo(move || runs.with(objects)),
            refused: memo(move || runs.with(|runs| runs.values().filter(|run| !run.refused.is_empty()).count())),
            waiting: RwSignal::default(),
            of: StoredValue::default(),
            turn: StoredValue::new(0),
            settled: StoredValue::new(0),
            is_asking: StoredValue::new(false),
        };
        let (analysis, profile) = (store.analysis(), store.profile());
        let named = store.runs();
        Effect::new(move |_| {
            let of = (analysis.with(|analysis| analysis.revision), profile.with(|profile| profile.yaml.clone()));
            let ids: Vec<String> = named.with(|runs| runs.iter().map(|run| run.id.clone()).collect());
            overview.runs.update(|known| known.retain(|id, _| ids.contains(id)));
            if overview.of.with_value(|known| *known == of) {
                // More is known of scripts: what was made of the same stays.
                let waiting = overview.waiting.get_untracked();
                let is_made = |id: &String| {
                    !waiting.contains(id)
                        && runs.with_untracked(|runs| runs.get(id).is_some_and(|run| run.refused.is_empty()))
                };
                overview.waiting.set(ids.into_iter().filter(|id| !is_made(id)).collect());
            } else {
                overview.of.set_value(of);
                overview.turn.update_value(|turn| *turn = turn.wrapping_add(1));
                overview.waiting.set(ids);
            }
            let turn = overview.turn.get_value();
            // The run that is shown goes first, and the next letter that is typed.
            clock::after(SETTLED_MS, move || {
                if overview.turn.try_get_value() == Some(turn) {
                    overview.settled.set_value(turn);
                    overview.ask_next();
                }
            });
        });
        overview
    }

    fn ask_next(self) {
        let Some(store) = self.store.try_get_value() else { return };
        if self.is_asking.get_value() {
            return;
        }
        let runs: Vec<String> = self.waiting.with_untracked(|waiting| waiting.iter().take(AT_ONCE).cloned().collect());
        if runs.is_empty() {
            return;
        }
        let turn = self.turn.get_value();
        self.is_asking.set_value(true);
        store.ask(Ask::Overview { document: store.document(), runs: runs.clone() }, move |answer| {
            let Some(now) = self.turn.try_get_value() else { return };
            self.is_asking.set_value(false);
            if let (Some(Answer::Overview(made)), true) = (answer, now == turn) {
                self.runs.update(|known| known.extend(made.into_iter().map(|run| (run.run.clone(), run))));
                self.waiting.update(|waiting| waiting.retain(|id| !runs.contains(id)));
            } else if now == turn {
                // The worker has stopped: it is asked again after the next reading.
                self.waiting.set(Vec::new());
            }
            // What was typed meanwhile has a time of its own to settle.
            if now == turn || self.settled.get_value() == now {
                self.ask_next();
            }
        });
    }

    /// How many runs are still to be made.
    pub(super) fn left(self) -> Signal<usize> {
        Signal::derive(move || self.waiting.with(Vec::len))
    }

    pub(super) fn of_run(self, id: &str) -> Option<RunOverview> {
        self.runs.with(|runs| runs.get(id).cloned())
    }
}

fn objects(runs: &BTreeMap<String, RunOverview>) -> Vec<Listed> {
    let mut seen = BTreeSet::new();
    let (mut sealed, mut own) = (Vec::new(), Vec::new());
    for object in runs.values().flat_map(|run| &run.objects) {
        if object.kind != "SealedSecret" {
            own.push(object.clone());
        } else if seen.insert(object.key.clone()) {
            sealed.push(object.clone());
        }
    }
    sealed.extend(own);
    sealed
}
