//! What a value comes to, and what it would be if nobody had written it.

use k6cfg_profile::Profile;

use crate::expand::{Expanded, ExpandedContext, ExpandedTest, expand};
use crate::model::{Config, Context, TestDefinition};
use crate::place::{Path, Step};

/// The last reading of the document, as far as it reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) config: &'a Config,
    pub(super) expanded: &'a Expanded,
    pub(super) file_name: &'a str,
    pub(super) profile: &'a Profile,
}

/// A path taken apart: which test, which context, and the keys below.
struct Address {
    test: usize,
    context: Option<usize>,
    keys: String,
}

fn address(path: &Path) -> Option<Address> {
    let [Step::Key(first), Step::Item(test), rest @ ..] = path.steps() else { return None };
    if first != "test_definitions" {
        return None;
    }
    let (context, rest) = match rest {
        [Step::Key(key), Step::Item(context), rest @ ..] if key == "contexts" => (Some(*context), rest),
        rest => (None, rest),
    };
    let key = |step: &'_ Step| if let Step::Key(key) = step { Some(key.clone()) } else { None };
    let keys: Vec<_> = rest.iter().map(key).collect::<Option<_>>()?;
    Some(Address { test: *test, context, keys: keys.join(".") })
}

impl Known<'_> {
    /// What the value at `path` would be if it were left out; `None` where
    /// nothing is filled in for it.
    pub(super) fn left_out(&self, path: &Path) -> Option<String> {
        let address = address(path)?;
        let mut test = self.config.tests.get(address.test)?.clone();
        let contexts = std::mem::take(&mut test.contexts);
        if let Some(index) = address.context {
            let mut context = contexts.into_iter().nth(index)?;
            forget(&mut context, &address.keys);
            test.contexts = vec![context];
        } else {
            forget_of_test(&mut test, &address.keys);
        }
        let config = Config {
            namespace: self.config.namespace.clone(),
            base_dir: self.config.base_dir.clone(),
            tests: vec![test],
        };
        let expanded = expand(&config, self.file_name, self.profile);
        let test = expanded.test_definitions.first()?;
        match test.contexts.first() {
            Some(context) => of_context(context, &address.keys),
            None => (address.keys == "test_scope").then(|| test.test_scope.clone()),
        }
        .filter(|value| !value.is_empty())
    }

    /// What a test or a run comes to, at the keys where one looks for it.
    pub(super) fn comes_to(&self, path: &Path) -> Vec<String> {
        let Some(address) = address(path) else { return Vec::new() };
        let Some(test) = self.expanded.test_definitions.get(address.test) else { return Vec::new() };
        match address.context.and_then(|index| test.contexts.get(index)) {
            Some(context) => run(test, context, &address.keys),
            None => of_test(test, &address.keys),
        }
    }
}

fn forget(context: &mut Context, keys: &str) {
    let run = &mut context.test_run;
    match keys {
        "node_type" => context.node_type = None,
        "test_type" | "test_type.type" => context.test_type = None,
        "test_run.name" => run.name = None,
        "test_run.id" => run.id = None,
        "test_run.parallelism" => run.parallelism = None,
        "test_run.resources.requests.cpu" => run.cpu = None,
        "test_run.resources.requests.memory" => run.memory = None,
        _ => {}
    }
}

fn forget_of_test(test: &mut TestDefinition, keys: &str) {
    if keys == "test_scope" {
        test.test_scope = None;
    }
}

fn of_context(context: &ExpandedContext, keys: &str) -> Option<String> {
    let run = &context.test_run;
    Some(match keys {
        "node_type" => context.node_type.clone(),
        "test_type" | "test_type.type" => context.test_type.name.clone(),
        "test_run.name" => run.name.clone(),
        "test_run.id" => run.id.clone(),
        "test_run.parallelism" => run.parallelism.to_string(),
        "test_run.resources.requests.cpu" => run.resources.requests.cpu.clone(),
        "test_run.resources.requests.memory" => run.resources.requests.memory.clone(),
        _ => return None,
    })
}

fn of_test(test: &ExpandedTest, keys: &str) -> Vec<String> {
    let path = |path: &str| (!path.is_empty()).then(|| format!("In the repository: `{path}`."));
    let lines = match keys {
        "test_file" => vec![
            path(&test.test_file),
            (!test.test_scope.is_empty()).then(|| format!("The test's scope is `{}`.", test.test_scope)),
        ],
        "config_file" => vec![path(&test.config_file)],
        "env_file" => vec![path(&test.env_file)],
        "contexts" => {
            let runs = test.contexts.iter().filter(|context| context.test_type.enabled).count();
            vec![Some(match (runs, test.contexts.len()) {
                (1, 1) => "One run.".to_owned(),
                (runs, all) if runs == all => format!("{runs} runs."),
                (runs, all) => format!("{runs} of {all} run; the others are parked."),
            })]
        }
        _ => Vec::new(),
    };
    lines.into_iter().flatten().collect()
}

fn run(test: &ExpandedTest, context: &ExpandedContext, keys: &str) -> Vec<String> {
    let run = &context.test_run;
    match keys {
        "environment" | "" if context.environment.is_empty() || test.test_file.is_empty() => Vec::new(),
        "environment" | "" if context.test_type.enabled => {
            vec![format!("Makes the run `{}`: a {} test on `{}`.", run.id, context.test_type.name, context.node_type)]
        }
        "environment" | "" => vec!["Makes no run: it is parked.".to_owned()],
        "test_type" => vec![format!("Here: `{}`.", context.test_type.name)],
        "test_type.config_file" => vec![format!("In the repository: `{}`.", context.test_type.config_file)],
        "test_run" => {
            let requests = &run.resources.requests;
            let each = format!("`{}` CPU and `{}` memory", requests.cpu, requests.memory);
            vec![
                format!("Here: id `{}`, name `{}`.", run.id, run.name),
                match run.parallelism {
                    1 => format!("One runner with {each}."),
                    runners => format!("{runners} runners with {each} each."),
                },
            ]
        }
        "test_run.secrets" if !run.secrets.is_empty() => {
            let names: Vec<String> = run.secrets.iter().map(|name| format!("`{name}`")).collect();
            vec![format!("With those of the platform: {}.", names.join(", "))]
        }
        _ => Vec::new(),
    }
}
