//! Help for the text editor: what stands at a place, what could, and how a
//! place of the text is called in the form.
//!
//! [`answer`] speaks with the editor's own code (`web/src/editor/assist.js`)
//! through the page, which does not read what they say.

use k6cfg_config::Path;
use k6cfg_config::assist::{self, Kind, Subject};
use serde::{Deserialize, Serialize};

use crate::engine::{Engine, Latest};
use crate::offsets::Offsets;
use crate::protocol::Answer;

/// With the caret's offset.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Question {
    Hover(usize),
    Complete(usize),
}

#[derive(Serialize)]
struct Hover {
    from: usize,
    to: usize,
    title: String,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct Completions {
    from: usize,
    to: usize,
    options: Vec<Suggestion>,
}

#[derive(Serialize)]
struct Suggestion {
    label: String,
    insert: String,
    /// Offsets in `insert`.
    stops: Vec<usize>,
    detail: String,
    info: Vec<String>,
    /// `key`, `item`, `value`, `file`, `seen`.
    kind: &'static str,
}

/// JSON to JSON; `null` where there is nothing to say.
pub(crate) fn answer(engine: &Engine, revision: u32, text: Option<&str>, question: &str) -> String {
    let answer = match serde_json::from_str(question) {
        Ok(Question::Hover(offset)) => {
            engine.latest(revision).and_then(|latest| serde_json::to_string(&hover(engine, latest, offset)?).ok())
        }
        Ok(Question::Complete(offset)) => {
            let known = || engine.latest(revision).map(|latest| latest.document.text.as_str());
            text.or_else(known).and_then(|text| serde_json::to_string(&complete(engine, text, offset)).ok())
        }
        Err(_) => None,
    };
    answer.unwrap_or_else(|| "null".to_owned())
}

fn hover(engine: &Engine, latest: &Latest, offset: usize) -> Option<Hover> {
    let text = &latest.document.text;
    let offsets = Offsets::new(text);
    let subject =
        Subject { text, reading: &latest.reading, file_name: &latest.document.file_name, profile: engine.profile };
    let assist::Hover { span, title, lines } = assist::hover(&subject, offsets.byte(offset))?;
    Some(Hover { from: offsets.utf16(span.start), to: offsets.utf16(span.end), title, lines })
}

fn complete(engine: &Engine, text: &str, offset: usize) -> Completions {
    let offsets = Offsets::new(text);
    let files: Vec<&str> = engine.files.0.keys().map(String::as_str).collect();
    let found = assist::complete(text, offsets.byte(offset), engine.profile, &files);
    Completions {
        from: offsets.utf16(found.from),
        to: offsets.utf16(found.to),
        options: found.options.into_iter().map(suggestion).collect(),
    }
}

fn suggestion(suggestion: assist::Suggestion) -> Suggestion {
    let offsets = Offsets::new(&suggestion.insert);
    Suggestion {
        stops: suggestion.stops.iter().map(|stop| offsets.utf16(*stop)).collect(),
        kind: match suggestion.kind {
            Kind::Key => "key",
            Kind::Item => "item",
            Kind::Value => "value",
            Kind::File => "file",
            Kind::Seen => "seen",
        },
        label: suggestion.label,
        insert: suggestion.insert,
        detail: suggestion.detail,
        info: suggestion.info,
    }
}

pub(crate) fn path_at(engine: &Engine, revision: u32, offset: usize) -> Answer {
    let Some(latest) = engine.latest(revision) else { return Answer::Done };
    let path = latest.reading.document.as_ref().map(|document| {
        let offset = Offsets::new(document.text()).byte(offset);
        assist::path_at(document, offset).to_string()
    });
    Answer::PathAt { revision, path: path.unwrap_or_default() }
}

pub(crate) fn extent(engine: &Engine, revision: u32, path: &str) -> Answer {
    let Some(latest) = engine.latest(revision) else { return Answer::Done };
    let range = latest.reading.document.as_ref().zip(path.parse::<Path>().ok()).and_then(|(document, path)| {
        let offsets = Offsets::new(document.text());
        let range = assist::extent(document, &path)?;
        Some((offsets.utf16(range.start), offsets.utf16(range.end)))
    });
    Answer::Extent { revision, range }
}
