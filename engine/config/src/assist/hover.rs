//! What a key or a value is, for the pointer that rests on it.

use std::ops::Range;

use k6cfg_profile::Profile;

use super::derived::Known;
use super::meaning;
use super::outline::At;
use super::place::path_at;
use super::spot::{Wants, spot};
use crate::Reading;
use crate::place::Path;
use crate::schema::platform::default_on;
use crate::schema::{self, Type};

/// What [`hover`] is asked about.
pub struct Subject<'a> {
    pub text: &'a str,
    /// The reading of this very text.
    pub reading: &'a Reading,
    /// The config file's own name: decides the default test type.
    pub file_name: &'a str,
    pub profile: &'a Profile,
}

/// Words in backticks are code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// Bytes that it is about.
    pub span: Range<usize>,
    pub title: String,
    pub lines: Vec<String>,
}

/// What stands at a byte; `None` where nothing of the format does.
pub fn hover(subject: &Subject<'_>, offset: usize) -> Option<Hover> {
    let spot = spot(subject.text, offset)?;
    let word = subject.text.get(spot.word.clone()).filter(|word| !word.is_empty())?;
    let (at, lines) = match *spot.wants.first()? {
        Wants::Key(level) => {
            let at = At::find(Some(level), word)?;
            (at, about(at, subject.profile))
        }
        Wants::Value(at) => (at, meaning_of(at, word, subject.profile)),
        Wants::Item(_) => return None,
    };
    let is_value = matches!(spot.wants.first(), Some(Wants::Value(_)));
    let title = if is_value { format!("{}: {word}", at.key.name) } else { at.key.name.to_owned() };
    let mut hover = Hover { span: spot.word.clone(), title, lines };
    if let Some((path, known)) = known(subject, spot.word.start) {
        hover.lines.extend(known.comes_to(&path));
        if let Some(value) = known.left_out(&path).filter(|_| !matches!(at.key.is, Type::Object(_))) {
            hover.lines.push(match is_value {
                true if value == word => "Left out it would be the same.".to_owned(),
                true => format!("Left out it would be `{value}`."),
                false => format!("Here that would be `{value}`."),
            });
        }
    }
    Some(hover)
}

/// A key, in lines: what it means, what happens without it, what one writes.
pub(super) fn about(at: At, profile: &Profile) -> Vec<String> {
    let mut lines = vec![at.key.about.to_owned()];
    let default = default_on(profile, at.level, at.key);
    if at.key.required {
        lines.push(format!("Required in {}.", at.level.name));
    } else if !default.is_empty() {
        lines.push(format!("Left out: {}", within_sentence(&default)));
    }
    if !at.key.example.is_empty() {
        lines.push(format!("Such as `{}`.", at.key.example));
    }
    lines
}

fn within_sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn meaning_of(at: At, word: &str, profile: &Profile) -> Vec<String> {
    let is_reserved = at.is(&schema::ENV, "name") && profile.reserved_env.iter().any(|name| name == word);
    let known = match at.key.choices {
        Some(choices) => meaning::choice(profile, choices, word),
        None if is_reserved => Some(vec!["The platform sets it: it links a run to its metrics.".to_owned()]),
        None => None,
    };
    known.unwrap_or_else(|| vec![at.key.about.to_owned()])
}

fn known<'a>(subject: &Subject<'a>, at: usize) -> Option<(Path, Known<'a>)> {
    let Reading { document, config, expanded, .. } = subject.reading;
    let known = Known {
        config: config.as_ref()?,
        expanded: expanded.as_ref()?,
        file_name: subject.file_name,
        profile: subject.profile,
    };
    Some((path_at(document.as_ref()?, at), known))
}
