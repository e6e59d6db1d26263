//! One place where options are set.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

/// Where an option is set, in k6's order from low to high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The file of `--config`.
    ConfigFile,
    /// The `options` that the script exports.
    Script,
    /// `K6_…` variables.
    Environment,
    /// k6's own flags.
    Flags,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ConfigFile => "the options file",
            Self::Script => "the script",
            Self::Environment => "the environment",
            Self::Flags => "the command line",
        })
    }
}

/// What one place sets, in k6's own form.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    pub origin: Origin,
    /// Normalised values by k6's key; only what is set.
    pub set: Map<String, Value>,
    /// `--no-thresholds` and `K6_NO_THRESHOLDS`: thresholds are not checked.
    pub no_thresholds: Option<bool>,
    /// The same values as the archive writes them, number for number.
    pub(crate) json: BTreeMap<String, String>,
}

impl Tier {
    /// A tier that sets nothing.
    pub fn empty(origin: Origin) -> Self {
        Self { origin, set: Map::new(), no_thresholds: None, json: BTreeMap::new() }
    }

    /// Sets `key` to JSON in the archive's form; `None` takes it away.
    pub(crate) fn put(&mut self, key: &str, json: Option<String>) {
        self.set.shift_remove(key);
        self.json.remove(key);
        if let Some(json) = json {
            self.set.insert(key.to_owned(), serde_json::from_str(&json).unwrap_or_default());
            self.json.insert(key.to_owned(), json);
        }
    }

    /// The archive's form of `key`.
    pub(crate) fn json(&self, key: &str) -> Option<&str> {
        self.json.get(key).map(String::as_str)
    }
}
