//! Paths in an archive tell nobody who made it: homes are `nobody`'s.

/// A path as an archive names it: `C:\Users\Ada\t.js` -> `/C/Users/nobody/t.js`.
pub(crate) fn anonymous(path: &str) -> String {
    let trimmed = path.trim_start_matches(['/', '\\']);
    let mut chars = trimmed.chars();
    let drive = chars.next().filter(char::is_ascii_alphabetic).filter(|_| chars.next() == Some(':'));
    let path = match drive {
        Some(drive) if path.len() - trimmed.len() <= 1 => format!("/{drive}{}", trimmed.get(2..).unwrap_or_default()),
        _ => path.to_owned(),
    };
    let path = path.replace('\\', "/");
    let Some(rest) = path.strip_prefix('/') else { return path };
    // A drive may stand before the homes.
    let (drive, rest) = match rest.split_once('/') {
        Some((drive, after)) if drive.len() == 1 && drive.bytes().all(|b| b.is_ascii_alphabetic()) => (drive, after),
        _ => ("", rest),
    };
    let Some((homes, rest)) = rest.split_once('/') else { return path };
    let is_homes = ["users", "home", "documents and settings"].contains(&homes.to_lowercase().as_str());
    let person = rest.split('/').next().unwrap_or_default();
    if !is_homes || person.is_empty() {
        return path;
    }
    let drive = if drive.is_empty() { String::new() } else { format!("/{drive}") };
    format!("{drive}/{homes}/nobody{}", rest.get(person.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_are_nobodys() {
        assert_eq!(anonymous("/home/alice/proj/s p.js"), "/home/nobody/proj/s p.js");
        assert_eq!(anonymous("/Users/bob"), "/Users/nobody");
        assert_eq!(anonymous("C:\\Users\\Ada\\t.js"), "/C/Users/nobody/t.js");
        assert_eq!(anonymous("/c/documents and settings/x/t.js"), "/c/documents and settings/nobody/t.js");
        assert_eq!(anonymous("/srv/home/x/t.js"), "/srv/home/x/t.js");
        assert_eq!(anonymous("/tests/a.js"), "/tests/a.js");
    }
}
