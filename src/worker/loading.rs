//! The scripts of the document, loaded by the worker beside this one: what is
//! known of them, and what is still to be loaded.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::rc::Rc;

use k6cfg_archive::{Archive, Fault, LoadOrder, Loaded, Location, Test, assemble, check};
use k6cfg_manifest::{Archiver, Made, NoArchive, Order};

type Known = Result<Rc<Loaded>, Vec<Fault>>;

/// What a made archive shows.
pub(crate) struct Look {
    pub(crate) test: Rc<Test>,
    /// The archive's, in bytes.
    pub(crate) size: usize,
}

type Looked = Result<Rc<Look>, Vec<Fault>>;

/// What is known of scripts, until files change.
#[derive(Default)]
pub(crate) struct Loading {
    known: HashMap<LoadOrder, Known>,
    /// What the archives made of them show.
    looked: RefCell<HashMap<Order, Looked>>,
    /// To be loaded, the most wanted first.
    wanted: RefCell<VecDeque<LoadOrder>>,
    /// Those that the question that is being answered needs and that are not known.
    missing: RefCell<HashSet<LoadOrder>>,
    /// Those that questions wait for: whatever else is dropped, they are not.
    awaited: RefCell<HashSet<LoadOrder>>,
    /// Whether that question waits for them.
    pub(crate) is_urgent: Cell<bool>,
    /// Modules from the network, and why some are not there.
    pub(crate) fetched: BTreeMap<Location, Result<Vec<u8>, String>>,
}

/// More than that many loaded scripts are kept only where all are of one time: of one submit.
const MOST_KNOWN: usize = 1_000;
const MOST_KNOWN_OF_ONE_TIME: usize = 4_000;
/// The same of looks.
const MOST_LOOKED: usize = 2_000;

impl Loading {
    /// Files changed: everything must be loaded again.
    pub(crate) fn forget(&mut self) {
        self.known.clear();
        self.looked.borrow_mut().clear();
        self.wanted.borrow_mut().clear();
        // Who asks again may be answered another way now.
        self.fetched.retain(|_, result| result.is_ok());
    }

    /// The archive of `order`; `None` while its script is still to be loaded.
    pub(crate) fn archive(&self, order: &Order) -> Option<Result<Archive, Vec<Fault>>> {
        let input = order.input();
        if let Err(faults) = check(&input) {
            return Some(Err(faults));
        }
        let load = LoadOrder::from(&input);
        match self.known.get(&load) {
            Some(Ok(loaded)) => Some(assemble(&input, loaded)),
            Some(Err(faults)) => Some(Err(faults.clone())),
            None => {
                self.missing.borrow_mut().insert(load.clone());
                let mut wanted = self.wanted.borrow_mut();
                if self.is_urgent.get() {
                    // Somebody waits for this one.
                    wanted.retain(|other| *other != load);
                    wanted.push_front(load);
                } else if !wanted.contains(&load) {
                    wanted.push_back(load);
                }
                None
            }
        }
    }

    /// What the archive of `order` shows, made only when it was not looked at
    /// before; `None` while its script is still to be loaded.
    pub(crate) fn look(&self, order: &Order) -> Option<Looked> {
        // Neither whose it is nor when it is made changes what it shows.
        let key = Order { run: String::new(), at_ms: 0, ..order.clone() };
        if let Some(looked) = self.looked.borrow().get(&key) {
            return Some(looked.clone());
        }
        let looked = self.archive(order)?;
        let looked = looked.map(|archive| Rc::new(Look { size: archive.bytes.len(), test: archive.test.into() }));
        let mut kept = self.looked.borrow_mut();
        if kept.len() >= MOST_LOOKED {
            kept.clear();
        }
        kept.insert(key, looked.clone());
        Some(looked)
    }

    /// The document is read anew: what only older readings asked for is not
    /// loaded any more.
    pub(crate) fn want_anew(&self) {
        let awaited = self.awaited.borrow();
        self.wanted.borrow_mut().retain(|wanted| awaited.contains(wanted));
    }

    /// What the question that was asked last needs.
    pub(crate) fn take_missing(&self) -> HashSet<LoadOrder> {
        std::mem::take(&mut *self.missing.borrow_mut())
    }

    /// What all questions that wait need.
    pub(crate) fn await_these(&self, needs: impl Iterator<Item = LoadOrder>) {
        *self.awaited.borrow_mut() = needs.collect();
    }

    /// Whether these were loaded, or could not be.
    pub(crate) fn knows_all(&self, needs: &HashSet<LoadOrder>) -> bool {
        needs.iter().all(|load| self.known.contains_key(load))
    }

    pub(crate) fn is_wanted(&self, order: &LoadOrder) -> bool {
        self.wanted.borrow().contains(order)
    }

    /// How many scripts are still to be loaded.
    pub(crate) fn waiting(&self) -> usize {
        self.wanted.borrow().len()
    }

    /// Faults with why modules could not be fetched.
    pub(crate) fn explained(&self, faults: Vec<Fault>) -> Vec<Fault> {
        let explain = |mut fault: Fault| {
            let result = fault.unfetched().and_then(|location| self.fetched.get(&location));
            if let Some(Err(why)) = result {
                fault.message = format!("{}: {why}", fault.message);
            }
            fault
        };
        faults.into_iter().map(explain).collect()
    }

    /// What to load next.
    pub(crate) fn next(&self) -> Option<LoadOrder> {
        self.wanted.borrow().front().cloned()
    }

    pub(crate) fn learn(&mut self, order: &LoadOrder, result: Result<Loaded, Vec<Fault>>) {
        self.wanted.borrow_mut().retain(|wanted| wanted != order);
        if self.known.len() >= MOST_KNOWN {
            let awaited = self.awaited.borrow();
            self.known.retain(|known, _| known.at_ms == order.at_ms || awaited.contains(known));
            if self.known.len() >= MOST_KNOWN_OF_ONE_TIME {
                self.known.retain(|known, _| awaited.contains(known));
            }
        }
        if self.known.insert(order.clone(), result.map(Rc::new)).is_some() {
            self.looked.borrow_mut().clear();
        }
    }
}

impl Archiver for Loading {
    fn archive(&self, order: &Order) -> Result<Made, NoArchive> {
        match self.archive(order) {
            Some(result) => result.map(Made::from).map_err(NoArchive::Faults),
            None => Err(NoArchive::Waiting),
        }
    }
}
