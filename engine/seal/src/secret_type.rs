//! Types of `Secret`s, and the keys they must have.

use std::fmt;

/// A `Secret`'s type, by its name in Kubernetes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretType(String);

impl Default for SecretType {
    fn default() -> Self {
        Self("Opaque".to_owned())
    }
}

impl fmt::Display for SecretType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for SecretType {
    /// Any text is a type; none is the usual one.
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { Self(text.to_owned()) }
    }
}

impl SecretType {
    /// Those that can be chosen: name, and what they are for.
    pub const KNOWN: [(&'static str, &'static str); 5] = [
        ("Opaque", "any keys; what most tests need"),
        ("kubernetes.io/basic-auth", "username and password"),
        ("kubernetes.io/tls", "a certificate and its private key"),
        ("kubernetes.io/ssh-auth", "a private SSH key"),
        ("kubernetes.io/dockerconfigjson", "access to a container registry"),
    ];

    pub fn name(&self) -> &str {
        &self.0
    }

    /// The keys that belong to it. Of `basic-auth` one is enough.
    pub fn keys(&self) -> &'static [&'static str] {
        match self.0.as_str() {
            "kubernetes.io/basic-auth" => &["username", "password"],
            "kubernetes.io/tls" => &["tls.crt", "tls.key"],
            "kubernetes.io/ssh-auth" => &["ssh-privatekey"],
            "kubernetes.io/dockerconfigjson" => &[".dockerconfigjson"],
            "kubernetes.io/dockercfg" => &[".dockercfg"],
            _ => &[],
        }
    }

    /// Keys without which Kubernetes refuses the `Secret`.
    pub fn missing(&self, has: impl Fn(&str) -> bool) -> Vec<&'static str> {
        let keys = self.keys();
        let missing: Vec<_> = keys.iter().copied().filter(|key| !has(key)).collect();
        let one_is_enough = self.0 == "kubernetes.io/basic-auth";
        if one_is_enough && missing.len() < keys.len() { Vec::new() } else { missing }
    }

    /// What Kubernetes refuses in a value of such a `Secret`, beside its size.
    pub fn refuses(&self, key: &str, value: &[u8]) -> Option<&'static str> {
        match (self.0.as_str(), key) {
            ("kubernetes.io/ssh-auth", "ssh-privatekey") if value.is_empty() => Some("must not be empty"),
            ("kubernetes.io/dockerconfigjson", ".dockerconfigjson") | ("kubernetes.io/dockercfg", ".dockercfg")
                if serde_json::from_slice::<serde::de::IgnoredAny>(value).is_err() =>
            {
                Some("must be JSON")
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_needs_its_keys() {
        let missing = |kind: &str, has: &[&str]| SecretType::from(kind).missing(|key| has.contains(&key));
        assert_eq!(missing("", &[]), [""; 0]);
        assert_eq!(missing("kubernetes.io/tls", &["tls.crt"]), ["tls.key"]);
        assert_eq!(missing("kubernetes.io/basic-auth", &["password"]), [""; 0]);
        assert_eq!(missing("kubernetes.io/basic-auth", &["user"]), ["username", "password"]);
        assert_eq!(missing("example.org/own", &[]), [""; 0]);
    }

    #[test]
    fn registries_need_json() {
        let kind = SecretType::from("kubernetes.io/dockerconfigjson");
        assert_eq!(kind.refuses(".dockerconfigjson", b"{\"auths\": {}}"), None);
        assert_eq!(kind.refuses(".dockerconfigjson", b"user:password"), Some("must be JSON"));
        assert_eq!(kind.refuses("other", b"x"), None);
    }
}
