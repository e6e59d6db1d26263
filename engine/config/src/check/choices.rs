//! Values that must be one of the profile's, and what runs at all.

use super::{At, Subject};
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::edit::{Edit, Value};
use crate::nearest::{all_nearest, one_of};
use crate::place::{Path, Place};

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let profile = subject.profile;
    let environments: Vec<&str> = profile.environments.iter().map(|e| e.name.as_str()).collect();
    let node_types: Vec<&str> = profile.node_types.iter().map(|n| n.name.as_str()).collect();
    let test_types: Vec<&str> = profile.test_types.iter().map(|t| t.name.as_str()).collect();
    for at in subject.contexts() {
        let context = at.context;
        let test_type = context.test_type.as_ref().and_then(|t| t.name.as_deref());
        for (code, what, value, key, known) in [
            (
                Code::UnknownEnvironment,
                "an environment",
                context.environment.as_deref(),
                &["environment"][..],
                &environments,
            ),
            (Code::UnknownNodeType, "a node type", context.node_type.as_deref(), &["node_type"], &node_types),
            (Code::UnknownTestType, "a test type", test_type, &["test_type", "type"], &test_types),
        ] {
            if let Some(value) = value.filter(|v| !v.is_empty() && !known.contains(v)) {
                let path = key.iter().fold(at.path(), |path, key| path.key(*key));
                findings.push(at.lenient(unknown(code, what, value, path, known)));
            }
        }
        not_enabled(&at, findings);
        parallelism(&at, findings);
    }
    nothing_runs(subject, findings);
}

fn unknown(code: Code, what: &str, value: &str, path: Path, known: &[&str]) -> Finding {
    let finding = Finding::new(code, path, format!("`{value}` is not {what} of this platform"));
    let list = one_of(known.iter().copied());
    let near = all_nearest(value, known.iter().copied());
    match near.first() {
        Some(first) => {
            let meant = one_of(near.iter().copied());
            finding.help(format!("did you mean {meant}? it is one of {list}")).mend(Mend::Replace((*first).to_owned()))
        }
        None => finding.help(format!("use {list}")),
    }
}

fn not_enabled(at: &At<'_>, findings: &mut Vec<Finding>) {
    let Some(test_type) = &at.context.test_type else { return };
    if test_type.enabled_written && !test_type.enabled_empty {
        return;
    }
    let place = at.path().key("test_type");
    let edit = Edit::Set { path: place.key("enabled"), value: Value::Bool(true) };
    let (key, message, help, title) = if test_type.enabled_empty {
        let message = "this context makes no run: its `enabled` has no value";
        (place.key("enabled"), message, "`enabled` without a value means false", "write `true`")
    } else {
        let message = "this context makes no run: its `test_type` has no `enabled`";
        (place, message, "`enabled` left out means false", "add `enabled: true`")
    };
    let finding = Finding::new(Code::NotEnabled, Place::key_of(key), message);
    findings.push(finding.help(help).mend(Mend::Edit(title.to_owned(), edit)));
}

fn parallelism(at: &At<'_>, findings: &mut Vec<Finding>) {
    let Some(given) = at.context.test_run.parallelism.filter(|p| *p < 1) else { return };
    let path = at.path().key("test_run").key("parallelism");
    let edit = Edit::Set { path: path.clone(), value: Value::Int(1) };
    let finding = Finding::new(Code::Parallelism, path, format!("`{given}` runners cannot share a load"));
    let finding = finding.help("write 1 or more, or leave it out").mend(Mend::Edit("write `1`".to_owned(), edit));
    findings.push(at.lenient(finding));
}

fn nothing_runs(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let contexts = subject.contexts().count();
    // Whoever did not write `enabled: false` has been told why a context makes no run.
    let is_parked =
        |at: At<'_>| at.context.test_type.as_ref().is_some_and(|test_type| test_type.enabled == Some(false));
    if contexts > 0 && subject.contexts().all(is_parked) {
        let message = format!("0 of {contexts} contexts will run");
        let place = Path::root().key("test_definitions");
        let finding = Finding::new(Code::NothingRuns, Place::key_of(place), message);
        findings.push(finding.help("set `enabled: true` under the `test_type` of those that should"));
    }
}
