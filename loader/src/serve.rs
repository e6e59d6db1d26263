//! Another process: loads one script after the other, as it is asked.

use std::io::{self, Read as _};
use std::process::ExitCode;
use std::rc::Rc;

use k6cfg_archive::{Absent, Attempt, Fault, Files, Location, Reads, Sources, attempt};
use k6cfg_manifest::{OverlayError, OverlayOrder, lay_over};

use crate::{Ask, Disk, Laid, Request};

/// The argument that makes a program the other process.
pub(crate) const ASKED: &str = "--load-scripts";

/// Room for scripts that call themselves often.
const STACK: usize = 512 << 20;

/// Loads scripts and ends the program, if it was started for that.
pub fn serve_if_asked(memory: u64) -> Option<ExitCode> {
    if std::env::args_os().nth(1).is_none_or(|argument| argument != ASKED) {
        return None;
    }
    // Where limits cannot be set, time alone is limited.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, memory, memory);
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    // What a script makes the evaluator say is nobody's business.
    std::panic::set_hook(Box::new(|_| {}));
    let serving = std::thread::Builder::new().stack_size(STACK).spawn(serve);
    let served = serving.ok().and_then(|thread| thread.join().ok()).is_some_and(|served| served.is_ok());
    Some(if served { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn serve() -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(bytes) = read(&mut input)? {
        let answer = match postcard::from_bytes(&bytes).map_err(io::Error::other)? {
            Ask::Load(request) => postcard::to_allocvec(&respond(request)),
            Ask::LayOver(order) => postcard::to_allocvec(&laid(&order)),
        };
        let answer = answer.map_err(io::Error::other)?;
        write(&mut output, &answer)?;
    }
    Ok(())
}

fn respond(request: Request) -> Attempt {
    let sources: Rc<dyn Sources> =
        Rc::new(Both { files: Files(request.files.into_iter().collect()), disk: request.disk });
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| attempt(&request.order, &sources)))
        .unwrap_or_else(|_| Attempt { loaded: Err(vec![Fault::budget()]), reads: Reads::All })
}

fn laid(order: &OverlayOrder) -> Laid {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| lay_over(order)))
        .unwrap_or_else(|_| Err(OverlayError::budget()))
}

/// Files that were given along, then those of the disk.
struct Both {
    files: Files,
    disk: Option<Disk>,
}

impl Sources for Both {
    fn read(&self, location: &Location) -> Result<Vec<u8>, Absent> {
        match (self.files.read(location), &self.disk) {
            (Err(absent), Some(disk)) if absent != Absent::Folder => disk.read(location),
            (answer, _) => answer,
        }
    }
}

/// One message; `None` where no more come.
pub(crate) fn read(input: &mut impl io::Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut bytes = Vec::new();
    let length = u64::from_le_bytes(length);
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

pub(crate) fn write(output: &mut impl io::Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)?;
    output.flush()
}
