//! The `SealedSecret` object: made anew, or read and added to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::text::{self, Place};
use crate::{Certificate, Flaw, PlainSecret, Scope, SecretType, Target, name};

const API_VERSION: &str = "bitnami.com/v1alpha1";
/// Bytes before the encrypted session key.
const PREFIX: usize = 2;
/// Bytes after the encrypted value.
const TAG: usize = 16;
/// RSA blocks of keys from 1024 to 8192 bits.
const BLOCKS: std::ops::RangeInclusive<usize> = 128..=1024;

const RESEAL: &str = "seal the value again";

/// A `SealedSecret`; what it holds that is not known here is kept as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct SealedSecret {
    object: Value,
}

/// Why a text is no `SealedSecret`. Nothing of the text is in it: it may be a
/// plain `Secret`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    #[error("line {line}, column {column}: this is not YAML")]
    Syntax { line: usize, column: usize },
    #[error("it is not a SealedSecret")]
    OtherKind,
    #[error("it is a plain Secret, not a sealed one")]
    Plain,
    #[error("it holds plain values beside the sealed ones")]
    Stray,
    #[error("it is not one SealedSecret but {0}")]
    Several(usize),
}

impl ReadError {
    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "mend the text there",
            Self::OtherKind => "give a manifest with `kind: SealedSecret`",
            Self::Plain => "seal it; and keep it out of the repository",
            Self::Stray => {
                "take `data` and `stringData` out, and their values for known: whoever has seen the file has seen them"
            }
            Self::Several(_) => "give one at a time",
        }
    }
}

impl From<Place> for ReadError {
    fn from(at: Place) -> Self {
        Self::Syntax { line: at.line, column: at.column }
    }
}

impl SealedSecret {
    /// One without values.
    pub fn new(target: &Target, secret_type: &SecretType) -> Self {
        let mut metadata = json!({"name": target.name});
        if let (false, Some(members)) = (target.namespace.is_empty(), metadata.as_object_mut()) {
            members.insert("namespace".to_owned(), json!(target.namespace));
        }
        if let (Some(annotation), Some(members)) = (target.scope.annotation(), metadata.as_object_mut()) {
            members.insert("annotations".to_owned(), json!({annotation: "true"}));
        }
        let object = json!({
            "apiVersion": API_VERSION,
            "kind": "SealedSecret",
            "metadata": metadata.clone(),
            "spec": {"encryptedData": {}, "template": {"metadata": metadata, "type": secret_type.name()}},
        });
        Self { object }
    }

    /// Reads one of YAML or JSON.
    ///
    /// # Errors
    /// When it is none. What is wrong inside is for [`SealedSecret::flaws`].
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let mut documents: Vec<Value> = text::documents(text)?;
        let object = match (documents.pop(), documents.len()) {
            (Some(object), 0) => object,
            (None, _) => return Err(ReadError::OtherKind),
            (Some(_), others) => return Err(ReadError::Several(others + 1)),
        };
        Self::of(object)
    }

    /// Takes an object that is one.
    ///
    /// # Errors
    /// When it is none. What is wrong inside is for [`SealedSecret::flaws`].
    pub fn of(object: Value) -> Result<Self, ReadError> {
        match object.get("kind").and_then(Value::as_str) {
            Some("SealedSecret") if ["data", "stringData"].iter().any(|stray| object.get(stray).is_some()) => {
                Err(ReadError::Stray)
            }
            Some("SealedSecret") if object.get("spec").is_none_or(Value::is_object) => Ok(Self { object }),
            Some("Secret") => Err(ReadError::Plain),
            _ => Err(ReadError::OtherKind),
        }
    }

    /// What its values are bound to, as the controller takes it.
    pub fn target(&self) -> Target {
        let is_set = |scope: &Scope| {
            scope.annotation().is_some_and(|name| self.annotations("/metadata").is_some_and(|all| is_true(all, name)))
        };
        let scope = [Scope::ClusterWide, Scope::NamespaceWide].into_iter().find(is_set).unwrap_or_default();
        Target {
            namespace: self.at("/metadata/namespace").to_owned(),
            name: self.at("/metadata/name").to_owned(),
            scope,
        }
    }

    pub fn secret_type(&self) -> SecretType {
        SecretType::from(self.at("/spec/template/type"))
    }

    /// The names of its keys, in its order.
    pub fn keys(&self) -> Vec<&str> {
        self.encrypted().into_iter().flat_map(Map::keys).map(String::as_str).collect()
    }

    /// Adds a value, or takes its place where the key is there.
    pub fn set(&mut self, key: &str, sealed: String) {
        if let Some(values) = member(&mut self.object, &["spec", "encryptedData"]) {
            values.insert(key.to_owned(), Value::String(sealed));
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) {
        if let Some(values) = member(&mut self.object, &["spec", "encryptedData"]) {
            values.shift_remove(key);
        }
    }

    /// Labels and annotations of a plain `Secret`.
    pub fn set_template(&mut self, secret: &PlainSecret) {
        for (what, pairs) in [("labels", &secret.labels), ("annotations", &secret.annotations)] {
            if pairs.is_empty() {
                continue;
            }
            if let Some(members) = member(&mut self.object, &["spec", "template", "metadata", what]) {
                members.extend(pairs.iter().map(|(key, value)| (key.clone(), Value::String(value.clone()))));
            }
        }
    }

    /// The Secret cannot be changed once it is there.
    pub fn set_immutable(&mut self, secret: &PlainSecret) {
        if let (Some(immutable), Some(template)) = (secret.immutable, member(&mut self.object, &["spec", "template"])) {
            template.insert("immutable".to_owned(), Value::Bool(immutable));
        }
    }

    /// All that keeps it from being opened, as far as it can be told without
    /// opening it; with a certificate also whether it can be of its key's size.
    pub fn flaws(&self, certificate: Option<&Certificate>) -> Vec<Flaw> {
        let mut flaws = self.flaws_of_names();
        if self.at("/apiVersion") != API_VERSION {
            flaws.push(Flaw::new("apiVersion", format!("it is not `{API_VERSION}`"), "write it so"));
        }
        match self.encrypted() {
            // The first releases kept all values in one.
            None if self.object.pointer("/spec/data").is_some() => {}
            None => flaws.push(Flaw::new("spec.encryptedData", "there are no sealed values", "seal one into it")),
            Some(values) => {
                flaws.extend(values.iter().filter_map(|(key, value)| flaw_of_value(key, value, certificate)));
            }
        }
        // A template may make keys of its own from those that are sealed.
        if self.object.pointer("/spec/template/data").is_none() {
            let kind = self.secret_type();
            let has = |key: &str| self.encrypted().is_some_and(|values| values.contains_key(key));
            flaws.extend(kind.missing(has).into_iter().map(|key| {
                let message = format!("a Secret of the type `{kind}` needs the key `{key}`");
                Flaw::new("spec.encryptedData", message, "seal its value, too, or choose another type")
            }));
        }
        flaws
    }

    fn flaws_of_names(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let target = self.target();
        if let Err(error) = name::name(&target.name) {
            flaws.push(Flaw::new("metadata.name", error.to_string(), "write the name that it was sealed for"));
        }
        if target.scope != Scope::ClusterWide
            && let Err(error) = name::namespace(&target.namespace)
        {
            flaws.push(Flaw::new(
                "metadata.namespace",
                error.to_string(),
                "write the namespace that it was sealed for",
            ));
        }
        flaws
    }

    pub fn object(&self) -> &Value {
        &self.object
    }

    pub fn yaml(&self) -> String {
        text::yaml(&self.object)
    }

    pub fn json(&self) -> String {
        text::json(&self.object)
    }

    fn at(&self, pointer: &str) -> &str {
        self.object.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    fn annotations(&self, pointer: &str) -> Option<&Map<String, Value>> {
        self.object.pointer(pointer)?.get("annotations")?.as_object()
    }

    fn encrypted(&self) -> Option<&Map<String, Value>> {
        self.object.pointer("/spec/encryptedData")?.as_object()
    }
}

/// The controller takes the text `true` alone.
fn is_true(annotations: &Map<String, Value>, name: &str) -> bool {
    annotations.get(name).and_then(Value::as_str) == Some("true")
}

/// The mapping at a path, made where there is none.
fn member<'a>(object: &'a mut Value, path: &[&str]) -> Option<&'a mut Map<String, Value>> {
    let mut at = object;
    for key in path {
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        at = at.as_object_mut()?.entry(*key).or_insert(Value::Null);
    }
    if at.is_null() {
        *at = Value::Object(Map::new());
    }
    at.as_object_mut()
}

fn flaw_of_value(key: &str, value: &Value, certificate: Option<&Certificate>) -> Option<Flaw> {
    let path = format!("spec.encryptedData.{key}");
    if let Err(error) = name::key(key) {
        return Some(Flaw::new(path, error.to_string(), "rename the key"));
    }
    let Some(text) = value.as_str() else { return Some(Flaw::new(path, "it is not text", RESEAL)) };
    // The controller passes over line ends.
    let text: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    let Ok(bytes) = STANDARD.decode(text) else {
        return Some(Flaw::new(path, "it is not base64: it is no sealed value, or it was cut", RESEAL));
    };
    let block = match bytes.as_slice() {
        [high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    };
    if !BLOCKS.contains(&block) || bytes.len() < PREFIX + block + TAG {
        return Some(Flaw::new(path, "it is no sealed value, or it was cut", RESEAL));
    }
    let other = certificate.map(Certificate::block_bytes).filter(|own| *own != block)?;
    let (sealed, own) = (block * 8, other * 8);
    let message = format!("it was sealed with a key of {sealed} bits, and the certificate's has {own}");
    Some(Flaw::new(path, message, "seal it with this certificate if the controller does not open it"))
}

#[cfg(test)]
mod tests {
    use getrandom::SysRng;

    use super::*;
    use crate::seal;
    use crate::testing::Controller;

    fn target(scope: Scope) -> Target {
        Target { namespace: "load".to_owned(), name: "creds".to_owned(), scope }
    }

    fn sealed(target: &Target) -> String {
        seal(&Controller::shared().certificate(), &b"hunter2".to_vec().into(), target, &mut SysRng).unwrap()
    }

    fn messages(object: &SealedSecret) -> Vec<String> {
        object.flaws(None).into_iter().map(|flaw| format!("{}: {}", flaw.path, flaw.message)).collect()
    }

    #[test]
    fn the_scope_is_written_in_both_places() {
        for scope in Scope::ALL {
            let target = target(scope);
            let mut object = SealedSecret::new(&target, &SecretType::default());
            object.set("password", sealed(&target));
            assert_eq!(object.target(), target);
            let value = object.object();
            assert_eq!(value["metadata"], value["spec"]["template"]["metadata"]);
            let annotations = scope.annotation().map(|name| json!({name: "true"}));
            assert_eq!(value["metadata"].get("annotations"), annotations.as_ref());
            assert_eq!(messages(&object), [""; 0]);
            for text in [object.yaml(), object.json()] {
                assert_eq!(SealedSecret::read(&text).unwrap(), object);
            }
        }
    }

    #[test]
    fn what_it_holds_is_kept() {
        let text = "# made by hand
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: creds, namespace: load, labels: {team: a}}
spec:
  encryptedData: {old: AgB0}
  template: {data: {config.json: '{{ .old }}'}, immutable: true}
";
        let mut object = SealedSecret::read(text).unwrap();
        object.set("new", "AgBx".to_owned());
        object.set("old", "AgBy".to_owned());
        let read: Value = serde_yaml::from_str(text).unwrap();
        let mut expected = read.clone();
        expected["spec"]["encryptedData"] = json!({"old": "AgBy", "new": "AgBx"});
        assert_eq!(*object.object(), expected);
        object.remove("new");
        assert_eq!(object.keys(), ["old"]);
    }

    #[test]
    fn a_key_can_be_set_where_nothing_was() {
        let mut object = SealedSecret::read("kind: SealedSecret\n").unwrap();
        object.set("a", "AgBx".to_owned());
        assert_eq!(object.keys(), ["a"]);
    }

    #[test]
    fn what_is_none_is_told_without_its_text() {
        let read = |text: &str| SealedSecret::read(text).unwrap_err();
        assert_eq!(read(""), ReadError::OtherKind);
        assert_eq!(read("kind: Secret\ndata: {a: aHVudGVyMg==}"), ReadError::Plain);
        assert_eq!(read("kind: SealedSecret\n---\nkind: SealedSecret\n"), ReadError::Several(2));
        assert_eq!(read("kind: [hunter2"), ReadError::Syntax { line: 2, column: 1 });
        assert_eq!(read("kind: SealedSecret\nspec: hunter2"), ReadError::OtherKind);
    }

    #[test]
    fn flaws_are_found_without_opening_it() {
        let target = target(Scope::Strict);
        let mut object = SealedSecret::new(&target, &SecretType::default());
        assert_eq!(messages(&object), [""; 0]);
        object.set(
            "lines",
            sealed(&target).as_bytes().chunks(64).map(|part| String::from_utf8_lossy(part) + "\n").collect(),
        );
        assert_eq!(messages(&object), [""; 0], "line ends are passed over");
        object.remove("lines");
        object.set("a b", sealed(&target));
        object.set("plain", "hunter2".to_owned());
        object.set("short", "AgBx".to_owned());
        object.set("encoded", STANDARD.encode("hunter2"));
        let found = messages(&object);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].starts_with("spec.encryptedData.a b: `a b` is not a key"), "{found:?}");
        assert!(!found.concat().contains("hunter2"));

        let text = "apiVersion: v1\nkind: SealedSecret\nmetadata: {name: a, namespace: B}\nspec: {}";
        let object = SealedSecret::read(text).unwrap();
        let paths: Vec<String> = object.flaws(None).into_iter().map(|flaw| flaw.path).collect();
        assert_eq!(paths, ["metadata.namespace", "apiVersion", "spec.encryptedData"]);
        let stray = SealedSecret::read("kind: SealedSecret\nstringData: {a: hunter2}");
        assert_eq!(stray, Err(ReadError::Stray));
    }

    #[test]
    fn one_for_any_namespace_needs_none() {
        let target = Target { namespace: String::new(), ..target(Scope::ClusterWide) };
        let object = SealedSecret::new(&target, &SecretType::default());
        assert!(!object.yaml().contains("namespace:"), "{}", object.yaml());
        assert_eq!((object.target(), object.flaws(None)), (target, Vec::new()));
    }

    #[test]
    fn another_key_size_is_a_flaw() {
        let target = target(Scope::Strict);
        let mut object = SealedSecret::new(&target, &SecretType::default());
        object.set("a", sealed(&target));
        assert!(object.flaws(Some(&Controller::shared().certificate())).is_empty());
        let flaws = object.flaws(Some(&Controller::with_bits(3072).certificate()));
        assert!(flaws[0].message.contains("2048 bits, and the certificate's has 3072"), "{flaws:?}");
    }
}
