//! What a run's runners do with its archive: they start k6 with variables and
//! arguments of their own, and those count over the options in it.

use k6cfg_archive::Test;
use k6cfg_archive::options::{self, Consolidated, Origin, Problem, Tier};
use k6cfg_config::arguments::Arguments;
use k6cfg_config::{GenerationContext, Run};
use k6cfg_profile::Profile;

use crate::input::{runner_env, words};

/// What k6 refuses of the options that a run is started with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Its variables or arguments, whatever its script is; a problem's path is
    /// the name of a flag or a variable.
    Alone(Vec<Problem>),
    /// Them beside the script; a problem's path is that of an option.
    Together(Vec<Problem>),
}

impl Refusal {
    /// One or more.
    pub fn into_problems(self) -> Vec<Problem> {
        match self {
            Self::Alone(problems) | Self::Together(problems) => problems,
        }
    }
}

/// The options that k6 runs with in the cluster. What Secrets and `ConfigMaps`
/// bring is not known here.
///
/// # Errors
/// With what k6 refuses of them. No value of a variable is in the text.
pub fn effective(
    run: &Run,
    test: &Test,
    profile: &Profile,
    context: &GenerationContext,
) -> Result<Consolidated, Refusal> {
    let variables = of_variables(run, profile).map_err(Refusal::Alone)?;
    let arguments = of_arguments(run, profile, context).map_err(Refusal::Alone)?;
    let options = test.options.with(&[variables, arguments]);
    match options.validate(&test.facts) {
        Ok(()) => Ok(options),
        Err(error) => {
            let problems = error.problems.into_iter().map(|problem| unsaid(problem, &options));
            Err(Refusal::Together(problems.collect()))
        }
    }
}

/// What the `K6_` variables of a run set.
pub(crate) fn of_variables(run: &Run, profile: &Profile) -> Result<Tier, Vec<Problem>> {
    let value_unsaid =
        |problem: Problem| Problem { message: "k6 cannot use the value of this variable".to_owned(), ..problem };
    let read = options::from_env(&runner_env(run, profile));
    read.map_err(|error| error.problems.into_iter().map(value_unsaid).collect())
}

/// What the platform's flags set, and those of the command line.
pub(crate) fn of_arguments(run: &Run, profile: &Profile, context: &GenerationContext) -> Result<Tier, Vec<Problem>> {
    // Arguments that cannot be read are an error of the plan.
    let read = Arguments::of_words(words(run, profile, context)).unwrap_or_default();
    let flags: Vec<(String, String)> =
        read.flags().map(|(name, value)| (format!("--{name}"), value.to_owned())).collect();
    options::from_flags(&flags).map_err(|error| error.problems)
}

/// A variable may be a secret: its value is not repeated.
fn unsaid(problem: Problem, options: &Consolidated) -> Problem {
    if options.origin_of(&problem) != Some(Origin::Environment) {
        return problem;
    }
    let message = "k6 cannot use what a `K6_` variable of the run sets here".to_owned();
    Problem { message, ..problem }
}
