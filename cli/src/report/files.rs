//! Names of files for programs: relative to the current folder, with `/`.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a URI's path may hold as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path seen from the current folder; whole when it is not inside.
pub(super) fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let whole = clean(&here.join(path));
    let shown = whole.strip_prefix(clean(&here)).unwrap_or(&whole);
    let parts = shown.components().map(|part| match part {
        Component::RootDir => String::new(),
        part => part.as_os_str().to_string_lossy().into_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// As a URI reference.
pub(super) fn uri(path: &Path) -> String {
    let path = from_here(path);
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", utf8_percent_encode(&path, PATH))
}

/// Without `.` and `..`, as far as names alone say it.
fn clean(path: &Path) -> PathBuf {
    let mut cleaned = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                cleaned.pop();
            }
            part => cleaned.push(part),
        }
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen_from_here() {
        let here = std::env::current_dir().unwrap();
        for (path, name) in [
            (PathBuf::from("a/b.yaml"), "a/b.yaml"),
            (PathBuf::from("./a/../b.yaml"), "b.yaml"),
            (here.join("a/b c.yaml"), "a/b c.yaml"),
            (PathBuf::from("/elsewhere/a.yaml"), "/elsewhere/a.yaml"),
        ] {
            assert_eq!(from_here(&path), name);
        }
        let outside = from_here(Path::new("../a.yaml"));
        assert!(outside.starts_with('/') && outside.ends_with("/a.yaml"), "{outside}");
    }

    #[test]
    fn uris_are_escaped() {
        assert_eq!(uri(Path::new("blå bær/a:b#1.yaml")), "bl%C3%A5%20b%C3%A6r/a%3Ab%231.yaml");
        assert_eq!(uri(Path::new("/else where/a.yaml")), "file:///else%20where/a.yaml");
    }
}
