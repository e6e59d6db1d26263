//! Scripts that were loaded, for the runs in which they read the same.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use k6cfg_archive::{Attempt, Fault, LoadOrder, Loaded, Reads};

type Outcome = Arc<Result<Loaded, Vec<Fault>>>;

/// What came of loading scripts, the oldest forgotten first.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    /// By all of the order but its variables.
    attempts: HashMap<LoadOrder, VecDeque<Past>>,
    /// The orders without variables, the oldest first: one for each attempt.
    oldest: VecDeque<LoadOrder>,
    bytes: usize,
}

#[derive(Debug)]
struct Past {
    env: Vec<(String, String)>,
    reads: Reads,
    outcome: Outcome,
    bytes: usize,
}

/// Enough for the scripts that are loaded ahead, however large.
const MOST_BYTES: usize = 128 << 20;
/// Each is compared with what is asked for.
const MOST_OF_ONE_SCRIPT: usize = 64;

impl Kept {
    /// What came of the same before.
    pub(crate) fn get(&self, order: &LoadOrder) -> Option<Outcome> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let past = known.attempts.get(&without_env(order))?;
        let same = past.iter().rev().find(|past| past.reads.are_same(&past.env, &order.env))?;
        Some(Arc::clone(&same.outcome))
    }

    pub(crate) fn keep(&self, order: &LoadOrder, attempt: Attempt) -> Outcome {
        let bytes = size(&attempt.loaded);
        let outcome = Arc::new(attempt.loaded);
        let past = Past { env: order.env.clone(), reads: attempt.reads, outcome: Arc::clone(&outcome), bytes };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(without_env(order), past);
        outcome
    }
}

impl Shelf {
    fn put(&mut self, order: LoadOrder, past: Past) {
        self.bytes += past.bytes;
        let same = self.attempts.entry(order.clone()).or_default();
        same.push_back(past);
        if same.len() > MOST_OF_ONE_SCRIPT {
            self.bytes -= same.pop_front().map_or(0, |past| past.bytes);
        } else {
            self.oldest.push_back(order);
        }
        while self.bytes > MOST_BYTES {
            let Some(order) = self.oldest.pop_front() else { return };
            let Some(same) = self.attempts.get_mut(&order) else { continue };
            self.bytes -= same.pop_front().map_or(0, |past| past.bytes);
            if same.is_empty() {
                self.attempts.remove(&order);
            }
        }
    }
}

fn without_env(order: &LoadOrder) -> LoadOrder {
    LoadOrder { env: Vec::new(), ..order.clone() }
}

/// About as many bytes as it takes.
fn size(loaded: &Result<Loaded, Vec<Fault>>) -> usize {
    const AROUND: usize = 4 << 10;
    let files = loaded.iter().flat_map(|loaded| loaded.files.values());
    AROUND + files.map(Vec::len).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use k6cfg_archive::options::ScriptFacts;
    use k6cfg_archive::{Exported, Location};
    use pretty_assertions::assert_eq;

    use super::*;

    fn order(script: &str, env: &[(&str, &str)]) -> LoadOrder {
        let env = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        LoadOrder { script: Location::file(script), env, at_ms: 0, steps: 1, folder: None }
    }

    /// An attempt that read these names, and brought a file of so many bytes.
    fn attempt(reads: &[&str], bytes: usize) -> Attempt {
        let loaded = Loaded {
            options: Exported::Null,
            facts: ScriptFacts::default(),
            files: BTreeMap::from([(Location::file("a.js"), vec![0; bytes])]),
            dependencies: BTreeMap::new(),
            imports: Vec::new(),
            asked: BTreeSet::new(),
        };
        let reads = Reads::Named(reads.iter().map(|name| (*name).to_owned()).collect());
        Attempt { loaded: Ok(loaded), reads }
    }

    #[test]
    fn what_a_script_does_not_read_makes_no_difference() {
        let kept = Kept::default();
        let first = kept.keep(&order("t.js", &[("A", "1"), ("TESTID", "one")]), attempt(&["A", "B"], 1));
        let get = |env: &[(&str, &str)]| kept.get(&order("t.js", env)).is_some_and(|known| Arc::ptr_eq(&known, &first));
        assert!(get(&[("A", "1"), ("TESTID", "two")]));
        assert!(get(&[("C", "3"), ("A", "1")]));
        assert!(!get(&[("A", "2"), ("TESTID", "one")]));
        assert!(!get(&[("A", "1"), ("B", "")]), "it looked for it, and it was not set");
        assert!(kept.get(&order("u.js", &[("A", "1")])).is_none());
        assert!(kept.get(&LoadOrder { at_ms: 1, ..order("t.js", &[("A", "1")]) }).is_none());
    }

    #[test]
    fn a_fault_is_kept_too() {
        let kept = Kept::default();
        let stopped = Attempt { loaded: Err(vec![Fault::budget()]), reads: Reads::All };
        kept.keep(&order("t.js", &[("A", "1")]), stopped);
        assert_eq!(kept.get(&order("t.js", &[("A", "1")])).as_deref(), Some(&Err(vec![Fault::budget()])));
        assert_eq!(kept.get(&order("t.js", &[("A", "1"), ("B", "1")])), None);
    }

    #[test]
    fn the_oldest_go_when_there_is_no_room() {
        let kept = Kept::default();
        let is_there = |script: &str| kept.get(&order(script, &[])).is_some();
        for script in ["a.js", "b.js", "c.js"] {
            kept.keep(&order(script, &[]), attempt(&[], MOST_BYTES / 3));
        }
        assert_eq!(["a.js", "b.js", "c.js"].map(is_there), [false, true, true]);
        kept.keep(&order("d.js", &[]), attempt(&[], MOST_BYTES * 2));
        assert_eq!(["b.js", "c.js", "d.js"].map(is_there), [false; 3]);
        assert_eq!(kept.0.lock().unwrap().bytes, 0);
        assert!(kept.0.lock().unwrap().attempts.is_empty());
    }

    #[test]
    fn a_script_that_always_reads_otherwise_is_not_kept_without_end() {
        let kept = Kept::default();
        for at in 0..1_000 {
            kept.keep(&order("t.js", &[("TESTID", &at.to_string())]), attempt(&["TESTID"], 0));
        }
        let shelf = kept.0.lock().unwrap();
        let kept: Vec<usize> = shelf.attempts.values().map(VecDeque::len).collect();
        assert_eq!((kept, shelf.oldest.len()), (vec![MOST_OF_ONE_SCRIPT], MOST_OF_ONE_SCRIPT));
    }
}
