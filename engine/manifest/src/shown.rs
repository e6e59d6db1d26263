//! Objects as they are compared: what people would look at, and nothing that
//! differs each time.
//!
//! An archive is one long text of bytes; shown is what is in it. What the API
//! server adds to an object is left out. Names with the time of their generation
//! differ between any two generations: [`calm`] sets those aside.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use k6cfg_archive::Contents;
use serde::Deserialize as _;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::text::yaml;

/// The key of a ConfigMap that holds an archive.
const ARCHIVE: &str = "archive.tar";

/// What only the API server writes.
const OF_THE_CLUSTER: [&str; 7] =
    ["creationTimestamp", "deletionTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];

/// The annotation in which `kubectl apply` keeps the whole object once more.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// The object as YAML, with what is in its archive instead of the archive, and
/// without what the cluster adds.
pub fn shown(object: &Value) -> String {
    let mut object = object.clone();
    if let Some(all) = object.as_object_mut() {
        all.shift_remove("status");
        if let Some(metadata) = all.get_mut("metadata").and_then(Value::as_object_mut) {
            for key in OF_THE_CLUSTER {
                metadata.shift_remove(key);
            }
            if let Some(annotations) = metadata.get_mut("annotations").and_then(Value::as_object_mut) {
                annotations.shift_remove(LAST_APPLIED);
            }
        }
        for key in ["data", "binaryData"] {
            let Some(files) = all.get_mut(key).and_then(Value::as_object_mut) else { continue };
            for (name, content) in files.iter_mut().filter(|(name, _)| *name == ARCHIVE) {
                let text = content.as_str().unwrap_or_default();
                let bytes = if key == "data" { Some(text.as_bytes().to_vec()) } else { STANDARD.decode(text).ok() };
                if let Some(bytes) = bytes {
                    *content = archive(name, &bytes);
                }
            }
        }
    }
    yaml(&object)
}

fn archive(name: &str, bytes: &[u8]) -> Value {
    let Ok(contents) = Contents::read(bytes) else {
        return json!(format!("{name}: {} bytes, sha256 {}", bytes.len(), digest(bytes)));
    };
    let of = |key: &str| contents.metadata.get(key).cloned().unwrap_or_default();
    let files: serde_json::Map<String, Value> = contents
        .files
        .iter()
        .map(|(location, file)| (location.to_string(), json!(format!("{} bytes, sha256 {}", file.len(), digest(file)))))
        .collect();
    json!({ "options": of("options"), "env": of("env"), "filename": of("filename"), "files": files })
}

/// As many digits as tell files apart.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A text without its generation times: milliseconds since the epoch that stand
/// in a name with five characters behind them, there and wherever else the text
/// has the same. Other times are people's own.
pub fn calm(text: &str) -> String {
    let stamps: BTreeSet<&str> = numbers(text)
        .filter(|(_, end)| suffix(text, *end).is_some())
        .filter_map(|(start, end)| text.get(start..end))
        .collect();
    let mut calm = String::with_capacity(text.len());
    let mut copied = 0;
    for (start, end) in
        numbers(text).filter(|(start, end)| text.get(*start..*end).is_some_and(|time| stamps.contains(time)))
    {
        calm.push_str(text.get(copied..start).unwrap_or_default());
        calm.push_str("(time)");
        copied = suffix(text, end).unwrap_or(end);
    }
    calm.push_str(text.get(copied..).unwrap_or_default());
    calm
}

/// Where numbers are that could be milliseconds since the epoch, of this century
/// or the end of the last.
fn numbers(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    const DIGITS: usize = 13;
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            let end = start + bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
            at = end.max(start + 1);
            let is_alone = !is_word(bytes, start.checked_sub(1)) && !is_word(bytes, Some(end));
            if end - start == DIGITS && bytes.get(start) == Some(&b'1') && is_alone {
                return Some((start, end));
            }
        }
        None
    })
}

fn is_word(bytes: &[u8], at: Option<usize>) -> bool {
    at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric)
}

/// Where the suffix ends that follows a time in a name.
fn suffix(text: &str, time: usize) -> Option<usize> {
    const LENGTH: usize = 5;
    let bytes = text.as_bytes();
    let (start, end) = (time + 1, time + 1 + LENGTH);
    let is_suffix = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
    let fits =
        bytes.get(time) == Some(&b'-') && bytes.get(start..end)?.iter().all(is_suffix) && !is_word(bytes, Some(end));
    fits.then_some(end)
}

/// Which object it is, whenever it was generated: kind, namespace and name. All
/// that a TestRun's name says may be its environment and the time: the
/// ConfigMap that it runs tells which it is.
pub fn key(object: &Value) -> String {
    let at = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let runs = at("/spec/script/configMap/name");
    calm(&format!("{} {} {} {runs}", at("/kind"), at("/metadata/namespace"), at("/metadata/name")))
}

/// The objects in a text of YAML or JSON: one, several documents, or a List.
///
/// # Errors
/// Where the text does not read, or holds what is no object of Kubernetes.
pub fn objects(text: &str) -> Result<Vec<Value>, String> {
    let mut objects = Vec::new();
    for document in serde_yaml::Deserializer::from_str(text) {
        let value = Value::deserialize(document).map_err(|error| error.to_string())?;
        collect(value, &mut objects)?;
    }
    Ok(objects)
}

fn collect(value: Value, objects: &mut Vec<Value>) -> Result<(), String> {
    if value.is_null() {
        return Ok(());
    }
    let kind = value.get("kind").and_then(Value::as_str).unwrap_or_default();
    if kind == "List" || kind.ends_with("List") && value.get("items").is_some() {
        let items = value.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
        return items.into_iter().try_for_each(|item| collect(item, objects));
    }
    if kind.is_empty() || value.get("apiVersion").is_none() {
        return Err("it holds something without `apiVersion` and `kind`".to_owned());
    }
    // What names files to kubectl is nothing that is applied.
    if kind != "Kustomization" {
        objects.push(value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_set_aside_and_nothing_else() {
        for (text, expected) in [
            ("name: yt01-1700000000123-ab1z9", "name: yt01-(time)"),
            ("yt01-1700000000123-ab1z9-runner", "yt01-(time)-runner"),
            ("a-1700000000123-ab1z9 TIME: '1700000000123'", "a-(time) TIME: '(time)'"),
            ("a-1700000000123-ab1z9 START: '1735689600000'", "a-(time) START: '1735689600000'"),
            ("START: '1735689600000'", "START: '1735689600000'"),
            ("1700000000123-toolong", "1700000000123-toolong"),
            ("170000000012-ab1z9", "170000000012-ab1z9"),
            ("17000000001234-ab1z9", "17000000001234-ab1z9"),
            ("x1700000000123-ab1z9", "x1700000000123-ab1z9"),
            ("2700000000123-ab1z9", "2700000000123-ab1z9"),
            ("ø1700000000123-ab1z9ø", "ø(time)ø"),
            ("1700000000123-", "1700000000123-"),
        ] {
            assert_eq!(calm(text), expected);
        }
    }

    #[test]
    fn one_object_of_two_generations_has_one_key() {
        let named = |name: &str| json!({"kind": "TestRun", "metadata": {"namespace": "n", "name": name}});
        assert_eq!(key(&named("at22-1700000000123-aaaaa")), key(&named("at22-1800000000123-bbbbb")));
        assert_ne!(key(&named("at22-1700000000123-aaaaa")), key(&named("at23-1700000000123-aaaaa")));
        let running = |config_map: &str| {
            let mut object = named("at22-1700000000123-aaaaa");
            object["spec"] = json!({"script": {"configMap": {"name": config_map}}});
            object
        };
        assert_ne!(key(&running("orders")), key(&running("users")));
    }

    #[test]
    fn what_the_cluster_adds_is_not_shown() {
        let object = json!({
            "kind": "ConfigMap",
            "metadata": {"name": "c", "uid": "1", "resourceVersion": "2", "managedFields": [],
                         "annotations": {"a": "b", LAST_APPLIED: "{}"}},
            "status": {},
        });
        assert_eq!(shown(&object), "kind: ConfigMap\nmetadata:\n  name: c\n  annotations:\n    a: b\n");
    }

    #[test]
    fn bytes_that_are_no_archive_are_told_by_their_digest() {
        let object =
            json!({"binaryData": {"archive.tar": STANDARD.encode(b"abc"), "other": "AAAA"}, "data": {"x": "y"}});
        let shown = shown(&object);
        assert!(shown.contains("3 bytes, sha256 ba7816bf8f01cfea"), "{shown}");
        assert!(shown.contains("other: AAAA") && shown.contains("x: \"y\""), "{shown}");
    }

    #[test]
    fn documents_and_lists_are_read() {
        let one = "apiVersion: v1\nkind: ConfigMap\n";
        let count = |text: &str| objects(text).map(|objects| objects.len());
        assert_eq!(count(one), Ok(1));
        assert_eq!(count(&format!("---\n{one}---\n---\n{one}")), Ok(2));
        assert_eq!(count(r#"{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"A"}]}"#), Ok(1));
        assert_eq!(count(""), Ok(0));
        assert!(count("a: 1").is_err() && count("a: [").is_err() && count("- 1").is_err());
    }
}
