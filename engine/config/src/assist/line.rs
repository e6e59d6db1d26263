//! One line of a text that need not be YAML yet: its dashes, its key, what
//! stands after them, and where its comment begins.

use std::ops::Range;

/// A line without its end. Positions in it are columns in bytes.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// Byte of the text at which it starts.
    pub(super) start: usize,
    pub(super) text: &'t str,
    pub(super) dashes: Vec<usize>,
    pub(super) key: Option<LineKey<'t>>,
    /// What stands after dashes and key, without white space and comment.
    pub(super) value: Range<usize>,
    pub(super) comment: Option<usize>,
    /// Brackets that it opens and does not close.
    pub(super) depth: usize,
}

#[derive(Debug)]
pub(super) struct LineKey<'t> {
    /// Quotes included.
    pub(super) at: Range<usize>,
    /// Without quotes.
    pub(super) name: &'t str,
    pub(super) colon: usize,
}

/// The lines of a text, in order.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        Line::new(at, line.strip_suffix('\r').unwrap_or(line))
    })
}

impl<'t> Line<'t> {
    pub(super) fn new(start: usize, text: &'t str) -> Self {
        let mut at = skip_white(text, 0);
        let mut dashes = Vec::new();
        while byte(text, at) == Some(b'-') && is_gap(byte(text, at + 1)) {
            dashes.push(at);
            at = skip_white(text, at + 1);
        }
        let scan = scan(text, at);
        let end = text.get(..scan.comment.unwrap_or(text.len())).unwrap_or(text).trim_end().len();
        let key = scan.colon.map(|colon| {
            let written = text.get(at..colon).unwrap_or_default().trim_end();
            LineKey { at: at..at + written.len(), name: unquoted(written), colon }
        });
        let from = key.as_ref().map_or(at, |key| skip_white(text, key.colon + 1)).min(end.max(at));
        Self { start, text, dashes, key, value: from..end.max(from), comment: scan.comment, depth: scan.depth }
    }

    /// Where its first thing stands: a dash, a key or a value.
    pub(super) fn indent(&self) -> usize {
        skip_white(self.text, 0)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.dashes.is_empty() && self.key.is_none() && self.value.is_empty()
    }

    /// Columns as bytes of the text.
    pub(super) fn bytes(&self, columns: &Range<usize>) -> Range<usize> {
        self.start + columns.start..self.start + columns.end
    }

    pub(super) fn value_text(&self) -> &'t str {
        self.text.get(self.value.clone()).unwrap_or_default()
    }

    /// Whether the value is a `[list]` or a `{mapping}`.
    pub(super) fn is_flow(&self) -> bool {
        self.value_text().starts_with(['[', '{'])
    }

    /// Whether a text block follows: `|` or `>`.
    pub(super) fn opens_block(&self) -> bool {
        self.value_text().starts_with(['|', '>'])
    }

    /// The column that what belongs to this line's value must be right of.
    pub(super) fn base(&self) -> usize {
        let key = self.key.as_ref().map(|key| key.at.start);
        key.or_else(|| self.dashes.last().copied()).unwrap_or_default()
    }
}

struct Scan {
    colon: Option<usize>,
    comment: Option<usize>,
    depth: usize,
}

/// Looks for the first colon that ends a key and for the comment, past quotes
/// and brackets.
fn scan(text: &str, from: usize) -> Scan {
    let mut found = Scan { colon: None, comment: None, depth: 0 };
    let mut at = from;
    // Only where a value begins is a quote a quote, and a bracket a bracket.
    let mut fresh = true;
    while let Some(here) = byte(text, at) {
        let next = byte(text, at + 1);
        match here {
            b' ' | b'\t' => {
                at += 1;
                continue;
            }
            b'#' if at == 0 || is_white(byte(text, at - 1)) => {
                found.comment = Some(at);
                break;
            }
            b'"' | b'\'' if fresh => at = closing_quote(text, at).unwrap_or(text.len()),
            b':' if found.depth > 0 => {
                (at, fresh) = (at + 1, is_gap(next));
                continue;
            }
            b':' if found.colon.is_none() && is_gap(next) => {
                found.colon = Some(at);
                (at, fresh) = (at + 1, true);
                continue;
            }
            b'[' | b'{' if fresh || found.depth > 0 => {
                found.depth += 1;
                (at, fresh) = (at + 1, true);
                continue;
            }
            b']' | b'}' => found.depth = found.depth.saturating_sub(1),
            b',' if found.depth > 0 => {
                (at, fresh) = (at + 1, true);
                continue;
            }
            _ => {}
        }
        at += 1;
        fresh = false;
    }
    found
}

/// Where the quote that opens at `from` is closed.
pub(super) fn closing_quote(text: &str, from: usize) -> Option<usize> {
    let quote = byte(text, from)?;
    let mut at = from + 1;
    loop {
        let here = byte(text, at)?;
        if here == quote && quote == b'\'' && byte(text, at + 1) == Some(b'\'') {
            at += 2;
        } else if here == quote {
            return Some(at);
        } else {
            at += if here == b'\\' && quote == b'"' { 2 } else { 1 };
        }
    }
}

/// A word without the quotes around it; one that is still open counts.
pub(super) fn unquoted(word: &str) -> &str {
    let Some(quote) = word.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return word };
    let inner = word.strip_prefix(quote).unwrap_or(word);
    inner.strip_suffix(quote).unwrap_or(inner)
}

pub(super) fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

pub(super) fn skip_white(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    from.min(text.len()) + rest.iter().take_while(|b| is_white(Some(**b))).count()
}

fn is_white(byte: Option<u8>) -> bool {
    matches!(byte, Some(b' ' | b'\t'))
}

/// White space, or the end of the line.
pub(super) fn is_gap(byte: Option<u8>) -> bool {
    byte.is_none_or(|b| b.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> (Vec<usize>, Option<&str>, &str, Option<usize>) {
        let line = Line::new(0, text);
        let value = text.get(line.value.clone()).unwrap();
        (line.dashes, line.key.map(|key| key.name), value, line.comment)
    }

    #[test]
    fn lines_as_they_are_written() {
        assert_eq!(seen("  - a: b # c"), (vec![2], Some("a"), "b", Some(9)));
        assert_eq!(seen("a:"), (vec![], Some("a"), "", None));
        assert_eq!(seen("a: # c"), (vec![], Some("a"), "", Some(3)));
        assert_eq!(seen("\"a b\" : 'c # d' # e"), (vec![], Some("a b"), "'c # d'", Some(16)));
        assert_eq!(seen("- - x"), (vec![0, 2], None, "x", None));
        assert_eq!(seen("-"), (vec![0], None, "", None));
        assert_eq!(seen("-x"), (vec![], None, "-x", None));
        assert_eq!(seen("a: {b: 1, c: [d]}"), (vec![], Some("a"), "{b: 1, c: [d]}", None));
        assert_eq!(seen("{a: 1}"), (vec![], None, "{a: 1}", None));
        assert_eq!(seen("a: it's # c"), (vec![], Some("a"), "it's", Some(8)));
        assert_eq!(seen("url: http://x"), (vec![], Some("url"), "http://x", None));
        assert_eq!(seen("   "), (vec![], None, "", None));
        assert_eq!(seen("# c"), (vec![], None, "", Some(0)));
        assert_eq!(seen("a: \"b"), (vec![], Some("a"), "\"b", None));
        assert_eq!(seen("æøå: ø"), (vec![], Some("æøå"), "ø", None));
    }

    #[test]
    fn brackets_that_stay_open_are_counted() {
        let depth = |text| Line::new(0, text).depth;
        assert_eq!(depth("a: [1, {b: 2}"), 1);
        assert_eq!(depth("a: [\"]\", '}'"), 1);
        assert_eq!(depth("a: b]"), 0);
        assert_eq!(depth("a: x[1"), 0);
    }

    #[test]
    fn both_line_endings() {
        let starts: Vec<(usize, &str)> = lines("a: 1\r\nb\n").map(|line| (line.start, line.text)).collect();
        assert_eq!(starts, [(0, "a: 1"), (6, "b"), (8, "")]);
    }
}
