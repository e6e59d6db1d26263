//! Keys and items that may be written at a place.

use k6cfg_profile::Profile;

use super::complete::{Kind, Suggestion};
use super::hover::about;
use super::outline::At;
use super::spot::Spot;
use super::write::{Draft, Style};
use crate::schema::{Key, Level, Type};

/// The keys of a level that are not there yet, required ones first.
pub(super) fn keys(text: &str, spot: &Spot<'_>, level: &'static Level, profile: &Profile) -> Vec<Suggestion> {
    let style = Style::of(text);
    let mut open: Vec<&'static Key> = level.keys.iter().filter(|key| !spot.others.contains(&key.name)).collect();
    open.sort_by_key(|key| !key.required);
    open.into_iter()
        .map(|key| Suggestion { info: about(At { level, key }, profile), ..suggestion(text, spot, key, style) })
        .collect()
}

fn suggestion(text: &str, spot: &Spot<'_>, key: &Key, style: Style) -> Suggestion {
    let mut draft = Draft::default();
    if spot.tight {
        draft.push(" ");
    }
    match spot.column {
        _ if spot.colon => draft.push(key.name),
        _ if spot.quote.is_some() => draft.push(key.name),
        Some(column) => draft.key(key, column, style),
        None => draft.flow(key),
    }
    // What stands after the word on its line becomes the value.
    let rest = text.get(spot.word.end..).unwrap_or_default();
    let has_value = rest.lines().next().is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty());
    if has_value && !spot.colon && spot.column.is_some() && spot.quote.is_none() {
        let name = format!("{}{}:", if spot.tight { " " } else { "" }, key.name);
        draft = Draft { text: name, ..Draft::default() };
    }
    let detail = if key.required { "required" } else { "" }.to_owned();
    Suggestion {
        label: key.name.to_owned(),
        insert: draft.text,
        stops: draft.stops,
        detail,
        info: Vec::new(),
        kind: Kind::Key,
    }
}

/// A new item of the list under a key.
pub(super) fn item(text: &str, spot: &Spot<'_>, at: At, profile: &Profile) -> Option<Suggestion> {
    // Beside a word it would be in its way.
    let column = spot.column.filter(|_| spot.word.is_empty() && spot.quote.is_none())?;
    let mut draft = Draft::default();
    if let Type::List(level) = at.key.is {
        draft.item(level, column, Style::of(text));
    } else {
        draft.push("- ");
        draft.stop();
    }
    let first = draft.text.split(':').next().unwrap_or_default().trim().to_owned();
    Some(Suggestion {
        label: first,
        insert: draft.text,
        stops: draft.stops,
        detail: format!("one more of `{}`", at.key.name),
        info: about(at, profile),
        kind: Kind::Item,
    })
}
