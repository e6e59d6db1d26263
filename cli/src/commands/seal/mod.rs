//! `k6cfg seal`: what `kubeseal` does, with its flags where they mean the same.
//! No value is ever an argument, and none is in a message.

mod certificate;
mod input;
mod raw;
mod secrets;
mod validate;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use k6cfg_seal::{Scope, SealedSecret};

use crate::load::Failure;
use crate::streams;

#[expect(clippy::struct_excessive_bools, reason = "they are flags")]
#[derive(Args)]
#[command(after_help = "\
Reads a Secret from standard input or --secret-file, in YAML or JSON, or takes its
keys from --from-file and --from-env-file. Values are never given as arguments.

Examples:
  k6cfg seal --cert cluster.pem -o yaml < secret.yaml > sealed.yaml
  k6cfg seal --cert cluster.pem -n team --name creds --from-file password=pw.txt -w creds.yaml
  k6cfg seal --cert cluster.pem --merge-into creds.yaml --from-file token=token.txt
  k6cfg seal --cert cluster.pem --raw -n team --name creds < pw.txt
  k6cfg seal --validate < creds.yaml")]
pub(crate) struct Seal {
    /// The certificate: a PEM file or an address; or `SEALED_SECRETS_CERT`.
    #[arg(
        long,
        value_name = "FILE",
        env = "SEALED_SECRETS_CERT",
        hide_env = true,
        required_unless_present = "validate"
    )]
    cert: Option<String>,
    /// strict, namespace-wide or cluster-wide [default: as annotated].
    #[arg(long, value_name = "SCOPE", value_parser = ["strict", "namespace-wide", "cluster-wide"], hide_possible_values = true, env = "SEALED_SECRETS_SCOPE", hide_env = true)]
    scope: Option<String>,
    /// Name of the Secret, over that in the input.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Its namespace; the input may not name another.
    #[arg(short, long, value_name = "NAMESPACE")]
    namespace: Option<String>,
    /// Its type, over that in the input.
    #[arg(long = "type", value_name = "TYPE")]
    secret_type: Option<String>,
    /// json or yaml [default: as -w is called, else json].
    #[arg(short = 'o', long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    format: Option<Format>,
    /// What to seal, or to validate [default: standard input].
    #[arg(short = 'f', long, value_name = "FILE", conflicts_with_all = ["from_file", "from_env_file"])]
    secret_file: Option<PathBuf>,
    /// Where the SealedSecret goes [default: standard output].
    #[arg(short = 'w', long, value_name = "FILE")]
    sealed_secret_file: Option<PathBuf>,
    /// A value from a file, whose own name is the usual key. May be repeated.
    #[arg(long, value_name = "[KEY=]FILE")]
    from_file: Vec<String>,
    /// Keys and values from lines `KEY=VALUE`. May be repeated.
    #[arg(long, value_name = "FILE")]
    from_env_file: Vec<PathBuf>,
    /// Add keys to this SealedSecret or replace them; the others stay.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["raw", "sealed_secret_file", "secret_type"])]
    merge_into: Option<PathBuf>,
    /// Print the sealed value alone, of standard input or of --from-file.
    #[arg(long, conflicts_with_all = ["from_env_file", "secret_file"])]
    raw: bool,
    /// Check a SealedSecret without opening it.
    #[arg(long, conflicts_with_all = ["raw", "merge_into", "from_file", "from_env_file", "name"])]
    validate: bool,
    /// Seal a Secret that has no keys.
    #[arg(long)]
    allow_empty_data: bool,
    /// Seal with a certificate that has expired.
    #[arg(long)]
    allow_expired: bool,
    /// Take line ends off the end of values that come from files.
    #[arg(long)]
    trim_final_newline: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Yaml,
}

impl Format {
    fn text(self, sealed: &SealedSecret) -> String {
        match self {
            Self::Json => sealed.json(),
            Self::Yaml => format!("---\n{}", sealed.yaml()),
        }
    }
}

/// What is wrong with the input.
struct Wrong {
    message: String,
    help: String,
}

impl Wrong {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// Input that is wrong, or a machine that fails.
enum Stop {
    Wrong(Wrong),
    Failure(Failure),
}

impl From<Wrong> for Stop {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(wrong)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Seal {
    pub(crate) fn run(&self) -> Result<bool, Failure> {
        let done = if self.validate {
            self.run_validate()
        } else if self.raw {
            self.run_raw()
        } else {
            self.run_secrets()
        };
        match done {
            Ok(()) => Ok(true),
            Err(Stop::Failure(failure)) => Err(failure),
            Err(Stop::Wrong(Wrong { message, help })) => {
                streams::err(&format!("error: {message}\n  help: {help}\n"))?;
                Ok(false)
            }
        }
    }

    fn scope(&self) -> Option<Scope> {
        self.scope.as_deref().and_then(|name| name.parse().ok())
    }
}

fn warn(message: &str) -> Result<(), Failure> {
    streams::err(&format!("warning: {message}\n"))
}
