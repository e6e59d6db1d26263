//! `k6cfg`: the engine on files, for CI and terminals.
//!
//! Exit codes: 0 fine, 1 problems in the input, 2 wrong use or a machine that
//! fails. One command a file under `commands`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod commands;
mod files;
mod load;
mod report;

#[derive(Parser)]
#[command(name = "k6cfg", version, about = "Configure k6 tests for a shared Kubernetes cluster")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the Kubernetes objects of every run of a config file.
    Generate(commands::generate::Generate),
    /// Report every problem of a config file.
    Validate(commands::validate::Validate),
    /// Say what the code of a problem means and how to mend it.
    Explain(commands::explain::Explain),
    /// Print the JSON Schema of the platform profile.
    ProfileSchema,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Generate(command) => command.run(),
        Command::Validate(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::ProfileSchema => Ok(commands::profile_schema::run()),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("k6cfg: {failure}");
            ExitCode::from(2)
        }
    }
}
