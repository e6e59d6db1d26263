//! What differs among objects, field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::shown::calm;

/// Most fields that are told.
const MOST: usize = 500;

/// One field that not all objects have with the same value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `spec.runner.env[BASE_URL].value`; items of a list go by their name,
    /// where all have one, and k6's arguments by theirs.
    pub field: String,
    /// Of each object, in order; `None` where it has no such field.
    pub values: Vec<Option<String>>,
}

/// The fields in which objects differ, in the order of the fields in the first
/// that has them. `objects` are YAML as [`crate::shown`] makes it; a generation
/// time is no difference, and a text that is no YAML has no fields.
pub fn side_by_side(objects: &[&str]) -> Vec<Difference> {
    let mut order = Vec::new();
    let mut known = BTreeSet::new();
    let fields: Vec<BTreeMap<String, String>> = objects
        .iter()
        .map(|text| {
            let mut fields = Vec::new();
            if let Ok(object) = serde_yaml::from_str::<Value>(&calm(text)) {
                walk(&object, String::new(), &mut fields);
            }
            for (field, _) in &fields {
                if known.insert(field.clone()) {
                    order.push(field.clone());
                }
            }
            fields.into_iter().collect()
        })
        .collect();
    let row = |field: String| {
        let values: Vec<Option<String>> = fields.iter().map(|fields| fields.get(&field).cloned()).collect();
        let differs = values.iter().any(|value| Some(value) != values.first());
        differs.then_some(Difference { field, values })
    };
    order.into_iter().filter_map(row).take(MOST).collect()
}

fn walk(value: &Value, path: String, fields: &mut Vec<(String, String)>) {
    match value {
        Value::Object(all) if !all.is_empty() => {
            for (key, value) in all {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                walk(value, path, fields);
            }
        }
        Value::Array(items) if path == "spec.args" && items.iter().all(Value::is_string) => {
            arguments(&path, items.iter().filter_map(Value::as_str), fields);
        }
        Value::Array(items) if !items.is_empty() => {
            let names: Option<Vec<&str>> = items.iter().map(|item| item.get("name")?.as_str()).collect();
            for (index, item) in items.iter().enumerate() {
                let name = names.as_ref().and_then(|names| names.get(index));
                let path = format!("{path}[{}]", name.map_or_else(|| index.to_string(), |name| (*name).to_owned()));
                match item.as_object() {
                    // The path says its name already.
                    Some(all) if name.is_some() && all.len() > 1 => {
                        for (key, value) in all.iter().filter(|(key, _)| *key != "name") {
                            walk(value, format!("{path}.{key}"), fields);
                        }
                    }
                    _ => walk(item, path, fields),
                }
            }
        }
        Value::String(text) if path == "spec.arguments" => match shlex::split(text) {
            Some(words) => arguments(&path, words.iter().map(String::as_str), fields),
            None => fields.push((path, text.clone())),
        },
        Value::String(text) => fields.push((path, text.clone())),
        other => fields.push((path, other.to_string())),
    }
}

/// `--tag name=x --vus 3`: what each is called, and its value.
fn arguments<'a>(path: &str, words: impl Iterator<Item = &'a str>, fields: &mut Vec<(String, String)>) {
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        let value = words.next_if(|next| word.starts_with('-') && !word.contains('=') && !next.starts_with('-'));
        let (name, value) = match (word.split_once('='), value) {
            (Some((name, value)), _) => (name.to_owned(), value.to_owned()),
            (None, Some(value)) => match value.split_once('=') {
                Some((key, value)) => (format!("{word} {key}"), value.to_owned()),
                None => (word.to_owned(), value.to_owned()),
            },
            (None, None) => (word.to_owned(), String::new()),
        };
        fields.push((format!("{path} {name}"), value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let one = "\
spec:
  parallelism: 1
  arguments: --tag testid=a --tag namespace=team --vus 3 --out rw
  runner:
    env: [{name: A, value: x}, {name: B, value: \"1\"}]
metadata: {name: at22-1700000000123-abcde}
";
        let two = "\
spec:
  parallelism: 2
  arguments: --tag testid=b --tag namespace=team --out=rw
  runner:
    env: [{name: B, value: \"1\"}, {name: C, value: y}]
metadata: {name: at22-1700000000999-fghij}
";
        let told: Vec<(String, Vec<Option<String>>)> =
            side_by_side(&[one, two]).into_iter().map(|row| (row.field, row.values)).collect();
        let row = |field: &str, a: Option<&str>, b: Option<&str>| {
            (field.to_owned(), vec![a.map(str::to_owned), b.map(str::to_owned)])
        };
        assert_eq!(
            told,
            [
                row("spec.parallelism", Some("1"), Some("2")),
                row("spec.arguments --tag testid", Some("a"), Some("b")),
                row("spec.arguments --vus", Some("3"), None),
                row("spec.runner.env[A].value", Some("x"), None),
                row("spec.runner.env[C].value", None, Some("y")),
            ]
        );
    }

    #[test]
    fn arguments_in_a_list_go_by_their_names_too() {
        let of = |environment: &str| format!("spec: {{args: [--tag, environment={environment}, --out, rw]}}");
        let told = side_by_side(&[&of("dev"), &of("live")]);
        assert_eq!(told.iter().map(|row| row.field.as_str()).collect::<Vec<_>>(), ["spec.args --tag environment"]);
    }

    #[test]
    fn what_is_no_object_has_no_fields() {
        assert_eq!(side_by_side(&[]), []);
        assert_eq!(side_by_side(&["a: 1", "a: 1"]), []);
        let told = side_by_side(&["a: 1", ": ["]);
        assert_eq!(told.iter().map(|row| row.values.clone()).collect::<Vec<_>>(), [[Some("1".to_owned()), None]]);
    }
}
