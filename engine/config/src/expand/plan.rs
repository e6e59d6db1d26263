//! The runs of a config: one for every context that is enabled.

use std::collections::{BTreeMap, BTreeSet};

use k6cfg_profile::{Facts, Notified, OptionsFrom, Profile};
use serde_json::Value;

use super::inputs::{Inputs, Taken};
use super::load;
use super::options::{self, BadTuning, Brought, Options};
use super::variables::{self, Origin, Variable};
use super::{Expanded, ExpandedContext, ExpandedTest};
use crate::arguments::Arguments;
use crate::code::Code;
use crate::context::{GenerationContext, Suffix};
use crate::diagnostic::Finding;
use crate::place::{Path, Place};
use crate::sources::Sources;

/// Everything that runs, with its inputs resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    pub namespace: String,
    pub runs: Vec<Run>,
    /// Paths of files that the plan names, with the role they have.
    pub files: BTreeSet<(String, Role)>,
    /// The command-line arguments, as far as they read.
    pub arguments: Arguments,
}

/// What a named file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    TestFile,
    ConfigFile,
    EnvFile,
}

/// One run, ready for an archive and a manifest.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Index in `test_definitions`.
    pub test: usize,
    /// Index in that test's `contexts`.
    pub context: usize,
    pub id: String,
    pub name: String,
    pub environment: String,
    pub node_type: String,
    pub test_type: String,
    pub test_scope: String,
    pub test_file: String,
    pub parallelism: i64,
    pub cpu: String,
    pub memory: String,
    pub secrets: Vec<String>,
    pub variables: Vec<Variable>,
    /// `null` where the script alone decides.
    pub options: Value,
    /// Whether all files that options come from were there to read.
    pub options_known: bool,
    /// Who brings each of the options, by its key.
    pub brought: BTreeMap<String, Brought>,
    /// The secret that tells the team's channel, and why that one.
    pub notification: Option<Notified>,
    /// Name of the ConfigMap.
    pub config_map: String,
    /// What the profile's templates are filled in from.
    pub facts: Facts,
    /// Why it cannot be generated as it is; empty when it can.
    pub blocked: Vec<String>,
    /// Other files that it reads.
    pub files: Vec<String>,
}

impl Run {
    /// The options, if all that they come from is known.
    pub fn known_options(&self) -> Option<&Value> {
        Some(&self.options).filter(|_| self.options_known)
    }

    /// Most virtual users that its options give it, if they alone tell.
    pub fn max_vus(&self) -> Option<u64> {
        load::max_vus(self.known_options()?)
    }
}

/// The plan of an expanded config, and what is wrong with the files and
/// arguments it takes.
pub fn plan(
    expanded: &Expanded,
    profile: &Profile,
    sources: &dyn Sources,
    context: &GenerationContext,
) -> (Plan, Vec<Finding>) {
    let mut planner = Planner {
        profile,
        context,
        inputs: Inputs::new(sources),
        arguments: Arguments::default(),
        unique: BTreeSet::new(),
        next_suffix: BTreeMap::new(),
        reported: BTreeSet::new(),
    };
    planner.read_arguments();
    let mut runs = Vec::new();
    for (t, test) in expanded.test_definitions.iter().enumerate() {
        for (c, context) in test.contexts.iter().enumerate() {
            if let Some(run) = planner.run(&expanded.namespace, test, context, (t, c)) {
                runs.push(run);
            }
        }
    }
    let Planner { inputs, arguments, .. } = planner;
    (Plan { namespace: expanded.namespace.clone(), runs, files: inputs.files, arguments }, inputs.findings)
}

struct Planner<'a> {
    profile: &'a Profile,
    context: &'a GenerationContext,
    inputs: Inputs<'a>,
    arguments: Arguments,
    unique: BTreeSet<String>,
    /// The next suffix to try, by the name that the given one makes.
    next_suffix: BTreeMap<String, Suffix>,
    /// Places of tuning variables that have been reported on.
    reported: BTreeSet<(Path, String)>,
}

impl Planner<'_> {
    fn read_arguments(&mut self) {
        match Arguments::read(&self.context.arguments) {
            Ok(arguments) => self.arguments = arguments,
            Err(error) => {
                let message = format!("the command-line arguments cannot be used: {error}");
                self.inputs.findings.push(Finding::new(Code::Arguments, Place::document(), message));
            }
        }
    }

    fn run(
        &mut self,
        namespace: &str,
        test: &ExpandedTest,
        context: &ExpandedContext,
        at: (usize, usize),
    ) -> Option<Run> {
        if !context.test_type.enabled || test.test_file.is_empty() || context.environment.is_empty() {
            return None;
        }
        let mut taken = Taken::default();
        let test_place = Path::test(at.0);
        let place = Path::context(at.0, at.1);
        let kind = self.profile.test_type(&context.test_type.name);
        self.inputs.file(&test.test_file, Role::TestFile, &test_place.key("test_file"), &mut taken);

        let from_file = self.inputs.env_file(&test.env_file, &test_place.key("env_file"), &mut taken);
        let github = GenerationContext::GITHUB
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), self.context.github.get(*name)?.clone())))
            .collect();
        let written = context.test_run.env.iter().map(|p| (p.name.clone(), p.value.clone())).collect();
        let variables = variables::merge([
            (Origin::Config, written),
            (Origin::EnvFile, from_file),
            (Origin::Github, github),
            (Origin::Arguments, self.arguments.variables.clone()),
        ]);

        // Files of options have no effect on other kinds of tests, there or not.
        let of_files = kind.is_none_or(|kind| kind.options.from == OptionsFrom::Files);
        let named = |path| if of_files { path } else { "" };
        let (of_test, own) = (named(test.config_file.as_str()), named(context.test_type.config_file.as_str()));
        let test_options = self.inputs.options_file(of_test, &test_place.key("config_file"), &mut taken);
        let context_place = place.key("test_type").key("config_file");
        let context_options = self.inputs.options_file(own, &context_place, &mut taken);
        let options = match kind.map(|kind| options::options(kind, &variables, test_options, context_options)) {
            Some(Ok(options)) => options,
            Some(Err(bad)) => {
                self.bad_tuning(&bad, test, context, at, &mut taken);
                Options::default()
            }
            None => {
                taken.blocked.push(format!("test type `{}` is not known", context.test_type.name));
                Options::default()
            }
        };
        let facts = self.facts(namespace, test, context);
        Some(Run {
            test: at.0,
            context: at.1,
            id: context.test_run.id.clone(),
            name: context.test_run.name.clone(),
            environment: context.environment.clone(),
            node_type: context.node_type.clone(),
            test_type: context.test_type.name.clone(),
            test_scope: test.test_scope.clone(),
            test_file: test.test_file.clone(),
            parallelism: context.test_run.parallelism,
            cpu: context.test_run.resources.requests.cpu.clone(),
            memory: context.test_run.resources.requests.memory.clone(),
            secrets: context.test_run.secrets.clone(),
            variables,
            options: options.value,
            options_known: !taken.lacks_options,
            brought: options.brought,
            notification: self.profile.notification(&context.environment, self.github_ref()),
            config_map: self.profile.names.config_map.render(&facts),
            facts,
            blocked: taken.blocked,
            files: taken.files,
        })
    }

    fn github_ref(&self) -> Option<&str> {
        self.context.github.get("GITHUB_REF").map(String::as_str)
    }

    /// Facts with a unique name that no other run of this plan has: where two
    /// would be equal, the later counts the suffix on.
    fn facts(&mut self, namespace: &str, test: &ExpandedTest, context: &ExpandedContext) -> Facts {
        let mut facts = Facts {
            environment: context.environment.clone(),
            timestamp: self.context.at_ms.to_string(),
            suffix: self.context.suffix.as_str().to_owned(),
            id: context.test_run.id.clone(),
            name: context.test_run.name.clone(),
            namespace: namespace.to_owned(),
            test_scope: test.test_scope.clone(),
            test_file: test.test_file.clone(),
            remote_write_url: self.profile.prometheus.remote_write_url.clone(),
            trend_stats: self.profile.prometheus.trend_stats.clone(),
            ..Facts::default()
        };
        let unique = &self.profile.names.unique;
        facts.unique_name = unique.render(&facts);
        // A template without the suffix cannot be made unique.
        if !unique.as_str().contains("{suffix}") {
            return facts;
        }
        let first = facts.unique_name.clone();
        let mut suffix = self.next_suffix.remove(&first).unwrap_or_else(|| self.context.suffix.clone());
        loop {
            suffix.as_str().clone_into(&mut facts.suffix);
            facts.unique_name = unique.render(&facts);
            suffix = suffix.next();
            if self.unique.insert(facts.unique_name.clone()) {
                self.next_suffix.insert(first, suffix);
                return facts;
            }
        }
    }

    fn bad_tuning(
        &mut self,
        bad: &[BadTuning],
        test: &ExpandedTest,
        context: &ExpandedContext,
        at: (usize, usize),
        taken: &mut Taken,
    ) {
        for tuning in bad {
            let name = &tuning.variable;
            taken.blocked.push(format!("`{name}` has a value that cannot be used"));
            let (place, whose) = match tuning.origin {
                Origin::Config => {
                    let index = context.test_run.env.iter().rposition(|p| p.name == *name).unwrap_or_default();
                    let list = Path::context(at.0, at.1).key("test_run").key("env");
                    (list.item(index).key("value"), String::new())
                }
                Origin::EnvFile => (Path::test(at.0).key("env_file"), format!(" in `{}`", test.env_file)),
                Origin::Github | Origin::Arguments => (Path::root(), " in the command-line arguments".to_owned()),
            };
            if self.reported.insert((place.clone(), name.clone())) {
                let place = if place.is_root() { Place::document() } else { place.into() };
                let message = format!("`{name}`{whose} must be {}", tuning.wants);
                self.inputs.findings.push(Finding::new(Code::Tuning, place, message));
            }
        }
    }
}
