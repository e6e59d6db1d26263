//! What stands where `key: value` lines or a list should.

use super::{Reader, name_of};
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::document::{Kind, Scalar, Style, missing_colon, missing_space};
use crate::edit::{Edit, Value};
use crate::place::{Part, Path, Place};
use crate::schema::{self, Level};

impl Reader<'_> {
    pub(super) fn not_a_list(&self, kind: &Kind, path: Path, name: &str) -> Finding {
        if let Kind::Map { entries, .. } = kind
            && let Some((key, word)) = entries.iter().find_map(|(key, _)| {
                let word = self.document.scalar_text(*key)?.strip_prefix('-')?;
                Some((*key, word))
            })
        {
            let message = format!("a space is missing between the `-` and `{word}`");
            let place = Place { path, part: Part::Node(key) };
            return Finding::new(Code::WrongType, place, message).help(format!("write `- {word}: …`"));
        }
        let message = format!("`{name}` must be a list, not {}", name_of(kind));
        let finding = Finding::new(Code::WrongType, Place::key_of(path.clone()), message);
        let finding = finding.help("start each item with `- ` on a line of its own");
        let is_empty = match kind {
            Kind::Map { entries, .. } => entries.is_empty(),
            Kind::Scalar(scalar) => scalar.text.is_empty(),
            Kind::Seq { .. } => true,
        };
        if is_empty {
            return finding;
        }
        finding.mend(Mend::Edit("make it an item of a list".to_owned(), Edit::Enlist { path }))
    }
}

/// The finding for what should be `key: value` lines.
pub(super) fn not_an_object(kind: &Kind, path: &Path, level: &Level) -> Finding {
    let message = format!("{} must be `key: value` lines, not {}", level.name, name_of(kind));
    let finding = Finding::new(Code::WrongType, path.clone(), message);
    let key = level.keys.iter().find(|key| key.required).or(level.keys.first()).map_or("key", |key| key.name);
    let help = format!("write `{key}: …`, and its other keys on lines of their own below");
    let Kind::Scalar(Scalar { text, style: Style::Plain }) = kind else { return finding.help(help) };
    let set = |entries: &[(&str, Value)]| {
        let entries = entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        Edit::Set { path: path.clone(), value: Value::Map(entries.collect()) }
    };
    if level == &schema::TEST_TYPE && !text.contains(char::is_whitespace) {
        let edit = set(&[("type", Value::text(text)), ("enabled", Value::Bool(true))]);
        let finding = finding.help(format!("write `type: {text}` and `enabled: true` below `test_type`"));
        return finding.mend(Mend::Edit("write it so".to_owned(), edit));
    }
    let told = |message: &str, key: &str, value: &str| {
        let meant = format!("write `{key}: {value}`");
        let finding = Finding::new(Code::WrongType, path.clone(), message).help(meant.clone());
        finding.mend(Mend::Edit(meant, set(&[(key, Value::text(value))])))
    };
    match (missing_space(text), missing_colon(text)) {
        (Some((key, value)), _) if level.key(key).is_some() => {
            told(&format!("a space is missing after `{key}:`"), key, value)
        }
        (_, Some((key, value))) if level.key(key).is_some() && !value.is_empty() => {
            told(&format!("a `:` is missing after `{key}`"), key, value)
        }
        _ => match lone_value(text, level) {
            Some((key, meant)) => {
                let finding = finding.help(format!("write `{meant}`"));
                finding.mend(Mend::Edit(format!("write `{meant}`"), set(&[(key, Value::text(text))])))
            }
            None => finding.help(help),
        },
    }
}

/// The key that a word alone was meant for, and the line it belongs on: an
/// environment among contexts, a script among tests.
fn lone_value(text: &str, level: &Level) -> Option<(&'static str, String)> {
    let is_script = [".js", ".ts"].iter().any(|ending| text.ends_with(ending));
    let key = match level {
        level if level == &schema::CONTEXT && is_word(text) => "environment",
        level if level == &schema::TEST && is_script => "test_file",
        _ => return None,
    };
    Some((key, format!("- {key}: {text}")))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}
