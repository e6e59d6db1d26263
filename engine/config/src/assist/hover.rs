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
use crate::schema::Type;

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
            (at, about(at))
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
            let same = is_value && value == word;
            hover.lines.push(if same {
                "Left out it would be the same.".to_owned()
            } else {
                format!("Left out it would be `{value}`.")
            });
        }
    }
    Some(hover)
}

/// A key, in lines: what it means, what happens without it.
pub(super) fn about(at: At) -> Vec<String> {
    let mut lines = vec![at.key.about.to_owned()];
    if at.key.required {
        lines.push(format!("Required in {}.", at.level.name));
    }
    lines
}

fn meaning_of(at: At, word: &str, profile: &Profile) -> Vec<String> {
    let known = match (at.level.name, at.key.name) {
        ("contexts[]", "environment") => meaning::environment(profile, word),
        ("contexts[]", "node_type") => meaning::node_type(profile, word),
        ("test_type", "type") => meaning::test_type(profile, word),
        ("env[]", "name") if profile.reserved_env.iter().any(|name| name == word) => {
            Some(vec!["The platform sets it: it links a run to its metrics.".to_owned()])
        }
        _ => None,
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
