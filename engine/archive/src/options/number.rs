//! Numbers in texts as Go reads them.

/// `strconv.ParseFloat`: also `inf`, `nan` and digits parted by `_`; not what
/// is too large.
pub(crate) fn float(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let parted = |i: usize| {
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        digit(i.checked_sub(1)) && digit(i.checked_add(1))
    };
    if bytes.iter().enumerate().any(|(i, b)| *b == b'_' && !parted(i)) {
        return None;
    }
    let value: f64 = text.replace('_', "").parse().ok()?;
    let bare = text.trim_start_matches(['+', '-']);
    let word = |word: &str| bare.eq_ignore_ascii_case(word);
    match value {
        value if value.is_infinite() => (word("inf") || word("infinity")).then_some(value),
        value if value.is_nan() => (bare.len() == text.len()).then_some(value),
        value => Some(value),
    }
}

/// `strconv.ParseInt` with base 10.
pub(crate) fn int(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// `strconv.ParseInt` with base 0: `0x5`, `0b1`, `0o7`, `07`, `1_000`.
pub(crate) fn prefixed_int(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = i128::try_from(prefixed(digits)?).ok()?;
    i64::try_from(if negative { -value } else { value }).ok()
}

/// Digits with an optional base before them and `_` between them.
pub(crate) fn prefixed(digits: &str) -> Option<u128> {
    let (base, rest) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, digits.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, digits.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, digits.get(2..)?),
        [b'0', _, ..] => (8, digits.get(1..)?),
        _ => (10, digits),
    };
    // A `_` may follow the base.
    let body = if base == 10 { rest } else { rest.strip_prefix('_').unwrap_or(rest) };
    if body.is_empty() || body.starts_with(['_', '+', '-']) || body.ends_with('_') || body.contains("__") {
        return None;
    }
    u128::from_str_radix(&body.replace('_', ""), base).ok()
}

/// `strconv.ParseBool`.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_gos() {
        for (text, expected) in [("1_000", Some(1000.0)), (".5", Some(0.5)), ("5.", Some(5.0)), ("+1e3", Some(1000.0))]
        {
            assert_eq!(float(text), expected, "{text}");
        }
        for text in ["", ".", "_1", "1__0", "1e400", "0x10", "+nan", " 1", "1e"] {
            assert_eq!(float(text), None, "{text}");
        }
        assert!(float("-Inf").is_some_and(f64::is_infinite));
        assert!(float("NaN").is_some_and(f64::is_nan));
    }

    #[test]
    fn integers_of_flags_have_a_base() {
        for (text, expected) in
            [("0x10", 16), ("010", 8), ("0b11", 3), ("0o17", 15), ("1_0", 10), ("-0x5", -5), ("0_1", 1), ("0", 0)]
        {
            assert_eq!(prefixed_int(text), Some(expected), "{text}");
        }
        for text in ["", "_1", "0x", "1__0", "5.0", "--1", "09", "9223372036854775808"] {
            assert_eq!(prefixed_int(text), None, "{text}");
        }
    }
}
