//! Names that Kubernetes, Prometheus and k6 must accept.

use std::collections::BTreeMap;

use super::{At, Subject};
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::edit::{Edit, Value};
use crate::names::{LABEL, is_dns_label, is_dns_subdomain, is_tag_value, slug};
use crate::nearest::nearest;
use crate::place::Path;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    namespace(subject, findings);
    for (path, written, test) in subject.tests() {
        if !test.test_file.is_empty() && test.test_scope.is_empty() {
            let message = "`test_scope` cannot be derived: the script is in no folder";
            let help = "put the script into a folder, or write `test_scope`";
            findings.push(Finding::new(Code::NoScope, path.key("test_file"), message).help(help));
        } else if !test.test_scope.is_empty() && !is_tag_value(&test.test_scope) {
            let place = if written.test_scope.is_some() { path.key("test_scope") } else { path.key("test_file") };
            let message = format!("the test scope `{}` cannot be part of names", test.test_scope);
            findings.push(offer(
                Finding::new(Code::BadName, place, message),
                &path.key("test_scope"),
                &test.test_scope,
            ));
        }
    }
    let mut ids: BTreeMap<&str, Path> = BTreeMap::new();
    // A run without a known environment or a script has no name yet.
    let named = |at: &At<'_>| {
        at.runs() && !at.test.test_file.is_empty() && subject.profile.environment(&at.expanded.environment).is_some()
    };
    for at in subject.contexts().filter(named) {
        run_name(&at, findings);
        let id = &at.expanded.test_run.id;
        run_id(&at, findings);
        let place =
            if at.context.test_run.id.is_some() { at.path().key("test_run").key("id") } else { at.path().clone() };
        if let Some(first) = ids.get(id.as_str()) {
            let message = format!("another run has the id `{id}` too");
            let help = "the later would replace the earlier; give one of them its own `test_run.id`";
            findings.push(
                Finding::new(Code::DuplicateId, place, message).help(help).see(first.clone(), "the other is here"),
            );
        } else {
            ids.insert(id, place);
        }
    }
}

fn namespace(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(namespace) = subject.config.namespace.as_deref().filter(|n| !n.is_empty()) else { return };
    if !is_dns_label(namespace) {
        let path = Path::root().key("namespace");
        let message = format!("`{namespace}` cannot be a namespace");
        findings.push(offer(Finding::new(Code::Namespace, path.clone(), message), &path, namespace));
        return;
    }
    let known = &subject.profile.namespaces;
    if known.is_empty() || known.iter().any(|name| name == namespace) {
        return;
    }
    let message = format!("`{namespace}` is not a namespace of this platform");
    let finding = Finding::new(Code::UnknownNamespace, Path::root().key("namespace"), message);
    findings.push(match nearest(namespace, known.iter().map(String::as_str)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).mend(Mend::Replace(near.to_owned())),
        None => finding.help("ask the platform's team for it, or use your team's own"),
    });
}

fn run_name(at: &At<'_>, findings: &mut Vec<Finding>) {
    let name = &at.expanded.test_run.name;
    if is_tag_value(name) {
        return;
    }
    let path = at.path().key("test_run").key("name");
    let place = if at.context.test_run.name.is_some() { path.clone() } else { at.test_path().key("test_file") };
    let message = format!("the run's name `{name}` cannot be a tag");
    let help = format!("use letters, digits and `.` `_` `/` `-`, {LABEL} at most");
    findings.push(offer(Finding::new(Code::BadName, place, message), &path, name).help(help));
}

fn run_id(at: &At<'_>, findings: &mut Vec<Finding>) {
    let id = &at.expanded.test_run.id;
    if is_dns_label(id) {
        return;
    }
    let path = at.path().key("test_run").key("id");
    let place = if at.context.test_run.id.is_some() { path.clone() } else { at.test_path().key("test_file") };
    let message = if id.len() > LABEL && is_dns_subdomain(id) {
        format!("the run's id `{id}` has {} characters; {LABEL} is the most", id.len())
    } else {
        format!("the run's id `{id}` cannot be part of Kubernetes names")
    };
    findings.push(offer(Finding::new(Code::BadName, place, message), &path, id));
}

/// Offers the nearest valid name for the value at `path`.
pub(super) fn offer(finding: Finding, path: &Path, name: &str) -> Finding {
    let slug = slug(name);
    let finding = finding.help("use lower-case letters, digits and `-`, 63 at most");
    if slug.is_empty() || slug == name {
        return finding;
    }
    let edit = Edit::Set { path: path.clone(), value: Value::Text(slug.clone()) };
    finding.mend(Mend::Edit(format!("use `{slug}`"), edit))
}
