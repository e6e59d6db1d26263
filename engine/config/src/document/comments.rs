//! Comments, which stand where no value does.
//!
//! The parser could tell of them, but then takes a quarter longer for every
//! text.

use std::ops::Range;

/// Finds comments between values, as these come.
#[derive(Debug, Default)]
pub(super) struct Comments {
    found: Vec<Range<usize>>,
    /// Everything before was looked through.
    looked_to: usize,
}

impl Comments {
    /// The next value with text of its own, as the parser tells of it.
    pub(super) fn before(&mut self, text: &str, value: &Range<usize>) {
        self.look_to(text, value.start);
        self.looked_to = self.looked_to.max(value.end);
    }

    /// All of the text's, in order.
    pub(super) fn end(mut self, text: &str) -> Vec<Range<usize>> {
        self.look_to(text, text.len());
        self.found
    }

    fn look_to(&mut self, text: &str, end: usize) {
        while let Some(at) = text.get(self.looked_to..end).and_then(|gap| gap.find('#')) {
            let at = self.looked_to + at;
            if !begins_one(text, at) {
                self.looked_to = at + 1;
                continue;
            }
            let line = text.get(at..).unwrap_or_default();
            let line = line.split('\n').next().unwrap_or_default();
            self.found.push(at..at + line.trim_end_matches('\r').len());
            self.looked_to = at + line.len();
        }
        self.looked_to = self.looked_to.max(end);
    }
}

/// Whether nothing or white space stands before it, or the colon of a key in
/// quotes. A `#` in the name of a tag begins none.
fn begins_one(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.is_empty() || before.ends_with([' ', '\t', '\n', '\u{feff}', ':'])
}

#[cfg(test)]
mod tests {
    use crate::Document;

    #[test]
    fn none_is_in_a_value() {
        let text = "\u{feff}# a\nb: c#d # e\r\nf: '# g' #\nh: | # i\n  # j\n # k\nl: !m#n o\np: {\"q\":# r\n  1}\n#";
        let document = Document::read(text).unwrap();
        let found: Vec<_> = document.comments().iter().filter_map(|at| text.get(at.clone())).collect();
        assert_eq!(found, ["# a", "# e", "#", "# i", "# k", "# r", "#"]);
    }
}
