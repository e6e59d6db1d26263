//! The transactions that read: each sees the store as it was at one moment.

use redb::{Database, ReadableDatabase as _};
use serde_json::Value;

use super::EmbeddedError;
use super::tables::{self, BY_AGE, LINES, Line, OBJECTS};
use crate::cluster::{Key, Page, Query};

pub(super) fn get(database: &Database, key: &Key) -> Result<Option<Value>, EmbeddedError> {
    let objects = database.begin_read()?.open_table(OBJECTS)?;
    let Some(bytes) = objects.get(tables::columns(key))? else { return Ok(None) };
    let unreadable = |source| EmbeddedError::Unreadable { key: key.clone(), source };
    serde_json::from_slice(bytes.value()).map(Some).map_err(unreadable)
}

/// Goes through keys only, and reads the lines that match.
pub(super) fn list(database: &Database, query: &Query) -> Result<Page, EmbeddedError> {
    let transaction = database.begin_read()?;
    let (by_age, lines) = (transaction.open_table(BY_AGE)?, transaction.open_table(LINES)?);
    let mut items = Vec::new();
    let mut last = None;
    for entry in by_age.range(..query.after.unwrap_or(u64::MAX))?.rev() {
        let (born, columns) = entry?;
        let Some(key) = tables::key_of(columns.value()).filter(|key| matches(query, key)) else { continue };
        if items.len() >= query.limit {
            let next = last.map(|born: u64| born.to_string());
            return Ok(Page { items, next });
        }
        if let Some(bytes) = lines.get(tables::columns(&key))? {
            let unreadable = |source| EmbeddedError::Unreadable { key, source };
            let line: Line = serde_json::from_slice(bytes.value()).map_err(unreadable)?;
            items.push(line.object);
            last = Some(born.value());
        }
    }
    Ok(Page { items, next: None })
}

fn matches(query: &Query, key: &Key) -> bool {
    query.namespace.as_ref().is_none_or(|namespace| *namespace == key.namespace)
        && query.kind.is_none_or(|kind| kind == key.kind)
}
