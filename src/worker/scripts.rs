//! What the loaded scripts of a document show: problems at its places, what they
//! lack, and which of the page's files they use.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use k6cfg_archive::{FaultKind, Location};
use k6cfg_config::{Finding, GenerationContext, Plan, Run};
use k6cfg_manifest::{Order, faulty, learned, one_of_each, size};

use crate::engine::Engine;

#[derive(Default)]
pub(crate) struct Shown {
    pub(crate) findings: Vec<Finding>,
    /// Files and modules that scripts need and that are not there.
    pub(crate) lacking: BTreeSet<String>,
    /// Files that the document does not name and scripts use: by which run, or
    /// by how many.
    pub(crate) used: Vec<(String, String)>,
}

/// Of one run of each test, as far as it was loaded.
pub(crate) fn scripts(engine: &Engine, context: &GenerationContext, plan: &Plan) -> Shown {
    let mut shown = Shown::default();
    let mut used = Used::of(engine, plan);
    for run in one_of_each(plan).into_iter().filter(|run| run.blocked.is_empty()) {
        match engine.loading.look(&Order::new(run, engine.profile, context)) {
            Some(Ok(made)) => {
                shown.findings.extend(size(run, made.size, Some(&made.test), engine.profile));
                shown.findings.extend(learned(run, &made.test, engine.profile, context));
                used.by(run, made.test.files.iter().map(|(location, _)| location));
            }
            Some(Err(faults)) => {
                shown.findings.extend(faults.iter().map(|fault| faulty(run, fault)));
                shown.lacking.extend(faults.into_iter().filter_map(|fault| match fault.kind {
                    FaultKind::Missing(key) | FaultKind::Unfetched(key) => Some(key),
                    _ => None,
                }));
            }
            None => {}
        }
    }
    shown.used = used.said();
    shown
}

/// Files that scripts use, each with a run and how many there are.
struct Used<'e> {
    engine: &'e Engine,
    named: BTreeSet<&'e str>,
    /// The first run of each test, and how many it has.
    runs: BTreeMap<usize, (&'e str, usize)>,
    files: BTreeMap<&'e str, (&'e str, usize)>,
}

impl<'e> Used<'e> {
    fn of(engine: &'e Engine, plan: &'e Plan) -> Self {
        let named = plan.files.iter().map(|(path, _)| path.as_str()).collect();
        let mut runs = BTreeMap::new();
        for run in &plan.runs {
            runs.entry(run.test).or_insert((run.id.as_str(), 0)).1 += 1;
        }
        Self { engine, named, runs, files: BTreeMap::new() }
    }

    /// All runs of a test load the same script.
    fn by<'l>(&mut self, run: &Run, locations: impl Iterator<Item = &'l Location>) {
        let Some((id, count)) = self.runs.get(&run.test).copied() else { return };
        for location in locations {
            let path: Cow<'_, str> = match location {
                Location::File(path) => path.trim_start_matches('/').into(),
                Location::Https(rest) => format!("https/{rest}").into(),
            };
            let kept = self.engine.files.0.get_key_value(path.as_ref());
            if let Some((path, _)) = kept.filter(|(path, _)| !self.named.contains(path.as_str())) {
                self.files.entry(path).or_insert((id, 0)).1 += count;
            }
        }
    }

    fn said(self) -> Vec<(String, String)> {
        let who = |(id, count)| if count == 1 { str::to_owned(id) } else { format!("{count} runs") };
        self.files.into_iter().map(|(path, runs)| (path.to_owned(), who(runs))).collect()
    }
}
