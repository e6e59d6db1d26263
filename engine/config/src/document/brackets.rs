//! Where a bracket opens that is not closed.

/// The bracket that closes what `open` begins.
pub(super) fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

/// How far back a bracket is looked for, in bytes.
const FAR: usize = 64 << 10;

/// The innermost bracket before `offset` that is open there.
pub(super) fn open_before(text: &str, offset: usize) -> Option<(usize, char)> {
    let before = text.as_bytes().get(offset.saturating_sub(FAR)..offset)?;
    let from = offset - before.len();
    let (mut closed, mut at) = (0_usize, before.len());
    while let Some(byte) = at.checked_sub(1).and_then(|last| before.get(last)) {
        at -= 1;
        match byte {
            b']' | b'}' => closed += 1,
            b'[' | b'{' if closed > 0 => closed -= 1,
            b'[' | b'{' => return Some((from + at, char::from(*byte))),
            // A text in quotes is passed over.
            b'"' => at = before.get(..at)?.iter().rposition(|byte| *byte == b'"')?,
            _ => {}
        }
    }
    None
}

/// Where the bracket that opens at `open` is closed by one of the other kind.
pub(super) fn wrong_close(text: &str, open: usize) -> Option<usize> {
    let mut expected: Vec<char> = Vec::new();
    let mut quoted = false;
    for (at, c) in text.get(open..)?.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '{' => expected.push(closing(c)),
            ']' | '}' if expected.pop() != Some(c) => return Some(open + at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_that_is_open() {
        let open = |text: &str| open_before(text, text.len());
        assert_eq!(open("a: [b, [c]"), Some((3, '[')));
        assert_eq!(open("a: {b: [c"), Some((7, '[')));
        assert_eq!(open("a: {b: \"[\", c: [d]"), Some((3, '{')));
        for closed in ["", "a: [b]", "a: {b: [c]}", "a: \"[\""] {
            assert_eq!(open(closed), None, "{closed}");
        }
        assert_eq!(open(&format!("[{}", "a, ".repeat(FAR))), None);
    }

    #[test]
    fn the_bracket_of_the_other_kind() {
        assert_eq!(wrong_close("a: [b}", 3), Some(5));
        assert_eq!(wrong_close("{a: [b, {c: \"]\"}}", 4), Some(16));
        assert_eq!(wrong_close("[a, [b]]", 0), None);
        assert_eq!(wrong_close("[a", 0), None);
    }
}
