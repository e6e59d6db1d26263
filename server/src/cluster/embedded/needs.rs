//! Which runs a write would take their script from.

use jiff::Timestamp;
use redb::ReadableTable;

use super::EmbeddedError;
use super::tables::{self, KeyColumns};
use crate::cluster::{Kind, Need};

/// The runs of `namespace` that are still starting, by the ConfigMap they read.
pub(super) fn starting(
    lines: &impl ReadableTable<KeyColumns, &'static [u8]>,
    namespace: &str,
    now: Timestamp,
) -> Result<Vec<Need>, EmbeddedError> {
    let runs = tables::lines_of(lines, Kind::TestRun, Some(namespace))?;
    Ok(runs.into_iter().filter_map(|(key, run)| Need::of(key, &run, now)).collect())
}
