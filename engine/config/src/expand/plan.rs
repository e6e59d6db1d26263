//! The runs of a config: one for every context that is enabled.

use std::collections::{BTreeMap, BTreeSet};

use k6cfg_profile::{Facts, Profile};
use serde_json::{Map, Value};

use super::options::{self, BadTuning};
use super::variables::{self, Origin, Variable};
use super::{Expanded, ExpandedContext, ExpandedTest};
use crate::arguments;
use crate::code::Code;
use crate::context::{GenerationContext, Suffix};
use crate::diagnostic::{Finding, Severity};
use crate::env_file;
use crate::place::Path;
use crate::sources::Sources;

/// Everything that runs, with its inputs resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    pub namespace: String,
    pub runs: Vec<Run>,
    /// Paths of files that the plan names, with the role they have.
    pub files: BTreeSet<(String, Role)>,
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
    /// Name of the ConfigMap.
    pub config_map: String,
    /// What the profile's templates are filled in from.
    pub facts: Facts,
    /// Why it cannot be generated as it is; empty when it can.
    pub blocked: Vec<String>,
    /// Other files that it reads.
    pub files: Vec<String>,
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
        sources,
        context,
        argument_variables: Vec::new(),
        findings: Vec::new(),
        files: BTreeSet::new(),
        unique: BTreeSet::new(),
        next_suffix: BTreeMap::new(),
        reported: BTreeSet::new(),
        json: BTreeMap::new(),
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
    let plan = Plan { namespace: expanded.namespace.clone(), runs, files: planner.files };
    (plan, planner.findings)
}

struct Planner<'a> {
    profile: &'a Profile,
    sources: &'a dyn Sources,
    context: &'a GenerationContext,
    argument_variables: Vec<(String, String)>,
    findings: Vec<Finding>,
    files: BTreeSet<(String, Role)>,
    unique: BTreeSet<String>,
    /// The next suffix to try, by the name that the given one makes.
    next_suffix: BTreeMap<String, Suffix>,
    /// Places whose file has been reported on.
    reported: BTreeSet<Path>,
    json: BTreeMap<String, Result<Map<String, Value>, String>>,
}

impl Planner<'_> {
    fn read_arguments(&mut self) {
        match arguments::variables(&self.context.arguments) {
            Ok(variables) => self.argument_variables = variables,
            Err(error) => {
                let message = format!("the command-line arguments cannot be used: {error}");
                self.findings.push(Finding::new(Code::Arguments, Path::root(), message));
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
        let mut blocked = Vec::new();
        let mut files = Vec::new();
        let test_place = Path::test(at.0);
        let place = Path::context(at.0, at.1);
        let kind = self.profile.test_type(&context.test_type.name);
        self.file(&test.test_file, Role::TestFile, &test_place.key("test_file"), &mut blocked);

        let from_file = self.env_file(test, &test_place, &mut blocked, &mut files);
        let github = GenerationContext::GITHUB
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), self.context.github.get(*name)?.clone())))
            .collect();
        let written = context.test_run.env.iter().map(|p| (p.name.clone(), p.value.clone())).collect();
        let variables = variables::merge([
            (Origin::Config, written),
            (Origin::EnvFile, from_file),
            (Origin::Github, github),
            (Origin::Arguments, self.argument_variables.clone()),
        ]);

        let test_options =
            self.options_file(&test.config_file, &test_place.key("config_file"), &mut blocked, &mut files);
        let context_place = place.key("test_type").key("config_file");
        let context_options =
            self.options_file(&context.test_type.config_file, &context_place, &mut blocked, &mut files);
        let options = match kind.map(|kind| options::options(kind, &variables, test_options, context_options)) {
            Some(Ok(options)) => options,
            Some(Err(bad)) => {
                self.bad_tuning(&bad, context, &place, &mut blocked);
                Value::Null
            }
            None => {
                blocked.push(format!("test type `{}` is not known", context.test_type.name));
                Value::Null
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
            options,
            config_map: self.profile.names.config_map.render(&facts),
            facts,
            blocked,
            files,
        })
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

    /// The bytes at `path`, which a value of the document at `place` names.
    fn file(&mut self, path: &str, role: Role, place: &Path, blocked: &mut Vec<String>) -> Option<Vec<u8>> {
        self.files.insert((path.to_owned(), role));
        if let Some(bytes) = self.sources.read(path) {
            return Some(bytes.into_owned());
        }
        blocked.push(format!("`{path}` is missing"));
        if self.reported.insert(place.clone()) {
            let finding = Finding::new(Code::FileMissing, place.clone(), format!("there is no file `{path}`"));
            self.findings.push(if self.sources.complete() {
                finding.help("paths are relative to the repository's root, or to `base_dir` when it is given")
            } else {
                finding.severity(Severity::Warning).help("drop it in under Scripts")
            });
        }
        None
    }

    fn env_file(
        &mut self,
        test: &ExpandedTest,
        test_place: &Path,
        blocked: &mut Vec<String>,
        files: &mut Vec<String>,
    ) -> Vec<(String, String)> {
        if test.env_file.is_empty() {
            return Vec::new();
        }
        let place = test_place.key("env_file");
        files.push(test.env_file.clone());
        let Some(bytes) = self.file(&test.env_file, Role::EnvFile, &place, blocked) else { return Vec::new() };
        let (variables, bad) = env_file::read(&String::from_utf8_lossy(&bytes));
        if let Some(first) = bad.first() {
            blocked.push(format!("`{}` does not read", test.env_file));
            if self.reported.insert(place.clone()) {
                let message = format!("line {} of `{}` is not `KEY=VALUE`", first.0, test.env_file);
                let help = "a name starts with a letter or `_`, and has letters, digits and `_`";
                self.findings.push(Finding::new(Code::EnvFileLine, place, message).help(help));
            }
        }
        variables
    }

    fn options_file(
        &mut self,
        path: &str,
        place: &Path,
        blocked: &mut Vec<String>,
        files: &mut Vec<String>,
    ) -> Option<Map<String, Value>> {
        if path.is_empty() {
            return None;
        }
        files.push(path.to_owned());
        let bytes = self.file(path, Role::ConfigFile, place, blocked)?;
        let read = self.json.entry(path.to_owned()).or_insert_with(|| json_object(&bytes)).clone();
        read.map_err(|why| {
            blocked.push(format!("`{path}` does not read"));
            if self.reported.insert(place.clone()) {
                let message = format!("`{path}` is not a file of k6 options: {why}");
                let help = "it must hold one JSON object, such as `{\"vus\": 1}`";
                self.findings.push(Finding::new(Code::OptionsFile, place.clone(), message).help(help));
            }
        })
        .ok()
    }

    fn bad_tuning(&mut self, bad: &[BadTuning], context: &ExpandedContext, place: &Path, blocked: &mut Vec<String>) {
        for tuning in bad {
            blocked.push(format!("`{}` has a value that cannot be used", tuning.variable));
            let index = context.test_run.env.iter().position(|p| p.name == tuning.variable);
            let place = match index {
                Some(index) => place.key("test_run").key("env").item(index).key("value"),
                None => place.clone(),
            };
            let message = format!("`{}` must be {}", tuning.variable, tuning.wants);
            self.findings.push(Finding::new(Code::Tuning, place, message));
        }
    }
}

fn json_object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err("it holds something else than one object".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
