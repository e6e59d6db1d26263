//! Variables as a run gets them, with what the env file sets.

use std::collections::{BTreeSet, HashMap};

use super::{At, Subject, credentials, shell, variables};
use crate::code::Code;
use crate::diagnostic::{Finding, Severity};
use crate::expand::{Origin, Variable};
use crate::place::Path;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut of_files = BTreeSet::new();
    for (run, at) in subject.runs() {
        let written = Written::new(&at);
        for variable in &run.variables {
            match variable.origin {
                Origin::Config => {
                    if let Some(entry) = written.entry(&variable.name) {
                        findings.extend(pasted(subject, variable, "", entry.key("value")));
                    }
                }
                Origin::EnvFile => {
                    replaced(&at, &written, variable, findings);
                    if of_files.insert((run.test, variable.name.as_str())) {
                        in_file(subject, &at, variable, findings);
                    }
                }
                Origin::Github | Origin::Arguments => {}
            }
        }
    }
}

/// The entries of `test_run.env` of one context.
struct Written<'a> {
    list: Path,
    /// Which one sets a name last.
    last: HashMap<&'a str, usize>,
}

impl<'a> Written<'a> {
    fn new(at: &At<'a>) -> Self {
        let names = at.context.test_run.env.iter().map(|entry| entry.name.as_deref());
        let last = names.enumerate().filter_map(|(index, name)| Some((name?, index))).collect();
        Self { list: at.path().key("test_run").key("env"), last }
    }

    fn entry(&self, name: &str) -> Option<Path> {
        self.last.get(name).map(|index| self.list.item(*index))
    }
}

/// The env file comes after `test_run.env`, though that is nearer to the run.
fn replaced(at: &At<'_>, written: &Written<'_>, variable: &Variable, findings: &mut Vec<Finding>) {
    let name = &variable.name;
    let Some(entry) = written.entry(name) else { return };
    let message = format!("`{name}` is replaced by the one in `{}`", at.test.env_file);
    let finding = Finding::new(Code::Replaced, entry.key("name"), message);
    let finding = finding.see(at.test_path().key("env_file"), "this file comes after `test_run.env`");
    findings.push(finding.help("set it in one of the two"));
}

fn in_file(subject: &Subject<'_>, at: &At<'_>, variable: &Variable, findings: &mut Vec<Finding>) {
    let whose = format!(" in `{}`", at.test.env_file);
    let place = at.test_path().key("env_file");
    if subject.is_reserved(&variable.name) {
        findings.push(variables::reserved(&variable.name, &whose, place.clone()));
    }
    if credentials::looks_like_one(&variable.name, &variable.value, subject) {
        findings.push(credentials::finding(&variable.name, &whose, place.clone()));
    }
    findings.extend(pasted(subject, variable, &whose, place));
}

fn pasted(subject: &Subject<'_>, variable: &Variable, whose: &str, place: Path) -> Option<Finding> {
    let limits = &subject.profile.limits;
    let character = shell::in_value(&variable.value).filter(|_| limits.operator_uses_shell())?;
    let message = format!(
        "k6-operator {} puts the value of `{}`{whose} into a shell, and it holds {character}",
        limits.k6_operator, variable.name
    );
    let help = "the run may not start, or its options may come out differently; do without that character";
    Some(Finding::new(Code::Shell, place, message).help(help).severity(Severity::Warning))
}
