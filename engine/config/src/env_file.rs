//! `KEY=VALUE` files.

/// One line that is none of blank, comment and `KEY=VALUE`. 1-based; the line
/// itself is not kept, since it may hold a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadLine(pub(crate) usize);

/// The variables of an env file, in order, and the lines that are not one.
/// Blank lines and `#` lines are skipped; a value goes from the first `=` to
/// the end of the line, without an `export` before and quotes around it.
pub(crate) fn read(text: &str) -> (Vec<(String, String)>, Vec<BadLine>) {
    let mut variables = Vec::new();
    let mut bad = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match without_export(line).split_once('=') {
            Some((name, value)) if crate::names::is_env_name(name.trim_end()) => {
                variables.push((name.trim_end().to_owned(), unquoted(value.trim()).to_owned()));
            }
            _ => bad.push(BadLine(index + 1)),
        }
    }
    (variables, bad)
}

fn without_export(line: &str) -> &str {
    match line.strip_prefix("export") {
        Some(rest) if rest.starts_with([' ', '\t']) => rest.trim_start(),
        _ => line,
    }
}

fn unquoted(value: &str) -> &str {
    ['"', '\''].into_iter().find_map(|q| value.strip_prefix(q)?.strip_suffix(q)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines() {
        let text = "# c\r\n\r\nA=1\r\nexport B = \"x = y\"\nexport\tC='a=b'\nD=\n  # d\nE='\nexport=F\nexported=G\n";
        let (variables, bad) = read(text);
        let expected =
            [("A", "1"), ("B", "x = y"), ("C", "a=b"), ("D", ""), ("E", "'"), ("export", "F"), ("exported", "G")];
        assert_eq!(variables, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert!(bad.is_empty());
    }

    #[test]
    fn names_the_bad_lines() {
        assert_eq!(read("A=1\nnonsense\n1B=2\n=3\nexport A").1, [BadLine(2), BadLine(3), BadLine(4), BadLine(5)]);
    }
}
