//! Writing, as compact as it goes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::read::{Json, Kind};

/// Which strings Go escapes `<`, `>` and `&` in: those of types with an encoder
/// of their own, and what the script exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escape {
    Plain,
    Html,
}

/// A JSON string as Go writes it.
pub(crate) fn string(text: &str, escape: Escape) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '<' | '>' | '&' if escape == Escape::Html => push_unit(&mut out, c),
            '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => push_unit(&mut out, c),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn push_unit(out: &mut String, c: char) {
    // Writing to a String does not fail.
    let _ = write!(out, "\\u{:04x}", u32::from(c));
}

/// An object of members that are JSON already.
pub(crate) fn object<K: AsRef<str>, V: AsRef<str>>(members: impl IntoIterator<Item = (K, V)>) -> String {
    let members: Vec<String> =
        members.into_iter().map(|(k, v)| format!("{}:{}", string(k.as_ref(), Escape::Plain), v.as_ref())).collect();
    format!("{{{}}}", members.join(","))
}

/// An array of items that are JSON already.
pub(crate) fn array<V: AsRef<str>>(items: impl IntoIterator<Item = V>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    format!("[{}]", items.join(","))
}

/// What k6 makes of the options that a script exports: keys sorted at every
/// level, numbers as JavaScript writes them.
pub(crate) fn exported(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(bool) => bool.to_string(),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(int), ..) => int.to_string(),
            (_, Some(int), _) => int.to_string(),
            (_, _, Some(float)) => float_text(float),
            _ => number.to_string(),
        },
        Value::String(text) => string(text, Escape::Html),
        Value::Array(items) => array(items.iter().map(exported)),
        Value::Object(map) => {
            let mut members: Vec<(&String, &Value)> = map.iter().collect();
            members.sort_by_key(|(key, _)| key.as_str());
            let members: Vec<String> =
                members.iter().map(|(k, v)| format!("{}:{}", string(k, Escape::Html), exported(v))).collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

/// Go writes floats as JavaScript does, and exponents with two digits or more.
fn float_text(float: f64) -> String {
    let size = float.abs();
    if size == 0.0 || (1e-6..1e21).contains(&size) {
        return float.to_string();
    }
    let text = format!("{float:e}");
    match text.split_once('e') {
        Some((mantissa, exponent)) => match exponent.strip_prefix('-') {
            Some(exponent) => format!("{mantissa}e-{exponent:0>2}"),
            None => format!("{mantissa}e+{exponent:0>2}"),
        },
        None => text,
    }
}

/// Any JSON with sorted keys, the text of its numbers kept.
pub(crate) fn sorted(json: Json<'_>) -> String {
    match json.kind() {
        Kind::String(text) => string(&text, Escape::Plain),
        Kind::Array(items) => array(items.into_iter().map(sorted)),
        Kind::Object(members) => {
            let members: BTreeMap<String, Json<'_>> = members.into_iter().collect();
            object(members.into_iter().map(|(key, value)| (key, sorted(value))))
        }
        _ => json.text().to_owned(),
    }
}
