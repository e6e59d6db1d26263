//! Protocol buffer files, as far as an archive cares: which ones one brings in.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::location::Location;
use crate::sources::Absent;

/// Why protos do not load.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum ProtoError {
    #[error("the proto file `{0}` is not there")]
    Missing(String),
    #[error("the proto file `{0}` is not UTF-8 text")]
    Encoding(String),
    #[error("the proto file `{file}` does not read: {why} in line {line}")]
    Syntax { file: String, line: usize, why: &'static str },
}

/// Reads `files` and all that they import, each from the first of `paths` that
/// has it; from the folder of the script where no path is given.
pub(crate) fn load(
    entry: &Location,
    paths: &[String],
    files: &[String],
    read: &mut dyn FnMut(&Location) -> Result<Vec<u8>, Absent>,
) -> Result<(), ProtoError> {
    let paths: Vec<&str> = if paths.is_empty() {
        vec!["."]
    } else {
        paths.iter().map(|path| path.strip_prefix("file://").unwrap_or(path)).collect()
    };
    let mut seen = BTreeSet::new();
    let mut queue: Vec<String> = files.to_vec();
    while let Some(file) = queue.pop() {
        if !seen.insert(file.clone()) {
            continue;
        }
        let found = paths.iter().find_map(|path| read(&entry.opened(&format!("{path}/{file}"))).ok());
        let Some(bytes) = found else {
            // The compiler brings these along.
            if file.starts_with("google/protobuf/") {
                continue;
            }
            return Err(ProtoError::Missing(file));
        };
        let Ok(text) = String::from_utf8(bytes) else { return Err(ProtoError::Encoding(file)) };
        queue.extend(imports(&file, &text)?);
    }
    Ok(())
}

/// What a proto file imports.
fn imports(file: &str, text: &str) -> Result<Vec<String>, ProtoError> {
    let tokens = tokens(file, text)?;
    let mut imports = Vec::new();
    let mut depth = 0_usize;
    for (at, (token, line)) in tokens.iter().enumerate() {
        let wrong = |why| ProtoError::Syntax { file: file.to_owned(), line: *line, why };
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth = depth.checked_sub(1).ok_or_else(|| wrong("a `}` too many"))?,
            "import" if depth == 0 => {
                let rest = tokens.get(at + 1..).unwrap_or_default().iter().map(|(token, _)| token.as_str());
                let parts = rest.skip_while(|token| matches!(*token, "public" | "weak" | "option"));
                // Strings beside each other are one.
                let name: String = parts.map_while(|part| part.strip_prefix('"')).collect();
                if name.is_empty() {
                    return Err(wrong("an `import` without a name"));
                }
                imports.push(name);
            }
            _ => {}
        }
    }
    if depth > 0 {
        let line = tokens.last().map_or(1, |(_, line)| *line);
        return Err(ProtoError::Syntax { file: file.to_owned(), line, why: "a `{` that is not closed" });
    }
    Ok(imports)
}

/// Words, brackets and strings (with `"` before them) and their lines; comments
/// are none.
fn tokens(file: &str, text: &str) -> Result<Vec<(String, usize)>, ProtoError> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start_matches('\u{feff}');
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let wrong = |why| ProtoError::Syntax { file: file.to_owned(), line, why };
        if let Some(after) = rest.strip_prefix("//") {
            rest = after.find('\n').and_then(|end| after.get(end..)).unwrap_or_default();
        } else if let Some(after) = rest.strip_prefix("/*") {
            let (comment, after) = after.split_once("*/").ok_or_else(|| wrong("a comment that is not closed"))?;
            line += comment.matches('\n').count();
            rest = after;
        } else if matches!(first, '"' | '\'') {
            let inside = rest.get(1..).unwrap_or_default();
            let end = closing(inside, first).ok_or_else(|| wrong("a string that is not closed"))?;
            tokens.push((format!("\"{}", inside.get(..end).unwrap_or_default()), line));
            rest = inside.get(end + 1..).unwrap_or_default();
        } else if first.is_alphanumeric() || matches!(first, '_' | '.') {
            let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(rest.len());
            tokens.push((rest.get(..end).unwrap_or_default().to_owned(), line));
            rest = rest.get(end..).unwrap_or_default();
        } else {
            line += usize::from(first == '\n');
            if matches!(first, '{' | '}') {
                tokens.push((first.to_string(), line));
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    Ok(tokens)
}

fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn imports_are_found_where_they_are() {
        let text = "syntax = \"proto3\"; // import \"no.proto\";\n/* import 'no.proto'; */\nimport \"a/b.proto\";\n\
                    import public 'c.proto';\nmessage M { string import = 1; }\n";
        assert_eq!(imports("m.proto", text).unwrap(), ["a/b.proto", "c.proto"]);
        let error = imports("m.proto", "message M {\n").unwrap_err();
        assert_eq!(error.to_string(), "the proto file `m.proto` does not read: a `{` that is not closed in line 1");
    }
}
