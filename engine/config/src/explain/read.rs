//! A page's text to its parts. What does not have the form is left out; a test
//! puts every page together again and compares.

use super::{CONFIG, Case, Explanation, File};
use crate::code::Code;

const FENCE: &str = "```";

pub(super) fn read(code: Code, page: &'static str) -> Explanation {
    let (first, _) = page.split_once('\n').unwrap_or_default();
    Explanation {
        code,
        severity: code.severity(),
        title: first.split_once(": ").map_or("", |(_, title)| title),
        what: section(page, "\n## What\n"),
        why: section(page, "\n## Why\n"),
        example: case(section(page, "\n## Example\n")),
        mend: case(section(page, "\n## Mend\n")),
    }
}

/// What stands under a heading.
fn section(page: &'static str, heading: &str) -> &'static str {
    let (_, from) = page.split_once(heading).unwrap_or_default();
    from.split_once("\n## ").map_or(from, |(section, _)| section).trim()
}

/// Words, then blocks; a line such as `` `tests/orders.js`: `` names the next.
fn case(section: &'static str) -> Case {
    let mut pieces = section.split(FENCE);
    let (words, mut name) = caption(pieces.next().unwrap_or_default());
    let mut files = Vec::new();
    while let Some(block) = pieces.next() {
        let (language, text) = block.split_once('\n').unwrap_or((block, ""));
        files.push(File { name: name.unwrap_or(CONFIG), language, text });
        name = caption(pieces.next().unwrap_or_default()).1;
    }
    Case { words, files }
}

/// The words before a block, and the name of that block.
fn caption(text: &'static str) -> (&'static str, Option<&'static str>) {
    let text = text.trim();
    let (words, last) = text.rsplit_once('\n').unwrap_or(("", text));
    match last.strip_prefix('`').and_then(|last| last.strip_suffix("`:")) {
        Some(name) if !name.contains('`') => (words.trim_end(), Some(name)),
        _ => (text, None),
    }
}
