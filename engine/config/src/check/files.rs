//! Paths of files, and files without effect.

use k6cfg_profile::OptionsFrom;

use super::Subject;
use crate::code::Code;
use crate::diagnostic::Finding;
use crate::expand::stays_inside;
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
    for at in subject.contexts() {
        let place = at.path.key("test_type").key("config_file");
        inside(&at.expanded.test_type.config_file, place.clone(), findings);
        let Some(kind) = subject.profile.test_type(&at.expanded.test_type.name) else { continue };
        let why = match kind.options.from {
            OptionsFrom::Files => continue,
            OptionsFrom::Script => "the script decides alone",
            OptionsFrom::Profile => "the platform's scenario is used",
        };
        if !at.expanded.test_type.config_file.is_empty() {
            let message = format!("a config file has no effect on a `{}` test: {why}", kind.name);
            findings.push(Finding::new(Code::NoEffect, place, message).help("remove it"));
        }
    }
}

fn inside(path: &str, place: Path, findings: &mut Vec<Finding>) {
    if !path.is_empty() && !stays_inside(path) {
        let message = format!("`{path}` leaves the repository");
        let help = "name a file inside it, relative to the repository's root or to `base_dir`";
        findings.push(Finding::new(Code::PathEscapes, place, message).help(help));
    }
}
