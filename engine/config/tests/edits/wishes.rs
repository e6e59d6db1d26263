//! Every wish for many contexts at once that a document offers.

use k6cfg_config::Path;
use k6cfg_config::edit::Change;
use serde_yaml::Value;

use crate::meaning::{get, text};

pub(crate) fn of(root: &Value) -> Vec<Change> {
    let tests = items(root, &Path::root().key("test_definitions"));
    let contexts: Vec<Path> = tests.iter().flat_map(|test| items(root, &test.key("contexts"))).collect();
    let items_of = |list: &str| -> Vec<Path> {
        contexts.iter().flat_map(|at| items(root, &at.key("test_run").key(list.to_owned()))).collect()
    };
    let (variables, secrets) = (items_of("env"), items_of("secrets"));
    let (first, last) = (contexts[..1].to_vec(), contexts[contexts.len() - 1..].to_vec());
    let every_second = contexts.iter().step_by(2).cloned().collect();
    let mut all = Vec::new();
    for some in [contexts.clone(), first.clone(), last, every_second] {
        of_contexts(root, &some, &variables, &mut all);
        all.push(Change::Remove { paths: some });
    }
    all.extend(contexts.iter().map(|at| Change::TypeOptions { context: at.clone(), file: "o.json".to_owned() }));
    let like = first.first().and_then(|at| text(root, &at.key("environment")));
    for (environment, like) in [("prod", None), ("prod", like.clone()), ("new", like)] {
        let environment = environment.to_owned();
        all.push(Change::AddEnvironment { tests: tests.clone(), environment, like });
    }
    let environments: Vec<String> = ["tt02", "prod", "new", "new"].map(str::to_owned).into();
    let one_of_each = tests.iter().map(|test| test.key("contexts").item(0)).collect();
    all.push(Change::CopyTo { contexts: one_of_each, environments: environments.clone() });
    all.extend(
        contexts.iter().map(|at| Change::CopyTo { contexts: vec![at.clone()], environments: environments.clone() }),
    );
    for some in [variables.clone(), variables.iter().take(1).cloned().collect()] {
        all.push(Change::MoveToSecret { variables: some, name: "sealed-{environment}".to_owned() });
    }
    all.extend([&variables[..], &secrets[..]].concat().into_iter().map(|item| Change::Repeat { item }));
    all.push(Change::Remove { paths: [variables, secrets].concat() });
    all.push(Change::Remove { paths: tests });
    all
}

fn of_contexts(root: &Value, contexts: &[Path], variables: &[Path], all: &mut Vec<Change>) {
    let contexts = || contexts.to_vec();
    for enabled in [false, true] {
        all.push(Change::Enable { contexts: contexts(), enabled });
    }
    for name in [Some("soak".to_owned()), None] {
        all.push(Change::ChooseType { contexts: contexts(), name });
    }
    for name in [Some("spot".to_owned()), None] {
        all.push(Change::ChooseNodes { contexts: contexts(), name });
    }
    for name in ["tokens-{environment}", "plain"] {
        all.push(Change::AddSecret { contexts: contexts(), name: name.to_owned() });
    }
    let known = variables.first().and_then(|at| text(root, &at.key("name")));
    for name in known.into_iter().chain(["NEW_ONE".to_owned()]) {
        all.push(Change::SetVariable { contexts: contexts(), name, value: "a: b #2".to_owned() });
    }
}

pub(crate) fn items(root: &Value, list: &Path) -> Vec<Path> {
    let count = get(root, list).and_then(Value::as_sequence).map_or(0, Vec::len);
    (0..count).map(|index| list.item(index)).collect()
}
