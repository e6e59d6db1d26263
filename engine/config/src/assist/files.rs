//! Paths of the team's files, as a config file names them.

use crate::expand::{clean, join};

/// How `path` is written under `base_dir`; `None` when it cannot be.
pub(super) fn written(base_dir: &str, path: &str) -> Option<String> {
    if base_dir.is_empty() {
        return Some(path.to_owned());
    }
    let folder = clean(base_dir);
    let inside = path.strip_prefix(&folder).and_then(|rest| rest.strip_prefix('/'));
    let relative = inside.map_or_else(|| above(&folder, path), str::to_owned);
    // The rule compares plain texts; what it would not read back is no help.
    [relative, path.to_owned()].into_iter().find(|written| join(base_dir, written) == path)
}

/// `path` seen from `folder`, by way of what both begin with.
fn above(folder: &str, path: &str) -> String {
    let mut from = folder.split('/').filter(|part| !part.is_empty()).peekable();
    let mut to = path.split('/').peekable();
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = "../".repeat(from.count());
    format!("{up}{}", to.collect::<Vec<_>>().join("/"))
}

/// The folder that `path` stands in.
pub(super) fn folder(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// Whether a file of this name fits under a key.
pub(super) fn fits(key: &str, path: &str) -> bool {
    let ends = |with: &[&str]| with.iter().any(|end| path.ends_with(end));
    match key {
        "test_file" => ends(&[".js", ".ts"]),
        "config_file" => ends(&[".json"]),
        _ => !ends(&[".js", ".ts", ".json", ".yaml", ".yml"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_they_are_read() {
        for (base, path, expected) in [
            ("", "a/t.js", Some("a/t.js")),
            ("a", "a/t.js", Some("t.js")),
            ("a/b/", "a/b/c/t.js", Some("c/t.js")),
            ("a/b", "a/c.json", Some("../c.json")),
            ("a/b", "x/c.json", Some("../../x/c.json")),
            ("./a", "a/t.js", Some("t.js")),
            ("a", "ab/t.js", Some("../ab/t.js")),
        ] {
            assert_eq!(written(base, path).as_deref(), expected, "{base} {path}");
        }
    }
}
