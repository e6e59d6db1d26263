//! What happens in the store: it is looked at after each write, and what is
//! otherwise than before is told.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures::{StreamExt as _, stream};
use redb::ReadableDatabase as _;
use serde_json::Value;
use tokio::sync::watch::Receiver;

use super::tables::{self, LINES};
use super::{EmbeddedError, Store};
use crate::cluster::{Change, Changes, ClusterError, Key, Kind};

/// How long is waited after the store could not be read.
const BREATH: Duration = Duration::from_secs(1);

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
        if changes.is_err() {
            // What cannot be read now is not read again at once.
            tokio::time::sleep(BREATH).await;
        }
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
        let read = tokio::task::spawn_blocking(move || {
            let lines = store.database.begin_read()?.open_table(LINES)?;
            tables::lines_of(&lines, kind, namespace.as_deref())
        });
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
