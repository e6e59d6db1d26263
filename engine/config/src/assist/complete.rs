//! What may be written at a place, with its documentation.

use k6cfg_profile::Profile;

use super::keys;
use super::spot::{Spot, Wants, spot};
use super::values;
use super::write::plain_or_quoted;

/// What fits between two bytes of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// The word around the caret begins and ends here.
    pub from: usize,
    pub to: usize,
    /// Best first.
    pub options: Vec<Suggestion>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What a person looks for and begins to type.
    pub label: String,
    /// What takes the place of the word; lines end with a line feed.
    pub insert: String,
    /// Bytes in `insert` where the person goes on, in order; none means at its
    /// end.
    pub stops: Vec<usize>,
    /// A few words beside the label.
    pub detail: String,
    /// What it is; words in backticks are code.
    pub info: Vec<String>,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Key,
    /// A new item of a list.
    Item,
    /// Something that the platform or the format offers.
    Value,
    /// A file of the team's.
    File,
    /// A value that stands elsewhere in the text.
    Seen,
}

/// What may be written where the caret is. `files` are the paths of the team's
/// files, as far as they are known. The text need not be YAML.
pub fn complete(text: &str, offset: usize, profile: &Profile, files: &[&str]) -> Completions {
    let Some(spot) = spot(text, offset).filter(|spot| (spot.word.start..=spot.word.end).contains(&offset)) else {
        return Completions::default();
    };
    let mut options = Vec::new();
    for want in &spot.wants {
        match want {
            Wants::Key(level) => options.extend(keys::keys(text, &spot, level, profile)),
            Wants::Item(at) => options.extend(keys::item(text, &spot, *at, profile)),
            Wants::Value(at) => {
                let offers = values::offers(&values::Asked { text, at: *at, spot: &spot, profile, files });
                options.extend(offers.into_iter().map(|offer| written(&spot, offer)));
            }
        }
    }
    Completions { from: spot.word.start, to: spot.word.end, options }
}

/// A value the way it is written at a place.
fn written(spot: &Spot<'_>, offer: values::Offer) -> Suggestion {
    let values::Offer { text, detail, info, kind } = offer;
    let insert = if let Some(quote) = spot.quote {
        let inner =
            if quote == '\'' { text.replace('\'', "''") } else { text.replace('\\', "\\\\").replace('"', "\\\"") };
        let close = if spot.closed { String::new() } else { quote.to_string() };
        format!("{inner}{close}")
    } else {
        let space = if spot.tight { " " } else { "" };
        format!("{space}{}", plain_or_quoted(&text, spot.column.is_none()))
    };
    Suggestion { label: text, insert, stops: Vec::new(), detail, info, kind }
}
