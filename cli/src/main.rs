//! `k6cfg`: the engine on files, for CI and terminals.
//!
//! Exit codes: 0 fine, 1 problems in the input, 2 wrong use or a machine that
//! fails. One command a file under `commands`.

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

mod commands;
mod files;
mod find;
mod k6_arguments;
mod load;
mod parallel;
mod report;
mod scripts;
mod streams;
mod surroundings;

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
    /// Make the archive of a script that `k6 archive` would make.
    Archive(commands::archive::ArchiveCommand),
    /// Print the options, files and size of a script's archive.
    Inspect(commands::archive::Inspect),
    /// Seal a Secret, so that the cluster alone can open it.
    Seal(commands::seal::Seal),
    /// Report every problem of config files.
    Validate(commands::validate::Validate),
    /// Print the JSON Schema of the config file, for editors.
    Schema(commands::schema::Schema),
    /// Say what the code of a problem means and how to mend it.
    Explain(commands::explain::Explain),
    /// Look after platform profiles.
    Profile(commands::profile::ProfileCommand),
    /// Print the JSON Schema of the platform profile.
    #[command(after_help = "Example:\n  k6cfg profile-schema > profile.schema.json")]
    ProfileSchema,
    /// Print the completions of a shell.
    Completions(commands::completions::Completions),
}

/// Memory that loading a script may take.
const SCRIPT_MEMORY: u64 = 2 << 30;

fn main() -> ExitCode {
    if let Some(served) = k6cfg_loader::serve_if_asked(SCRIPT_MEMORY) {
        return served;
    }
    let result = match Cli::parse().command {
        Command::Generate(command) => command.run(),
        Command::Validate(command) => command.run(),
        Command::Archive(command) => command.run(),
        Command::Seal(command) => command.run(),
        Command::Inspect(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Profile(command) => command.run(),
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

/// The help of a command, for those that read their own flags.
fn help_of(command: &str) -> Result<(), load::Failure> {
    let mut cli = Cli::command();
    let help = cli.find_subcommand_mut(command).map(|command| command.render_long_help().to_string());
    streams::out(&help.unwrap_or_default())
}
