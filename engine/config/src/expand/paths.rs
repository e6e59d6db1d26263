//! Paths in the repository: `/` between folders, compared as text.

/// `path` under `base_dir`, cleaned; as written when there is no `base_dir`, or
/// when it already begins with it (a plain prefix of the text, by contract).
pub fn join(base_dir: &str, path: &str) -> String {
    if base_dir.is_empty() || path.is_empty() || path.starts_with(base_dir) {
        return path.to_owned();
    }
    clean(&format!("{base_dir}/{path}"))
}

/// The shortest path that means the same: no `.`, no `a/..`, no `//`.
pub fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                Some(last) if *last != ".." => {
                    parts.pop();
                }
                _ if rooted => {}
                _ => parts.push(".."),
            },
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// What comes after the last `/`.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name of the folder that holds `path`; `None` at the repository's root.
pub(crate) fn folder_name(path: &str) -> Option<&str> {
    let (folder, _) = path.rsplit_once('/')?;
    let name = base_name(folder.trim_end_matches('/'));
    (!matches!(name, "" | "." | "..")).then_some(name)
}

/// Whether the cleaned path stays inside the repository.
pub(crate) fn stays_inside(path: &str) -> bool {
    let cleaned = clean(path);
    !path.starts_with('/') && cleaned != ".." && !cleaned.starts_with("../")
}

/// Whether a path is that of a k6 script.
pub(crate) fn is_script(path: &str) -> bool {
    [".js", ".ts"].iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_as_the_contract_says() {
        assert_eq!(join("", "a//b/../c.js"), "a//b/../c.js");
        assert_eq!(join("a/b/", "../c.json"), "a/c.json");
        assert_eq!(join("a/b/", "t.js"), "a/b/t.js");
        assert_eq!(join("a", "a/t.js"), "a/t.js");
        assert_eq!(join("a", "ab.js"), "ab.js");
        assert_eq!(join("a", ""), "");
    }

    #[test]
    fn cleans() {
        for (path, cleaned) in
            [("", "."), ("./a", "a"), ("a/../..", ".."), ("/../a", "/a"), ("a//b/.", "a/b"), ("../x", "../x")]
        {
            assert_eq!(clean(path), cleaned);
        }
        assert!(stays_inside("a/../b") && !stays_inside("a/../../b") && !stays_inside("/a") && !stays_inside(".."));
    }

    #[test]
    fn folders() {
        assert_eq!(folder_name("a/b_c/t.js"), Some("b_c"));
        assert_eq!(folder_name("t.js"), None);
        assert_eq!(folder_name("./t.js"), None);
    }
}
