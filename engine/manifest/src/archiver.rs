//! Who makes the archives: this process, one that is kept apart, or the browser
//! that sent them.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use k6cfg_archive::{Fault, Location, ReadError, Test};
use k6cfg_config::{GenerationContext, Run, Sources};
use k6cfg_profile::Profile;
use thiserror::Error;

use crate::input::archive_env;
use crate::overlay::{self, OverlayError, OverlayOrder};

/// A made archive; what is known of the test where it was loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    pub bytes: Vec<u8>,
    pub test: Option<Test>,
}

impl From<k6cfg_archive::Archive> for Made {
    fn from(archive: k6cfg_archive::Archive) -> Self {
        Self { bytes: archive.bytes, test: Some(archive.test) }
    }
}

/// Why there is no archive.
#[derive(Debug, Error)]
pub enum NoArchive {
    /// The script: at least one fault.
    #[error("{}", list(.0))]
    Faults(Vec<Fault>),
    /// Its script is still being loaded.
    #[error("its script is being read")]
    Waiting,
    /// It was to be given and was not.
    #[error("its archive is missing")]
    NotGiven,
    #[error("the archive given for it cannot be used: {0}")]
    Unreadable(#[from] ReadError),
    #[error("the archive given for it is not the one that this config and its files make")]
    Other,
}

fn list(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// What the archive of a run is made from, beside the files.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Order {
    /// The run's id.
    pub run: String,
    /// The script's path in the repository.
    pub script: String,
    /// The options file; `None` where there is none.
    pub config: Option<String>,
    /// What `-e` sets, the later over the earlier.
    pub env: Vec<(String, String)>,
    pub at_ms: u64,
}

impl Order {
    pub fn new(run: &Run, profile: &Profile, context: &GenerationContext) -> Self {
        Self {
            run: run.id.clone(),
            script: run.test_file.clone(),
            config: (!run.options.is_null()).then(|| run.options.to_string()),
            env: archive_env(run, profile),
            at_ms: context.at_ms,
        }
    }

    /// For [`k6cfg_archive::build`].
    pub fn input(&self) -> k6cfg_archive::Input<'_> {
        k6cfg_archive::Input {
            config: self.config.as_deref(),
            ..k6cfg_archive::Input::new(Location::file(&self.script), &self.env, self.at_ms)
        }
    }
}

/// Makes archives.
pub trait Archiver {
    /// The archive of a run.
    ///
    /// # Errors
    /// When it cannot be made, or is not the right one.
    fn archive(&self, order: &Order) -> Result<Made, NoArchive>;

    /// These will be asked for next. An archiver that can do something about
    /// several at once does it now; nothing else depends on it.
    fn ahead(&self, orders: &[Order]) {
        let _ = orders;
    }

    /// Lays an overlay over objects. Here, where a step limit is all that holds
    /// it, unless an archiver has a better place.
    ///
    /// # Errors
    /// As [`overlay::lay_over`].
    fn lay_over(&self, order: &OverlayOrder) -> Result<Vec<String>, OverlayError> {
        overlay::lay_over(order)
    }
}

/// Makes archives in this process, where a script that needs too much is not
/// stopped before it used up its steps.
pub struct InProcess(pub Rc<dyn k6cfg_archive::Sources>);

impl InProcess {
    /// From files by their path in the repository.
    pub fn of_paths(sources: &dyn Sources, paths: impl IntoIterator<Item = String>) -> Self {
        let files = paths.into_iter().filter_map(|path| {
            let bytes = sources.read(&path)?.into_owned();
            Some((Location::file(&path), bytes))
        });
        Self(Rc::new(k6cfg_archive::Files(files.collect())))
    }
}

impl Archiver for InProcess {
    fn archive(&self, order: &Order) -> Result<Made, NoArchive> {
        k6cfg_archive::build(&order.input(), &self.0).map(Made::from).map_err(NoArchive::Faults)
    }
}

/// How many archives are announced at once: enough for several processors, and
/// no more than memory holds.
const AHEAD: usize = 64;

/// Keeps what is asked for ahead of time until it is asked for again.
pub(crate) struct Ahead<'a> {
    archiver: &'a dyn Archiver,
    kept: RefCell<HashMap<Order, Result<Made, NoArchive>>>,
    /// What will be asked for, and was not announced yet.
    expected: RefCell<VecDeque<Order>>,
}

impl<'a> Ahead<'a> {
    pub(crate) fn new(archiver: &'a dyn Archiver) -> Self {
        Self { archiver, kept: RefCell::default(), expected: RefCell::default() }
    }

    /// Archives that will be asked for, in this order.
    pub(crate) fn expect(&self, orders: impl Iterator<Item = Order>) {
        self.expected.replace(orders.filter(|order| !self.kept.borrow().contains_key(order)).collect());
    }

    /// Announces what comes next, if `order` is the first of it.
    fn announce(&self, order: &Order) {
        let mut expected = self.expected.borrow_mut();
        if expected.front() == Some(order) {
            let next: Vec<Order> = (0..AHEAD).map_while(|_| expected.pop_front()).collect();
            drop(expected);
            self.archiver.ahead(&next);
        }
    }

    /// What is known of the test, if its archive can be made.
    pub(crate) fn test(&self, order: &Order) -> Option<Test> {
        self.announce(order);
        let made = self.archiver.archive(order);
        let test = made.as_ref().ok().and_then(|made| made.test.clone());
        self.kept.borrow_mut().insert(order.clone(), made);
        test
    }
}

impl Archiver for Ahead<'_> {
    fn archive(&self, order: &Order) -> Result<Made, NoArchive> {
        let kept = self.kept.borrow_mut().remove(order);
        kept.unwrap_or_else(|| {
            self.announce(order);
            self.archiver.archive(order)
        })
    }

    fn lay_over(&self, order: &OverlayOrder) -> Result<Vec<String>, OverlayError> {
        self.archiver.lay_over(order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes what is announced and what is asked for.
    #[derive(Default)]
    struct Noting {
        announced: RefCell<Vec<Vec<String>>>,
        asked: RefCell<Vec<String>>,
    }

    impl Archiver for Noting {
        fn archive(&self, order: &Order) -> Result<Made, NoArchive> {
            self.asked.borrow_mut().push(order.run.clone());
            Err(NoArchive::NotGiven)
        }

        fn ahead(&self, orders: &[Order]) {
            self.announced.borrow_mut().push(orders.iter().map(|order| order.run.clone()).collect());
        }
    }

    fn order(run: usize) -> Order {
        Order { run: run.to_string(), script: "t.js".to_owned(), config: None, env: Vec::new(), at_ms: 0 }
    }

    #[test]
    fn what_is_asked_for_next_is_announced_part_by_part() {
        let noting = Noting::default();
        let ahead = Ahead::new(&noting);
        ahead.expect((0..AHEAD + 2).map(order));
        for run in 0..=AHEAD {
            let _ = ahead.archive(&order(run));
        }
        let announced = noting.announced.borrow();
        let sizes: Vec<usize> = announced.iter().map(Vec::len).collect();
        assert_eq!(sizes, [AHEAD, 2]);
        assert_eq!(noting.asked.borrow().len(), AHEAD + 1);
    }

    #[test]
    fn what_is_there_already_is_neither_announced_nor_asked_for_again() {
        let noting = Noting::default();
        let ahead = Ahead::new(&noting);
        ahead.expect([order(1)].into_iter());
        assert!(ahead.test(&order(1)).is_none());
        ahead.expect((0..3).map(order));
        for run in 0..3 {
            let _ = ahead.archive(&order(run));
        }
        assert_eq!(*noting.announced.borrow(), [vec!["1"], vec!["0", "2"]]);
        assert_eq!(*noting.asked.borrow(), ["1", "0", "2"]);
    }
}
