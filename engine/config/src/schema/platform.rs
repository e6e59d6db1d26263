//! What the profile decides of the format: the values to choose from, and what
//! is filled in for a key that is left out.

use k6cfg_profile::{Profile, Requests};

use super::{CONTEXT, Key, Level, REQUESTS, TEST_RUN};
use crate::nearest::one_of;

/// Which of the profile's lists a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    Environments,
    NodeTypes,
    TestTypes,
}

/// One value to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'a> {
    pub name: &'a str,
    /// What it is, in a few words.
    pub title: &'a str,
}

impl Choices {
    /// The values, in the profile's order.
    pub fn of(self, profile: &Profile) -> Vec<Choice<'_>> {
        match self {
            Self::Environments => {
                profile.environments.iter().map(|e| Choice { name: &e.name, title: &e.kind }).collect()
            }
            Self::NodeTypes => profile.node_types.iter().map(|n| Choice { name: &n.name, title: &n.title }).collect(),
            Self::TestTypes => profile.test_types.iter().map(|t| Choice { name: &t.name, title: &t.title }).collect(),
        }
    }
}

/// What happens when `key` of `level` is left out, with what this platform
/// fills in; empty for a required key.
pub fn default_on(profile: &Profile, level: &Level, key: &Key) -> String {
    let here = if level == &CONTEXT && key.name == "node_type" {
        with_exceptions(profile, &profile.default_node_type, |t| t.node_type.clone())
    } else if level == &CONTEXT && key.name == "test_type" {
        by_file_name(profile)
    } else if level == &REQUESTS && key.name == "cpu" {
        requests(profile, |r| r.cpu.to_string())
    } else if level == &REQUESTS && key.name == "memory" {
        requests(profile, |r| r.memory.to_string())
    } else if level == &TEST_RUN && key.name == "id" {
        let endings = profile.test_types.iter().filter(|t| !t.id_suffix.is_empty());
        endings.map(|t| format!("`{}` for {}", t.id_suffix, t.name)).collect::<Vec<_>>().join(", ")
    } else if level == &TEST_RUN && key.name == "secrets" && !profile.secrets.always_attached.is_empty() {
        format!("always attached: {}", quoted(&profile.secrets.always_attached))
    } else {
        String::new()
    };
    match (key.default, here.as_str()) {
        (words, "") => words.to_owned(),
        (words, here) => format!("{} ({here}).", words.trim_end_matches('.')),
    }
}

fn requests(profile: &Profile, of: impl Fn(&Requests) -> String) -> String {
    with_exceptions(profile, &of(&profile.requests), |t| t.requests.as_ref().map(&of))
}

/// "`250m`, for breakpoint `2`"
fn with_exceptions(profile: &Profile, usual: &str, of: impl Fn(&k6cfg_profile::TestType) -> Option<String>) -> String {
    let own = profile.test_types.iter().filter_map(|t| Some((of(t).filter(|own| own != usual)?, &t.name)));
    let usual = std::iter::once(format!("`{usual}`"));
    usual.chain(own.map(|(own, name)| format!("for {name} `{own}`"))).collect::<Vec<_>>().join(", ")
}

/// "`smoke` or `browser` when that name contains the word, else `functional`"
fn by_file_name(profile: &Profile) -> String {
    let named: Vec<(&str, &str)> =
        profile.test_types.iter().filter_map(|t| Some((t.name.as_str(), t.file_name_contains.as_deref()?))).collect();
    let otherwise = &profile.default_test_type;
    if named.is_empty() {
        return format!("`{otherwise}`");
    }
    let types = if named.iter().all(|(name, part)| name == part) {
        format!("{} when that name contains the word", one_of(named.iter().map(|(name, _)| *name)))
    } else {
        let each = named.iter().map(|(name, part)| format!("`{name}` when that name contains `{part}`"));
        each.collect::<Vec<_>>().join(", ")
    };
    format!("{types}, else `{otherwise}`")
}

fn quoted(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default(level: &Level, name: &str) -> String {
        default_on(Profile::built_in(), level, level.key(name).unwrap())
    }

    #[test]
    fn defaults_name_what_the_platform_fills_in() {
        assert_eq!(default(&REQUESTS, "cpu"), "The request of the test type (`250m`, for breakpoint `2`).");
        assert_eq!(default(&CONTEXT, "node_type"), "The nodes of the test type (`default`, for breakpoint `spot`).");
        assert_eq!(
            default(&CONTEXT, "test_type"),
            "The config file's own name decides the type, and the context runs (`smoke`, `breakpoint` or `browser` \
             when that name contains the word, else `functional`)."
        );
        assert_eq!(
            default(&TEST_RUN, "id"),
            "The environment and the script's file name, and for some test types an ending (`-smoke` for smoke, \
             `-break` for breakpoint)."
        );
        assert_eq!(
            default(&TEST_RUN, "secrets"),
            "No secrets of the team's own (always attached: `token-generator-creds`)."
        );
        assert_eq!(default(&TEST_RUN, "parallelism"), "`1`: one pod makes all of it.");
        assert_eq!(default(&CONTEXT, "environment"), "");
    }

    #[test]
    fn another_platform_has_other_defaults() {
        let mut profile = Profile::built_in().clone();
        for test_type in &mut profile.test_types {
            test_type.node_type = None;
            test_type.file_name_contains = (test_type.name == "soak").then(|| "night".to_owned());
        }
        let of = |name| default_on(&profile, &CONTEXT, CONTEXT.key(name).unwrap());
        assert_eq!(of("node_type"), "The nodes of the test type (`default`).");
        assert!(of("test_type").ends_with("(`soak` when that name contains `night`, else `functional`)."));
        let names: Vec<&str> = Choices::TestTypes.of(&profile).iter().map(|c| c.name).collect();
        assert_eq!(names, ["functional", "smoke", "soak", "spike", "breakpoint", "browser", "custom"]);
    }
}
