//! `k6cfg validate`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use k6cfg_config::{GenerationContext, Suffix};

use crate::files::Repository;
use crate::load::{self, Failure};
use crate::report;

#[derive(Args)]
pub(crate) struct Validate {
    /// The config file.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// The repository's root, which the config's paths are relative to.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// A platform profile other than the built-in one.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Source excerpts for people.
    Text,
    /// One JSON document: `{"diagnostics": […], "contexts": n, "runs": n}`.
    Json,
}

impl Validate {
    pub(crate) fn run(self) -> Result<bool, Failure> {
        let profile = load::profile(self.profile.as_deref())?;
        let config = load::config(&self.config)?;
        let repository = Repository::new(&self.root)?;
        // Nothing that validation says depends on time or suffix.
        let context = GenerationContext {
            at_ms: 0,
            suffix: Suffix::from_random([0; 5]),
            arguments: String::new(),
            github: load::github(),
        };
        let outcome = config.outcome(&profile, &repository, &context);
        match self.format {
            Format::Json => println!("{}", report::json(&config.name, &outcome)),
            Format::Text => report::text(&config.shown, &config.text, &outcome),
        }
        Ok(!outcome.has_errors())
    }
}
