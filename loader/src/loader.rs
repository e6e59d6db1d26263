//! Archives of scripts, each loaded in a process that is kept apart.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use k6cfg_archive::{Archive, Attempt, Fault, Files, Input, LoadOrder, Loaded, Location, Reads, assemble, check};
use k6cfg_manifest::{Archiver, Made, NoArchive, Order, OverlayOrder};

use crate::kept::Kept;
use crate::{Disk, Laid, Remote, Request, Sandbox};

/// Makes archives of scripts that a [`Sandbox`] loads, fetching what they import
/// from the network. A script is loaded once for all runs in which it reads the
/// same: its files are not to change meanwhile.
#[derive(Debug)]
pub struct Loader<'a> {
    sandbox: &'a Sandbox,
    disk: Option<Disk>,
    files: Files,
    /// Nothing is fetched without it.
    remote: Option<&'a Remote>,
    kept: Kept,
}

/// More rounds than imports of imports that people write.
const ROUNDS: usize = 50;

impl<'a> Loader<'a> {
    /// Of scripts among `files`, or else on the disk.
    pub fn new(sandbox: &'a Sandbox, disk: Option<Disk>, files: Files, remote: Option<&'a Remote>) -> Self {
        Self { sandbox, disk, files, remote, kept: Kept::default() }
    }

    /// As [`k6cfg_archive::build`].
    ///
    /// # Errors
    /// As there.
    pub fn build(&self, input: &Input<'_>) -> Result<Archive, Vec<Fault>> {
        check(input)?;
        match self.load(&LoadOrder::from(input)).as_ref() {
            Ok(loaded) => assemble(input, loaded),
            Err(faults) => Err(faults.clone()),
        }
    }

    /// What came of loading a script, now or before.
    fn load(&self, order: &LoadOrder) -> Arc<Result<Loaded, Vec<Fault>>> {
        self.kept.get(order).unwrap_or_else(|| self.kept.keep(order, self.load_anew(order)))
    }

    fn load_anew(&self, order: &LoadOrder) -> Attempt {
        let mut files: BTreeMap<Location, Vec<u8>> = self.files.0.clone();
        for _ in 0..ROUNDS {
            let request = Request {
                order: order.clone(),
                disk: self.disk.clone(),
                files: files.iter().map(|(location, bytes)| (location.clone(), bytes.clone())).collect(),
            };
            let attempt = self.sandbox.load(request);
            let faults = attempt.loaded.as_ref().err().map_or(&[][..], Vec::as_slice);
            let wanted: Vec<Location> = faults.iter().filter_map(Fault::unfetched).collect();
            let Some(remote) = self.remote.filter(|_| !wanted.is_empty()) else { return attempt };
            let fetched = remote.fetch_all(&wanted);
            let failed: BTreeMap<String, String> = fetched
                .iter()
                .filter_map(|(location, result)| Some((location.key(), result.as_ref().err()?.to_string())))
                .collect();
            if !failed.is_empty() {
                let faults = faults.iter().map(|fault| explained(fault.clone(), &failed)).collect();
                return Attempt { loaded: Err(faults), reads: attempt.reads };
            }
            files.extend(fetched.into_iter().filter_map(|(location, result)| Some((location, result.ok()?))));
        }
        Attempt { loaded: Err(vec![Fault::budget()]), reads: Reads::All }
    }
}

/// A fault with why its module could not be fetched.
fn explained(fault: Fault, failed: &BTreeMap<String, String>) -> Fault {
    let why = fault.unfetched().and_then(|location| failed.get(&location.key()));
    match why {
        Some(why) => Fault { message: format!("{}: {why}", fault.message), ..fault },
        None => fault,
    }
}

impl Archiver for Loader<'_> {
    fn archive(&self, order: &Order) -> Result<Made, NoArchive> {
        self.build(&order.input()).map(Made::from).map_err(NoArchive::Faults)
    }

    /// The runs of one script one after the other, since the first may do for
    /// all; several scripts at once.
    fn ahead(&self, orders: &[Order]) {
        let mut scripts: Vec<Vec<&Order>> = Vec::new();
        let mut place: HashMap<&str, usize> = HashMap::new();
        for order in orders {
            let place = *place.entry(&order.script).or_insert(scripts.len());
            match scripts.get_mut(place) {
                Some(same) => same.push(order),
                None => scripts.push(vec![order]),
            }
        }
        let at_once = self.sandbox.at_once().min(scripts.len());
        if at_once < 2 {
            return;
        }
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some(orders) = scripts.get(next.fetch_add(1, Ordering::Relaxed)) {
                for order in orders {
                    self.load(&LoadOrder::from(&order.input()));
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..at_once {
                scope.spawn(work);
            }
            work();
        });
    }

    fn lay_over(&self, order: &OverlayOrder) -> Laid {
        self.sandbox.lay_over(order)
    }
}
