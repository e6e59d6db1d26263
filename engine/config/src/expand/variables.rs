//! The environment variables of a run: an ordered merge.

use std::collections::HashMap;

use serde::Serialize;

/// One variable and who set it last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variable {
    pub name: String,
    pub value: String,
    pub origin: Origin,
}

/// Sources of variables, the later over the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// `test_run.env`
    Config,
    /// `env_file`
    EnvFile,
    /// `GITHUB_*`
    Github,
    /// `-e` on the command line
    Arguments,
}

/// Later values replace earlier ones and keep the place of the first.
pub(super) fn merge(sources: [(Origin, Vec<(String, String)>); 4]) -> Vec<Variable> {
    let mut merged: Vec<Variable> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (origin, pairs) in sources {
        for (name, value) in pairs {
            if let Some(earlier) = places.get(&name).and_then(|place| merged.get_mut(*place)) {
                earlier.value = value;
                earlier.origin = origin;
            } else {
                places.insert(name.clone(), merged.len());
                merged.push(Variable { name, value, origin });
            }
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_in_the_first_place() {
        let pair = |n: &str, v: &str| (n.to_owned(), v.to_owned());
        let merged = merge([
            (Origin::Config, vec![pair("A", "1"), pair("B", "2")]),
            (Origin::EnvFile, vec![pair("A", "3")]),
            (Origin::Github, vec![]),
            (Origin::Arguments, vec![pair("C", "4"), pair("B", "5")]),
        ]);
        let flat: Vec<_> = merged.iter().map(|v| (v.name.as_str(), v.value.as_str(), v.origin)).collect();
        assert_eq!(flat, [("A", "3", Origin::EnvFile), ("B", "5", Origin::Arguments), ("C", "4", Origin::Arguments)]);
    }
}
