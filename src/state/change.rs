//! The changes that fields and buttons of the form ask for. What each does to
//! the text is the engine's to say.

use k6cfg_config::{
    Path, Step,
    edit::{Change, Edit, Value},
};

/// `None` for the row that is gone.
pub(crate) fn path(text: &str) -> Option<Path> {
    if text.is_empty() { None } else { text.parse().ok() }
}

/// A value as it was typed: a whole number where one is meant, else text.
pub(crate) fn set_typed(at: &str, typed: &str, number: bool) -> Option<Change> {
    let value = match typed.trim().parse::<i64>() {
        Ok(whole) if number => Value::Int(whole),
        _ => Value::Text(typed.to_owned()),
    };
    one(Edit::Set { path: path(at)?, value })
}

pub(crate) fn clear(at: &str) -> Option<Change> {
    one(Edit::Clear { path: path(at)? })
}

pub(crate) fn remove(at: &str) -> Option<Change> {
    one(Edit::Remove { path: path(at)? })
}

pub(crate) fn duplicate(at: &str) -> Option<Change> {
    one(Edit::Duplicate { path: path(at)? })
}

/// A variable or a secret once more, under another name.
pub(crate) fn repeat(at: &str) -> Option<Change> {
    Some(Change::Repeat { item: path(at)? })
}

/// Moves an item of a list one place up or down; nothing above the first.
pub(crate) fn shift(at: &str, down: bool) -> Option<Change> {
    let path = path(at)?;
    let Some(Step::Item(from)) = path.steps().last() else { return None };
    let to = if down { from + 1 } else { from.checked_sub(1)? };
    one(Edit::Move { path, to })
}

/// Adds to the end of a list; an absent one begins.
pub(crate) fn append(list: &str, value: Value) -> Option<Change> {
    one(Edit::Insert { list: path(list)?, index: usize::MAX, value })
}

/// A new test with one context in `environment`.
pub(crate) fn new_test(environment: &str) -> Value {
    let context = map([("environment", Value::text(environment))]);
    map([("test_file", Value::text("")), ("contexts", Value::List(vec![context]))])
}

pub(crate) fn new_variable() -> Value {
    map([("name", Value::text("")), ("value", Value::text(""))])
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.map(|(key, value)| (key.to_owned(), value)).to_vec())
}

#[expect(clippy::unnecessary_wraps, reason = "as the others here, which have no change for a row that is gone")]
fn one(edit: Edit) -> Option<Change> {
    Some(Change::One(edit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(value: Value) -> Option<Change> {
        one(Edit::Set { path: "a".parse().unwrap(), value })
    }

    #[test]
    fn numbers_are_numbers_only_where_they_are_meant() {
        assert_eq!(set_typed("a", "3", true), set(Value::Int(3)));
        assert_eq!(set_typed("a", "3", false), set(Value::text("3")));
        assert_eq!(set_typed("a", "x", true), set(Value::text("x")));
    }

    #[test]
    fn the_first_row_goes_no_further_up() {
        let to = |at: &str, down| match shift(at, down) {
            Some(Change::One(Edit::Move { to, .. })) => Some(to),
            _ => None,
        };
        assert_eq!((to("a[0].b[3]", false), to("a[0].b[3]", true)), (Some(2), Some(4)));
        assert_eq!(to("a[0]", false), None);
        assert_eq!(shift("", true), None);
    }
}
