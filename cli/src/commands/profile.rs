//! `k6cfg profile`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use k6cfg_profile::{Profile, ProfileProblem};
use k6cfg_seal::{Certificate, Standing};
use serde_json::{Value, json};

use crate::load::{self, Failure};
use crate::streams;
use crate::surroundings::now_ms;

#[derive(Args)]
#[command(after_help = "Example:\n  k6cfg profile check profile.yaml")]
pub(crate) struct ProfileCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Report every problem of platform profiles.
    Check(Check),
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  k6cfg profile check profile.yaml
  k6cfg profile check --format json profile.yaml")]
struct Check {
    /// The profiles.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// For people or for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// One file, read.
struct Checked {
    shown: String,
    profile: Option<Profile>,
    problems: Vec<ProfileProblem>,
    /// Of the certificate, which is another format's.
    certificate: Option<String>,
}

impl ProfileCommand {
    pub(crate) fn run(self) -> Result<bool, Failure> {
        let Command::Check(Check { files, format }) = self.command;
        let checked = files.iter().map(|path| Checked::read(path)).collect::<Result<Vec<_>, _>>()?;
        match format {
            Format::Text => checked.iter().try_for_each(Checked::print)?,
            Format::Json => {
                let files: Vec<Value> = checked.iter().map(Checked::json).collect();
                streams::out(&format!("{:#}\n", json!({ "files": files })))?;
            }
        }
        Ok(checked.iter().all(Checked::is_usable))
    }
}

impl Checked {
    fn read(path: &Path) -> Result<Self, Failure> {
        let text = String::from_utf8_lossy(&load::read(path)?).into_owned();
        let (profile, problems) = Profile::read(&text);
        let certificate = profile.as_ref().and_then(certificate);
        Ok(Self { shown: path.display().to_string(), profile, problems, certificate })
    }

    fn is_usable(&self) -> bool {
        self.profile.is_some() && self.certificate.is_none()
    }

    fn print(&self) -> Result<(), Failure> {
        let shown = &self.shown;
        for problem in &self.problems {
            streams::err(&format!("{shown}:{problem}\n"))?;
        }
        if let Some(why) = &self.certificate {
            streams::err(&format!("{shown}: error: `secrets.certificate`: {why}\n"))?;
        }
        match &self.profile {
            Some(profile) if self.certificate.is_none() => streams::out(&format!("{shown}: {}\n", summary(profile))),
            _ => Ok(()),
        }
    }

    fn json(&self) -> Value {
        json!({
            "file": self.shown,
            "usable": self.is_usable(),
            "problems": self.problems,
            "certificate": self.certificate,
        })
    }
}

/// What is wrong with the profile's certificate, if it has one.
fn certificate(profile: &Profile) -> Option<String> {
    let pem = profile.secrets.certificate.as_ref()?;
    match Certificate::read(pem.as_bytes()) {
        Err(error) => Some(format!("{error}: {}", error.help())),
        Ok(certificate) => match certificate.standing(now_ms()) {
            Standing::Expired { .. } => Some("it is no longer valid: take the controller's new one".to_owned()),
            _ => None,
        },
    }
}

fn summary(profile: &Profile) -> String {
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    format!(
        "{} ({}): {}, {}, {}",
        profile.title,
        profile.name,
        count(profile.environments.len(), "environment"),
        count(profile.node_types.len(), "node type"),
        count(profile.test_types.len(), "test type"),
    )
}
