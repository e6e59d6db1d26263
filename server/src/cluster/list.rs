//! Which objects to list, and a page of them.

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

/// Which objects; a filter that is `None` lets all pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub namespace: Option<String>,
    pub kind: Option<super::Kind>,
    /// Objects on a page, at least 1.
    pub limit: usize,
    /// Only objects older than this one, from [`Page::next`].
    pub after: Option<u64>,
}

impl Query {
    pub const DEFAULT_LIMIT: usize = 100;
    pub const MAX_LIMIT: usize = 500;
}

impl Default for Query {
    fn default() -> Self {
        Self { namespace: None, kind: None, limit: Self::DEFAULT_LIMIT, after: None }
    }
}

/// Objects without their data, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Page {
    /// Each is the object as it is stored, without `data`, `binaryData` and
    /// `encryptedData`, and with `size`: the bytes of the whole object as JSON.
    #[schema(value_type = Vec<Object>)]
    pub items: Vec<Value>,
    /// Given as `continue` it lists what follows; absent on the last page.
    #[serde(rename = "continue", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub next: Option<String>,
}

/// Fields that hold what an object carries.
pub(super) const DATA_FIELDS: [&str; 2] = ["data", "binaryData"];

/// What a list shows of an object. `size`: bytes of the whole as JSON.
pub(super) fn without_data(mut object: Map<String, Value>, size: usize) -> Map<String, Value> {
    for field in DATA_FIELDS {
        object.shift_remove(field);
    }
    if let Some(Value::Object(spec)) = object.get_mut("spec") {
        spec.shift_remove("encryptedData");
    }
    object.insert("size".to_owned(), json!(size));
    object
}
