//! Values that edits write, and how they are written.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::document::Style;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Text(String),
    Bool(bool),
    Int(i64),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A scalar's text; `None` for lists and maps.
    pub(super) fn scalar(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Bool(value) => Some(value.to_string()),
            Self::Int(value) => Some(value.to_string()),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// On one line.
    pub(super) fn flow(&self) -> String {
        match self {
            Self::Text(text) => quoted_if_needed(text),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::List(items) => format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", ")),
            Self::Map(entries) => {
                let pairs: Vec<String> =
                    entries.iter().map(|(k, v)| format!("{}: {}", quoted_if_needed(k), v.flow())).collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }

    /// A scalar in the style that the value it replaces has; quotes around
    /// nothing are no style.
    pub(super) fn in_style(&self, style: Style, old: &str) -> String {
        let Self::Text(text) = self else { return self.flow() };
        let all_digits = |t: &str| !t.is_empty() && !t.starts_with('0') && t.bytes().all(|b| b.is_ascii_digit());
        match style {
            Style::DoubleQuoted if !old.is_empty() => double_quoted(text),
            Style::SingleQuoted if !old.is_empty() && !text.contains(char::is_control) => {
                format!("'{}'", text.replace('\'', "''"))
            }
            Style::Plain if all_digits(text) && all_digits(old) => text.clone(),
            _ => quoted_if_needed(text),
        }
    }
}

/// Plain only where no reader of YAML 1.1 or 1.2 takes it for anything else.
pub(super) fn quoted_if_needed(text: &str) -> String {
    const WORDS: [&str; 12] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "undefined"];
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '_');
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./+@".contains(c));
    if starts && plain && !WORDS.contains(&text.to_ascii_lowercase().as_str()) {
        text.to_owned()
    } else {
        double_quoted(text)
    }
}

/// In the quotes that leave the text as it is, where there are such.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains(char::is_control) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    double_quoted(text)
}

pub(crate) fn double_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{85}' => out.push_str("\\N"),
            '\u{2028}' => out.push_str("\\L"),
            '\u{2029}' => out.push_str("\\P"),
            '\u{feff}' => out.push_str("\\uFEFF"),
            c if u32::from(c) < 0x20 || (0x7f..0xa0).contains(&u32::from(c)) => {
                // Writing to a String does not fail.
                let _ = write!(out, "\\x{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
