//! Help for the text editor: what stands at a place, what could, and how a
//! place of the text is called in the form.
//!
//! A question is a verb and what it is about. `hover 12`, `complete 12` and
//! `explain K6C021` come from the editor's own code
//! (`web/src/editor/assist.js`), through the page, which does not read them;
//! their answers are JSON. `places 12 test_definitions[0]` is the page's: the
//! path at an offset, and where the thing at a path stands. Either may be left
//! out as `-`. Its answer is two lines: the path, and two offsets.

use k6cfg_config::assist::{self, Kind, Subject};
use k6cfg_config::{Document, Path};
use serde::Serialize;

use crate::engine::{Engine, Latest};
use crate::explain;
use crate::offsets::Offsets;

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

/// Empty where there is nothing to say.
pub(crate) fn answer(engine: &Engine, revision: u32, text: Option<&str>, question: &str) -> String {
    let (verb, about) = question.split_once(' ').unwrap_or((question, ""));
    let latest = engine.latest(revision);
    let answer = match verb {
        "hover" => latest.zip(about.parse().ok()).and_then(|(latest, offset)| json(&hover(engine, latest, offset)?)),
        "complete" => {
            let known = latest.map(|latest| latest.document.text.as_str());
            text.or(known).zip(about.parse().ok()).and_then(|(text, offset)| json(&complete(engine, text, offset)))
        }
        "explain" => explain::explain(about).ok().and_then(|page| json(&page)),
        "places" => latest.and_then(|latest| places(latest, about)),
        _ => None,
    };
    answer.unwrap_or_default()
}

fn json(answer: &impl Serialize) -> Option<String> {
    serde_json::to_string(answer).ok()
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

/// Both unknown while the text is no YAML.
fn places(latest: &Latest, about: &str) -> Option<String> {
    let (offset, path) = about.split_once(' ')?;
    let Some(document) = &latest.reading.document else { return Some("\n".to_owned()) };
    let offsets = Offsets::new(document.text());
    let here = offset.parse().ok().map(|offset| assist::path_at(document, offsets.byte(offset)).to_string());
    let range = path.parse().ok().and_then(|path| extent(document, &offsets, &path));
    Some(format!("{}\n{}", here.unwrap_or_default(), range.unwrap_or_default()))
}

fn extent(document: &Document, offsets: &Offsets, path: &Path) -> Option<String> {
    let range = assist::extent(document, path)?;
    Some(format!("{} {}", offsets.utf16(range.start), offsets.utf16(range.end)))
}
