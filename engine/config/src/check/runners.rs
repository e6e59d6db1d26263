//! Runs that share their load between several runners.

use super::{At, Subject};
use crate::code::Code;
use crate::diagnostic::Finding;
use crate::expand::Run;
use crate::expand::load;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (run, at) in subject.runs().filter(|(run, at)| run.parallelism > 1 && at.context.test_run.parallelism.is_some())
    {
        findings.extend(too_many(subject, run, &at));
        findings.extend(thresholds(run, &at));
    }
}

/// Variables that k6 takes a load from, over the options of an archive.
const LOAD: [&str; 4] = ["K6_VUS", "K6_DURATION", "K6_ITERATIONS", "K6_STAGES"];

/// The operator puts such a run into `error` and says so only in its own log.
fn too_many(subject: &Subject<'_>, run: &Run, at: &At<'_>) -> Option<Finding> {
    let arguments = &subject.plan.arguments;
    let other_load = arguments.has("vus")
        || arguments.sets_load()
        || run.variables.iter().any(|variable| LOAD.contains(&variable.name.as_str()));
    let most = run.max_vus().filter(|_| !other_load)?;
    let runners = u64::try_from(run.parallelism).ok().filter(|runners| *runners > most)?;
    let users = if most == 1 { "1 virtual user" } else { &format!("{most} virtual users") };
    let message = format!("`{runners}` runners cannot share {users}: k6-operator gives up on such a run");
    let place = at.path().key("test_run").key("parallelism");
    let help = format!("write {most} or less, or raise the load");
    Some(Finding::new(Code::TooManyRunners, place, message).help(help))
}

fn thresholds(run: &Run, at: &At<'_>) -> Option<Finding> {
    let thresholds = load::get(run.known_options()?.as_object()?, "thresholds")?.as_object()?;
    if thresholds.is_empty() {
        return None;
    }
    let message =
        format!("each of the `{}` runners judges the thresholds by its own part of the load", run.parallelism);
    let place = at.path().key("test_run").key("parallelism");
    let help = "one may cross a threshold that the run as a whole keeps, and the other way round";
    Some(Finding::new(Code::ThresholdsPerRunner, place, message).help(help))
}
