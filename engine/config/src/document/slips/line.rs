//! A line of a text that does not parse, taken apart by its looks.

use std::ops::Range;

/// A line with something on it.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    /// Without its line break.
    pub(super) text: &'t str,
    /// Where its first word begins, after dashes.
    pub(super) content: usize,
}

impl<'t> Line<'t> {
    pub(super) fn new(text: &'t str, start: usize) -> Option<Self> {
        let line = text.get(start..)?.split('\n').next()?.trim_end_matches('\r');
        let bare = line.trim_start();
        if bare.is_empty() || bare.starts_with('#') {
            return None;
        }
        let mut word = bare;
        while let Some(rest) = word.strip_prefix("- ") {
            word = rest.trim_start_matches(' ');
        }
        Some(Self { start, text: line, content: start + line.len() - word.len() })
    }

    pub(super) fn at_or_before(text: &'t str, offset: usize) -> Option<Self> {
        let start = text.get(..offset)?.rfind('\n').map_or(0, |end| end + 1);
        Self::new(text, start).or_else(|| Self::before(text, start))
    }

    pub(super) fn before(text: &'t str, mut start: usize) -> Option<Self> {
        loop {
            let end = start.checked_sub(1)?;
            start = text.get(..end)?.rfind('\n').map_or(0, |end| end + 1);
            if let Some(line) = Self::new(text, start) {
                return Some(line);
            }
        }
    }

    pub(super) fn above(&self, text: &'t str) -> Option<Self> {
        Self::before(text, self.start)
    }

    pub(super) fn first(text: &'t str) -> Option<Self> {
        let mut start = 0;
        loop {
            if let Some(line) = Self::new(text, start) {
                return Some(line);
            }
            start += text.get(start..)?.find('\n')? + 1;
        }
    }

    /// Of what is written; of a lone `- `, where a word would begin.
    pub(super) fn end(&self) -> usize {
        (self.start + self.text.trim_end().len()).max(self.content)
    }

    pub(super) fn indent(&self) -> &'t str {
        let bare = self.text.trim_start();
        self.text.get(..self.text.len() - bare.len()).unwrap_or_default()
    }

    pub(super) fn has_dash(&self) -> bool {
        self.content > self.start + self.indent().len()
    }

    pub(super) fn words(&self) -> &'t str {
        self.text.get(self.content - self.start..).unwrap_or_default().trim_end()
    }

    /// The word before its colon.
    pub(super) fn key(&self) -> Option<&'t str> {
        let (key, rest) = self.words().split_once(':')?;
        let is_word = !key.is_empty() && !key.contains([' ', '"', '\'', '{', '[', '#']);
        (is_word && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(key)
    }

    /// What stands after its colon, without a comment.
    pub(super) fn value(&self) -> Option<Range<usize>> {
        let key = self.key()?;
        let after = self.words().get(key.len() + 1..)?;
        let value = after.trim_start();
        let start = self.content + key.len() + 1 + after.len() - value.len();
        let value = value.split_once(" #").map_or(value, |(value, _)| value).trim_end();
        (!value.is_empty()).then(|| start..start + value.len())
    }

    pub(super) fn all(&self) -> Range<usize> {
        self.content..self.end()
    }
}
