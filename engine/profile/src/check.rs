//! What a profile must hold beyond its shape.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::nearest::{nearest, one_of};
use crate::places::Places;
use crate::problem::{Found, Path, ProfileCode, ProfileError, ProfileProblem};
use crate::{NodeType, OptionsFrom, Profile, shape};

/// The version of the format that this k6cfg reads.
const VERSION: u32 = 1;

/// Reads a profile with all that is wrong with it, in the order of the text.
/// There is a profile where nothing but warnings are said.
pub(crate) fn read(text: &str) -> (Option<Profile>, Vec<ProfileProblem>) {
    let value: Value = match serde_yaml::from_str(text) {
        Ok(value) => value,
        Err(error) => return (None, vec![syntax(&error)]),
    };
    let (profile, found) = judge(&value);
    let places = Places::read(text);
    let mut problems: Vec<ProfileProblem> = found.into_iter().map(|found| placed(found, &places)).collect();
    problems.sort_by_key(|problem| (problem.line, problem.column));
    (profile.filter(|_| problems.iter().all(|problem| problem.is_warning)), problems)
}

fn judge(value: &Value) -> (Option<Profile>, Vec<Found>) {
    if !value.is_mapping() {
        let message = "a profile is a mapping of keys such as `version: 1`";
        return (None, vec![Found::new(ProfileCode::Value, &Path::default(), message)]);
    }
    // Another version may have another shape: nothing more can be said of it.
    if let Some(version) = value.get("version").and_then(Value::as_u64)
        && version != u64::from(VERSION)
    {
        let message = format!("this profile is of version {version}; this k6cfg reads version {VERSION}");
        let found = Found::new(ProfileCode::Version, &Path::default().key("version"), message);
        return (None, vec![found.help("take the k6cfg that belongs to it, or write the profile for this one")]);
    }
    let found = shape::check(value);
    if !found.is_empty() {
        return (None, found);
    }
    match serde_yaml::from_value::<Profile>(value.clone()) {
        Ok(profile) => {
            let found = rules(&profile);
            (Some(profile), found)
        }
        Err(error) => (None, vec![Found::new(ProfileCode::Value, &Path::default(), error.to_string())]),
    }
}

fn syntax(error: &serde_yaml::Error) -> ProfileProblem {
    let (line, column) = error.location().map_or((1, 1), |at| (at.line(), at.column()));
    let code = ProfileCode::Syntax;
    let message = error.to_string();
    ProfileProblem { code, is_warning: false, message, help: None, path: String::new(), line, column }
}

fn placed(found: Found, places: &Places) -> ProfileProblem {
    let Found { code, path, message, help } = found;
    let (line, column) = places.of(&path);
    ProfileProblem { code, is_warning: code.is_warning(), message, help, path: path.0, line, column }
}

/// As [`read`], where only a profile that can be used will do.
pub(crate) fn usable(text: &str) -> Result<Profile, ProfileError> {
    match read(text) {
        (Some(profile), _) => Ok(profile),
        (None, problems) => Err(ProfileError(problems)),
    }
}

fn rules(profile: &Profile) -> Vec<Found> {
    let mut found = Vec::new();
    let root = Path::default();
    let lists = [
        ("environments", names(profile.environments.iter().map(|e| &e.name))),
        ("node_types", names(profile.node_types.iter().map(|n| &n.name))),
        ("test_types", names(profile.test_types.iter().map(|t| &t.name))),
    ];
    for (key, names) in &lists {
        once(&root.key(key), names, &mut found);
    }
    let [_, (_, nodes), (_, types)] = &lists;
    known(&root.key("default_node_type"), &profile.default_node_type, nodes, "node_types", &mut found);
    known(&root.key("default_test_type"), &profile.default_test_type, types, "test_types", &mut found);
    for (index, test_type) in profile.test_types.iter().enumerate() {
        let at = root.key("test_types").item(index);
        if let Some(node_type) = &test_type.node_type {
            known(&at.key("node_type"), node_type, nodes, "node_types", &mut found);
        }
        if test_type.options.from != OptionsFrom::Script && test_type.options.scenario.is_none() {
            let message = format!("the test type `{}` takes its load from a scenario and has none", test_type.name);
            let help = "add `scenario:` with k6 options, or write `from: script`";
            found.push(Found::new(ProfileCode::NoScenario, &at.key("options"), message).help(help));
        }
        let node_type = test_type.node_type.as_ref().unwrap_or(&profile.default_node_type);
        if let (Some(node_type), true) = (profile.node_type(node_type), test_type.requests.is_some()) {
            fits(profile, test_type.name.as_str(), node_type, &at.key("requests"), &mut found);
        }
    }
    distinct(profile, &mut found);
    found
}

fn names<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    names.map(String::as_str).collect()
}

fn once(list: &Path, names: &[&str], found: &mut Vec<Found>) {
    if names.is_empty() {
        found.push(Found::new(ProfileCode::Missing, list, format!("`{}` is empty", list.0)).help("add at least one"));
    }
    let mut seen = BTreeSet::new();
    for (index, name) in names.iter().enumerate() {
        if !seen.insert(name) {
            let message = format!("`{name}` stands twice in `{}`", list.0);
            found.push(
                Found::new(ProfileCode::Twice, &list.item(index).key("name"), message).help("name one otherwise"),
            );
        }
    }
}

fn known(path: &Path, name: &str, there: &[&str], list: &str, found: &mut Vec<Found>) {
    if there.contains(&name) {
        return;
    }
    let message = format!("`{name}` is none of the profile's `{list}`");
    let help = match nearest(name, there.iter().copied()) {
        Some(near) => format!("write `{near}`"),
        None => format!("write {}", one_of(there.iter().copied())),
    };
    found.push(Found::new(ProfileCode::NotThere, path, message).help(help));
}

fn fits(profile: &Profile, test_type: &str, node_type: &NodeType, at: &Path, found: &mut Vec<Found>) {
    let Some(requests) = profile.test_type(test_type).map(|test_type| profile.requests_of(test_type)) else { return };
    let pairs = [
        ("cpu", &requests.cpu, &node_type.allocatable.cpu),
        ("memory", &requests.memory, &node_type.allocatable.memory),
    ];
    for (key, wanted, room) in pairs {
        if wanted > room {
            let (wanted, room) = (wanted.as_str(), room.as_str());
            let message =
                format!("a node of `{}` has {room} {key}, and `{test_type}` requests {wanted}", node_type.name);
            found.push(Found::new(ProfileCode::NeverFits, &at.key(key), message).help("such a run would never start"));
        }
    }
}

/// Names that tell runs, and generations of them, apart.
fn distinct(profile: &Profile, found: &mut Vec<Found>) {
    let at = Path::default().key("names");
    let says = |template: &crate::Template, any: &[&str]| any.iter().any(|name| template.as_str().contains(name));
    if !says(&profile.names.unique, &["{suffix}"]) {
        let message = "two runs may get the same `unique` name";
        let help = "put `{timestamp}-{suffix}` into it: the suffix is counted on where two would be the same";
        found.push(Found::new(ProfileCode::SameNames, &at.key("unique"), message).help(help));
    }
    if !says(&profile.names.config_map, &["{id}", "{unique_name}"]) {
        let message = "two runs may get the same ConfigMap";
        found.push(Found::new(ProfileCode::SameNames, &at.key("config_map"), message).help("put `{id}` into it"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT_IN: &str = include_str!("../profiles/altinn.yaml");

    fn problems(from: &str, to: &str) -> Vec<String> {
        assert!(BUILT_IN.contains(from), "{from}");
        read(&BUILT_IN.replacen(from, to, 1)).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn built_in_profiles_read() {
        let profile = Profile::built_in();
        let names: Vec<_> = profile.environments.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["at22", "at23", "tt02", "yt01", "prod"]);
        assert_eq!(profile.test_type_of_file("x/smoke-break.yaml"), "smoke");
        assert_eq!(profile.test_type_of_file("breakpoint.yaml"), "breakpoint");
        assert_eq!(profile.test_type_of_file("smoke/conf.yaml"), "functional");
        for text in [BUILT_IN, include_str!("../profiles/small.yaml")] {
            assert_eq!(read(text).1, []);
        }
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (from, to, said) in [
            ("title: Altinn", "titel: Altinn", "error[K6P003]: there is no key `titel` here; write `title`"),
            ("version: 1\n", "version: 2\n", "5:1: error[K6P002]: this profile is of version 2"),
            ("version: 1\n", "", "error[K6P004]: the profile has no `version`; add it: Version of this format: 1"),
            ("name: at23", "name: at22", "error[K6P008]: `at22` stands twice in `environments`"),
            (
                "default_node_type: default",
                "default_node_type: spod",
                "error[K6P009]: `spod` is none of the profile's `node_types`; write `spot`",
            ),
            ("default_test_type: functional", "default_test_type: none", "error[K6P009]: `none` is none of"),
            (
                "    node_type: spot",
                "    node_type: big",
                "`big` is none of the profile's `node_types`; write `default`,",
            ),
            ("from: script", "from: skript", "`from` is `script`, `profile` or `files`, not `skript`; write `script`"),
            ("cpu: \"2\"", "cpu: 2", "`cpu` is text, and this is a number; put it in quotes"),
            ("cpu: 3800m", "cpu: 3800x", "error[K6P007]: `3800x` is not a Kubernetes quantity"),
            ("{timestamp}", "{tid}", "error[K6P006]: unknown placeholder `{tid}`"),
            (
                "cpu: \"2\"",
                "cpu: \"20\"",
                "warning[K6P011]: a node of `spot` has 3800m cpu, and `breakpoint` requests 20",
            ),
            ("-{suffix}", "", "warning[K6P012]: two runs may get the same `unique` name"),
            ("{test_scope}-{id}", "{test_scope}", "warning[K6P012]: two runs may get the same ConfigMap"),
            ("options: { from: files, scenario: { vus: 1, iterations: 1 } }", "options: { from: files }", "K6P010"),
            ("kind: perf", "kind: pref", "`kind` is `dev`, `perf`, `staging` or `prod`, not `pref`; write `perf`"),
            ("nodes: { min: 1, max: 5 }", "nodes: { min: -1, max: 5 }", "`min` is a whole number, 0 or more"),
            ("environments:\n", "environments: {}\nx:\n", "`environments` is a list, and this is a mapping"),
            ("labels:\n", "labels: [\n", "error[K6P001]: "),
        ] {
            let found = problems(from, to);
            assert!(found.iter().any(|found| found.contains(said)), "{said}: {found:#?}");
        }
    }

    #[test]
    fn all_is_said_at_once() {
        let text = BUILT_IN.replace("title: Spot", "titel: Spot");
        let (profile, problems) = read(&text);
        // Three titles, each missing and misspelt.
        assert_eq!((profile, problems.len()), (None, 6));
    }

    #[test]
    fn arbitrary_text_is_answered() {
        for text in ["", "[]", "1", "a: [", "version: 1", "? [a]\n: b", "version: one", "&a [*a]", "\u{0}"] {
            let (profile, problems) = read(text);
            assert!(profile.is_none() && !problems.is_empty(), "{text}");
        }
    }
}
