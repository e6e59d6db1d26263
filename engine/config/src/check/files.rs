//! Paths of files, and files without effect.

use std::collections::BTreeSet;

use k6cfg_profile::{OptionsFrom, TestType};

use super::Subject;
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::edit::Edit;
use crate::expand::{ExpandedTest, is_script, stays_inside};
use crate::nearest::all_of;
use crate::place::Path;

/// Whether a test's script is named by what can be a path of one. What comes of
/// a name that cannot has been told with it.
pub(super) fn is_sound(test: &ExpandedTest) -> bool {
    let path = test.test_file.as_str();
    path.is_empty() || is_script(path) && stays_inside(path) && !path.contains('\\')
}

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let base = base_dir(subject, findings);
    for (path, written, test) in subject.tests() {
        for (key, value, joined) in [
            ("test_file", &written.test_file, &test.test_file),
            ("config_file", &written.config_file, &test.config_file),
            ("env_file", &written.env_file, &test.env_file),
        ] {
            inside(base, value.as_deref(), joined, path.key(key), findings);
        }
        if !test.test_file.is_empty() && !is_script(&test.test_file) {
            let message = format!("`{}` is not a script", test.test_file);
            let finding = Finding::new(Code::NotAScript, path.key("test_file"), message);
            findings.push(finding.help("name a `.js` or `.ts` file"));
        }
    }
    for (test_path, _, test) in subject.tests().filter(|(.., test)| !test.config_file.is_empty()) {
        let types: Option<Vec<&TestType>> =
            test.contexts.iter().map(|context| subject.profile.test_type(&context.test_type.name)).collect();
        let Some(types) = types.filter(|types| !types.is_empty()) else { continue };
        let Some(whys) = types.iter().map(|kind| without_files(kind)).collect::<Option<Vec<&str>>>() else { continue };
        let names: BTreeSet<String> = types.iter().map(|kind| format!("`{}`", kind.name)).collect();
        let whys: BTreeSet<&str> = whys.into_iter().collect();
        let message = format!("a config file has no effect on a {} test: {}", all_of(names), all_of(whys));
        findings.push(no_effect(test_path.key("config_file"), message));
    }
    for at in subject.contexts().filter(|at| !at.expanded.test_type.config_file.is_empty()) {
        let place = at.path().key("test_type").key("config_file");
        let written = at.context.test_type.as_ref().and_then(|test_type| test_type.config_file.as_deref());
        inside(base, written, &at.expanded.test_type.config_file, place.clone(), findings);
        let Some(kind) = subject.profile.test_type(&at.expanded.test_type.name) else { continue };
        if let Some(why) = without_files(kind) {
            let message = format!("a config file has no effect on a `{}` test: {why}", kind.name);
            findings.push(no_effect(place, message));
        }
    }
}

/// Why config files have no effect on a test type, if so.
fn without_files(kind: &TestType) -> Option<&'static str> {
    match kind.options.from {
        OptionsFrom::Files => None,
        OptionsFrom::Script => Some("the script decides alone"),
        OptionsFrom::Profile => Some("the platform's scenario is used"),
    }
}

fn no_effect(place: Path, message: String) -> Finding {
    let edit = Edit::Clear { path: place.clone() };
    Finding::new(Code::NoEffect, place, message).help("remove it").mend(Mend::Edit("remove it".to_owned(), edit))
}

/// Whether `base_dir` is a folder of the repository. Where it is not, no path
/// in it is to blame.
fn base_dir(subject: &Subject<'_>, findings: &mut Vec<Finding>) -> bool {
    let base = subject.expanded.base_dir.as_str();
    let place = Path::root().key("base_dir");
    if base.contains('\\') {
        findings.push(backslash(base, place));
        return false;
    }
    let is_inside = stays_inside(base);
    if !is_inside {
        let message = format!("`{base}` leaves the repository");
        let help = "name a folder inside it, relative to the repository's root";
        findings.push(Finding::new(Code::PathEscapes, place, message).help(help));
    }
    is_inside
}

fn inside(base: bool, written: Option<&str>, joined: &str, place: Path, findings: &mut Vec<Finding>) {
    let Some(written) = written.filter(|written| !written.is_empty()) else { return };
    if written.contains('\\') {
        findings.push(backslash(written, place));
    } else if base && !stays_inside(joined) {
        let message = format!("`{joined}` leaves the repository");
        let help = "name a file inside it, relative to the repository's root or to `base_dir`";
        findings.push(Finding::new(Code::PathEscapes, place, message).help(help));
    }
}

fn backslash(path: &str, place: Path) -> Finding {
    let message = format!("`{path}` is no path here: folders are parted by `/`, not by `\\`");
    let meant = path.replace('\\', "/");
    Finding::new(Code::FileMissing, place, message).help(format!("write `{meant}`")).mend(Mend::Replace(meant))
}
