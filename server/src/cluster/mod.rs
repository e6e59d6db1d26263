//! What holds the applied objects: one interface, several clusters.
//!
//! Start at [`Cluster`]. An [`Object`] is checked when it is read, so a cluster
//! only ever sees objects that it can hold. [`embedded`] keeps them in a file
//! of this machine, [`kubernetes`] in a real cluster. What is done is done as
//! somebody: [`Cluster::seen_by`].

mod access;
mod change;
pub mod embedded;
mod error;
mod foresee;
mod key;
mod kind;
pub mod kubernetes;
mod list;
mod logs;
mod look;
mod need;
mod object;
mod owner;
mod submit;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

pub use access::{Access, Missing, Permission};
pub use change::{Change, Changes};
pub use error::{ClusterError, Partly, Refusal, Refused};
pub use foresee::{Fate, Foreseen, Words};
pub use key::Key;
pub use kind::Kind;
pub use list::{Page, Query};
pub use logs::{Log, Pod};
pub use look::{Finding, State, Wanted};
pub use need::Need;
pub use object::{CONFIG_MAP_LIMIT, Object};
pub use submit::{BY_ANNOTATION, DIGEST_ANNOTATION, KEY_LABEL, Marks, Submit};

use crate::who::Caller;

/// What a cluster answers, later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ClusterError>> + Send + 'a>>;

/// Hears of each object when it is applied.
pub type Tell = Arc<dyn Fn(&Applied) + Send + Sync>;

/// Where objects are applied and read, as somebody.
pub trait Cluster: Send + Sync {
    /// `embedded` or `kubernetes`: which one this is, for people.
    fn name(&self) -> &'static str;

    /// The same cluster, as this one may use it.
    fn seen_by(&self, caller: &Caller) -> Arc<dyn Cluster>;

    /// Makes each object be there as given, replacing one of the same key.
    /// They go SealedSecret, ConfigMap, TestRun, and are answered in that order.
    /// Applying the same again changes nothing. A ConfigMap keeps its bytes while
    /// a run that reads it is still starting, a TestRun that is there stays as
    /// it is, and a key is for one submit: else nothing is applied, and this
    /// fails with [`ClusterError::StillNeeded`], [`ClusterError::OtherRun`] or
    /// [`ClusterError::KeyUsed`]. An archive is owned by the runs that read it.
    fn apply(&self, submit: Submit, tell: Tell) -> Answer<'_, Vec<Applied>>;

    /// What [`Cluster::apply`] would do with each, without doing it.
    fn foresee(&self, submit: Submit) -> Answer<'_, Vec<Foreseen>>;

    /// The whole object; `None` when there is none.
    fn get(&self, key: Key) -> Answer<'_, Option<Value>>;

    /// One page of objects without their data, newest first.
    fn list(&self, query: Query) -> Answer<'_, Page>;

    /// What is there of a kind, and then what happens to it.
    fn watch(&self, kind: Kind, namespace: Option<String>) -> Changes;

    /// Whether there was one to delete. An archive that nothing else owns goes
    /// with its run.
    fn delete(&self, key: Key) -> Answer<'_, bool>;

    /// What may be done in a namespace.
    fn access(&self, namespace: String) -> Answer<'_, Access>;

    /// Whether what a submit counts on is there.
    fn look(&self, wanted: Wanted) -> Answer<'_, Vec<Finding>>;

    /// Pods of a TestRun.
    fn pods(&self, run: Key) -> Answer<'_, Vec<Pod>>;

    /// What a pod of a TestRun prints.
    fn log(&self, run: Key, pod: String, follow: bool) -> Answer<'_, Log>;

    /// Fails when objects cannot be read or written now.
    fn health(&self) -> Answer<'_, ()>;
}

/// Nobody hears of it.
pub fn untold() -> Tell {
    Arc::new(|_| ())
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
