//! What a wish for many contexts does to the data, as [`meaning`](crate::meaning)
//! says it of single edits.

use k6cfg_config::Path;
use k6cfg_config::edit::{Change, ENVIRONMENT, Edit, Value as Written};
use serde_yaml::Value;

use crate::meaning::{apply, get, text};
use crate::wishes::items;

/// What the file's name decides.
pub(crate) const TEST_TYPE: &str = "functional";

/// The data with a wish granted.
pub(crate) fn grant(root: &Value, change: &Change) -> Value {
    let mut data = root.clone();
    for edit in edits(root, change) {
        apply(&mut data, &edit).unwrap_or_else(|| panic!("{edit:?} of {change:?}"));
    }
    data
}

/// From the end to the start, so that no edit moves what another is about.
fn edits(root: &Value, change: &Change) -> Vec<Edit> {
    let each =
        |contexts: &[Path], edit: &dyn Fn(&Path) -> Option<Edit>| contexts.iter().rev().filter_map(edit).collect();
    match change {
        Change::One(edit) => vec![edit.clone()],
        Change::Enable { contexts, enabled } => each(contexts, &|at| {
            (runs(root, at) != *enabled).then(|| {
                if has_type(root, at) {
                    set(&at.key("test_type").key("enabled"), Written::Bool(*enabled))
                } else {
                    set(&at.key("test_type"), test_type(TEST_TYPE, *enabled))
                }
            })
        }),
        Change::ChooseType { contexts, name } => each(contexts, &|at| {
            let path = at.key("test_type");
            let has_options = get(root, &path.key("config_file")).is_some();
            match name {
                Some(name) if !has_type(root, at) => Some(set(&path, test_type(name, true))),
                None if !has_type(root, at) => None,
                None if runs(root, at) && !has_options => Some(Edit::Clear { path }),
                name => Some(set(&path.key("type"), Written::text(name.as_deref().unwrap_or(TEST_TYPE)))),
            }
        }),
        Change::ChooseNodes { contexts, name } => each(contexts, &|at| {
            let path = at.key("node_type");
            Some(
                name.as_deref()
                    .map_or_else(|| Edit::Clear { path: path.clone() }, |name| set(&path, Written::text(name))),
            )
        }),
        Change::TypeOptions { context, file } => {
            let path = context.key("test_type");
            let file = set(&path.key("config_file"), Written::text(file.as_str()));
            if has_type(root, context) { vec![file] } else { vec![set(&path, test_type(TEST_TYPE, true)), file] }
        }
        Change::AddEnvironment { tests, environment, like } => {
            let wanted = tests.iter().rev().filter(|test| at_environment(root, test, environment).is_none());
            let add = |test: &Path| {
                if let Some(model) = like.as_deref().and_then(|like| at_environment(root, test, like)) {
                    return copy(root, &model, environment, 1);
                }
                let context = Written::Map(vec![("environment".to_owned(), Written::text(environment.as_str()))]);
                vec![Edit::Insert { list: test.key("contexts"), index: usize::MAX, value: context }]
            };
            wanted.flat_map(add).collect()
        }
        Change::CopyTo { contexts, environments } => {
            contexts.iter().rev().flat_map(|at| copies(root, at, environments)).collect()
        }
        Change::AddSecret { contexts, name } => each(contexts, &|at| add_secret(root, at, name)),
        Change::MoveToSecret { variables, name } => {
            let mut contexts: Vec<Path> = variables.iter().filter_map(Path::context_of).collect();
            contexts.dedup();
            let named = contexts.iter().filter_map(|at| add_secret(root, at, name));
            named.chain(variables.iter().rev().map(|path| Edit::Remove { path: path.clone() })).collect()
        }
        Change::SetVariable { contexts, name, value } => each(contexts, &|at| set_variable(root, at, name, value)),
        Change::Repeat { item } => repeat(root, item),
        Change::Remove { paths } => paths.iter().rev().map(|path| Edit::Remove { path: path.clone() }).collect(),
    }
}

/// Once more below itself, under the first name that is free.
fn repeat(root: &Value, item: &Path) -> Vec<Edit> {
    let named = |at: &Path| text(root, &at.key("name")).or_else(|| text(root, at));
    let (list, k6cfg_config::Step::Item(index)) = item.split_last().unwrap() else { panic!("{item}") };
    let taken: Vec<String> = items(root, &list).iter().filter_map(named).collect();
    let copy = list.item(index + 1);
    let (path, joint) =
        if get(root, &item.key("name")).is_some() { (copy.key("name"), '_') } else { (copy.clone(), '-') };
    let duplicate = Edit::Duplicate { path: item.clone() };
    let Some(own) = named(item).filter(|own| !own.is_empty()) else { return vec![duplicate] };
    // A count at its end goes on.
    let uncounted = own.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = uncounted.strip_suffix(joint).filter(|stem| !stem.is_empty() && uncounted != own).unwrap_or(&own);
    let name = (2..1000).map(|count| format!("{stem}{joint}{count}")).find(|name| !taken.contains(name)).unwrap();
    vec![duplicate, set(&path, Written::text(name.as_str()))]
}

fn set(path: &Path, value: Written) -> Edit {
    Edit::Set { path: path.clone(), value }
}

fn test_type(name: &str, enabled: bool) -> Written {
    Written::Map(vec![("type".to_owned(), Written::text(name)), ("enabled".to_owned(), Written::Bool(enabled))])
}

fn has_type(root: &Value, at: &Path) -> bool {
    get(root, &at.key("test_type")).and_then(Value::as_mapping).is_some_and(|map| !map.is_empty())
}

fn runs(root: &Value, at: &Path) -> bool {
    !has_type(root, at) || get(root, &at.key("test_type").key("enabled")) == Some(&Value::Bool(true))
}

/// The first context of a test in this environment.
fn at_environment(root: &Value, test: &Path, environment: &str) -> Option<Path> {
    let is_there = |at: &Path| text(root, &at.key("environment")).as_deref() == Some(environment);
    items(root, &test.key("contexts")).into_iter().find(is_there)
}

/// Copies of a context, each right after the one before.
fn copies(root: &Value, at: &Path, environments: &[String]) -> Vec<Edit> {
    let test = at.parent().and_then(|list| list.parent()).unwrap();
    let mut there: Vec<&String> = Vec::new();
    let mut edits = Vec::new();
    for environment in environments {
        if !there.contains(&environment) && at_environment(root, &test, environment).is_none() {
            there.push(environment);
            edits.extend(copy(root, at, environment, there.len()));
        }
    }
    edits
}

/// A context, copied to another environment, `after` places below itself.
fn copy(root: &Value, at: &Path, environment: &str, after: usize) -> Vec<Edit> {
    let (list, k6cfg_config::Step::Item(index)) = at.split_last().unwrap() else { panic!("{at}") };
    let from = text(root, &at.key("environment")).unwrap();
    let follows = |name: &str| -> String {
        let parts = name.split('-').map(|part| if part == from { environment } else { part });
        parts.collect::<Vec<_>>().join("-")
    };
    let copy = list.item(index + 1);
    let mut edits =
        vec![Edit::Duplicate { path: at.clone() }, set(&copy.key("environment"), Written::text(environment))];
    for (index, secret) in items(root, &at.key("test_run").key("secrets")).iter().enumerate() {
        let name = follows(&text(root, secret).unwrap());
        edits.push(set(&copy.key("test_run").key("secrets").item(index), Written::text(name.as_str())));
    }
    if let Some(own) = text(root, &at.key("test_run").key("id")) {
        let (path, other) = (copy.key("test_run").key("id"), follows(&own));
        edits.push(if other == own { Edit::Clear { path } } else { set(&path, Written::text(other.as_str())) });
    }
    edits.push(Edit::Move { path: copy, to: index + after });
    edits
}

fn add_secret(root: &Value, at: &Path, pattern: &str) -> Option<Edit> {
    let name = pattern.replace(ENVIRONMENT, &text(root, &at.key("environment"))?);
    let list = at.key("test_run").key("secrets");
    let known = items(root, &list).iter().any(|at| text(root, at).as_ref() == Some(&name));
    (!known).then(|| Edit::Insert { list, index: usize::MAX, value: Written::text(name.as_str()) })
}

fn set_variable(root: &Value, at: &Path, name: &str, value: &str) -> Option<Edit> {
    let list = at.key("test_run").key("env");
    let same = |at: &Path| text(root, &at.key("name")).as_deref() == Some(name);
    if let Some(entry) = items(root, &list).into_iter().find(same) {
        let path = entry.key("value");
        return (text(root, &path).as_deref() != Some(value)).then(|| set(&path, Written::text(value)));
    }
    let entry = [("name", name), ("value", value)].map(|(key, text)| (key.to_owned(), Written::text(text)));
    Some(Edit::Insert { list, index: usize::MAX, value: Written::Map(entry.into()) })
}
