//! Names that are made from a run's: its ConfigMap, the Jobs and the Service
//! that k6-operator makes for its TestRun, and the labels of all of them.
//!
//! Source of the Jobs' names: grafana/k6-operator, `pkg/resources/jobs`. No name
//! here is that of a `CronJob`, whose limit is 52: what starts runs on a schedule
//! is not made from this file.

use std::collections::HashMap;

use k6cfg_profile::Template;

use super::complaints::{Complaints, Offer};
use super::{At, Subject, files};
use crate::code::Code;
use crate::diagnostic::Finding;
use crate::expand::Run;
use crate::names::{LABEL, SUBDOMAIN, is_dns_label, is_dns_subdomain, is_label_value, is_tag_value};
use crate::place::Path;

pub(super) fn check(subject: &Subject<'_>, complaints: &mut Complaints, findings: &mut Vec<Finding>) {
    // What is wrong with a name itself has been said of it.
    let good = |run: &Run| {
        subject.profile.environment(&run.environment).is_some()
            && is_dns_label(&run.id)
            && is_tag_value(&run.test_scope)
            && is_tag_value(&run.name)
    };
    for (run, at) in subject.runs().filter(|(run, at)| good(run) && files::is_sound(at.test)) {
        let complaint =
            config_map(subject, run, &at).or_else(|| jobs(subject, run, &at)).or_else(|| labels(subject, run, &at));
        if let Some((message, Culprit { place, key, value })) = complaint {
            complaints.add(place, message, Offer::of(key, value));
        }
    }
    shared_config_map(subject, findings);
}

/// Scope `a` with id `b-c`, and scope `a-b` with id `c`: the same ConfigMap, though the ids differ.
fn shared_config_map(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut first: HashMap<&str, (&Run, At<'_>)> = HashMap::new();
    for (run, at) in subject.runs() {
        let Some((other, before)) = first.get(run.config_map.as_str()) else {
            first.insert(&run.config_map, (run, at));
            continue;
        };
        if other.id == run.id {
            continue;
        }
        let message = format!("another run makes the ConfigMap `{}` too", run.config_map);
        let help = "the later would replace the earlier's script; give one of them its own `test_run.id`";
        let finding = Finding::new(Code::SharedConfigMap, at.path(), message).help(help);
        findings.push(finding.see(before.path(), "the other is here"));
    }
}

fn config_map<'a>(subject: &Subject<'_>, run: &'a Run, at: &At<'_>) -> Option<(String, Culprit<'a>)> {
    let name = &run.config_map;
    if is_dns_subdomain(name) {
        return None;
    }
    let message = if name.len() > SUBDOMAIN {
        format!("the ConfigMap's name would have {} characters; {SUBDOMAIN} is the most", name.len())
    } else {
        format!("`{name}` cannot be the name of a ConfigMap")
    };
    Some((message, culprit(subject, &subject.profile.names.config_map, run, at)))
}

/// The longest of `X-initializer`, `X-starter`, `X-stopper`, `X-1` and
/// `X-service-1` is the name of a Job or Service: a DNS label.
fn jobs<'a>(subject: &Subject<'_>, run: &'a Run, at: &At<'_>) -> Option<(String, Culprit<'a>)> {
    let unique = &run.facts.unique_name;
    let service = format!("{unique}-service-{}", run.parallelism);
    let job = format!("{unique}-initializer");
    let name = if service.len() > job.len() { service } else { job };
    if is_dns_label(&name) {
        return None;
    }
    let message = if name.len() > LABEL {
        format!(
            "the operator's name `{name}` for a part of the run would have {} characters; {LABEL} is the most",
            name.len()
        )
    } else {
        format!("`{name}`, the operator's name for a part of the run, is not a name that Kubernetes takes")
    };
    Some((message, culprit(subject, &subject.profile.names.unique, run, at)))
}

fn labels<'a>(subject: &Subject<'_>, run: &'a Run, at: &At<'_>) -> Option<(String, Culprit<'a>)> {
    let labels = &subject.profile.labels;
    labels.test_run.iter().chain(&labels.config_map).find_map(|(label, template)| {
        let value = template.render(&run.facts);
        let message = if is_label_value(&value) {
            return None;
        } else if value.len() > LABEL {
            format!("the label `{label}` would have {} characters; {LABEL} is the most", value.len())
        } else {
            format!("`{value}` cannot be the value of the label `{label}`")
        };
        Some((message, culprit(subject, template, run, at)))
    })
}

/// The part of a template that makes its text what it is.
struct Culprit<'a> {
    /// Where it is written or comes from.
    place: Path,
    /// The key that sets it.
    key: Path,
    value: &'a str,
}

/// Of what `template` is filled in with, the longest that the team chooses.
fn culprit<'a>(subject: &Subject<'_>, template: &Template, run: &'a Run, at: &At<'_>) -> Culprit<'a> {
    let test_file = at.test_path().key("test_file");
    let test_run = at.path().key("test_run");
    let scope = at.test_path().key("test_scope");
    let scope_written = subject.config.tests.get(at.index.0).is_some_and(|test| test.test_scope.is_some());
    let parts = [
        ("{test_scope}", or(scope_written, scope.clone(), &test_file), scope, run.test_scope.as_str()),
        ("{id}", or(at.context.test_run.id.is_some(), test_run.key("id"), &test_file), test_run.key("id"), &run.id),
        (
            "{name}",
            or(at.context.test_run.name.is_some(), test_run.key("name"), &test_file),
            test_run.key("name"),
            &run.name,
        ),
        ("{test_file}", test_file.clone(), test_file.clone(), &run.test_file),
        ("{namespace}", Path::root().key("namespace"), Path::root().key("namespace"), &run.facts.namespace),
    ];
    let used = parts.into_iter().filter(|(part, ..)| template.as_str().contains(part));
    // A capital letter explains more than length.
    let longest = used.max_by_key(|(.., value)| (!is_dns_subdomain(value), value.len()));
    let (_, place, key, value) =
        longest.unwrap_or_else(|| ("", at.path().clone(), test_run.key("id"), run.id.as_str()));
    Culprit { place, key, value }
}

fn or(written: bool, key: Path, file: &Path) -> Path {
    if written { key } else { file.clone() }
}
