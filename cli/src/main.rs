//! `k6cfg`: the engine on files, for CI and terminals.
//!
//! Exit codes: 0 fine, 1 problems in the input, 2 wrong use or a machine that
//! fails. One command a file under `commands`.

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

mod commands;
mod files;
mod find;
mod load;
mod report;
mod streams;

#[derive(Parser)]
#[command(
    name = "k6cfg",
    version,
    about = "Configure k6 tests for a shared Kubernetes cluster",
    after_help = "\
Examples:
  k6cfg validate .
  k6cfg generate --config k6cfg.yaml --out manifests
  k6cfg help validate

Exit codes: 0 fine, 1 problems in the input, 2 wrong use or a machine that fails."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the Kubernetes objects of every run of a config file.
    Generate(commands::generate::Generate),
    /// Report every problem of config files.
    Validate(commands::validate::Validate),
    /// Print the JSON Schema of the config file, for editors.
    Schema(commands::schema::Schema),
    /// Say what the code of a problem means and how to mend it.
    Explain(commands::explain::Explain),
    /// Print the JSON Schema of the platform profile.
    #[command(after_help = "Example:\n  k6cfg profile-schema > profile.schema.json")]
    ProfileSchema,
    /// Print the completions of a shell.
    Completions(commands::completions::Completions),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Generate(command) => command.run(),
        Command::Validate(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::ProfileSchema => commands::profile_schema::run(),
        Command::Completions(command) => command.run(Cli::command()),
        Command::Explain(command) => command.run(),
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
