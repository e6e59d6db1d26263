//! Paths that begin like `base_dir` without being in it. By contract `base_dir`
//! is compared as text, so such a path is not joined to it.

use super::Subject;
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::expand::clean;
use crate::place::Path;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let base = subject.expanded.base_dir.as_str();
    if base.is_empty() {
        return;
    }
    for (place, test, _) in subject.tests() {
        for (key, path) in
            [("test_file", &test.test_file), ("config_file", &test.config_file), ("env_file", &test.env_file)]
        {
            findings.extend(path.as_ref().and_then(|path| only_alike(base, path, place.key(key))));
        }
    }
    for at in subject.contexts() {
        let path = at.context.test_type.as_ref().and_then(|test_type| test_type.config_file.as_ref());
        let place = at.path().key("test_type").key("config_file");
        findings.extend(path.and_then(|path| only_alike(base, path, place)));
    }
}

fn only_alike(base: &str, path: &str, place: Path) -> Option<Finding> {
    if !path.starts_with(base) || in_folder(base, path) {
        return None;
    }
    let joined = format!("{}/{path}", base.trim_end_matches('/'));
    if clean(&joined) == clean(path) {
        return None;
    }
    let message = format!("`{path}` begins like `base_dir` but is not in `{base}`, and is not joined to it");
    let help = format!("write `{joined}` if it is in that folder, or else a `base_dir` that it does not begin like");
    Some(Finding::new(Code::NotInBaseDir, place, message).help(help).mend(Mend::Replace(joined)))
}

/// Whether `path` begins with `base`, folder by folder.
fn in_folder(base: &str, path: &str) -> bool {
    match path.strip_prefix(base.trim_end_matches('/')) {
        Some(rest) => rest.is_empty() || rest.starts_with('/'),
        None => false,
    }
}
