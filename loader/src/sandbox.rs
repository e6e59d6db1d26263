//! The processes that load scripts, seen from the one that asks.

use std::io;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use k6cfg_archive::{Attempt, Fault, Reads};
use k6cfg_manifest::{OverlayError, OverlayOrder};
use serde::de::DeserializeOwned;

use crate::serve::{self, ASKED};
use crate::{Ask, Laid, Request};

/// Processes that load scripts, each one after the other; started when they are
/// first needed, and again where a script was the end of one.
#[derive(Debug)]
pub struct Sandbox {
    program: PathBuf,
    /// How long a script may take.
    patience: Duration,
    /// Those that nobody uses.
    idle: Mutex<Idle>,
    freed: Condvar,
    /// Most processes at once.
    most: usize,
}

#[derive(Debug, Default)]
struct Idle {
    processes: Vec<Running>,
    /// How many more may be in use.
    free: usize,
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
        let idle = Mutex::new(Idle { processes: Vec::new(), free: 1 });
        Self { program, patience, idle, freed: Condvar::new(), most: 1 }
    }

    /// With so many processes at once, each with all the memory that one may
    /// take.
    #[must_use]
    pub fn with_processes(self, most: usize) -> Self {
        let most = most.max(1);
        Self { idle: Mutex::new(Idle { processes: Vec::new(), free: most }), most, ..self }
    }

    /// How many scripts can be loaded at once.
    pub(crate) fn at_once(&self) -> usize {
        self.most
    }

    /// Loads a script. One that takes too long, or more memory than it may, is
    /// a fault.
    pub(crate) fn load(&self, request: Request) -> Attempt {
        // What it had read by then is not known.
        let stopped = || Attempt { loaded: Err(vec![Fault::budget()]), reads: Reads::All };
        self.ask(&Ask::Load(request)).unwrap_or_else(stopped)
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
        let mut running = self.take();
        if running.is_none() {
            running = self.start().ok();
        }
        let answer = running.as_mut().and_then(|running| {
            serve::write(&mut running.input, &bytes).ok()?;
            running.answers.recv_timeout(self.patience).ok()
        });
        let answer = answer.and_then(|answer| postcard::from_bytes(&answer).ok());
        self.give_back(running.filter(|_| answer.is_some()));
        answer
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A process that nobody uses, once there may be one; `None` where it is to
    /// be started.
    fn take(&self) -> Option<Running> {
        let idle = self.freed.wait_while(self.idle(), |idle| idle.free == 0);
        let mut idle = idle.unwrap_or_else(PoisonError::into_inner);
        idle.free -= 1;
        idle.processes.pop()
    }

    /// `None` for one that was ended.
    fn give_back(&self, process: Option<Running>) {
        let mut idle = self.idle();
        idle.free += 1;
        idle.processes.extend(process);
        drop(idle);
        self.freed.notify_one();
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
