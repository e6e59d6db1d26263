//! Who makes the archives: this process, one that is kept apart, or the browser
//! that sent them.

use std::cell::RefCell;
use std::collections::HashMap;
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

/// Keeps what is asked for ahead of time until it is asked for again.
pub(crate) struct Ahead<'a> {
    archiver: &'a dyn Archiver,
    kept: RefCell<HashMap<Order, Result<Made, NoArchive>>>,
}

impl<'a> Ahead<'a> {
    pub(crate) fn new(archiver: &'a dyn Archiver) -> Self {
        Self { archiver, kept: RefCell::default() }
    }

    /// What is known of the test, if its archive can be made.
    pub(crate) fn test(&self, order: &Order) -> Option<Test> {
        let made = self.archiver.archive(order);
        let test = made.as_ref().ok().and_then(|made| made.test.clone());
        self.kept.borrow_mut().insert(order.clone(), made);
        test
    }
}

impl Archiver for Ahead<'_> {
    fn archive(&self, order: &Order) -> Result<Made, NoArchive> {
        let kept = self.kept.borrow_mut().remove(order);
        kept.unwrap_or_else(|| self.archiver.archive(order))
    }

    fn lay_over(&self, order: &OverlayOrder) -> Result<Vec<String>, OverlayError> {
        self.archiver.lay_over(order)
    }
}
