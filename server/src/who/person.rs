//! Somebody who signed in, in the words of Kubernetes.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;

/// Longest name of a user or a group, in bytes.
const LONGEST: usize = 512;

/// Most groups of one person: each goes along with every request to the cluster.
const MOST_GROUPS: usize = 256;

/// A name and groups, as the cluster's RBAC names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    user: String,
    groups: Vec<String>,
}

/// Somebody that the cluster must not be told of.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PersonError {
    #[error("the name of the person is empty")]
    NoName,
    #[error("a name or group begins with `system:`, which is for the cluster's own accounts")]
    System,
    #[error("a name or group is too long, or has characters that cannot be sent on")]
    Characters,
    #[error("the person is in {0} groups, and {MOST_GROUPS} can be told to the cluster")]
    Groups(usize),
}

impl Person {
    /// # Errors
    /// For a name that Kubernetes keeps for itself (`system:masters` may do everything), or one that does not fit into a
    /// header.
    pub fn new(user: String, groups: Vec<String>) -> Result<Self, PersonError> {
        if user.is_empty() {
            return Err(PersonError::NoName);
        }
        if groups.len() > MOST_GROUPS {
            return Err(PersonError::Groups(groups.len()));
        }
        for name in groups.iter().chain([&user]) {
            let is_told = |char: char| !char.is_control();
            if name.is_empty() || name.len() > LONGEST || !name.chars().all(is_told) || name.trim() != name {
                return Err(PersonError::Characters);
            }
            if name.to_ascii_lowercase().starts_with("system:") {
                return Err(PersonError::System);
            }
        }
        Ok(Self { user, groups })
    }

    pub fn user(&self) -> &str {
        &self.user
    }

    pub fn groups(&self) -> &[String] {
        &self.groups
    }
}

/// Who a request is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Nobody signs in here: whoever reaches the server does what the server may.
    Operator,
    Person(Arc<Person>),
}

impl Caller {
    pub fn person(person: Person) -> Self {
        Self::Person(Arc::new(person))
    }

    /// The user's name; of the operator there is none.
    pub fn user(&self) -> Option<&str> {
        match self {
            Self::Operator => None,
            Self::Person(person) => Some(person.user()),
        }
    }
}

impl fmt::Display for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.user().unwrap_or("the server itself"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(user: &str, groups: &[&str]) -> Result<Person, PersonError> {
        Person::new(user.to_owned(), groups.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn nobody_is_one_of_the_clusters_own() {
        assert!(person("kari@example.org", &["team-a", "oidc:Team B"]).is_ok());
        for (user, groups) in [
            ("system:admin", [].as_slice()),
            ("System:Admin", &[]),
            ("kari", &["system:masters"]),
            ("kari", &["team", "SYSTEM:masters"]),
        ] {
            assert_eq!(person(user, groups), Err(PersonError::System), "{user} {groups:?}");
        }
    }

    #[test]
    fn names_fit_into_a_header() {
        assert_eq!(person("", &[]), Err(PersonError::NoName));
        for bad in ["a\nb", "a\0", " a", "a ", &"a".repeat(513)] {
            assert_eq!(person(bad, &[]), Err(PersonError::Characters), "{bad:?}");
            assert_eq!(person("a", &[bad]), Err(PersonError::Characters), "{bad:?}");
        }
        assert_eq!(person("a", &[""]), Err(PersonError::Characters));
        assert_eq!(person("a", &["b"; 257]), Err(PersonError::Groups(257)));
        assert!(person("Åse", &["Ærlig"]).is_ok());
    }
}
