//! What an overlay may not change: which object it is, and what it runs.

use serde_json::Value;

use super::{Because, OverlayError};

/// Keys of a ConfigMap that hold the archive.
const ARCHIVE: [&str; 2] = ["data", "binaryData"];

/// Pointers into every object, and what to call them.
const FIXED: [(&str, &str); 10] = [
    ("/apiVersion", "apiVersion"),
    ("/kind", "kind"),
    ("/metadata/name", "metadata.name"),
    ("/metadata/generateName", "metadata.generateName"),
    ("/metadata/namespace", "metadata.namespace"),
    // A wrong owner has the object deleted, a finalizer that nobody removes keeps it for ever.
    ("/metadata/ownerReferences", "metadata.ownerReferences"),
    ("/metadata/finalizers", "metadata.finalizers"),
    ("/data", "data"),
    ("/binaryData", "binaryData"),
    ("/spec/script", "spec.script"),
];

/// An archive is large, and none of an overlay's business.
pub(super) fn without_archive(object: &Value) -> Value {
    let mut object = object.clone();
    for key in ARCHIVE {
        for (_, value) in object.get_mut(key).and_then(Value::as_object_mut).into_iter().flatten() {
            *value = Value::String(String::new());
        }
    }
    object
}

/// `laid` in place of `object`, with its archive.
pub(super) fn accepted(object: &Value, laid: &str) -> Result<Value, OverlayError> {
    let kind = object.get("kind").and_then(Value::as_str).unwrap_or_default();
    let broken = |message: String| OverlayError::new(Because::Broken, message);
    let mut laid: Value = serde_json::from_str(laid).map_err(|error| broken(error.to_string()))?;
    if !laid.is_object() {
        return Err(broken(format!("makes something else than an object of the {kind}")));
    }
    let before = without_archive(object);
    for (pointer, name) in FIXED {
        if before.pointer(pointer) != laid.pointer(pointer) {
            return Err(OverlayError::new(Because::Forbidden, format!("changes `{name}` of the {kind}")));
        }
    }
    for key in ARCHIVE {
        if let (Some(own), Some(place)) = (object.get(key), laid.get_mut(key)) {
            *place = own.clone();
        }
    }
    Ok(laid)
}
