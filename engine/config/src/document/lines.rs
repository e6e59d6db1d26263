//! Byte offsets to lines and columns.

use std::ops::Range;

use crate::diagnostic::Region;

/// Where each line of a text starts.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { starts }
    }

    /// 1-based line, 1-based column in characters.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        (line, column)
    }

    pub fn region(&self, text: &str, span: Range<usize>) -> Region {
        let (line, column) = self.position(text, span.start);
        Region { span, line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters() {
        let text = "æøå: 1\r\nb";
        let lines = Lines::new(text);
        assert_eq!(lines.position(text, 0), (1, 1));
        assert_eq!(lines.position(text, 8), (1, 6));
        assert_eq!(lines.position(text, 11), (2, 1));
        assert_eq!(lines.position(text, 999), (2, 1));
    }
}
