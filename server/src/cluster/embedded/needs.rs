//! Which runs a write would take their script from.

use jiff::Timestamp;
use redb::ReadableTable;
use serde_json::Value;

use super::tables::{KeyColumns, Line};
use super::{EmbeddedError, tables};
use crate::cluster::{Key, Kind, Need};

/// The runs of `namespace` that are still starting, by the ConfigMap they read.
pub(super) fn starting(
    lines: &impl ReadableTable<KeyColumns, &'static [u8]>,
    namespace: &str,
    now: Timestamp,
) -> Result<Vec<Need>, EmbeddedError> {
    Ok(runs(lines, namespace)?.into_iter().filter_map(|(key, run)| Need::of(key, &run, now)).collect())
}

/// The runs of `namespace`, without their data.
pub(super) fn runs(
    lines: &impl ReadableTable<KeyColumns, &'static [u8]>,
    namespace: &str,
) -> Result<Vec<(Key, Value)>, EmbeddedError> {
    let mut found = Vec::new();
    for entry in lines.range((namespace, Kind::TestRun.name(), "")..)? {
        let (columns, bytes) = entry?;
        let Some(key) = tables::key_of(columns.value()) else { break };
        if key.kind != Kind::TestRun || key.namespace != namespace {
            break;
        }
        let unreadable = |source| EmbeddedError::Unreadable { key: key.clone(), source };
        let line: Line = serde_json::from_slice(bytes.value()).map_err(unreadable)?;
        found.push((key, line.object));
    }
    Ok(found)
}
