//! Paths of files, and files without effect.

use std::collections::BTreeSet;

use k6cfg_profile::{OptionsFrom, TestType};

use super::Subject;
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::edit::Edit;
use crate::expand::stays_inside;
use crate::nearest::all_of;
use crate::place::Path;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (path, _, test) in subject.tests() {
        for (key, value) in
            [("test_file", &test.test_file), ("config_file", &test.config_file), ("env_file", &test.env_file)]
        {
            inside(value, path.key(key), findings);
        }
        let is_script = [".js", ".ts"].iter().any(|ending| test.test_file.ends_with(ending));
        if !test.test_file.is_empty() && !is_script {
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
        inside(&at.expanded.test_type.config_file, place.clone(), findings);
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

fn inside(path: &str, place: Path, findings: &mut Vec<Finding>) {
    if !path.is_empty() && !stays_inside(path) {
        let message = format!("`{path}` leaves the repository");
        let help = "name a file inside it, relative to the repository's root or to `base_dir`";
        findings.push(Finding::new(Code::PathEscapes, place, message).help(help));
    }
}
