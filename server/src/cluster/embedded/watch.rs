//! What happens in the store: it is looked at after each write, and what is
//! otherwise than before is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::{StreamExt as _, stream};
use redb::{Database, ReadableDatabase as _};
use serde_json::Value;
use tokio::sync::watch::Receiver;

use super::tables::{self, LINES, Line};
use super::{EmbeddedError, Store};
use crate::cluster::{Change, Changes, ClusterError, Key, Kind};

/// What was told, with its version.
type Told = BTreeMap<Key, String>;

struct Watch {
    store: Arc<Store>,
    kind: Kind,
    namespace: Option<String>,
    /// Says that something was written.
    writes: Receiver<u64>,
    told: Option<Told>,
}

pub(super) fn changes(store: Arc<Store>, kind: Kind, namespace: Option<String>) -> Changes {
    let writes = store.writes.subscribe();
    let watch = Watch { store, kind, namespace, writes, told: None };
    let pieces = stream::unfold(watch, |mut watch| async {
        if watch.told.is_some() && watch.writes.changed().await.is_err() {
            return None;
        }
        let changes = watch.look().await;
        Some((changes, watch))
    });
    pieces
        .flat_map(|changes| match changes {
            Ok(changes) => stream::iter(changes.into_iter().map(Ok)).boxed(),
            Err(error) => stream::once(async { Err(error) }).boxed(),
        })
        .boxed()
}

impl Watch {
    async fn look(&mut self) -> Result<Vec<Change>, ClusterError> {
        self.writes.mark_unchanged();
        let (store, kind, namespace) = (Arc::clone(&self.store), self.kind, self.namespace.clone());
        let read = tokio::task::spawn_blocking(move || lines(&store.database, kind, namespace.as_deref()));
        let there = read.await.map_err(EmbeddedError::Stopped)?.map_err(ClusterError::Embedded)?;
        let is_first = self.told.is_none();
        let before = self.told.take().unwrap_or_default();
        let mut changes = Vec::new();
        if is_first {
            changes.push(Change::Start);
        }
        let mut now = Told::new();
        for (key, object) in there {
            let version =
                object.pointer("/metadata/resourceVersion").and_then(Value::as_str).unwrap_or_default().to_owned();
            if before.get(&key) != Some(&version) {
                changes.push(Change::There(object));
            }
            now.insert(key, version);
        }
        changes.extend(before.into_keys().filter(|key| !now.contains_key(key)).map(Change::Gone));
        if is_first {
            changes.push(Change::Told);
        }
        self.told = Some(now);
        Ok(changes)
    }
}

fn lines(database: &Database, kind: Kind, namespace: Option<&str>) -> Result<Vec<(Key, Value)>, EmbeddedError> {
    let lines = database.begin_read()?.open_table(LINES)?;
    let mut found = Vec::new();
    for entry in lines.range((namespace.unwrap_or_default(), "", "")..)? {
        let (columns, bytes) = entry?;
        let columns = columns.value();
        if namespace.is_some_and(|namespace| namespace != columns.0) {
            break;
        }
        let Some(key) = tables::key_of(columns).filter(|key| key.kind == kind) else { continue };
        let unreadable = |source| EmbeddedError::Unreadable { key: key.clone(), source };
        let line: Line = serde_json::from_slice(bytes.value()).map_err(unreadable)?;
        found.push((key, line.object));
    }
    Ok(found)
}
