//! The rules, one file a subject. Each reads the config as written and as
//! expanded, and names what is wrong by place.

mod choices;
mod files;
mod names;
mod resources;
mod variables;

use k6cfg_profile::Profile;

use crate::diagnostic::Finding;
use crate::expand::{Expanded, ExpandedContext, ExpandedTest};
use crate::model::{Config, Context, TestDefinition};
use crate::place::Path;

/// What rules read.
pub(crate) struct Subject<'a> {
    pub(crate) config: &'a Config,
    pub(crate) expanded: &'a Expanded,
    pub(crate) profile: &'a Profile,
}

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in [names::check, choices::check, resources::check, variables::check, files::check] {
        rule(subject, &mut findings);
    }
    findings
}

/// One context, written and expanded.
struct At<'a> {
    path: Path,
    test_path: Path,
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
        self.tests().enumerate().flat_map(|(t, (test_path, written, test))| {
            let pairs = written.contexts.iter().zip(&test.contexts);
            pairs.enumerate().map(move |(c, (context, expanded))| At {
                path: Path::context(t, c),
                test_path: test_path.clone(),
                context,
                expanded,
                test,
            })
        })
    }
}

impl At<'_> {
    /// Whether it makes a run.
    fn runs(&self) -> bool {
        self.expanded.test_type.enabled
    }
}
