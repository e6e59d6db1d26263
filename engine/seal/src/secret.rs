//! A plain `Secret` that somebody pasted: what of it is sealed, and what is left
//! behind.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::name;
use crate::text::{self, Place};
use crate::{Scope, SecretType, Value};

/// Annotations in which tools keep the whole object, its values too.
const KEEP_THE_OBJECT: [&str; 3] =
    ["kapp.k14s.io/original", "kapp.k14s.io/original-diff", "objectset.rio.cattle.io/applied"];

/// Shorter values are in an annotation by chance.
const TELLING_BYTES: usize = 6;

/// One `Secret`, its values decoded.
#[derive(Debug, Default)]
pub struct PlainSecret {
    pub name: Option<String>,
    pub namespace: Option<String>,
    /// The scope that its annotations ask for.
    pub scope: Option<Scope>,
    pub secret_type: SecretType,
    pub immutable: Option<bool>,
    pub labels: BTreeMap<String, String>,
    pub annotations: BTreeMap<String, String>,
    pub values: BTreeMap<String, Value>,
    /// What is not carried over, by its path.
    pub dropped: Vec<String>,
}

/// Why a text is no `Secret` to seal. No value is in it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SecretError {
    #[error("line {line}, column {column}: this is not YAML, or not what a Secret has there")]
    Syntax { line: usize, column: usize },
    #[error("there is no Secret in it")]
    Nothing,
    #[error("`{0}` is not a Secret")]
    OtherKind(String),
    #[error("it is a SealedSecret: its values are sealed already")]
    Sealed,
    #[error("`{0}` is not text")]
    NotText(String),
    #[error("`{0}` has a key twice")]
    Twice(String),
    /// By its place: a key that is none may be a value with a space forgotten.
    #[error("key {at} of `{of}` is not one: letters, digits, `-`, `_` and `.`")]
    Key { of: &'static str, at: usize },
    #[error("`data.{0}` is not base64")]
    NotBase64(String),
}

impl SecretError {
    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "mend the text there; it is not shown here, since it may hold a secret",
            Self::Nothing | Self::OtherKind(_) => "give a manifest with `kind: Secret` and its `data` or `stringData`",
            Self::Sealed => "merge a key into it, or use it as it is",
            Self::NotText(_) => "put the value in quotes",
            Self::Twice(_) => "leave one of them",
            Self::NotBase64(_) => "values under `data` are base64; write plain text under `stringData`",
            Self::Key { .. } => "rename it; is there a space after each colon?",
        }
    }
}

impl From<Place> for SecretError {
    fn from(at: Place) -> Self {
        Self::Syntax { line: at.line, column: at.column }
    }
}

impl PlainSecret {
    /// Reads all `Secret`s of a text of YAML or JSON, those of a `List` too.
    ///
    /// # Errors
    /// At the first thing that is wrong: nothing of such a text is sealed.
    pub fn read(text: &str) -> Result<Vec<Self>, SecretError> {
        let documents: Vec<Manifest> = text::documents(text)?;
        let mut secrets = Vec::new();
        for document in documents {
            let items = if document.kind.said() == Some("List") { document.items } else { vec![document] };
            for item in items {
                secrets.push(item.secret()?);
            }
        }
        if secrets.is_empty() { Err(SecretError::Nothing) } else { Ok(secrets) }
    }
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Manifest {
    kind: Scalar,
    metadata: Option<Metadata>,
    #[serde(rename = "type")]
    secret_type: Scalar,
    immutable: Option<bool>,
    data: Entries,
    string_data: Entries,
    items: Vec<Manifest>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    name: Scalar,
    namespace: Scalar,
    labels: Entries,
    annotations: Entries,
    #[serde(flatten)]
    rest: BTreeMap<String, Scalar>,
}

impl Manifest {
    fn secret(self) -> Result<PlainSecret, SecretError> {
        match self.kind.said() {
            Some("Secret") => {}
            Some("SealedSecret") => return Err(SecretError::Sealed),
            Some(other) => return Err(SecretError::OtherKind(other.to_owned())),
            None => return Err(SecretError::Nothing),
        }
        let metadata = self.metadata.unwrap_or_default();
        let values = values(self.data, self.string_data)?;
        let mut annotations = metadata.annotations.texts("metadata.annotations")?;
        let mut scope = None;
        for one in [Scope::NamespaceWide, Scope::ClusterWide] {
            let asked = one.annotation().and_then(|annotation| annotations.remove(annotation));
            scope = asked.filter(|asked| asked == "true").map(|_| one).or(scope);
        }
        let mut labels = metadata.labels.texts("metadata.labels")?;
        let mut told = Vec::new();
        for (what, pairs) in [("labels", &mut labels), ("annotations", &mut annotations)] {
            let telling: Vec<String> =
                pairs.iter().filter(|pair| tells(pair, &values)).map(|(key, _)| key.clone()).collect();
            pairs.retain(|key, _| !telling.contains(key));
            told.extend(telling.into_iter().map(|key| format!("metadata.{what}.{key}")));
        }
        let rest = metadata.rest.into_keys().map(|key| format!("metadata.{key}"));
        Ok(PlainSecret {
            name: metadata.name.text("metadata.name")?,
            namespace: metadata.namespace.text("metadata.namespace")?,
            scope,
            secret_type: SecretType::from(self.secret_type.text("type")?.unwrap_or_default().as_str()),
            immutable: self.immutable,
            labels,
            annotations,
            values,
            dropped: rest.chain(told).collect(),
        })
    }
}

/// `stringData` counts over `data`, as in Kubernetes.
fn values(data: Entries, string_data: Entries) -> Result<BTreeMap<String, Value>, SecretError> {
    let mut values = BTreeMap::new();
    for (key, scalar) in data.keys("data")? {
        let value = match scalar {
            Scalar::None => Value::from(Vec::new()),
            Scalar::Text(text) => decoded(&text).ok_or_else(|| SecretError::NotBase64(key.clone()))?,
            Scalar::Other => return Err(SecretError::NotText(format!("data.{key}"))),
        };
        values.insert(key, value);
    }
    for (key, scalar) in string_data.keys("stringData")? {
        let value = match scalar {
            Scalar::None => Value::from(Vec::new()),
            Scalar::Text(text) => Value::from(text.expose_secret().as_bytes().to_vec()),
            Scalar::Other => return Err(SecretError::NotText(format!("stringData.{key}"))),
        };
        values.insert(key, value);
    }
    Ok(values)
}

/// Base64 with its line ends, which Kubernetes passes over.
fn decoded(text: &SecretString) -> Option<Value> {
    let text = text.expose_secret();
    let mut bare = Zeroizing::new(Vec::with_capacity(text.len()));
    bare.extend(text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n')));
    STANDARD.decode(&*bare).ok().map(Value::from)
}

/// Whether an annotation holds what is to be kept.
fn tells((key, text): &(&String, &String), values: &BTreeMap<String, Value>) -> bool {
    let holds = |value: &Value| {
        let bytes = value.expose_secret();
        let encoded = Zeroizing::new(STANDARD.encode(bytes));
        let plain = std::str::from_utf8(bytes).ok();
        bytes.len() >= TELLING_BYTES
            && (text.contains(encoded.as_str()) || plain.is_some_and(|plain| text.contains(plain)))
    };
    let applied = key.rsplit('/').next().is_some_and(|name| name.starts_with("last-applied"));
    applied || KEEP_THE_OBJECT.contains(&key.as_str()) || values.values().any(holds)
}

/// A value that may be a secret; what is no text is not kept at all.
#[derive(Default)]
enum Scalar {
    #[default]
    None,
    Text(SecretString),
    Other,
}

impl Scalar {
    fn said(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.expose_secret()),
            _ => None,
        }
    }

    fn text(&self, path: &str) -> Result<Option<String>, SecretError> {
        match self {
            Self::None => Ok(None),
            Self::Text(text) => Ok(Some(text.expose_secret().to_owned())),
            Self::Other => Err(SecretError::NotText(path.to_owned())),
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.into()))
            }
            fn visit_string<E>(self, text: String) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.into()))
            }
            fn visit_unit<E>(self) -> Result<Scalar, E> {
                Ok(Scalar::None)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// The entries of a mapping, in its order; null is none.
#[derive(Default)]
struct Entries(Vec<(String, Scalar)>);

impl Entries {
    /// Keys of values.
    fn keys(self, of: &'static str) -> Result<Vec<(String, Scalar)>, SecretError> {
        match self.0.iter().position(|(key, _)| name::key(key).is_err()) {
            Some(at) => Err(SecretError::Key { of, at: at + 1 }),
            None => self.once(of),
        }
    }

    fn once(self, path: &str) -> Result<Vec<(String, Scalar)>, SecretError> {
        let mut seen: Vec<&str> = Vec::new();
        for (key, _) in &self.0 {
            if seen.contains(&key.as_str()) {
                return Err(SecretError::Twice(path.to_owned()));
            }
            seen.push(key);
        }
        Ok(self.0)
    }

    fn texts(self, path: &str) -> Result<BTreeMap<String, String>, SecretError> {
        let text = |(key, scalar): (String, Scalar)| {
            let text = scalar.text(&format!("{path}.{key}"))?.unwrap_or_default();
            Ok((key, text))
        };
        self.once(path)?.into_iter().map(text).collect()
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }
            fn visit_unit<E>(self) -> Result<Entries, E> {
                Ok(Entries::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_any(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> PlainSecret {
        let mut secrets = PlainSecret::read(text).unwrap();
        assert_eq!(secrets.len(), 1);
        secrets.remove(0)
    }

    fn fails(text: &str) -> String {
        PlainSecret::read(text).unwrap_err().to_string()
    }

    fn plain(secret: &PlainSecret) -> Vec<(&str, &[u8])> {
        secret.values.iter().map(|(key, value)| (key.as_str(), value.expose_secret())).collect()
    }

    #[test]
    fn data_and_string_data_are_read() {
        let secret = one("
apiVersion: v1
kind: Secret
metadata: {name: creds, namespace: load, labels: {team: a}}
immutable: true
type: kubernetes.io/basic-auth
data: {username: \"YWRt\\naW4=\", password: b2xk, empty: }
stringData: {password: new}
");
        assert_eq!(plain(&secret), [("empty", &b""[..]), ("password", b"new"), ("username", b"admin")]);
        assert_eq!((secret.name.as_deref(), secret.namespace.as_deref()), (Some("creds"), Some("load")));
        assert_eq!((secret.secret_type.name(), secret.immutable), ("kubernetes.io/basic-auth", Some(true)));
        assert_eq!(secret.labels["team"], "a");
        assert!(secret.dropped.is_empty());
    }

    #[test]
    fn json_several_documents_and_lists_are_read() {
        let a = r#"{"kind": "Secret", "metadata": {"name": "a"}, "stringData": {"k": "v"}}"#;
        let b = a.replace(r#""a""#, r#""b""#);
        let names = |text: &str| {
            let secrets = PlainSecret::read(text).unwrap();
            secrets.into_iter().filter_map(|secret| secret.name).collect::<Vec<_>>()
        };
        assert_eq!(names(a), ["a"]);
        assert_eq!(names(&format!("---\n{a}\n---\n---\n{b}\n")), ["a", "b"]);
        assert_eq!(names(&format!(r#"{{"kind": "List", "items": [{a}, {b}]}}"#)), ["a", "b"]);
    }

    #[test]
    fn what_the_cluster_added_is_left_behind() {
        let secret = one(r#"
kind: Secret
metadata:
  name: creds
  uid: 4e1a
  resourceVersion: "7"
  creationTimestamp: null
  ownerReferences: [{kind: Deployment}]
  managedFields: [{manager: kubectl}]
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"data": {"a": "aHVudGVyMg=="}}'
    some.tool/copy: "a=hunter22"
    some.tool/encoded: 'xx aHVudGVyMjI= xx'
    team: load
    sealedsecrets.bitnami.com/cluster-wide: "true"
    sealedsecrets.bitnami.com/namespace-wide: "false"
stringData: {a: hunter22}
"#);
        assert_eq!(secret.annotations.keys().collect::<Vec<_>>(), ["team"]);
        assert_eq!(secret.scope, Some(Scope::ClusterWide));
        let expected = [
            "metadata.creationTimestamp",
            "metadata.managedFields",
            "metadata.ownerReferences",
            "metadata.resourceVersion",
            "metadata.uid",
            "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration",
            "metadata.annotations.some.tool/copy",
            "metadata.annotations.some.tool/encoded",
        ];
        assert_eq!(secret.dropped, expected);
    }

    #[test]
    fn what_is_wrong_is_told_without_a_value() {
        let data = |data: &str| format!("kind: Secret\nmetadata: {{name: a}}\n{data}\n");
        assert_eq!(fails(""), "there is no Secret in it");
        assert_eq!(fails("kind: ConfigMap"), "`ConfigMap` is not a Secret");
        assert_eq!(fails("kind: SealedSecret"), "it is a SealedSecret: its values are sealed already");
        assert_eq!(fails(&data("stringData: {pin: 1234}")), "`stringData.pin` is not text");
        assert_eq!(fails(&data("stringData: {pin: [hunter2]}")), "`stringData.pin` is not text");
        assert_eq!(fails(&data("data: {pin: hunter2}")), "`data.pin` is not base64");
        assert_eq!(fails(&data("data: {pin: aGk=, pin: aGk=}")), "`data` has a key twice");
        let key = "key 2 of `stringData` is not one: letters, digits, `-`, `_` and `.`";
        assert_eq!(fails(&data("stringData: {USER: admin, PASSWORD:hunter2!x}")), key);
        let syntax = "line 3, column 13: this is not YAML, or not what a Secret has there";
        assert_eq!(fails(&data("stringData: hunter2")), syntax);
        for text in ["hunter2", "hunter2: [", "kind: Secret\nstringData: {a: \"hunter2}", "a: hunter2: b", "\thunter2"]
        {
            let error = PlainSecret::read(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{text}");
        }
    }
}
