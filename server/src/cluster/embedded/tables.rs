//! The file's layout.

use redb::{Database, ReadableDatabase as _, ReadableTable, TableDefinition, WriteTransaction};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::EmbeddedError;
use crate::cluster::{Key, Kind};

/// Namespace, kind, name.
pub(super) type KeyColumns = (&'static str, &'static str, &'static str);

/// Whole objects as JSON.
pub(super) const OBJECTS: TableDefinition<KeyColumns, &[u8]> = TableDefinition::new("objects");
/// A [`Line`] per object as JSON, so that listing does not read archives.
pub(super) const LINES: TableDefinition<KeyColumns, &[u8]> = TableDefinition::new("lines");
/// Keys by the version that created them: the order of lists.
pub(super) const BY_AGE: TableDefinition<u64, KeyColumns> = TableDefinition::new("by_age");
pub(super) const COUNTERS: TableDefinition<&str, u64> = TableDefinition::new("counters");

/// Counter: the newest resourceVersion.
pub(super) const VERSION: &str = "resource_version";
/// Counter: this layout.
const FORMAT: &str = "format";
const FORMAT_KNOWN: u64 = 1;
/// Counter: written by health checks.
const CHECKS: &str = "checks";

/// What a list shows of an object.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line {
    /// The resourceVersion that created it, its place in [`BY_AGE`].
    pub(super) born: u64,
    /// The object without its data.
    pub(super) object: Value,
}

pub(super) fn columns(key: &Key) -> (&str, &'static str, &str) {
    (&key.namespace, key.kind.name(), &key.name)
}

/// `None` for a kind that this version does not know.
pub(super) fn key_of((namespace, kind, name): (&str, &str, &str)) -> Option<Key> {
    let kind = Kind::from_name(kind)?;
    Some(Key { kind, namespace: namespace.to_owned(), name: name.to_owned() })
}

/// The lines of a kind; of all namespaces where none is named.
pub(super) fn lines_of(
    lines: &impl ReadableTable<KeyColumns, &'static [u8]>,
    kind: Kind,
    namespace: Option<&str>,
) -> Result<Vec<(Key, Value)>, EmbeddedError> {
    let from = namespace.map_or(("", "", ""), |namespace| (namespace, kind.name(), ""));
    let mut found = Vec::new();
    for entry in lines.range(from..)? {
        let (columns, bytes) = entry?;
        let columns = columns.value();
        if namespace.is_some_and(|namespace| (columns.0, columns.1) != (namespace, kind.name())) {
            break;
        }
        let Some(key) = key_of(columns).filter(|key| key.kind == kind) else { continue };
        let unreadable = |source| EmbeddedError::Unreadable { key: key.clone(), source };
        let line: Line = serde_json::from_slice(bytes.value()).map_err(unreadable)?;
        found.push((key, line.object));
    }
    Ok(found)
}

/// A transaction that is on the disk once committed, and after which a killed
/// process's file opens at once.
pub(super) fn begin_write(database: &Database) -> Result<WriteTransaction, EmbeddedError> {
    let mut transaction = database.begin_write()?;
    transaction.set_quick_repair(true);
    Ok(transaction)
}

/// Makes the tables, so that reading finds them, and checks the layout.
pub(super) fn prepare(database: &Database) -> Result<(), EmbeddedError> {
    let transaction = begin_write(database)?;
    {
        transaction.open_table(OBJECTS)?;
        transaction.open_table(LINES)?;
        transaction.open_table(BY_AGE)?;
        let mut counters = transaction.open_table(COUNTERS)?;
        let found = counters.get(FORMAT)?.map(|n| n.value());
        match found {
            Some(found) if found > FORMAT_KNOWN => {
                return Err(EmbeddedError::Newer { found, known: FORMAT_KNOWN });
            }
            Some(_) => {}
            None => {
                counters.insert(FORMAT, FORMAT_KNOWN)?;
            }
        }
    }
    Ok(transaction.commit()?)
}

/// Writes, and reads what was written.
pub(super) fn check(database: &Database) -> Result<(), EmbeddedError> {
    let transaction = begin_write(database)?;
    {
        let mut counters = transaction.open_table(COUNTERS)?;
        let checks = counters.get(CHECKS)?.map_or(0, |n| n.value());
        counters.insert(CHECKS, checks.wrapping_add(1))?;
    }
    transaction.commit()?;
    database.begin_read()?.open_table(COUNTERS)?.get(CHECKS)?;
    Ok(())
}

#[cfg(test)]
pub(super) fn set_format(database: &Database, format: u64) {
    let transaction = database.begin_write().unwrap();
    transaction.open_table(COUNTERS).unwrap().insert(FORMAT, format).unwrap();
    transaction.commit().unwrap();
}
