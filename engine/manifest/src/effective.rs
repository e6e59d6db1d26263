//! What a run's runners do with its archive: they start k6 with variables and
//! arguments of their own, and those count over the options in it.

use k6cfg_archive::Test;
use k6cfg_archive::options::{self, Consolidated, Problem, Tier};
use k6cfg_config::arguments::Arguments;
use k6cfg_config::{GenerationContext, Run};
use k6cfg_profile::Profile;

use crate::input::{runner_env, words};

/// The options that k6 runs with in the cluster. What Secrets and `ConfigMaps`
/// bring is not known here.
///
/// # Errors
/// With what k6 refuses of them; a problem's path is that of an option, or the
/// name of a flag or variable.
pub fn effective(
    run: &Run,
    test: &Test,
    profile: &Profile,
    context: &GenerationContext,
) -> Result<Consolidated, Vec<Problem>> {
    let problems = |error: options::OptionsError| error.problems;
    let tiers: Vec<Tier> = vec![
        options::from_env(&runner_env(run, profile)).map_err(problems)?,
        options::from_flags(&flags(run, profile, context)).map_err(problems)?,
    ];
    let options = test.options.with(&tiers);
    options.validate(&test.facts).map_err(problems)?;
    Ok(options)
}

/// The platform's flags and those of the command line.
fn flags(run: &Run, profile: &Profile, context: &GenerationContext) -> Vec<(String, String)> {
    // Arguments that cannot be read are an error of the plan.
    let read = Arguments::of_words(words(run, profile, context)).unwrap_or_default();
    read.flags().map(|(name, value)| (format!("--{name}"), value.to_owned())).collect()
}
