//! Between byte offsets of a text and UTF-16 code units, as editors count.

pub(crate) struct Offsets {
    bytes: usize,
    /// Letters that are not as long in both: the byte after each, and how many
    /// bytes more than units the text has until there.
    longer: Vec<(usize, usize)>,
}

impl Offsets {
    pub(crate) fn new(text: &str) -> Self {
        let mut longer = Vec::new();
        let mut more = 0;
        if !text.is_ascii() {
            for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_ascii()) {
                more += letter.len_utf8() - letter.len_utf16();
                longer.push((at + letter.len_utf8(), more));
            }
        }
        Self { bytes: text.len(), longer }
    }

    pub(crate) fn utf16(&self, byte: usize) -> usize {
        let byte = byte.min(self.bytes);
        let before = self.longer.partition_point(|(after, _)| *after <= byte);
        byte - self.more(before)
    }

    /// The byte at which so many units end; at the end of the text from its
    /// length on.
    pub(crate) fn byte(&self, utf16: usize) -> usize {
        let before = self.longer.partition_point(|(after, more)| after - more <= utf16);
        (utf16 + self.more(before)).min(self.bytes)
    }

    fn more(&self, before: usize) -> usize {
        before.checked_sub(1).and_then(|last| self.longer.get(last)).map_or(0, |(_, more)| *more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for text in ["", "abc", "æb𝄞c", "𝄞", "a\u{ffff}b"] {
            let offsets = Offsets::new(text);
            let mut units = 0;
            for (at, letter) in text.char_indices() {
                assert_eq!((offsets.utf16(at), offsets.byte(units)), (units, at), "{text} {at}");
                units += letter.len_utf16();
            }
            assert_eq!((offsets.utf16(text.len()), offsets.byte(units)), (units, text.len()));
            assert_eq!((offsets.utf16(999), offsets.byte(999)), (units, text.len()));
        }
    }
}
