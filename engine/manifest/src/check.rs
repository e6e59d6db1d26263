//! What only the loaded script tells of a run, at the config's places.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use k6cfg_archive::Test;
use k6cfg_archive::load::Load;
use k6cfg_archive::options::{Consolidated, Origin, Overridden, Problem};
use k6cfg_config::expand::{Origin as Origins, Variable};
use k6cfg_config::{Code, Finding, GenerationContext, Path, Place, Plan, Reading, Run, names_a_credential};
use k6cfg_profile::Profile;

use crate::effective::{Refusal, effective, of_arguments, of_variables};
use crate::make::largest;

/// Options that say how many virtual users there are, and for how long.
const LOAD: [&str; 5] = ["vus", "duration", "iterations", "stages", "scenarios"];

/// One run of each test, one that can be made if there is one: what is wrong
/// with a script shows in it.
pub fn one_of_each(plan: &Plan) -> Vec<&Run> {
    let mut chosen: Vec<&Run> = Vec::new();
    for run in &plan.runs {
        match chosen.last_mut().filter(|last| last.test == run.test) {
            None => chosen.push(run),
            Some(last) if !last.blocked.is_empty() && run.blocked.is_empty() => *last = run,
            Some(_) => {}
        }
    }
    chosen
}

/// Takes back what was said of a load that the options file sets, where the
/// script sets one of its own. `test` loads the script of a run; one that is not
/// there or does not load has no options.
pub fn heed_scripts<T: Borrow<Test>>(reading: &mut Reading, test: impl Fn(&Run) -> Option<T>) {
    let sets_load = |run: &&Run| {
        let test = test(run);
        test.is_some_and(|test| is_set(&test.borrow().options, |origin| origin == Origin::Script))
    };
    let runs = with_doubtful_load(reading).filter(sets_load);
    let decided: Vec<(usize, usize)> = runs.map(|run| (run.test, run.context)).collect();
    for (test, context) in decided {
        reading.script_decides(test, context);
    }
}

/// The runs whose script is asked by [`heed_scripts`], in that order.
pub(crate) fn with_doubtful_load(reading: &Reading) -> impl Iterator<Item = &Run> {
    let doubtful: BTreeSet<(usize, usize)> = reading.runs_with_doubtful_load().into_iter().collect();
    let is_doubtful = move |run: &&Run| run.blocked.is_empty() && doubtful.contains(&(run.test, run.context));
    reading.plan.runs.iter().filter(is_doubtful)
}

/// Whether such a place sets the load.
fn is_set(options: &Consolidated, place: impl Fn(Origin) -> bool) -> bool {
    LOAD.iter().any(|key| options.get(key).is_some_and(|setting| place(setting.origin)))
}

/// What k6 would refuse of the arguments, and of the variables of each run,
/// whatever the scripts are.
pub fn started(plan: &Plan, profile: &Profile, context: &GenerationContext) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    if let Some(run) = plan.runs.first()
        && let Err(problems) = of_arguments(run, profile, context)
    {
        for Problem { path, message, help } in problems {
            let message = format!("k6 refuses to start with these arguments: `{path}`: {message}");
            findings.push(Finding::new(Code::RefusedAtStart, Place::document(), message).help(help));
        }
    }
    for run in &plan.runs {
        for problem in of_variables(run, profile).err().into_iter().flatten() {
            findings.push(refused(run, &problem));
        }
    }
    findings
}

/// What is to be said of a run once its script was loaded.
pub fn learned(run: &Run, test: &Test, profile: &Profile, context: &GenerationContext) -> Vec<Finding> {
    let of_options: Vec<Finding> = match effective(run, test, profile, context) {
        Ok(options) => too_many_runners(run, &options).into_iter().chain(replaced(run, &options)).collect(),
        Err(Refusal::Together(problems)) => problems.iter().map(|problem| refused(run, problem)).collect(),
        // Told without the script: see `started`.
        Err(Refusal::Alone(_)) => Vec::new(),
    };
    of_options.into_iter().chain(secret_at_init(run, test, profile)).collect()
}

/// The operator puts such a run into `error` and says so only in its own log.
/// Of an options file's load the config's own rules tell.
fn too_many_runners(run: &Run, options: &Consolidated) -> Option<Finding> {
    if run.parallelism < 2 || !is_set(options, |origin| origin > Origin::ConfigFile) {
        return None;
    }
    let most = Load::of(options).peak_vus;
    let runners = Some(run.parallelism).filter(|runners| most > 0 && *runners > most)?;
    let users = if most == 1 { "1 virtual user".to_owned() } else { format!("{most} virtual users") };
    let message = format!("`{runners}` runners cannot share {users}: k6-operator gives up on such a run");
    let place = Path::context(run.test, run.context).key("test_run").key("parallelism");
    let help = format!("write {most} or less, or raise the load");
    Some(Finding::new(Code::TooManyRunners, place, message).help(help))
}

/// Thresholds that a script replaces are gone as a whole, and with them what
/// would have stopped the run.
fn replaced(run: &Run, options: &Consolidated) -> Option<Finding> {
    let lost = |other: &&Overridden| {
        other.key == "thresholds" && other.origin == Origin::ConfigFile && other.by == Origin::Script
    };
    options.overridden.iter().find(lost)?;
    let message = format!("the thresholds of `{}` replace those that this run is given", run.test_file);
    let place = Path::context(run.test, run.context).key("environment");
    let help = "k6 takes a script's own `thresholds` as a whole: what the platform or an options file sets, \
                `abortOnFail` too, has no effect; take them out of the script, or add there what is to be kept";
    Some(Finding::new(Code::ThresholdsReplaced, place, message).help(help))
}

/// What the runners are started with, k6 refuses beside the script's options.
fn refused(run: &Run, problem: &Problem) -> Finding {
    let Problem { path, message, help } = problem;
    let context = Path::context(run.test, run.context);
    let is_in_config = |v: &Variable| v.name == *path && v.origin == Origins::Config;
    let place = if run.variables.iter().any(is_in_config) {
        context.key("test_run").key("env")
    } else {
        context.key("environment")
    };
    let what = if path.is_empty() { String::new() } else { format!("`{path}`: ") };
    let message = format!("k6 refuses to start the run with its arguments and variables: {what}{message}");
    Finding::new(Code::RefusedAtStart, place, message).help(help.clone())
}

/// From how many parts in a hundred of what a `ConfigMap` holds an archive is
/// warned of.
const NEAR_LIMIT: usize = 80;

/// An archive that a `ConfigMap` does not hold, or hardly.
pub fn size(run: &Run, size: usize, test: Option<&Test>, profile: &Profile) -> Option<Finding> {
    let limit = profile.limits.config_map_bytes;
    if size > limit {
        return Some(too_large(run, size, limit, &largest(test)));
    }
    let percent = size.saturating_mul(100) / limit.max(1);
    if percent < NEAR_LIMIT {
        return None;
    }
    let message = format!("the archive takes {percent} % of the {limit} bytes that a ConfigMap holds");
    Some(weighty(Code::ArchiveNearLimit, run, &message, &largest(test)))
}

pub(crate) fn too_large(run: &Run, size: usize, limit: usize, largest: &[(String, usize)]) -> Finding {
    let message = format!("the archive has {size} bytes, over the {limit} that a ConfigMap holds");
    weighty(Code::ArchiveTooLarge, run, &message, largest)
}

fn weighty(code: Code, run: &Run, message: &str, largest: &[(String, usize)]) -> Finding {
    let files: Vec<String> = largest.iter().map(|(name, size)| format!("`{name}` {size} bytes")).collect();
    let most = if files.is_empty() { String::new() } else { format!("; most of it is {}", files.join(", ")) };
    let place = Path::test(run.test).key("test_file");
    Finding::new(code, place, format!("{message}{most}")).help("import less, or open smaller files")
}

/// The archive is made where no Secret is.
fn secret_at_init(run: &Run, test: &Test, profile: &Profile) -> Option<Finding> {
    let names = test.asked.iter().filter(|name| names_a_credential(name, profile)).map(|name| format!("`{name}`"));
    let names: Vec<String> = names.collect();
    if run.secrets.is_empty() || names.is_empty() {
        return None;
    }
    let (names, are) = (names.join(", "), if names.len() == 1 { "is" } else { "are" });
    let message =
        format!("{names} {are} read while `{}` is loaded, and not set where its archive is made", run.test_file);
    let place = Path::context(run.test, run.context).key("test_run").key("secrets");
    let help = "a Secret is there only once the run has started: the options that the archive keeps cannot come \
                from it; nothing else is wrong with reading it here";
    Some(Finding::new(Code::SecretAtInit, place, message).help(help))
}
