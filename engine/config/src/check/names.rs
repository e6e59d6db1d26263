//! Names that Kubernetes, Prometheus and k6 must accept.

use std::collections::HashMap;

use super::complaints::{Complaints, Offer};
use super::{At, Subject, derived, files};
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::model::TestRun;
use crate::names::{LABEL, is_dns_label, is_dns_subdomain, is_tag_value};
use crate::nearest::nearest;
use crate::place::Path;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    namespace(subject, findings);
    let mut complaints = Complaints::default();
    for (path, written, test) in subject.tests() {
        if !files::is_sound(test) {
            continue;
        }
        if !test.test_file.is_empty() && test.test_scope.is_empty() {
            let message = "`test_scope` cannot be derived: the script is in no folder";
            let help = "put the script into a folder, or write `test_scope`";
            findings.push(Finding::new(Code::NoScope, path.key("test_file"), message).help(help));
        } else if !test.test_scope.is_empty() && !is_tag_value(&test.test_scope) {
            let place = if written.test_scope.is_some() { path.key("test_scope") } else { path.key("test_file") };
            let message = format!("the test scope `{}` cannot be part of names", test.test_scope);
            let finding = Finding::new(Code::BadName, place, message);
            findings.push(Offer::of(path.key("test_scope"), &test.test_scope).on(finding));
        }
    }
    let mut ids: HashMap<&str, At<'_>> = HashMap::new();
    // A run without a known environment or a script has no name yet.
    let named = |at: &At<'_>| {
        at.runs() && !at.test.test_file.is_empty() && subject.profile.environment(&at.expanded.environment).is_some()
    };
    for at in subject.contexts().filter(named) {
        let id = &at.expanded.test_run.id;
        run(&at, &mut complaints);
        let Some(first) = ids.get(id.as_str()) else {
            ids.insert(id, at);
            continue;
        };
        let message = format!("another run has the id `{id}` too");
        let help = "the later would replace the earlier; give one of them its own `test_run.id`";
        let finding = Finding::new(Code::DuplicateId, id_of(&at), message).help(help);
        findings.push(finding.see(id_of(first), "the other is here"));
    }
    derived::check(subject, &mut complaints, findings);
    complaints.tell(findings);
}

/// Where its id is written, or what it comes from.
fn id_of(at: &At<'_>) -> Path {
    if at.context.test_run.id.is_some() { at.path().key("test_run").key("id") } else { at.path() }
}

fn namespace(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(namespace) = subject.config.namespace.as_deref().filter(|n| !n.is_empty()) else { return };
    if !is_dns_label(namespace) {
        let path = Path::root().key("namespace");
        let message = format!("`{namespace}` cannot be a namespace");
        findings.push(Offer::of(path.clone(), namespace).on(Finding::new(Code::Namespace, path, message)));
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

/// The run's name and id. What is derived from a script's name that is no path
/// says nothing of its own.
fn run(at: &At<'_>, complaints: &mut Complaints) {
    let (written, expanded) = (&at.context.test_run, &at.expanded.test_run);
    let (name, id) = (&expanded.name, &expanded.id);
    let derives = files::is_sound(at.test);
    let bad_name = !is_tag_value(name) && (written.name.is_some() || derives);
    let bad_id = !is_dns_label(id) && (written.id.is_some() || derives);
    if !bad_name && !bad_id {
        return;
    }
    let test_run = at.path().key("test_run");
    let script = at.test_path().key("test_file");
    let name_offer = || Offer::of(test_run.key("name"), name);
    if bad_name && (written.name.is_some() || !bad_id || written.id.is_some()) {
        let place = if written.name.is_some() { test_run.key("name") } else { script.clone() };
        let help = format!("use letters, digits and `.` `_` `/` `-`, {LABEL} at most");
        complaints.add(place, format!("the run's name `{name}` cannot be a tag"), name_offer().help(help));
    }
    if bad_id {
        let place = if written.id.is_some() { test_run.key("id") } else { script };
        let message = if id.len() > LABEL && is_dns_subdomain(id) {
            format!("the run's id `{id}` has {} characters; {LABEL} is the most", id.len())
        } else {
            format!("the run's id `{id}` cannot be part of Kubernetes names")
        };
        let offer = if !bad_name || written.name.is_some() || written.id.is_some() {
            Offer::of(test_run.key("id"), id)
        } else if *written == TestRun::default() {
            // Both come from the script's name: one problem, mended by both keys.
            Offer::of_new(test_run, ("name", name), ("id", id))
        } else {
            name_offer().before(Offer::of(test_run.key("id"), id))
        };
        complaints.add(place, message, offer);
    }
}
