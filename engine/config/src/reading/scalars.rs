//! Values that are `true` or a number, as Go's YAML reader takes them.

use super::{Map, Reader};
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::document::Style;
use crate::edit::{Edit, Value};
use crate::place::{Path, Place};

impl Reader<'_> {
    pub(super) fn bool(&mut self, map: &Map<'_>, name: &'static str) -> Option<bool> {
        let id = map.get(name)?;
        if let Some(scalar) = self.document.scalar(id) {
            if scalar.is_null() {
                return None;
            }
            if scalar.style == Style::Plain
                && let Some(value) = go_bool(&scalar.text)
            {
                if !scalar.text.eq_ignore_ascii_case(if value { "true" } else { "false" }) {
                    let path = map.path.key(name);
                    let message = format!("`{}` is read as `{value}`", scalar.text);
                    let edit = Edit::Set { path: path.clone(), value: Value::Bool(value) };
                    self.old_form(path, message, (format!("write `{value}`"), edit));
                }
                return Some(value);
            }
            let path = map.path.key(name);
            let quoted = go_bool(&scalar.text);
            let message = match quoted {
                Some(_) => format!("`{}` in quotes is a text, not `true` or `false`", scalar.text),
                None => format!("`{}` is neither `true` nor `false`", scalar.text),
            };
            let finding = Finding::new(Code::WrongType, path.clone(), message);
            let finding = match quoted {
                Some(value) => finding
                    .help(format!("write `{value}` without quotes"))
                    .mend(Mend::Edit(format!("write `{value}`"), Edit::Set { path, value: Value::Bool(value) })),
                None => finding.help("write `true` or `false`"),
            };
            self.findings.push(finding);
            return None;
        }
        let message = format!("`{name}` must be `true` or `false`");
        let finding = Finding::new(Code::WrongType, Place::key_of(map.path.key(name)), message);
        self.findings.push(finding.help("write `true` or `false`"));
        None
    }

    /// A value that Go's YAML reader takes, though newer ones read it otherwise.
    fn old_form(&mut self, path: Path, message: String, (title, edit): (String, Edit)) {
        let finding = Finding::new(Code::OldForm, path, message).help("editors and other tools read it otherwise");
        self.findings.push(finding.mend(Mend::Edit(title, edit)));
    }

    pub(super) fn integer(&mut self, map: &Map<'_>, name: &'static str) -> Option<i64> {
        let id = map.get(name)?;
        let path = map.path.key(name);
        let Some(scalar) = self.document.scalar(id) else {
            let message = format!("`{name}` must be a whole number");
            self.findings.push(Finding::new(Code::WrongType, Place::key_of(path), message));
            return None;
        };
        if scalar.is_null() {
            return None;
        }
        let value = go_integer(&scalar.text).filter(|_| scalar.style == Style::Plain);
        if let (Some(value), Ok(looks)) = (value, scalar.text.parse::<i64>())
            && value != looks
        {
            let message = format!("`{}` is read as {value}: a number that starts with `0` is octal", scalar.text);
            let edit = Edit::Set { path: path.clone(), value: Value::Int(looks) };
            self.old_form(path, message, (format!("write `{looks}`"), edit));
            return Some(value);
        }
        if value.is_none() {
            let quoted = go_integer(&scalar.text);
            let message = match quoted {
                Some(_) => format!("`{}` in quotes is a text, not a number", scalar.text),
                None => format!("`{}` is not a whole number", scalar.text),
            };
            let finding = Finding::new(Code::WrongType, path.clone(), message);
            self.findings.push(match quoted {
                Some(n) => finding
                    .help(format!("write `{n}` without quotes"))
                    .mend(Mend::Edit(format!("write `{n}`"), Edit::Set { path, value: Value::Int(n) })),
                None => finding.help("write digits, such as `2`"),
            });
        }
        value
    }
}

/// What Go's yaml.v3 takes for a bool field.
pub(crate) fn go_bool(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" | "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
        "false" | "False" | "FALSE" | "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

/// What Go's yaml.v3 takes for an int field: also `0x10`, `0o17`, `010` (octal),
/// `0b1`, `1_000`, `2.0`.
fn go_integer(text: &str) -> Option<i64> {
    let plain = text.replace('_', "");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let radix = |prefix: &str, radix| digits.strip_prefix(prefix).map(|d| i64::from_str_radix(d, radix).ok());
    let value = radix("0x", 16).or_else(|| radix("0b", 2)).or_else(|| radix("0o", 8)).unwrap_or_else(|| {
        if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit()) {
            return i64::from_str_radix(digits, 8).ok();
        }
        let whole = digits.split_once('.').map_or(digits, |(w, f)| if f.bytes().all(|b| b == b'0') { w } else { "" });
        whole.parse().ok()
    })?;
    Some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_as_go_reads_them() {
        for (text, value) in [("3", 3), ("010", 8), ("0x10", 16), ("1_000", 1000), ("2.0", 2), ("-1", -1), ("0", 0)] {
            assert_eq!(go_integer(text), Some(value), "{text}");
        }
        for text in ["", "x", "2.5", "09", "1e3x", "--1"] {
            assert_eq!(go_integer(text), None, "{text}");
        }
    }
}
