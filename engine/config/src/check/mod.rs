//! The rules, one file a subject. Each reads the config as written and as
//! expanded, and names what is wrong by place.

mod arguments;
mod base_dir;
mod choices;
mod complaints;
pub(crate) mod credentials;
mod derived;
mod effective;
mod files;
mod load;
mod names;
mod resources;
mod runners;
mod secrets;
pub mod shell;
mod variables;

use k6cfg_profile::Profile;

use crate::context::GenerationContext;
use crate::diagnostic::{Finding, Severity};
use crate::expand::{Expanded, ExpandedContext, ExpandedTest, Plan, Run};
use crate::model::{Config, Context, TestDefinition};
use crate::place::Path;

/// What rules read.
pub(crate) struct Subject<'a> {
    pub(crate) config: &'a Config,
    pub(crate) expanded: &'a Expanded,
    pub(crate) plan: &'a Plan,
    pub(crate) profile: &'a Profile,
    pub(crate) context: &'a GenerationContext,
}

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in [
        names::check,
        choices::check,
        resources::check,
        variables::check,
        secrets::check,
        files::check,
        base_dir::check,
        credentials::check,
        arguments::check,
        effective::check,
        load::check,
        runners::check,
    ] {
        rule(subject, &mut findings);
    }
    findings
}

/// One context, written and expanded.
struct At<'a> {
    /// Of its test, and its own.
    index: (usize, usize),
    context: &'a Context,
    expanded: &'a ExpandedContext,
    test: &'a ExpandedTest,
}

impl<'a> Subject<'a> {
    fn tests(&self) -> impl Iterator<Item = (Path, &'a TestDefinition, &'a ExpandedTest)> + use<'a> {
        let pairs = self.config.tests.iter().zip(&self.expanded.test_definitions);
        pairs.enumerate().map(|(t, (written, expanded))| (Path::test(t), written, expanded))
    }

    fn contexts(&self) -> impl Iterator<Item = At<'a>> + use<'a> {
        let tests = self.config.tests.iter().zip(&self.expanded.test_definitions);
        tests.enumerate().flat_map(|(t, (written, test))| {
            let pairs = written.contexts.iter().zip(&test.contexts);
            pairs.enumerate().map(move |(c, (context, expanded))| At { index: (t, c), context, expanded, test })
        })
    }
}

impl<'a> Subject<'a> {
    /// The runs, each with the context that it comes from.
    fn runs(&self) -> impl Iterator<Item = (&'a Run, At<'a>)> + use<'a> {
        // INVARIANT: a plan's runs are in the order of their contexts.
        let mut runs = self.plan.runs.iter().peekable();
        self.contexts().filter_map(move |at| Some((runs.next_if(|run| (run.test, run.context) == at.index)?, at)))
    }
}

impl At<'_> {
    fn path(&self) -> Path {
        Path::context(self.index.0, self.index.1)
    }

    /// Of its test.
    fn test_path(&self) -> Path {
        Path::test(self.index.0)
    }

    /// Whether it makes a run.
    fn runs(&self) -> bool {
        self.expanded.test_type.enabled
    }

    /// `finding`, as a warning where the context is parked: what it says stops
    /// nobody today.
    fn lenient(&self, finding: Finding) -> Finding {
        if self.runs() { finding } else { finding.severity(Severity::Warning) }
    }
}
