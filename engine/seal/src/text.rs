//! YAML and JSON, in and out.

use std::fmt::Write as _;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_yaml::Location;

/// Where a text stops to be YAML, counted from 1. What the parser says of it may
/// repeat a secret, and is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// The documents of a text; JSON is YAML, too. Empty ones are passed over.
pub(crate) fn documents<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, Place> {
    // A key of YAML ends within 1,024 characters, one of JSON need not.
    if text.trim_start().starts_with('{')
        && let Ok(document) = serde_json::from_str(text)
    {
        return Ok(vec![document]);
    }
    let mut documents = Vec::new();
    for document in serde_yaml::Deserializer::from_str(text) {
        let document = Option::<T>::deserialize(document).map_err(|error| {
            let at = error.location();
            Place { line: at.as_ref().map_or(1, Location::line), column: at.as_ref().map_or(1, Location::column) }
        })?;
        documents.extend(document);
    }
    Ok(documents)
}

/// Block style; a text that any reader might take for something else is in
/// quotes: Kubernetes' own reads YAML 1.1, where `on`, `y` and `12:30` are none.
pub fn yaml(object: &Value) -> String {
    let mut text = String::new();
    put(object, 0, &mut text);
    text
}

/// A value at an indentation, from the beginning of a line to its end.
fn put(value: &Value, indent: usize, out: &mut String) {
    let lead = " ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, member) in members {
                let key = scalar(key);
                match member {
                    Value::Object(inner) if !inner.is_empty() => {
                        let _ = writeln!(out, "{lead}{key}:");
                        put(member, indent + 2, out);
                    }
                    Value::Array(items) if !items.is_empty() => {
                        let _ = writeln!(out, "{lead}{key}:");
                        put(member, indent, out);
                    }
                    simple => {
                        let _ = writeln!(out, "{lead}{key}: {}", inline(simple));
                    }
                }
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                let mut text = String::new();
                put(item, indent + 2, &mut text);
                let _ = write!(out, "{lead}- {}", text.trim_start());
            }
        }
        simple => {
            let _ = writeln!(out, "{lead}{}", inline(simple));
        }
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        // What is left is the same in JSON.
        other => other.to_string(),
    }
}

fn scalar(text: &str) -> String {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_./+=-:,()<>%@ ".contains(&byte);
    let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()) || is_quantity(text);
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    let is_mapping = text.contains(": ") || text.ends_with([':', ' ']);
    if begins && text.bytes().all(plain) && !is_word && !is_mapping { text.to_owned() } else { quoted(text) }
}

/// As JSON has it, with those characters escaped, too, that JSON may hold and
/// YAML 1.1 may not, or takes for the end of a line.
fn quoted(text: &str) -> String {
    let json = Value::from(text).to_string();
    let is_odd =
        |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if !json.contains(is_odd) {
        return json;
    }
    json.chars().fold(String::with_capacity(json.len() + 8), |mut out, c| {
        // Writing to a String does not fail.
        let _ = if is_odd(c) { write!(out, "\\u{:04x}", u32::from(c)) } else { write!(out, "{c}") };
        out
    })
}

/// `250m`, `4Gi`: digits with a unit are no number to any reader.
fn is_quantity(text: &str) -> bool {
    let unit = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    unit.len() < text.len() && ["m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti"].contains(&unit)
}

pub(crate) fn json(object: &Value) -> String {
    serde_json::to_string_pretty(object).map(|text| text + "\n").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_may_have_keys_that_yaml_has_not() {
        let object = json!({"k".repeat(2000): "v"});
        assert_eq!(documents::<Value>(&json(&object)).unwrap(), [object]);
    }

    #[test]
    fn nothing_is_taken_for_something_else() {
        let object = json!({
            "y": "on", "NO": "1_000", "time": "12:30", "empty": "", "a b": "c: d", "lines": "a\nb", "é": "~",
            ".dockerconfigjson": "AgB+/a==", "is": true, "none": null, "n": 7, "list": [{"a": "x", "b": ["y"]}, "z"],
            "image": "a.b/c:v1", "cpu": "250m", "memory": "4Gi", "power": "1e3", "odd": "a\u{7f}b\u{85}c\u{2028}d\u{feff}", "two words": "a, b (c)", "mapping": "a: b", "open": "a:", "space": "a ",
            "nested": {"deep": {"er": "x"}, "nothing": {}}, "items": [],
        });
        let text = yaml(&object);
        assert_eq!(serde_yaml::from_str::<Value>(&text).unwrap(), object, "{text}");
        for quoted in [
            "\"y\": \"on\"",
            "\"NO\": \"1_000\"",
            "time: \"12:30\"",
            "\"n\": 7",
            "- \"y\"",
            "image: a.b/c:v1",
            "cpu: 250m",
            "memory: 4Gi",
            "power: \"1e3\"",
            "odd: \"a\\u007fb\\u0085c\\u2028d\\ufeff\"",
            "two words: a, b (c)",
            "mapping: \"a: b\"",
            "open: \"a:\"",
            "space: \"a \"",
        ] {
            assert!(text.contains(quoted), "{quoted} in {text}");
        }
    }
}
