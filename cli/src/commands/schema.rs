//! `k6cfg schema`

use std::path::PathBuf;

use clap::Args;
use k6cfg_config::json_schema;

use crate::load::{self, Failure};
use crate::streams;

#[derive(Args)]
#[command(after_help = "\
Examples:
  k6cfg schema > config.schema.json
  k6cfg schema --profile our-platform.yaml > config.schema.json

In a config file, for editors with a YAML language server:
  # yaml-language-server: $schema=config.schema.json")]
pub(crate) struct Schema {
    /// A platform profile other than the built-in one.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
}

impl Schema {
    pub(crate) fn run(self) -> Result<bool, Failure> {
        let profile = load::profile(self.profile.as_deref())?;
        streams::out(&k6cfg_manifest::json(&json_schema(&profile)))?;
        Ok(true)
    }
}
