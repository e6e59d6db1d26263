//! Which variables a test depends on.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The variables that a test looked at while it was loaded. Where these are the
/// same, loading it once more gives the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reads {
    /// By name, set or not.
    Named(BTreeSet<String>),
    /// It went through all that there are.
    All,
}

impl Default for Reads {
    fn default() -> Self {
        Self::Named(BTreeSet::new())
    }
}

impl Reads {
    pub(crate) fn name(&mut self, name: String) {
        if let Self::Named(names) = self {
            names.insert(name);
        }
    }

    /// Whether the test sees the same in both; of one name the last value counts.
    pub fn are_same(&self, one: &[(String, String)], other: &[(String, String)]) -> bool {
        match self {
            Self::Named(names) => names.iter().all(|name| value(one, name) == value(other, name)),
            Self::All => all(one) == all(other),
        }
    }
}

fn value<'e>(env: &'e [(String, String)], name: &str) -> Option<&'e str> {
    env.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

fn all(env: &[(String, String)]) -> BTreeMap<&str, &str> {
    env.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use pretty_assertions::assert_eq;

    use super::*;
    use crate::{Files, LoadOrder, Location, Sources, attempt};

    /// What a script reads where only `A` is set.
    fn reads(script: &str) -> Reads {
        let sources: Rc<dyn Sources> = Rc::new(Files::of_paths([("t.js", script.as_bytes())]));
        let env = vec![("A".to_owned(), "1".to_owned())];
        let order = LoadOrder { script: Location::file("t.js"), env, at_ms: 0, steps: 100_000, folder: None };
        attempt(&order, &sources).reads
    }

    fn named(names: &[&str]) -> Reads {
        Reads::Named(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn every_look_at_a_variable_counts() {
        for (script, expected) in [
            ("export default function () { return __ENV.A; }", named(&[])),
            ("const a = __ENV.A;\nexport default function () {}", named(&["A"])),
            ("const { A, B } = __ENV;\nexport default function () {}", named(&["A", "B"])),
            ("const a = 'A' in __ENV;\nexport default function () {}", named(&["A"])),
            ("const a = __ENV.hasOwnProperty('B');\nexport default function () {}", named(&["B", "hasOwnProperty"])),
            ("__ENV.C = 1;\nexport default function () {}", named(&[])),
            ("const a = (() => __ENV['A'])();\nexport default function () {}", named(&["A"])),
            ("export const options = { tags: { a: __ENV.A } };\nexport default function () {}", named(&["A"])),
        ] {
            assert_eq!(reads(script), expected, "{script}");
        }
        for all in
            ["Object.keys(__ENV)", "({ ...__ENV })", "JSON.stringify(__ENV)", "(() => { for (const a in __ENV); })()"]
        {
            assert_eq!(reads(&format!("const a = {all};\nexport default function () {{}}")), Reads::All, "{all}");
        }
    }

    #[test]
    fn what_was_read_counts_where_it_fails_too() {
        assert_eq!(reads("if (__ENV.A) throw new Error('no');"), named(&["A"]));
        assert_eq!(reads("const a = __ENV.A;\nfor (;;);"), named(&["A"]));
        assert_eq!(reads("const a = __ENV.A;\nimport './gone.js';"), named(&[]));
        assert_eq!(reads("const a ="), named(&[]));
    }

    #[test]
    fn the_last_value_of_a_name_counts() {
        let env = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let (one, twice, more) = (env(&[("A", "1")]), env(&[("A", "2"), ("A", "1")]), env(&[("A", "1"), ("B", "1")]));
        assert!(named(&["A"]).are_same(&one, &twice) && Reads::All.are_same(&one, &twice));
        assert!(named(&["A"]).are_same(&one, &more) && !Reads::All.are_same(&one, &more));
        assert!(!named(&["B"]).are_same(&one, &more));
        assert!(!named(&["A"]).are_same(&one, &env(&[("A", "2")])));
        assert!(named(&[]).are_same(&one, &[]));
    }
}
