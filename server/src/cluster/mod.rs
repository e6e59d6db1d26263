//! What holds the applied objects: one interface, several clusters.
//!
//! Start at [`Cluster`]. An [`Object`] is checked when it is read, so a cluster
//! only ever sees objects that it can hold. [`embedded`] keeps them in a file
//! of this machine, [`kubernetes`] in a real cluster.

pub mod embedded;
mod error;
mod key;
mod kind;
pub mod kubernetes;
mod list;
mod need;
mod object;

use std::future::Future;
use std::pin::Pin;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

pub use error::{ClusterError, Refusal};
pub use key::Key;
pub use kind::Kind;
pub use list::{Page, Query};
pub use need::Need;
pub use object::{CONFIG_MAP_LIMIT, Object};

/// What a cluster answers, later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ClusterError>> + Send + 'a>>;

/// Where objects are applied and read.
pub trait Cluster: Send + Sync {
    /// `embedded` or `kubernetes`: which one this is, for people.
    fn name(&self) -> &'static str;

    /// Makes each object be there as given, replacing one of the same key.
    /// They go SealedSecret, ConfigMap, TestRun, and are answered in that order.
    /// Applying the same again changes nothing. A ConfigMap keeps its bytes while
    /// a run that reads it is still starting, and a TestRun that is there stays as
    /// it is: then nothing is applied, and this fails with
    /// [`ClusterError::StillNeeded`] or [`ClusterError::OtherRun`].
    fn apply(&self, objects: Vec<Object>) -> Answer<'_, Vec<Applied>>;

    /// The whole object; `None` when there is none.
    fn get(&self, key: Key) -> Answer<'_, Option<Value>>;

    /// One page of objects without their data, newest first.
    fn list(&self, query: Query) -> Answer<'_, Page>;

    /// Whether there was one to delete.
    fn delete(&self, key: Key) -> Answer<'_, bool>;

    /// Fails when objects cannot be read or written now.
    fn health(&self) -> Answer<'_, ()>;
}

/// What became of one applied object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Applied {
    pub api_version: &'static str,
    #[serde(flatten)]
    pub key: Key,
    pub outcome: Outcome,
    /// A decimal number that grows with every change in the cluster.
    pub resource_version: String,
}

/// In the words of `kubectl apply`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Created,
    Configured,
    Unchanged,
}
