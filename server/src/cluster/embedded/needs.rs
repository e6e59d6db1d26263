//! Which runs a write would take their script from.

use std::time::Duration;

use jiff::Timestamp;
use redb::ReadableTable;
use serde_json::{Map, Value};

use super::apply::DATA_FIELDS;
use super::tables::{KeyColumns, Line};
use super::{EmbeddedError, tables};
use crate::cluster::{Key, Kind, Need};

/// The runs of `namespace` that are still starting, by the ConfigMap they read.
pub(super) fn starting(
    lines: &impl ReadableTable<KeyColumns, &'static [u8]>,
    namespace: &str,
    now: Timestamp,
) -> Result<Vec<Need>, EmbeddedError> {
    let mut found = Vec::new();
    for entry in lines.range((namespace, Kind::TestRun.name(), "")..)? {
        let (columns, bytes) = entry?;
        let Some(key) = tables::key_of(columns.value()) else { break };
        if key.kind != Kind::TestRun || key.namespace != namespace {
            break;
        }
        let unreadable = |source| EmbeddedError::Unreadable { key: key.clone(), source };
        let line: Line = serde_json::from_slice(bytes.value()).map_err(unreadable)?;
        found.extend(need(key, &line.object, now));
    }
    Ok(found)
}

fn need(key: Key, run: &Value, now: Timestamp) -> Option<Need> {
    let text = |pointer: &str| run.pointer(pointer).and_then(Value::as_str).filter(|text| !text.is_empty());
    let config_map = text("/spec/script/configMap/name")?;
    let stage = text("/status/stage");
    let created: Option<Timestamp> = text("/metadata/creationTimestamp").and_then(|text| text.parse().ok());
    let age = created.and_then(|created| Duration::try_from(now.duration_since(created)).ok()).unwrap_or_default();
    Need::is_starting(stage, age).then(|| Need {
        namespace: key.namespace,
        name: key.name,
        stage: stage.map(str::to_owned),
        config_map: config_map.to_owned(),
    })
}

/// Whether the bytes that a ConfigMap holds would be others.
pub(super) fn have_other_data(before: &Map<String, Value>, wanted: &Map<String, Value>) -> bool {
    let empty = Value::Object(Map::new());
    let data = |object: &Map<String, Value>, field: &str| object.get(field).unwrap_or(&empty).clone();
    DATA_FIELDS.iter().any(|field| data(before, field) != data(wanted, field))
}
