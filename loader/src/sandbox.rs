//! The process that loads scripts, seen from the one that asks.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use k6cfg_archive::{Archive, Fault, Files, Input, LoadOrder, Location, assemble, check};
use k6cfg_manifest::{Archiver, Made, NoArchive, Order, OverlayError, OverlayOrder};
use serde::de::DeserializeOwned;

use crate::serve::{self, ASKED};
use crate::{Ask, Disk, Laid, Remote, Request, Response};

/// A process that loads scripts one after the other; started when it is first
/// needed, and again where a script was its end.
#[derive(Debug)]
pub struct Sandbox {
    program: PathBuf,
    /// How long a script may take.
    patience: Duration,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    /// There until it is dropped.
    child: Option<Child>,
    input: ChildStdin,
    answers: Receiver<Vec<u8>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        // It may be gone already.
        let _ = child.kill();
        // Nobody waits for its memory to be given back.
        std::thread::spawn(move || child.wait());
    }
}

/// One heap, of large pages and in large steps: where the C library knows this,
/// a quarter of the time that a script of many files takes.
const MEMORY: &str = "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1:glibc.malloc.top_pad=33554432:\
                      glibc.malloc.trim_threshold=268435456";

impl Sandbox {
    /// One that is this very program, started once more.
    ///
    /// # Errors
    /// Where the machine does not say which program this is.
    pub fn of_this_program(patience: Duration) -> io::Result<Self> {
        Ok(Self::of(std::env::current_exe()?, patience))
    }

    /// One that is `program`, whose `main` calls [`crate::serve_if_asked`].
    pub fn of(program: PathBuf, patience: Duration) -> Self {
        Self { program, patience, running: Mutex::new(None) }
    }

    /// Loads a script. One that takes too long, or more memory than it may, is
    /// a fault.
    pub(crate) fn load(&self, request: Request) -> Response {
        self.ask(&Ask::Load(request)).unwrap_or_else(|| Err(vec![Fault::budget()]))
    }

    /// Lays an overlay over objects. One that takes too long, or more memory
    /// than it may, is an error.
    ///
    /// # Errors
    /// As [`k6cfg_manifest::lay_over`].
    pub fn lay_over(&self, order: &OverlayOrder) -> Laid {
        self.ask(&Ask::LayOver(order.clone())).unwrap_or_else(|| Err(OverlayError::budget()))
    }

    /// `None` where the process did not answer, and is started anew.
    fn ask<A: DeserializeOwned>(&self, ask: &Ask) -> Option<A> {
        let bytes = postcard::to_allocvec(ask).ok()?;
        let mut running = self.running.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if running.is_none() {
            *running = self.start().ok();
        }
        let answer = running.as_mut().and_then(|running| {
            serve::write(&mut running.input, &bytes).ok()?;
            running.answers.recv_timeout(self.patience).ok()
        });
        let answer = answer.and_then(|answer| postcard::from_bytes(&answer).ok());
        if answer.is_none() {
            *running = None;
        }
        answer
    }

    fn start(&self) -> io::Result<Running> {
        let mut child = Command::new(&self.program)
            .arg(ASKED)
            .env_clear()
            .env("GLIBC_TUNABLES", MEMORY)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (input, output) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
        let (send, answers) = channel();
        std::thread::spawn(move || forward(output, &send));
        Ok(Running { child: Some(child), input, answers })
    }
}

/// Passes answers on until the process ends.
fn forward(mut output: ChildStdout, send: &std::sync::mpsc::Sender<Vec<u8>>) {
    while let Ok(Some(answer)) = serve::read(&mut output) {
        if send.send(answer).is_err() {
            return;
        }
    }
}

/// Makes archives of scripts that a [`Sandbox`] loads, fetching what they import
/// from the network.
#[derive(Debug)]
pub struct Loader<'a> {
    pub sandbox: &'a Sandbox,
    pub disk: Option<Disk>,
    pub files: Files,
    /// Nothing is fetched without it.
    pub remote: Option<&'a Remote>,
}

/// More rounds than imports of imports that people write.
const ROUNDS: usize = 50;

impl Loader<'_> {
    /// As [`k6cfg_archive::build`].
    ///
    /// # Errors
    /// As there.
    pub fn build(&self, input: &Input<'_>) -> Result<Archive, Vec<Fault>> {
        check(input)?;
        let order = LoadOrder::from(input);
        let mut files: BTreeMap<Location, Vec<u8>> = self.files.0.clone();
        for _ in 0..ROUNDS {
            let request = Request {
                order: order.clone(),
                disk: self.disk.clone(),
                files: files.iter().map(|(location, bytes)| (location.clone(), bytes.clone())).collect(),
            };
            let faults = match self.sandbox.load(request) {
                Ok(loaded) => return assemble(input, &loaded),
                Err(faults) => faults,
            };
            let wanted: Vec<Location> = faults.iter().filter_map(Fault::unfetched).collect();
            let Some(remote) = self.remote.filter(|_| !wanted.is_empty()) else { return Err(faults) };
            let fetched = remote.fetch_all(&wanted);
            let failed: BTreeMap<String, String> = fetched
                .iter()
                .filter_map(|(location, result)| Some((location.key(), result.as_ref().err()?.to_string())))
                .collect();
            if !failed.is_empty() {
                return Err(faults.into_iter().map(|fault| explained(fault, &failed)).collect());
            }
            files.extend(fetched.into_iter().filter_map(|(location, result)| Some((location, result.ok()?))));
        }
        Err(vec![Fault::budget()])
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

    fn lay_over(&self, order: &OverlayOrder) -> Laid {
        self.sandbox.lay_over(order)
    }
}
