//! What an edit does to the data, by another reader of YAML and the plainest
//! code there is.

use k6cfg_config::edit::{Edit, Value as Written};
use k6cfg_config::{Path, Step};
use serde_yaml::{Mapping, Value};

pub(crate) fn of(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

pub(crate) fn value(written: &Written) -> Value {
    match written {
        Written::Text(text) => Value::String(text.clone()),
        Written::Bool(value) => Value::Bool(*value),
        Written::Int(value) => Value::Number((*value).into()),
        Written::List(items) => Value::Sequence(items.iter().map(value).collect()),
        Written::Map(entries) => {
            Value::Mapping(entries.iter().map(|(k, v)| (Value::String(k.clone()), value(v))).collect())
        }
    }
}

/// The value at `path`.
pub(crate) fn get<'v>(root: &'v Value, path: &Path) -> Option<&'v Value> {
    path.steps().iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get(key.as_ref()),
        Step::Item(index) => value.get(index),
    })
}

/// What is written at `path`, if it is a value.
pub(crate) fn text(root: &Value, path: &Path) -> Option<String> {
    match get(root, path)? {
        Value::String(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn get_mut<'v>(root: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    steps.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get_mut(key.as_ref()),
        Step::Item(index) => value.get_mut(index),
    })
}

fn items<'v>(root: &'v mut Value, list: &Path) -> Option<&'v mut Vec<Value>> {
    get_mut(root, list.steps())?.as_sequence_mut()
}

fn put(root: &mut Value, steps: &[Step], new: Value) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else {
        *root = new;
        return Some(());
    };
    match step {
        Step::Key(key) => {
            if !root.is_mapping() {
                *root = Value::Mapping(Mapping::new());
            }
            let map = root.as_mapping_mut()?;
            put(map.entry(Value::String(key.to_string())).or_insert(Value::Null), rest, new)
        }
        Step::Item(index) => {
            if !root.is_sequence() {
                *root = Value::Sequence(Vec::new());
            }
            let items = root.as_sequence_mut()?;
            if *index == items.len() {
                items.push(Value::Null);
            }
            put(items.get_mut(*index)?, rest, new)
        }
    }
}

/// Removes what is at `path`, and what holds it while that gets empty: up to,
/// and without, list items.
fn take(root: &mut Value, path: &Path) -> Option<()> {
    let (holder, step) = path.split_last()?;
    let left = match (get_mut(root, holder.steps()), step) {
        (Some(Value::Mapping(map)), Step::Key(key)) => {
            map.shift_remove(key.as_ref());
            map.len()
        }
        (Some(Value::Sequence(items)), Step::Item(index)) if *index < items.len() => {
            items.remove(*index);
            items.len()
        }
        // There is nothing to take.
        _ => return Some(()),
    };
    if left == 0 && matches!(holder.steps().last(), Some(Step::Key(_))) {
        take(root, &holder)?;
    }
    Some(())
}

/// The list that holds the item at `path`, and its index.
fn item<'v>(root: &'v mut Value, path: &Path) -> Option<(&'v mut Vec<Value>, usize)> {
    let (list, Step::Item(index)) = path.split_last()? else { return None };
    let items = items(root, &list)?;
    (*index < items.len()).then_some((items, *index))
}

/// `None` where the edit has no meaning for this data.
pub(crate) fn apply(root: &mut Value, edit: &Edit) -> Option<()> {
    match edit {
        Edit::Set { path, value: new } => put(root, path.steps(), value(new))?,
        Edit::Clear { path } | Edit::Remove { path } => take(root, path)?,
        Edit::Insert { list, index, value: new } => match items(root, list) {
            Some(items) => items.insert((*index).min(items.len()), value(new)),
            None => put(root, list.steps(), Value::Sequence(vec![value(new)]))?,
        },
        Edit::Relocate { from, to } => {
            let value = get(root, from)?.clone();
            take(root, from)?;
            put(root, to.steps(), value)?;
        }
        Edit::Rename { path, key } => {
            let (holder, Step::Key(old)) = path.split_last()? else { return None };
            let map = get_mut(root, holder.steps())?.as_mapping_mut()?;
            let value = map.shift_remove(old.as_ref())?;
            map.insert(Value::String(key.clone()), value);
        }
        Edit::Enlist { path } => {
            let value = get_mut(root, path.steps())?;
            *value = Value::Sequence(vec![value.clone()]);
        }
        Edit::Duplicate { path } => {
            let (items, index) = item(root, path)?;
            let copy = items[index].clone();
            items.insert(index + 1, copy);
        }
        Edit::Move { path, to } => {
            let (items, index) = item(root, path)?;
            let item = items.remove(index);
            items.insert((*to).min(items.len()), item);
        }
    }
    Some(())
}
