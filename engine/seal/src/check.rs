//! Whether what somebody typed can be sealed.

use secrecy::ExposeSecret as _;

use crate::{Flaw, MOST_BYTES, Scope, SecretType, Target, Value, name};

/// What keeps these keys and values from becoming a `Secret` that Kubernetes
/// takes: paths are `name`, `namespace`, `keys` and `keys[0]`. `kept` are keys
/// that are sealed already and stay.
pub fn check(target: &Target, secret_type: &SecretType, values: &[(&str, &Value)], kept: &[&str]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if let Err(error) = name::name(&target.name) {
        flaws.push(Flaw::new("name", error.to_string(), "name it as scripts and people will know it"));
    }
    let everywhere = target.scope == Scope::ClusterWide && target.namespace.is_empty();
    if !everywhere && let Err(error) = name::namespace(&target.namespace) {
        flaws.push(Flaw::new("namespace", error.to_string(), "set it in the config file"));
    }
    if values.is_empty() {
        flaws.push(Flaw::new("keys", "there is nothing to seal", "give a key and its value"));
    }
    for (at, (key, value)) in values.iter().enumerate() {
        let path = format!("keys[{at}]");
        if let Err(error) = name::key(key) {
            flaws.push(Flaw::new(path, error.to_string(), "rename the key"));
        } else if values.iter().take(at).any(|(other, _)| other == key) {
            flaws.push(Flaw::new(path, format!("the key `{key}` is there twice"), "rename or remove one"));
        } else if let Some(refused) = secret_type.refuses(key, value.expose_secret()) {
            let message = format!("`{key}` of a Secret of the type `{secret_type}` {refused}");
            flaws.push(Flaw::new(path, message, "mend the value, or choose another type"));
        }
    }
    let has = |key: &str| kept.contains(&key) || values.iter().any(|(given, _)| *given == key);
    flaws.extend(secret_type.missing(has).into_iter().map(|key| {
        let message = format!("a Secret of the type `{secret_type}` needs the key `{key}`");
        Flaw::new("keys", message, "add it, or choose another type")
    }));
    let bytes: usize = values.iter().map(|(_, value)| value.expose_secret().len()).sum();
    if bytes > MOST_BYTES {
        let message = format!("the values have {bytes} bytes together, and a Secret holds {MOST_BYTES} at most");
        flaws.push(Flaw::new("keys", message, "give less, or make two Secrets of it"));
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, kind: &str, keys: &[(&str, &str)], kept: &[&str]) -> Vec<String> {
        let target = Target { namespace: "load".to_owned(), name: name.to_owned(), scope: Scope::Strict };
        let values: Vec<(&str, Value)> =
            keys.iter().map(|(key, value)| (*key, Value::from(value.as_bytes().to_vec()))).collect();
        let values: Vec<(&str, &Value)> = values.iter().map(|(key, value)| (*key, value)).collect();
        let flaws = check(&target, &SecretType::from(kind), &values, kept);
        flaws.into_iter().map(|flaw| format!("{}: {}", flaw.path, flaw.message)).collect()
    }

    #[test]
    fn each_mistake_has_its_place() {
        assert_eq!(found("creds", "", &[("a", "")], &[]), [""; 0]);
        assert_eq!(found("", "", &[], &[]), ["name: there is no name", "keys: there is nothing to seal"]);
        let twice = found("creds", "", &[("a", "1"), ("a", "hunter2"), ("b c", "2")], &[]);
        assert_eq!(twice[0], "keys[1]: the key `a` is there twice");
        assert!(twice[1].starts_with("keys[2]: `b c` is not a key"), "{twice:?}");
        let tls = "kubernetes.io/tls";
        assert_eq!(found("c", tls, &[("tls.crt", "")], &["tls.key"]), [""; 0]);
        let missing = "keys: a Secret of the type `kubernetes.io/tls` needs the key `tls.key`";
        assert_eq!(found("c", tls, &[("tls.crt", "")], &[]), [missing]);
        let docker = found("c", "kubernetes.io/dockerconfigjson", &[(".dockerconfigjson", "hunter2")], &[]);
        assert!(docker[0].starts_with("keys[0]: ") && !docker[0].contains("hunter2"), "{docker:?}");
        let large = "x".repeat(MOST_BYTES);
        assert_eq!(found("c", "", &[("a", &large), ("b", "1")], &[]).len(), 1);
    }
}
