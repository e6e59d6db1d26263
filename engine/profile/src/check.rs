//! What a profile must hold beyond its shape.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::{OptionsFrom, Profile};

/// Why a profile cannot be used. The text says where.
#[derive(Debug, Error)]
pub enum ProfileError {
    #[error("the profile does not have the right shape: {0}")]
    Shape(#[from] serde_yaml::Error),
    #[error("the profile's version is {0}; this k6cfg reads version 1")]
    Version(u32),
    #[error("the profile has no {0}")]
    Empty(&'static str),
    #[error("the profile has two {0} named `{1}`")]
    Twice(&'static str, String),
    #[error("the profile's {0} names `{1}`, which is not one of its {2}")]
    Missing(&'static str, String, &'static str),
    #[error("the profile's test type `{0}` takes options from `{1}` and needs a scenario")]
    NoScenario(String, &'static str),
}

pub(crate) fn check(profile: &Profile) -> Result<(), ProfileError> {
    if profile.version != 1 {
        return Err(ProfileError::Version(profile.version));
    }
    unique("environments", profile.environments.iter().map(|e| &e.name))?;
    unique("node_types", profile.node_types.iter().map(|n| &n.name))?;
    unique("test_types", profile.test_types.iter().map(|t| &t.name))?;
    known_node(profile, "default_node_type", &profile.default_node_type)?;
    if profile.test_type(&profile.default_test_type).is_none() {
        let name = profile.default_test_type.clone();
        return Err(ProfileError::Missing("default_test_type", name, "test_types"));
    }
    for test_type in &profile.test_types {
        if let Some(node_type) = &test_type.node_type {
            known_node(profile, "test_types[].node_type", node_type)?;
        }
        let from = match test_type.options.from {
            OptionsFrom::Script => continue,
            OptionsFrom::Profile => "profile",
            OptionsFrom::Files => "files",
        };
        if test_type.options.scenario.is_none() {
            return Err(ProfileError::NoScenario(test_type.name.clone(), from));
        }
    }
    Ok(())
}

fn unique<'a>(what: &'static str, names: impl Iterator<Item = &'a String>) -> Result<(), ProfileError> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(ProfileError::Twice(what, name.clone()));
        }
    }
    if seen.is_empty() { Err(ProfileError::Empty(what)) } else { Ok(()) }
}

fn known_node(profile: &Profile, place: &'static str, name: &str) -> Result<(), ProfileError> {
    if profile.node_type(name).is_none() {
        return Err(ProfileError::Missing(place, name.to_owned(), "node_types"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT_IN: &str = include_str!("../profiles/altinn.yaml");

    fn refused(from: &str, to: &str) -> String {
        assert!(BUILT_IN.contains(from), "{from}");
        Profile::from_yaml(&BUILT_IN.replacen(from, to, 1)).unwrap_err().to_string()
    }

    #[test]
    fn built_in_profile_reads() {
        let profile = Profile::built_in();
        let names: Vec<_> = profile.environments.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["at22", "at23", "tt02", "yt01", "prod"]);
        assert_eq!(profile.test_type_of_file("x/smoke-break.yaml"), "smoke");
        assert_eq!(profile.test_type_of_file("breakpoint.yaml"), "breakpoint");
        assert_eq!(profile.test_type_of_file("smoke/conf.yaml"), "functional");
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(refused("version: 1", "version: 2").contains("version is 2"));
        assert!(refused("name: at23", "name: at22").contains("two environments named `at22`"));
        assert!(refused("default_node_type: default", "default_node_type: big").contains("`big`"));
        assert!(refused("{timestamp}", "{tid}").contains("unknown placeholder `{tid}`"));
        assert!(refused("cpu: 3800m", "cpu: 3800x").contains("not a Kubernetes quantity"));
        assert!(refused("title: Altinn", "titel: Altinn").contains("titel"));
    }
}
