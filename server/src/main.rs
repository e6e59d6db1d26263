//! `k6cfg-server`: see `k6cfg-server --help`.

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser as _;
use k6cfg_server::args::{Args, Command};
use k6cfg_server::{check, logging, start};

/// How long work that no request waits for may hold up the end.
const LEFTOVERS: Duration = Duration::from_secs(1);

/// Memory that loading a script may take.
const SCRIPT_MEMORY: u64 = 2 << 30;

fn main() -> ExitCode {
    if let Some(served) = k6cfg_loader::serve_if_asked(SCRIPT_MEMORY) {
        return served;
    }
    let args = Args::parse();
    logging::start();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let ended = runtime.block_on(async {
        match &args.command {
            Some(Command::Check { namespace }) => check::run(&args, namespace).await,
            None => start::run(args).await.map(|()| true),
        }
    });
    runtime.shutdown_timeout(LEFTOVERS);
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => failed(&error),
    }
}

/// One line with all causes.
fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("k6cfg-server: {}", logging::with_causes(error));
    ExitCode::FAILURE
}
