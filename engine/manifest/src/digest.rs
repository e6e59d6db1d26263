//! Digests of objects: what was seen is what is applied.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// One object's name and digest, for naming differences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectDigest {
    pub kind: String,
    pub name: String,
    pub digest: String,
}

/// `sha256:` and 64 hex digits over kind, name and digest of each object, in
/// order.
pub fn digest<'a>(objects: impl IntoIterator<Item = &'a Value>) -> String {
    let mut hash = Sha256::new();
    for object in objects {
        let ObjectDigest { kind, name, digest } = object_digest(object);
        hash.update(format!("{kind}/{name} {digest}\n"));
    }
    format!("sha256:{}", hex(&hash.finalize()))
}

/// `sha256:` and 64 hex digits over the object as JSON without white space and
/// with the keys of every object in byte order.
pub fn object_digest(object: &Value) -> ObjectDigest {
    let mut canonical = object.clone();
    canonical.sort_all_objects();
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    ObjectDigest {
        kind: text(object.get("kind")),
        name: text(object.pointer("/metadata/name")),
        digest: format!("sha256:{}", hex(&Sha256::digest(canonical.to_string()))),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn key_order_does_not_count_and_values_do() {
        let a = json!({"kind": "A", "metadata": {"name": "n", "x": 1}});
        let b = json!({"metadata": {"x": 1, "name": "n"}, "kind": "A"});
        let c = json!({"metadata": {"x": 2, "name": "n"}, "kind": "A"});
        assert_eq!(digest([&a]), digest([&b]));
        assert_ne!(digest([&a]), digest([&c]));
        assert_ne!(digest([&a, &c]), digest([&c, &a]));
        assert_eq!(object_digest(&a).digest.len(), 7 + 64);
    }
}
