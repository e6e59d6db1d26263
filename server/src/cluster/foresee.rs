//! What would become of objects, before they are applied.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::submit::OF_THE_SERVER;
use super::{Key, Outcome};

/// Fields of `metadata` that the cluster, or this server, keeps for itself.
const KEPT: [&str; 7] =
    ["creationTimestamp", "generation", "managedFields", "ownerReferences", "resourceVersion", "selfLink", "uid"];

/// An object of the cluster as somebody would have written it.
pub(super) fn as_written(mut object: Value) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.shift_remove("status");
    }
    let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) else { return object };
    for field in KEPT {
        metadata.shift_remove(field);
    }
    for field in ["labels", "annotations"] {
        let Some(Value::Object(notes)) = metadata.get_mut(field) else { continue };
        notes.retain(|name, _| !name.starts_with(OF_THE_SERVER));
        if notes.is_empty() {
            metadata.shift_remove(field);
        }
    }
    object
}

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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_the_writers_is_left_out() {
        let written = json!({"kind": "TestRun", "metadata": {"name": "r", "labels": {"a": "b"}}, "spec": {}});
        let mut there = written.clone();
        there["status"] = json!({"stage": "started"});
        there["metadata"]["uid"] = json!("1");
        there["metadata"]["ownerReferences"] = json!([{}]);
        there["metadata"]["labels"]["k6cfg/submission"] = json!("c");
        there["metadata"]["annotations"] = json!({"k6cfg/digest": "d"});
        assert_eq!(as_written(there), written);
    }
}
