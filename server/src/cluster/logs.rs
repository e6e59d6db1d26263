//! The pods of a run, and what they print.

use std::pin::Pin;

use axum::body::Bytes;
use futures::Stream;
use serde::Serialize;
use utoipa::ToSchema;

/// Label that k6-operator puts on the pods of a run, with the run's name.
pub(super) const RUN_LABEL: &str = "k6_cr";

/// A pod of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Pod {
    pub name: String,
    /// `initializer`, `starter` or `runner`.
    pub role: &'static str,
    /// `Pending`, `Running`, `Succeeded`, `Failed`, or `Unknown`.
    pub phase: String,
    /// Why it waits or has ended, in the cluster's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of k6, once it has ended: 99 for a threshold that was crossed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_code: Option<i32>,
}

/// Bytes as they are printed.
pub type Log = Pin<Box<dyn Stream<Item = Result<Bytes, std::io::Error>> + Send>>;
