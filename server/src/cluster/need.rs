//! Why a ConfigMap stays as it is: a run that is still starting reads it.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::Key;
use super::list::DATA_FIELDS;
use super::owner::archive_of;

/// A run that needs what would be replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Need {
    pub namespace: String,
    /// Of its TestRun.
    pub name: String,
    /// k6-operator's `status.stage`; left out where it has none yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The ConfigMap that it reads its script from.
    pub config_map: String,
}

impl Need {
    /// Stages of k6-operator in which pods are still to come: they read the
    /// ConfigMap when they start. After these it is `started`, `stopped`,
    /// `finished` or `error`.
    const STARTING: [&str; 3] = ["initialization", "initialized", "created"];

    /// k6-operator gives a run its first stage within seconds. One without any
    /// is about to start for so long; after that nobody looks after it.
    const UNSEEN: Duration = Duration::from_mins(1);

    /// What a TestRun needs while it is still starting.
    pub(super) fn of(key: Key, run: &Value, now: Timestamp) -> Option<Self> {
        let text = |pointer: &str| run.pointer(pointer).and_then(Value::as_str).filter(|text| !text.is_empty());
        let config_map = archive_of(run.get("spec"))?;
        let stage = text("/status/stage");
        let created: Option<Timestamp> = text("/metadata/creationTimestamp").and_then(|text| text.parse().ok());
        let age = created.and_then(|created| Duration::try_from(now.duration_since(created)).ok()).unwrap_or_default();
        Self::is_starting(stage, age).then(|| Self {
            namespace: key.namespace,
            name: key.name,
            stage: stage.map(str::to_owned),
            config_map: config_map.to_owned(),
        })
    }

    /// Whether a run is still starting.
    fn is_starting(stage: Option<&str>, age: Duration) -> bool {
        match stage {
            Some(stage) => Self::STARTING.contains(&stage),
            None => age < Self::UNSEEN,
        }
    }
}

/// Whether the bytes that a ConfigMap holds would be others.
pub(super) fn have_other_data(before: &Map<String, Value>, wanted: &Map<String, Value>) -> bool {
    let empty = Value::Object(Map::new());
    let data = |object: &Map<String, Value>, field: &str| object.get(field).unwrap_or(&empty).clone();
    DATA_FIELDS.iter().any(|field| data(before, field) != data(wanted, field))
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, config_map, .. } = self;
        write!(f, "the run `{name}` still needs the ConfigMap `{config_map}` as it is, ")?;
        match &self.stage {
            Some(stage) => write!(f, "in its stage `{stage}`"),
            None => write!(f, "since it was only just submitted and has no stage yet"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pods_that_are_still_to_come_read_the_config_map() {
        let (young, old) = (Duration::from_secs(59), Duration::from_hours(1));
        for stage in ["initialization", "initialized", "created"] {
            assert!(Need::is_starting(Some(stage), old), "{stage}");
        }
        for stage in ["started", "stopped", "finished", "error"] {
            assert!(!Need::is_starting(Some(stage), young), "{stage}");
        }
        assert!(Need::is_starting(None, young) && !Need::is_starting(None, old));
    }
}
