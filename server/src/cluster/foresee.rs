//! What would become of objects, before they are applied.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Key, Outcome};

/// What would become of one object.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Foreseen {
    pub api_version: &'static str,
    #[serde(flatten)]
    pub key: Key,
    #[serde(flatten)]
    pub fate: Fate,
    /// The object as it is in the cluster, without what the cluster keeps for
    /// itself; left out where there is none, or where it may not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub live: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", untagged)]
pub enum Fate {
    /// It would be applied.
    Applied { outcome: Outcome },
    /// It would not, and why: in the API server's own words where those are.
    Refused { refused: Words },
}

/// Why an object is not applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// HTTP status of the API server's answer; 0 where there was none.
    pub status: u16,
    /// Whether another one set the fields, and they could be taken over.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub set_by_another: bool,
    pub message: String,
}
