//! What is odd about a value, without showing it: half of all secrets that do
//! not work have a line end too many.

use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use crate::Value;

/// What can be told of a value without telling it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    pub bytes: usize,
    /// Lines of text; 0 of what is none.
    pub lines: usize,
    pub oddities: Vec<Oddity>,
}

/// What is seldom meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    Empty,
    /// It ends with a line end.
    FinalNewline,
    /// White space at the beginning or, beside line ends, at the end.
    StraySpace,
    /// Line ends of Windows.
    CarriageReturns,
    /// The mark of UTF-16, or letters with a zero byte each.
    Utf16,
    /// The mark of UTF-8 at the beginning.
    ByteOrderMark,
    /// No text.
    Binary,
}

impl Oddity {
    /// In words.
    pub fn said(self) -> &'static str {
        match self {
            Self::Empty => "it is empty",
            Self::FinalNewline => "it ends with a line end, which becomes part of the value",
            Self::StraySpace => "it begins or ends with white space, which becomes part of the value",
            Self::CarriageReturns => "its line ends are those of Windows",
            Self::Utf16 => "it is UTF-16, as PowerShell writes files; k6 reads UTF-8: save it so first",
            Self::ByteOrderMark => "it begins with a byte order mark, which becomes part of the value",
            Self::Binary => "it is no text: a script cannot read it as a variable",
        }
    }

    /// What takes it away.
    pub fn trim(self) -> Option<Trim> {
        match self {
            Self::FinalNewline => Some(Trim::FinalNewline),
            Self::StraySpace => Some(Trim::Space),
            _ => None,
        }
    }
}

/// What to take off a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trim {
    /// Line ends at the end.
    FinalNewline,
    /// White space at both ends, line ends too.
    Space,
}

/// Looks at a value.
pub fn look(value: &Value) -> Look {
    let bytes = value.expose_secret();
    let is_utf16 = is_utf16(bytes);
    let text = std::str::from_utf8(bytes).ok().filter(|_| !is_utf16);
    let is = |test: fn(&str) -> bool| text.is_some_and(test);
    let stray = |text: &str| {
        let text = text.trim_end_matches(['\r', '\n']);
        text.trim() != text
    };
    let found = [
        (Oddity::Empty, bytes.is_empty()),
        (Oddity::FinalNewline, is(|text| text.ends_with('\n'))),
        (Oddity::StraySpace, is(stray)),
        (Oddity::CarriageReturns, is(|text| text.contains('\r'))),
        (Oddity::Utf16, is_utf16),
        (Oddity::ByteOrderMark, bytes.starts_with(b"\xef\xbb\xbf")),
        (Oddity::Binary, text.is_none() && !is_utf16),
    ];
    Look {
        bytes: bytes.len(),
        lines: text.map_or(0, |text| text.lines().count()),
        oddities: found.into_iter().filter_map(|(oddity, is_so)| is_so.then_some(oddity)).collect(),
    }
}

/// The value without what is to be taken off. What is no text stays as it is.
#[must_use]
pub fn trimmed(value: &Value, trim: Trim) -> Value {
    let bytes = value.expose_secret();
    let kept = match (std::str::from_utf8(bytes), trim) {
        (Err(_), _) => bytes,
        (Ok(text), Trim::Space) => text.trim().as_bytes(),
        (Ok(text), Trim::FinalNewline) => text.trim_end_matches(['\r', '\n']).as_bytes(),
    };
    Value::from(kept.to_vec())
}

/// A byte order mark, or plain letters with a zero byte beside each.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let letter = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    let little = |pair: &[u8]| matches!(pair, [first, 0] if letter(first));
    let big = |pair: &[u8]| matches!(pair, [0, second] if letter(second));
    bytes.len() >= 4 && (bytes.chunks(2).all(little) || bytes.chunks(2).all(big))
}

/// Whether a file is, or holds, a plain `Secret`, however it is written: YAML or
/// JSON, UTF-8 or UTF-16. Better one too many than one that is kept.
pub fn is_plain_secret(bytes: &[u8]) -> bool {
    let bare = bytes
        .contains(&0)
        .then(|| Zeroizing::new(bytes.iter().copied().filter(|byte| *byte != 0).collect::<Vec<u8>>()));
    let text = bare.as_deref().map_or(bytes, Vec::as_slice);
    let spaces = |mut text: &'_ [u8]| -> usize {
        let all = text.len();
        while let [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = text {
            text = rest;
        }
        all - text.len()
    };
    let quote = |text: &[u8]| usize::from(matches!(text.first(), Some(b'"' | b'\'')));
    let after = |text: &[u8]| -> bool {
        let skip = |at: usize, by: usize| at.saturating_add(by);
        let rest = |at: usize| text.get(at..).unwrap_or_default();
        let mut at = quote(text);
        at = skip(at, spaces(rest(at)));
        if rest(at).first() != Some(&b':') {
            return false;
        }
        at = skip(at, 1);
        at = skip(at, spaces(rest(at)));
        at = skip(at, quote(rest(at)));
        let Some(end) = rest(at).strip_prefix(b"Secret") else { return false };
        !end.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    text.windows(4).enumerate().filter(|(_, word)| *word == b"kind").any(|(at, _)| {
        let alone = at == 0 || text.get(at - 1).is_some_and(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
        alone && after(text.get(at + 4..).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Look {
        look(&Value::from(bytes.to_vec()))
    }

    #[test]
    fn what_is_odd_is_seen() {
        use Oddity::{Binary, ByteOrderMark, CarriageReturns, Empty, FinalNewline, StraySpace, Utf16};
        let table: [(&[u8], usize, &[Oddity]); 11] = [
            (b"", 0, &[Empty]),
            (b"pass", 1, &[]),
            (b"pass\n", 1, &[FinalNewline]),
            (b" pass", 1, &[StraySpace]),
            (b"pass \n", 1, &[FinalNewline, StraySpace]),
            (b"a\r\nb\r\n", 2, &[FinalNewline, CarriageReturns]),
            (b"\xff\x00\x01", 0, &[Binary]),
            (b"p\0a\0s\0s\0", 0, &[Utf16]),
            (b"\0p\0a", 0, &[Utf16]),
            (b"\xff\xfep\0", 0, &[Utf16]),
            (b"\xef\xbb\xbfpass", 1, &[ByteOrderMark]),
        ];
        for (bytes, lines, oddities) in table {
            assert_eq!(of(bytes), Look { bytes: bytes.len(), lines, oddities: oddities.to_vec() });
        }
    }

    #[test]
    fn plain_secrets_are_seen_however_they_are_written() {
        for text in [
            "kind: Secret",
            "apiVersion: v1\nkind:   Secret # mine\n",
            "items:\n- kind: Secret\n",
            "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{}}",
            "{kind: 'Secret', data: {}}",
            "\"kind\" :\n  \"Secret\"",
        ] {
            assert!(is_plain_secret(text.as_bytes()), "{text}");
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert!(is_plain_secret(&utf16), "{text} in UTF-16");
        }
        for text in
            ["kind: SealedSecret", "kind: Secrets", "kind: Secret-store", "mankind: Secret", "kind Secret", "", "kind"]
        {
            assert!(!is_plain_secret(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn only_ends_are_taken_off() {
        let off = |bytes: &[u8], trim| trimmed(&Value::from(bytes.to_vec()), trim).expose_secret().to_vec();
        assert_eq!(off(b" a b\r\n\n", Trim::FinalNewline), b" a b");
        assert_eq!(off(b" a b\n", Trim::Space), b"a b");
        assert_eq!(off(b"\xff\n", Trim::FinalNewline), b"\xff\n");
    }
}
