//! Byte offsets of a text to UTF-16 code units, as editors count.

pub(crate) struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
}

impl<'a> Offsets<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, ascii: text.is_ascii() }
    }

    pub(crate) fn utf16(&self, byte: usize) -> usize {
        if self.ascii {
            return byte.min(self.text.len());
        }
        self.text.char_indices().take_while(|(at, _)| *at < byte).map(|(_, c)| c.len_utf16()).sum()
    }
}
