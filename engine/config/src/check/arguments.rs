//! Command-line arguments: what the operator makes of them, and the variables
//! that they set. They stand in no document: no place in it is underlined.

use super::{Subject, credentials, shell, variables};
use crate::arguments::Arguments;
use crate::code::Code;
use crate::diagnostic::{Finding, Severity};
use crate::nearest::all_of;
use crate::place::Place;

const WHOSE: &str = " in the command-line arguments";

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    // What does not split is told first.
    if subject.profile.limits.operator_uses_shell() && Arguments::read(&subject.context.arguments).is_ok() {
        passed_on(subject, findings);
    }
    for (name, value) in &subject.plan.arguments.variables {
        if subject.is_reserved(name) {
            findings.push(variables::reserved(name, WHOSE, Place::document()));
        }
        if credentials::looks_like_one(name, value, subject) {
            findings.push(credentials::finding(name, WHOSE, Place::document()));
        }
    }
}

fn passed_on(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let text = subject.context.arguments.as_str();
    let operator = format!("k6-operator {}", subject.profile.limits.k6_operator);
    let instead = "leave it out; a value for the script can stand in `test_run.env`";
    let harmful = shell::in_arguments(text);
    if !harmful.is_empty() {
        let message =
            format!("{operator} puts the command-line arguments into a shell, and they hold {}", all_of(harmful));
        findings.push(Finding::new(Code::Shell, Place::document(), message).help(instead));
    }
    if text.contains('\'') {
        let message = format!("{operator} passes the quotes in the command-line arguments on to k6 as they are");
        findings.push(Finding::new(Code::Shell, Place::document(), message).help(instead).severity(Severity::Warning));
    }
    if shell::has_empty_word(text) {
        let message = format!("{operator} makes an empty argument of two spaces in a row, and k6 refuses that");
        let finding = Finding::new(Code::Shell, Place::document(), message).help("write one space between arguments");
        findings.push(finding.severity(Severity::Warning));
    }
}
