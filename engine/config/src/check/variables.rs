//! Environment variables as they are written. Their values are in no message.

use std::collections::BTreeMap;

use super::Subject;
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::edit::{Edit, Value};
use crate::names::is_env_name;
use crate::place::{Path, Place};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for at in subject.contexts() {
        let list = at.path().key("test_run").key("env");
        let mut seen: BTreeMap<&str, Path> = BTreeMap::new();
        for (index, entry) in at.context.test_run.env.iter().enumerate() {
            let path = list.item(index);
            let Some(name) = entry.name.as_deref().filter(|n| !n.is_empty()) else { continue };
            let at_name = path.key("name");
            if !is_env_name(name) {
                // What follows a `=` is a value in the wrong place.
                let (shown, rest) = name.split_once('=').map_or((name, ""), |(shown, _)| (shown, "=…"));
                let message = format!("`{shown}{rest}` is not the name of a variable");
                let help = "a name starts with a letter or `_`, and has letters, digits and `_`";
                findings.push(at.lenient(Finding::new(Code::EnvName, at_name.clone(), message).help(help)));
            }
            if subject.is_reserved(name) {
                findings.push(reserved(name, "", at_name.clone()));
            }
            if entry.value.is_none() {
                let edit = Edit::Set { path: path.key("value"), value: Value::text("") };
                let finding =
                    Finding::new(Code::EnvValue, Place::from(at_name.clone()), format!("`{name}` has no value"));
                let finding = finding.help("write `value: \"\"` for an empty one");
                findings.push(at.lenient(finding.mend(Mend::Edit("add `value: \"\"`".to_owned(), edit))));
            }
            match seen.get(name) {
                Some(first) => {
                    let message = format!("`{name}` is set twice; the last one counts");
                    let finding = Finding::new(Code::DuplicateEnv, at_name, message);
                    findings.push(finding.see(first.clone(), "the first is here").help("keep one of the two"));
                }
                None => {
                    seen.insert(name, at_name);
                }
            }
        }
    }
}

impl Subject<'_> {
    /// Whether the platform sets this variable itself.
    pub(super) fn is_reserved(&self, name: &str) -> bool {
        self.profile.reserved_env.iter().any(|reserved| reserved == name)
    }
}

/// `whose` says where it is set, when `place` does not.
pub(super) fn reserved(name: &str, whose: &str, place: impl Into<Place>) -> Finding {
    let message = format!("`{name}`{whose} is the platform's own variable; setting it breaks the run's links");
    Finding::new(Code::ReservedEnv, place, message).help("use another name")
}
