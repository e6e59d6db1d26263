//! An object that a cluster can take: known kind, valid names, data that fits.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use k6cfg_config::{is_dns_label, is_dns_subdomain};
use serde_json::{Map, Value};

use super::{Key, Kind, Refusal};

/// Bytes of data that Kubernetes lets a ConfigMap hold.
pub const CONFIG_MAP_LIMIT: usize = 1_048_576;

/// A checked object. Everything but `metadata`'s server fields is the caller's.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    key: Key,
    body: Map<String, Value>,
}

impl Object {
    /// Checks what Kubernetes would check.
    ///
    /// # Errors
    /// A [`Refusal`] that names the first thing that is wrong.
    pub fn read(value: Value) -> Result<Self, Refusal> {
        let Value::Object(body) = value else { return Err(Refusal::NoObject) };
        let kind = kind_of(&body)?;
        let metadata = body.get("metadata").and_then(Value::as_object).ok_or(Refusal::NoObject)?;
        let named = |field: &str| metadata.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let key = Key { kind, namespace: named("namespace"), name: named("name") };
        if !is_dns_subdomain(&key.name) {
            return Err(Refusal::Name { kind: kind.name(), name: key.name });
        }
        if !is_dns_label(&key.namespace) {
            return Err(Refusal::Namespace { namespace: key.namespace });
        }
        if kind == Kind::ConfigMap {
            check_data(&key.name, &body)?;
        }
        Ok(Self { key, body })
    }

    pub fn key(&self) -> &Key {
        &self.key
    }

    pub fn body(&self) -> &Map<String, Value> {
        &self.body
    }

    pub fn into_parts(self) -> (Key, Map<String, Value>) {
        (self.key, self.body)
    }
}

fn kind_of(body: &Map<String, Value>) -> Result<Kind, Refusal> {
    let text = |field: &str| body.get(field).and_then(Value::as_str).map(str::to_owned);
    let (Some(api_version), Some(kind)) = (text("apiVersion"), text("kind")) else {
        return Err(Refusal::NoObject);
    };
    Kind::from_name(&kind).filter(|known| known.api_version() == api_version).ok_or(Refusal::Kind { api_version, kind })
}

/// Kubernetes counts the bytes of the values, decoded, without the keys.
fn check_data(name: &str, body: &Map<String, Value>) -> Result<(), Refusal> {
    let entries = |field: &str| body.get(field).and_then(Value::as_object);
    let mut bytes = 0;
    for (entry, value) in entries("data").into_iter().flatten() {
        let text = value.as_str().ok_or_else(|| Refusal::NoText { name: name.to_owned(), entry: entry.clone() })?;
        bytes += text.len();
    }
    for (entry, value) in entries("binaryData").into_iter().flatten() {
        if entries("data").is_some_and(|data| data.contains_key(entry)) {
            return Err(Refusal::EntryTwice { name: name.to_owned(), entry: entry.clone() });
        }
        let decoded = value.as_str().and_then(|text| STANDARD.decode(text).ok());
        bytes += decoded.ok_or_else(|| Refusal::NoBase64 { name: name.to_owned(), entry: entry.clone() })?.len();
    }
    if bytes > CONFIG_MAP_LIMIT {
        return Err(Refusal::TooMuchData { name: name.to_owned(), bytes, limit: CONFIG_MAP_LIMIT });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn config_map(data: &Value) -> Value {
        json!({"apiVersion": "v1", "kind": "ConfigMap",
               "metadata": {"namespace": "team", "name": "scope-id"}, "binaryData": data})
    }

    fn test_run(namespace: &str, name: &str) -> Value {
        json!({"apiVersion": "k6.io/v1alpha1", "kind": "TestRun",
               "metadata": {"namespace": namespace, "name": name}})
    }

    #[test]
    fn names() {
        for good in ["a", "a-b.c-1", "1", &"a".repeat(253)] {
            assert_eq!(Object::read(test_run("team", good)).unwrap().key().name, good);
        }
        for bad in ["", "A", "a_b", "-a", "a-", "a..b", ".a", "æ", "a/b", &"a".repeat(254)] {
            let refused = Object::read(test_run("team", bad));
            assert_eq!(refused, Err(Refusal::Name { kind: "TestRun", name: bad.to_owned() }));
        }
    }

    #[test]
    fn namespaces() {
        for bad in ["", "a.b", "Team", "-a", &"a".repeat(64)] {
            let refused = Object::read(test_run(bad, "run"));
            assert_eq!(refused, Err(Refusal::Namespace { namespace: bad.to_owned() }));
        }
        assert!(Object::read(test_run(&"a".repeat(63), "run")).is_ok());
    }

    #[test]
    fn only_the_kinds_of_a_run() {
        let mut secret = test_run("team", "s");
        secret["kind"] = json!("Secret");
        let refused = Refusal::Kind { api_version: "k6.io/v1alpha1".into(), kind: "Secret".into() };
        assert_eq!(Object::read(secret), Err(refused));
        let mut other = test_run("team", "s");
        other["apiVersion"] = json!("k6.io/v1");
        assert!(matches!(Object::read(other), Err(Refusal::Kind { .. })));
        assert_eq!(Object::read(json!([])), Err(Refusal::NoObject));
        assert_eq!(Object::read(json!({"kind": "TestRun"})), Err(Refusal::NoObject));
    }

    #[test]
    fn a_config_map_holds_one_mebibyte_of_decoded_data() {
        let full = STANDARD.encode(vec![7; CONFIG_MAP_LIMIT]);
        assert!(Object::read(config_map(&json!({"archive.tar": full}))).is_ok());
        let over = STANDARD.encode(vec![7; CONFIG_MAP_LIMIT + 1]);
        let refused = Object::read(config_map(&json!({"archive.tar": over}))).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the data of ConfigMap `scope-id` is 1048577 bytes; a ConfigMap holds at most 1048576"
        );
    }

    #[test]
    fn data_that_is_no_data() {
        let entry = || ("scope-id".to_owned(), "archive.tar".to_owned());
        let (name, text) = entry();
        let refused = Object::read(config_map(&json!({"archive.tar": "%"})));
        assert_eq!(refused, Err(Refusal::NoBase64 { name, entry: text }));
        let mut twice = config_map(&json!({"archive.tar": "AA=="}));
        twice["data"] = json!({"archive.tar": "x"});
        let (name, text) = entry();
        assert_eq!(Object::read(twice.clone()), Err(Refusal::EntryTwice { name, entry: text }));
        twice["data"] = json!({"n": 1});
        assert!(matches!(Object::read(twice), Err(Refusal::NoText { .. })));
    }
}
