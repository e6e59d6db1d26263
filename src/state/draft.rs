//! The document as it is being written, and how it outlives a reload.

use serde::{Deserialize, Serialize};

use crate::browser::{clock, storage};

/// All that the person typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(crate) file_name: String,
    pub(crate) text: String,
    /// Ad-hoc k6 arguments.
    #[serde(default)]
    pub(crate) arguments: String,
}

const KEY: &str = "k6cfg.document";
pub(crate) const DEFAULT_FILE_NAME: &str = "k6-tests.yaml";

impl Draft {
    pub(crate) fn load() -> Self {
        storage::get(KEY)
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_else(|| Self { file_name: DEFAULT_FILE_NAME.into(), ..Self::default() })
    }

    /// Whether this browser keeps it.
    pub(crate) fn save(&self) -> bool {
        serde_json::to_string(self).is_ok_and(|json| storage::set(KEY, &json).is_ok())
    }
}

/// What makes the names of one generation unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) at_ms: u64,
    pub(crate) suffix: String,
}

impl Stamp {
    pub(crate) fn now() -> Self {
        Self { at_ms: clock::now_ms(), suffix: clock::random_suffix() }
    }
}
