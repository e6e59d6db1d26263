//! The transactions that write.

use std::collections::{BTreeMap, BTreeSet};

use redb::{Database, ReadableTable as _, Table, WriteTransaction};
use serde_json::Value;

use super::tables::{self, BY_AGE, COUNTERS, KeyColumns, LINES, Line, OBJECTS, VERSION};
use super::version::{self, Body, Next};
use super::{EmbeddedError, Stamps, needs};
use crate::cluster::list::without_data;
use crate::cluster::need::have_other_data;
use crate::cluster::owner::{archive_of, owners};
use crate::cluster::submit::{is_same, namespaces};
use crate::cluster::{Applied, ClusterError, Key, Kind, Marks, Need, Object, Outcome, Submit};

/// All of the submit or, on an error and where something speaks against it, nothing.
pub(super) fn apply(
    database: &Database,
    stamps: &Stamps,
    submit: Submit,
) -> Result<Result<Vec<Applied>, ClusterError>, EmbeddedError> {
    let submit = submit.in_order();
    let transaction = tables::begin_write(database)?;
    let mut applied = Vec::with_capacity(submit.objects.len());
    {
        let mut writer = Writer::open(&transaction)?;
        if let Some(refusal) = refusal(&writer, &submit, stamps)? {
            return Ok(Err(refusal));
        }
        let mut version = writer.version()?;
        let Submit { objects, marks, .. } = submit;
        for object in objects {
            applied.push(writer.apply(object, &marks, &mut version, stamps)?);
        }
        let runs: Vec<Key> =
            applied.iter().map(|one| one.key.clone()).filter(|key| key.kind == Kind::TestRun).collect();
        for run in &runs {
            let Some(archive) = writer.own(run, &mut version, stamps)? else { continue };
            for one in applied.iter_mut().filter(|one| one.key == archive) {
                one.resource_version = version.to_string();
            }
        }
        writer.counters.insert(VERSION, version)?;
    }
    if applied.iter().any(|a| a.outcome != Outcome::Unchanged) {
        transaction.commit()?;
    }
    Ok(Ok(applied))
}

/// Whether there was one to delete. Archives that only this run owned go with it.
pub(super) fn delete(database: &Database, key: &Key) -> Result<bool, EmbeddedError> {
    let transaction = tables::begin_write(database)?;
    let found = {
        let mut writer = Writer::open(&transaction)?;
        let mut version = writer.version()? + 1;
        if key.kind == Kind::TestRun {
            writer.disown(key, &mut version)?;
        }
        writer.counters.insert(VERSION, version)?;
        writer.delete(key)?
    };
    if found {
        transaction.commit()?;
    }
    Ok(found)
}

/// Why a submit is not applied.
pub(super) fn refusal(
    writer: &Writer,
    submit: &Submit,
    stamps: &Stamps,
) -> Result<Option<ClusterError>, EmbeddedError> {
    if let Some(run) = writer.other_run(submit)? {
        return Ok(Some(ClusterError::OtherRun(run)));
    }
    if let Some(run) = writer.other_of_key(submit)? {
        return Ok(Some(ClusterError::KeyUsed { run, partly: None }));
    }
    let needs = writer.needs(&submit.objects, stamps)?;
    Ok((!needs.is_empty()).then_some(ClusterError::StillNeeded(needs)))
}

pub(super) struct Writer<'t> {
    objects: Table<'t, KeyColumns, &'static [u8]>,
    lines: Table<'t, KeyColumns, &'static [u8]>,
    by_age: Table<'t, u64, KeyColumns>,
    counters: Table<'t, &'static str, u64>,
}

impl<'t> Writer<'t> {
    pub(super) fn open(transaction: &'t WriteTransaction) -> Result<Self, EmbeddedError> {
        Ok(Self {
            objects: transaction.open_table(OBJECTS)?,
            lines: transaction.open_table(LINES)?,
            by_age: transaction.open_table(BY_AGE)?,
            counters: transaction.open_table(COUNTERS)?,
        })
    }

    /// The newest of the store.
    pub(super) fn version(&self) -> Result<u64, EmbeddedError> {
        Ok(self.counters.get(VERSION)?.map_or(0, |n| n.value()))
    }

    /// A run that is there already, and would be another.
    fn other_run(&self, submit: &Submit) -> Result<Option<Key>, EmbeddedError> {
        for object in submit.objects.iter().filter(|object| object.key().kind == Kind::TestRun) {
            let Some(before) = self.stored(object.key())? else { continue };
            if !is_same(&Value::Object(before), object.body(), &submit.marks) {
                return Ok(Some(object.key().clone()));
            }
        }
        Ok(None)
    }

    /// A run that came with another submit of the same key.
    fn other_of_key(&self, submit: &Submit) -> Result<Option<Key>, EmbeddedError> {
        if submit.marks.key.is_none() {
            return Ok(None);
        }
        for namespace in namespaces(&submit.objects) {
            let runs = tables::lines_of(&self.lines, Kind::TestRun, Some(namespace))?;
            if let Some((key, _)) = runs.into_iter().find(|(_, run)| submit.marks.is_of_another(run)) {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    /// The archive that a run reads.
    fn archive_read_by(&self, namespace: &str, run: &Body) -> Result<Option<(Key, Body)>, EmbeddedError> {
        let Some(name) = archive_of(run.get("spec")) else { return Ok(None) };
        let key = Key { kind: Kind::ConfigMap, namespace: namespace.to_owned(), name: name.to_owned() };
        let archive = self.stored(&key)?;
        Ok(archive.map(|archive| (key, archive)))
    }

    /// Makes the archive that a run reads its own: the one that is written anew, if one is.
    fn own(&mut self, run: &Key, version: &mut u64, stamps: &Stamps) -> Result<Option<Key>, EmbeddedError> {
        let Some(stored) = self.stored(run)? else { return Ok(None) };
        let Some((key, archive)) = self.archive_read_by(&run.namespace, &stored)? else { return Ok(None) };
        let starting = needs::starting(&self.lines, &run.namespace, (stamps.now)())?;
        let needed = |owner: &str| starting.iter().any(|need| need.name == owner && need.config_map == key.name);
        let metadata = archive.get("metadata").unwrap_or(&Value::Null);
        let Some(owners) = owners(metadata, stored.get("metadata"), needed) else { return Ok(None) };
        self.set_owners(&key, archive, owners, version)?;
        Ok(Some(key))
    }

    fn set_owners(
        &mut self,
        key: &Key,
        mut archive: Body,
        owners: Vec<Value>,
        version: &mut u64,
    ) -> Result<(), EmbeddedError> {
        *version += 1;
        if let Some(Value::Object(metadata)) = archive.get_mut("metadata") {
            metadata.insert("ownerReferences".to_owned(), Value::Array(owners));
            metadata.insert("resourceVersion".to_owned(), Value::String(version.to_string()));
        }
        let born = self.born(key)?.unwrap_or(*version);
        self.write(key, &archive, born)
    }

    /// Before a run is deleted: its archive loses an owner, and goes when it was the last.
    fn disown(&mut self, run: &Key, version: &mut u64) -> Result<(), EmbeddedError> {
        let Some(stored) = self.stored(run)? else { return Ok(()) };
        let Some((key, archive)) = self.archive_read_by(&run.namespace, &stored)? else { return Ok(()) };
        let of_run =
            |owner: &Value| Some(&owner["uid"]) == stored.get("metadata").and_then(|metadata| metadata.get("uid"));
        let owners = archive.get("metadata").and_then(|metadata| metadata.get("ownerReferences")?.as_array());
        let owners = owners.cloned().unwrap_or_default();
        let left: Vec<Value> = owners.iter().filter(|owner| !of_run(owner)).cloned().collect();
        if left.len() == owners.len() {
            return Ok(());
        }
        if left.is_empty() { self.delete(&key).map(drop) } else { self.set_owners(&key, archive, left, version) }
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
    pub(super) fn apply(
        &mut self,
        object: Object,
        marks: &Marks,
        version: &mut u64,
        stamps: &Stamps,
    ) -> Result<Applied, EmbeddedError> {
        let (key, wanted) = object.into_parts();
        let before = self.stored(&key)?;
        let wanted = match &before {
            None => marks.put_on(key.kind, wanted),
            // It says all that is wanted, and more.
            Some(before) if key.kind == Kind::TestRun => before.clone(),
            Some(before) => with_owners(before, wanted),
        };
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

    pub(super) fn stored(&self, key: &Key) -> Result<Option<Body>, EmbeddedError> {
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

    fn write(&mut self, key: &Key, object: &Body, born: u64) -> Result<(), EmbeddedError> {
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

/// Who owns an archive is no matter of who applies it.
fn with_owners(before: &Body, mut wanted: Body) -> Body {
    let owners = before.get("metadata").and_then(|metadata| metadata.get("ownerReferences"));
    if let (Some(owners), Some(Value::Object(metadata))) = (owners, wanted.get_mut("metadata")) {
        metadata.entry("ownerReferences").or_insert_with(|| owners.clone());
    }
    wanted
}

/// What k6-operator says of a run.
#[cfg(test)]
pub(super) fn set_stage(database: &Database, key: &Key, stage: &str) {
    let transaction = tables::begin_write(database).unwrap();
    {
        let mut writer = Writer::open(&transaction).unwrap();
        let mut object = writer.stored(key).unwrap().unwrap();
        object.insert("status".to_owned(), serde_json::json!({"stage": stage}));
        let born = writer.born(key).unwrap().unwrap();
        writer.write(key, &object, born).unwrap();
    }
    transaction.commit().unwrap();
}
