//! Keys that are longer than a key on one line may be.

use std::ops::Range;

use super::line::Line;

/// In characters, by the YAML specification.
const MOST: usize = 1024;

/// The key that the parser's error at `offset` comes from, and its length.
pub(in crate::document) fn long_key(text: &str, offset: usize) -> Option<(Range<usize>, usize)> {
    let here = Line::at_or_before(text, offset)?;
    let above = here.above(text);
    let of_line = |line: &Line<'_>| {
        let words = line.words().trim_start_matches(['{', '[', ' ']);
        let start = line.content + line.words().len() - words.len();
        Some(start..start + end_of(words)?)
    };
    let lines = std::iter::once(&here).chain(&above).filter_map(of_line);
    // Within brackets the error is at the colon.
    let keys = lines.chain(before_colon(text, offset));
    let long = keys.map(|span| (text.get(span.clone()).unwrap_or_default().chars().count(), span));
    long.filter(|(count, _)| *count > MOST).map(|(count, span)| (span, count)).next()
}

/// Where the key that words begin with ends, at its colon.
fn end_of(words: &str) -> Option<usize> {
    let quote = words.chars().next().filter(|first| matches!(first, '"' | '\''));
    if let Some(quote) = quote {
        let end = words.get(1..)?.find(quote)? + 2;
        return words.get(end..)?.trim_start().starts_with(':').then_some(end);
    }
    words.find(": ").or_else(|| words.ends_with(':').then(|| words.len() - 1))
}

fn before_colon(text: &str, offset: usize) -> Option<Range<usize>> {
    let key = text.get(..offset)?;
    text.get(offset..)?.strip_prefix(':')?;
    let quote = key.chars().next_back().filter(|last| matches!(last, '"' | '\''));
    let start = match quote {
        Some(quote) => key.get(..key.len() - 1)?.rfind(quote)?,
        None => key.rfind(['{', '[', ',', '\n']).map_or(0, |at| at + 1),
    };
    Some(start..offset)
}
