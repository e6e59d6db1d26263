//! A cluster in one file: objects in a transactional store (redb), versioned
//! the way Kubernetes does it.
//!
//! Start at [`Embedded`]. [`tables`] is the file's layout, [`version`] decides
//! what an applied object becomes, [`needs`] what must stay as it is; [`apply`]
//! and [`read`] are the transactions.
//! A transaction is on the disk before it is answered, so what was answered
//! survives a killed process.

mod apply;
mod error;
mod needs;
mod read;
mod stamps;
mod tables;
mod version;

use std::path::Path;
use std::sync::Arc;

use redb::{Builder, Database};
use serde_json::Value;

pub use error::EmbeddedError;
pub use stamps::Stamps;

use super::{Answer, Applied, Cluster, ClusterError, Key, Object, Page, Query};

/// Bytes of the file kept in memory.
const CACHE_BYTES: usize = 64 * 1024 * 1024;

/// The store, open. Only one process has a file open at a time.
pub struct Embedded {
    store: Arc<Store>,
}

struct Store {
    database: Database,
    stamps: Stamps,
}

impl Embedded {
    /// Opens the file at `path`, or makes it. Blocks.
    ///
    /// # Errors
    /// [`EmbeddedError::Locked`] while another process has it open.
    pub fn open(path: &Path, stamps: Stamps) -> Result<Self, EmbeddedError> {
        let database = Builder::new().set_cache_size(CACHE_BYTES).create(path)?;
        tables::prepare(&database)?;
        Ok(Self { store: Arc::new(Store { database, stamps }) })
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

impl Cluster for Embedded {
    fn name(&self) -> &'static str {
        "embedded"
    }

    fn apply(&self, objects: Vec<Object>) -> Answer<'_, Vec<Applied>> {
        let applied = self.off_thread(|store| apply::apply(&store.database, &store.stamps, objects));
        Box::pin(async { applied.await? })
    }

    fn get(&self, key: Key) -> Answer<'_, Option<Value>> {
        self.off_thread(move |store| read::get(&store.database, &key))
    }

    fn list(&self, query: Query) -> Answer<'_, Page> {
        self.off_thread(move |store| read::list(&store.database, &query))
    }

    fn delete(&self, key: Key) -> Answer<'_, bool> {
        self.off_thread(move |store| apply::delete(&store.database, &key))
    }

    fn health(&self) -> Answer<'_, ()> {
        self.off_thread(|store| tables::check(&store.database))
    }
}

#[cfg(test)]
mod tests;
