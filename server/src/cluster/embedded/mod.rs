//! A cluster in one file: objects in a transactional store (redb), versioned
//! the way Kubernetes does it.
//!
//! Start at [`Embedded`]. [`tables`] is the file's layout, [`version`] decides
//! what an applied object becomes, [`needs`] what must stay as it is; [`apply`],
//! [`foresee`], [`look`] and [`read`] are the transactions, [`watch`] looks again after
//! each. There are no rights here: whoever reaches the server may do everything.
//! A transaction is on the disk before it is answered, so what was answered
//! survives a killed process.

mod apply;
mod error;
mod foresee;
mod look;
mod needs;
mod read;
mod stamps;
mod tables;
mod version;
mod watch;

use std::path::Path;
use std::sync::Arc;

use redb::{Builder, Database};
use serde_json::Value;

pub use error::EmbeddedError;
pub use stamps::Stamps;

use tokio::sync::watch::Sender;

use super::{
    Access, Answer, Applied, Changes, Cluster, ClusterError, Finding, Foreseen, Key, Kind, Log, Outcome, Page, Pod,
    Query, Submit, Tell, Wanted,
};
use crate::who::Caller;

/// Bytes of the file kept in memory.
const CACHE_BYTES: usize = 64 * 1024 * 1024;

/// The store, open. Only one process has a file open at a time.
#[derive(Clone)]
pub struct Embedded {
    store: Arc<Store>,
}

struct Store {
    database: Database,
    stamps: Stamps,
    /// Counts writes, for those that watch.
    writes: Sender<u64>,
}

impl Embedded {
    /// Opens the file at `path`, or makes it. Blocks.
    ///
    /// # Errors
    /// [`EmbeddedError::Locked`] while another process has it open.
    pub fn open(path: &Path, stamps: Stamps) -> Result<Self, EmbeddedError> {
        let database = Builder::new().set_cache_size(CACHE_BYTES).create(path)?;
        tables::prepare(&database)?;
        Ok(Self { store: Arc::new(Store { database, stamps, writes: Sender::default() }) })
    }

    /// Runs `work` where blocking is fine.
    fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, EmbeddedError> + Send + 'static,
    ) -> Answer<'_, T> {
        let store = Arc::clone(&self.store);
        Box::pin(async move {
            let done = tokio::task::spawn_blocking(move || work(&store)).await;
            done.map_err(EmbeddedError::Stopped)?.map_err(ClusterError::Embedded)
        })
    }
}

impl Store {
    fn written(&self) {
        self.writes.send_modify(|count| *count = count.wrapping_add(1));
    }
}

impl Cluster for Embedded {
    fn name(&self) -> &'static str {
        "embedded"
    }

    fn seen_by(&self, _caller: &Caller) -> Arc<dyn Cluster> {
        Arc::new(self.clone())
    }

    fn apply(&self, submit: Submit, tell: Tell) -> Answer<'_, Vec<Applied>> {
        let applied = self.off_thread(|store| {
            let applied = apply::apply(&store.database, &store.stamps, submit)?;
            if applied.as_ref().is_ok_and(|applied| applied.iter().any(|one| one.outcome != Outcome::Unchanged)) {
                store.written();
            }
            Ok(applied)
        });
        Box::pin(async move {
            let applied = applied.await??;
            for one in &applied {
                tell(one);
            }
            Ok(applied)
        })
    }

    fn foresee(&self, submit: Submit) -> Answer<'_, Vec<Foreseen>> {
        self.off_thread(|store| foresee::foresee(&store.database, &store.stamps, submit))
    }

    fn get(&self, key: Key) -> Answer<'_, Option<Value>> {
        self.off_thread(move |store| read::get(&store.database, &key))
    }

    fn list(&self, query: Query) -> Answer<'_, Page> {
        self.off_thread(move |store| read::list(&store.database, &query))
    }

    fn watch(&self, kind: Kind, namespace: Option<String>) -> Changes {
        watch::changes(Arc::clone(&self.store), kind, namespace)
    }

    fn delete(&self, key: Key) -> Answer<'_, bool> {
        self.off_thread(move |store| {
            let deleted = apply::delete(&store.database, &key)?;
            if deleted {
                store.written();
            }
            Ok(deleted)
        })
    }

    fn access(&self, namespace: String) -> Answer<'_, Access> {
        Box::pin(async { Ok(Access::to_all(namespace)) })
    }

    fn look(&self, wanted: Wanted) -> Answer<'_, Vec<Finding>> {
        self.off_thread(move |store| look::look(&store.database, &wanted))
    }

    /// Nothing runs here yet.
    fn pods(&self, _run: Key) -> Answer<'_, Vec<Pod>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn log(&self, _run: Key, pod: String, _follow: bool) -> Answer<'_, Log> {
        Box::pin(async { Err(ClusterError::NoPod(pod)) })
    }

    fn health(&self) -> Answer<'_, ()> {
        self.off_thread(|store| tables::check(&store.database))
    }
}

#[cfg(test)]
mod tests;
