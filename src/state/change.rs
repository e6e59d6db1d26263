//! The edits that more than one key takes part in, and the new rows that the
//! form can add. Each answers with what is to be done to the text.

use k6cfg_config::{
    Path,
    edit::{Edit, Value},
};

use crate::protocol::{ContextForm, Field};

/// `None` for the row that is gone.
fn path(text: &str) -> Option<Path> {
    if text.is_empty() { None } else { text.parse().ok() }
}

pub(crate) fn set(at: &str, value: Value) -> Option<Edit> {
    Some(Edit::Set { path: path(at)?, value })
}

/// A value as it was typed: a whole number where one is meant, else text.
pub(crate) fn set_typed(at: &str, typed: &str, number: bool) -> Option<Edit> {
    let value = match typed.trim().parse::<i64>() {
        Ok(whole) if number => Value::Int(whole),
        _ => Value::Text(typed.to_owned()),
    };
    set(at, value)
}

pub(crate) fn clear(at: &str) -> Option<Edit> {
    Some(Edit::Clear { path: path(at)? })
}

pub(crate) fn remove(at: &str) -> Option<Edit> {
    Some(Edit::Remove { path: path(at)? })
}

pub(crate) fn duplicate(at: &str) -> Option<Edit> {
    Some(Edit::Duplicate { path: path(at)? })
}

/// Adds to the end of a list; an absent one begins.
pub(crate) fn append(list: &str, value: Value) -> Option<Edit> {
    Some(Edit::Insert { list: path(list)?, index: usize::MAX, value })
}

/// A new test with one context in `environment`.
pub(crate) fn new_test(environment: &str) -> Value {
    Value::Map(vec![
        ("test_file".into(), Value::Text(String::new())),
        ("contexts".into(), Value::List(vec![new_context(environment)])),
    ])
}

pub(crate) fn new_context(environment: &str) -> Value {
    Value::Map(vec![("environment".into(), Value::Text(environment.into()))])
}

pub(crate) fn new_variable() -> Value {
    Value::Map(vec![("name".into(), Value::Text(String::new())), ("value".into(), Value::Text(String::new()))])
}

/// Chooses a test type; `enabled` left out of a present `test_type` parks the
/// run, so a new one says it.
pub(crate) fn choose_type(at: &str, context: &ContextForm, chosen: &str) -> Option<Edit> {
    if has_test_type(context) {
        set(&format!("{at}.test_type.type"), Value::Text(chosen.into()))
    } else {
        test_type(at, chosen, true)
    }
}

/// Returns to the test type that the file name decides. A parked run, or one
/// with options of its own for the type, must go on naming a type.
pub(crate) fn default_type(at: &str, context: &ContextForm, default: &str) -> Option<Edit> {
    if context.runs && context.type_config_file.given.is_none() {
        return clear(&format!("{at}.test_type"));
    }
    set(&format!("{at}.test_type.type"), Value::Text(default.into()))
}

/// Parks a run or takes it up again.
pub(crate) fn enable(at: &str, context: &ContextForm, enabled: bool) -> Option<Edit> {
    if has_test_type(context) {
        return set(&format!("{at}.test_type.enabled"), Value::Bool(enabled));
    }
    test_type(at, shown(&context.test_type)?, enabled)
}

/// Options for the test type alone; they need a type to stand beside.
pub(crate) fn type_options(at: &str, context: &ContextForm, file: &str) -> Option<Edit> {
    if has_test_type(context) {
        return set(&format!("{at}.test_type.config_file"), Value::Text(file.into()));
    }
    let Value::Map(mut entries) = type_map(shown(&context.test_type)?, true) else { return None };
    entries.push(("config_file".into(), Value::Text(file.into())));
    set(&format!("{at}.test_type"), Value::Map(entries))
}

fn test_type(at: &str, name: &str, enabled: bool) -> Option<Edit> {
    set(&format!("{at}.test_type"), type_map(name, enabled))
}

fn type_map(name: &str, enabled: bool) -> Value {
    Value::Map(vec![("type".into(), Value::Text(name.into())), ("enabled".into(), Value::Bool(enabled))])
}

fn has_test_type(context: &ContextForm) -> bool {
    [&context.test_type, &context.enabled, &context.type_config_file].iter().any(|field| field.given.is_some())
}

/// What a field amounts to: as written, or as derived.
fn shown(field: &Field) -> Option<&str> {
    field.given.as_deref().or(field.derived.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: &str = "test_definitions[0].contexts[1]";

    fn given(value: &str) -> Field {
        Field { given: Some(value.into()), ..Field::default() }
    }

    fn derived(value: &str) -> Field {
        Field { derived: Some(value.into()), ..Field::default() }
    }

    fn plain() -> ContextForm {
        ContextForm { test_type: derived("functional"), enabled: derived("true"), runs: true, ..ContextForm::default() }
    }

    fn typed() -> ContextForm {
        ContextForm {
            test_type: Field { derived: Some("functional".into()), ..given("smoke") },
            enabled: given("true"),
            runs: true,
            ..ContextForm::default()
        }
    }

    fn at(edit: Option<&Edit>) -> String {
        match edit {
            Some(Edit::Set { path, .. } | Edit::Clear { path }) => path.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_first_test_type_says_that_it_is_enabled() {
        let edit = choose_type(AT, &plain(), "smoke");
        assert_eq!(edit, set(&format!("{AT}.test_type"), type_map("smoke", true)));
    }

    #[test]
    fn another_test_type_leaves_enabled_as_it_is() {
        let edit = choose_type(AT, &typed(), "soak");
        assert_eq!(at(edit.as_ref()), format!("{AT}.test_type.type"));
    }

    #[test]
    fn the_default_type_of_a_run_takes_the_object_away() {
        assert_eq!(default_type(AT, &typed(), "functional"), clear(&format!("{AT}.test_type")));
    }

    #[test]
    fn the_default_type_of_a_parked_run_keeps_it_parked() {
        let parked = ContextForm { enabled: given("false"), runs: false, ..typed() };
        let edit = default_type(AT, &parked, "functional");
        assert_eq!(edit, set(&format!("{AT}.test_type.type"), Value::Text("functional".into())));
    }

    #[test]
    fn parking_names_the_type_it_had() {
        let edit = enable(AT, &plain(), false);
        assert_eq!(edit, set(&format!("{AT}.test_type"), type_map("functional", false)));
    }

    #[test]
    fn numbers_are_numbers_only_where_they_are_meant() {
        assert_eq!(set_typed("a", "3", true), set("a", Value::Int(3)));
        assert_eq!(set_typed("a", "3", false), set("a", Value::Text("3".into())));
        assert_eq!(set_typed("a", "x", true), set("a", Value::Text("x".into())));
    }
}
