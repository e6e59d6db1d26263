//! White space between the parts of JSON.

/// Without the white space between its parts.
pub(crate) fn compact(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if quoted || !matches!(c, ' ' | '\t' | '\n' | '\r') {
            out.push(c);
        }
        (quoted, escaped) = match c {
            _ if escaped => (quoted, false),
            '\\' => (quoted, quoted),
            '"' => (!quoted, false),
            _ => (quoted, false),
        };
    }
    out
}

/// Compact JSON in lines, two spaces for each level, as Go indents it.
pub(crate) fn indent(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut quoted, mut escaped, mut depth, mut opened) = (false, false, 0usize, false);
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    for c in json.chars() {
        let closes = !quoted && matches!(c, '}' | ']');
        if opened && !closes {
            line(&mut out, depth);
        }
        if closes {
            depth = depth.saturating_sub(1);
            if !opened {
                line(&mut out, depth);
            }
        }
        opened = !quoted && matches!(c, '{' | '[');
        out.push(c);
        match c {
            _ if quoted => {}
            '{' | '[' => depth += 1,
            ',' => line(&mut out, depth),
            ':' => out.push(' '),
            _ => {}
        }
        (quoted, escaped) = match c {
            _ if escaped => (quoted, false),
            '\\' => (quoted, quoted),
            '"' => (!quoted, false),
            _ => (quoted, false),
        };
    }
    out
}
