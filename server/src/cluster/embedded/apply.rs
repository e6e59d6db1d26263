//! The transactions that write.

use std::collections::{BTreeMap, BTreeSet};

use redb::{Database, ReadableTable as _, Table};
use serde_json::{Map, Value};

use super::tables::{self, BY_AGE, COUNTERS, KeyColumns, LINES, Line, OBJECTS, VERSION};
use super::version::{self, Next};
use super::{EmbeddedError, Stamps, needs};
use crate::cluster::list::without_data;
use crate::cluster::need::have_other_data;
use crate::cluster::{Applied, ClusterError, Key, Kind, Need, Object, Outcome};

/// All of `objects` or, on an error and where one of them would change a run or
/// replace what a run needs, none.
pub(super) fn apply(
    database: &Database,
    stamps: &Stamps,
    mut objects: Vec<Object>,
) -> Result<Result<Vec<Applied>, ClusterError>, EmbeddedError> {
    objects.sort_by_key(|object| object.key().kind);
    let transaction = tables::begin_write(database)?;
    let mut applied = Vec::with_capacity(objects.len());
    {
        let mut writer = Writer {
            objects: transaction.open_table(OBJECTS)?,
            lines: transaction.open_table(LINES)?,
            by_age: transaction.open_table(BY_AGE)?,
        };
        if let Some(run) = writer.other_run(&objects, stamps)? {
            return Ok(Err(ClusterError::OtherRun(run)));
        }
        let needs = writer.needs(&objects, stamps)?;
        if !needs.is_empty() {
            return Ok(Err(ClusterError::StillNeeded(needs)));
        }
        let mut counters = transaction.open_table(COUNTERS)?;
        let mut version = counters.get(VERSION)?.map_or(0, |n| n.value());
        for object in objects {
            applied.push(writer.apply(object, &mut version, stamps)?);
        }
        counters.insert(VERSION, version)?;
    }
    if applied.iter().any(|a| a.outcome != Outcome::Unchanged) {
        transaction.commit()?;
    }
    Ok(Ok(applied))
}

/// Whether there was one to delete.
pub(super) fn delete(database: &Database, key: &Key) -> Result<bool, EmbeddedError> {
    let transaction = tables::begin_write(database)?;
    let found = {
        let mut writer = Writer {
            objects: transaction.open_table(OBJECTS)?,
            lines: transaction.open_table(LINES)?,
            by_age: transaction.open_table(BY_AGE)?,
        };
        let mut counters = transaction.open_table(COUNTERS)?;
        let version = counters.get(VERSION)?.map_or(0, |n| n.value());
        counters.insert(VERSION, version + 1)?;
        writer.delete(key)?
    };
    if found {
        transaction.commit()?;
    }
    Ok(found)
}

struct Writer<'t> {
    objects: Table<'t, KeyColumns, &'static [u8]>,
    lines: Table<'t, KeyColumns, &'static [u8]>,
    by_age: Table<'t, u64, KeyColumns>,
}

impl Writer<'_> {
    /// A run that is there already, and would be another.
    fn other_run(&self, objects: &[Object], stamps: &Stamps) -> Result<Option<Key>, EmbeddedError> {
        for object in objects.iter().filter(|object| object.key().kind == Kind::TestRun) {
            let Some(before) = self.stored(object.key())? else { continue };
            let next = version::next(Kind::TestRun, Some(&before), object.body().clone(), 0, stamps);
            if next != Next::Unchanged {
                return Ok(Some(object.key().clone()));
            }
        }
        Ok(None)
    }

    /// The runs that are still starting with a ConfigMap whose bytes would be
    /// others: its name is the same for every submit of a run.
    fn needs(&self, objects: &[Object], stamps: &Stamps) -> Result<Vec<Need>, EmbeddedError> {
        let mut replaced: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for object in objects.iter().filter(|object| object.key().kind == Kind::ConfigMap) {
            let key = object.key();
            if self.stored(key)?.is_some_and(|before| have_other_data(&before, object.body())) {
                replaced.entry(&key.namespace).or_default().insert(&key.name);
            }
        }
        let mut found = Vec::new();
        for (namespace, names) in replaced {
            let starting = needs::starting(&self.lines, namespace, (stamps.now)())?;
            found.extend(starting.into_iter().filter(|need| names.contains(need.config_map.as_str())));
        }
        Ok(found)
    }

    /// `version`: the newest of the store, raised when something is written.
    fn apply(&mut self, object: Object, version: &mut u64, stamps: &Stamps) -> Result<Applied, EmbeddedError> {
        let (key, wanted) = object.into_parts();
        let before = self.stored(&key)?;
        let (outcome, object) = match version::next(key.kind, before.as_ref(), wanted, *version + 1, stamps) {
            Next::Unchanged => (Outcome::Unchanged, before.unwrap_or_default()),
            Next::Write(object) => {
                *version += 1;
                let born = self.born(&key)?;
                self.write(&key, &object, born.unwrap_or(*version))?;
                (if before.is_some() { Outcome::Configured } else { Outcome::Created }, object)
            }
        };
        let resource_version = object.get("metadata").and_then(|m| m.get("resourceVersion"));
        let resource_version = resource_version.and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Applied { api_version: key.kind.api_version(), key, outcome, resource_version })
    }

    fn stored(&self, key: &Key) -> Result<Option<Map<String, Value>>, EmbeddedError> {
        let Some(bytes) = self.objects.get(tables::columns(key))? else { return Ok(None) };
        let unreadable = |source| EmbeddedError::Unreadable { key: key.clone(), source };
        serde_json::from_slice(bytes.value()).map(Some).map_err(unreadable)
    }

    fn born(&self, key: &Key) -> Result<Option<u64>, EmbeddedError> {
        let Some(bytes) = self.lines.get(tables::columns(key))? else { return Ok(None) };
        let unreadable = |source| EmbeddedError::Unreadable { key: key.clone(), source };
        let line: Line = serde_json::from_slice(bytes.value()).map_err(unreadable)?;
        Ok(Some(line.born))
    }

    fn write(&mut self, key: &Key, object: &Map<String, Value>, born: u64) -> Result<(), EmbeddedError> {
        let whole = serde_json::to_vec(object).map_err(EmbeddedError::Unwritable)?;
        let line = Line { born, object: Value::Object(without_data(object.clone(), whole.len())) };
        let line = serde_json::to_vec(&line).map_err(EmbeddedError::Unwritable)?;
        let columns = tables::columns(key);
        self.objects.insert(columns, whole.as_slice())?;
        self.lines.insert(columns, line.as_slice())?;
        self.by_age.insert(born, columns)?;
        Ok(())
    }

    fn delete(&mut self, key: &Key) -> Result<bool, EmbeddedError> {
        if let Some(born) = self.born(key)? {
            self.by_age.remove(born)?;
        }
        self.lines.remove(tables::columns(key))?;
        Ok(self.objects.remove(tables::columns(key))?.is_some())
    }
}

/// What k6-operator says of a run.
#[cfg(test)]
pub(super) fn set_stage(database: &Database, key: &Key, stage: &str) {
    let transaction = tables::begin_write(database).unwrap();
    {
        let mut writer = Writer {
            objects: transaction.open_table(OBJECTS).unwrap(),
            lines: transaction.open_table(LINES).unwrap(),
            by_age: transaction.open_table(BY_AGE).unwrap(),
        };
        let mut object = writer.stored(key).unwrap().unwrap();
        object.insert("status".to_owned(), serde_json::json!({"stage": stage}));
        let born = writer.born(key).unwrap().unwrap();
        writer.write(key, &object, born).unwrap();
    }
    transaction.commit().unwrap();
}
