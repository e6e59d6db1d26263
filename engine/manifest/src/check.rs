//! What only the loaded script tells of a run, at the config's places.

use k6cfg_archive::Test;
use k6cfg_archive::load::Load;
use k6cfg_archive::options::{Origin, Overridden};
use k6cfg_config::{Code, Finding, Path, Run};

/// Options that say how many virtual users there are, and for how long.
const LOAD: [&str; 5] = ["vus", "duration", "iterations", "stages", "scenarios"];

/// Whether the script sets a load of its own, over that of the options file.
pub fn decides_on_load(test: &Test) -> bool {
    LOAD.iter().any(|key| test.options.get(key).is_some_and(|setting| setting.origin == Origin::Script))
}

/// What is to be said of a run once its script was loaded.
pub fn learned(run: &Run, test: &Test) -> Vec<Finding> {
    too_many_runners(run, test).into_iter().chain(replaced(run, test)).collect()
}

/// The operator puts such a run into `error` and says so only in its own log.
fn too_many_runners(run: &Run, test: &Test) -> Option<Finding> {
    if run.parallelism < 2 || !decides_on_load(test) {
        return None;
    }
    let most = Load::of(&test.options).peak_vus;
    let runners = Some(run.parallelism).filter(|runners| most > 0 && *runners > most)?;
    let users = if most == 1 { "1 virtual user".to_owned() } else { format!("{most} virtual users") };
    let message = format!("`{runners}` runners cannot share the script's {users}: k6-operator gives up on such a run");
    let place = Path::test(run.test).key("contexts").item(run.context).key("test_run").key("parallelism");
    let help = format!("write {most} or less, or raise the load in the script");
    Some(Finding::new(Code::TooManyRunners, place, message).help(help))
}

/// Thresholds that a script replaces are gone as a whole, and with them what
/// would have stopped the run.
fn replaced(run: &Run, test: &Test) -> Option<Finding> {
    let lost = |other: &&Overridden| {
        other.key == "thresholds" && other.origin == Origin::ConfigFile && other.by == Origin::Script
    };
    test.options.overridden.iter().find(lost)?;
    let message = format!("the thresholds of `{}` replace those that this run is given", run.test_file);
    let place = Path::test(run.test).key("contexts").item(run.context).key("environment");
    let help = "k6 takes a script's own `thresholds` as a whole: what the platform or an options file sets, \
                `abortOnFail` too, has no effect; take them out of the script, or add there what is to be kept";
    Some(Finding::new(Code::ThresholdsReplaced, place, message).help(help))
}
