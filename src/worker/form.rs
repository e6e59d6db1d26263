//! The document as the form shows it: what is written, what is filled in, and
//! where that comes from.

use std::collections::BTreeMap;

use k6cfg_config::expand::{ExpandedContext, ExpandedTest};
use k6cfg_config::{Diagnostic, Document as Tree, Path, Reading, Severity};
use k6cfg_profile::Profile;

use crate::analysis::severity;
use crate::protocol::{ContextForm, Field, FieldProblem, Form, TestForm};

/// `None` when the text has no mapping at its top.
pub(crate) fn form(reading: &Reading, profile: &Profile, file_name: &str) -> Option<Form> {
    let tree = reading.document.as_ref()?;
    let expanded = reading.expanded.as_ref()?;
    if let Some(root) = tree.root()
        && tree.scalar(root).is_some()
    {
        return None;
    }
    let shown = Shown { tree, problems: worst(&reading.diagnostics) };
    let root = Path::root();
    let tests = expanded.test_definitions.iter().enumerate().map(|(index, test)| {
        let mut form = shown.test(&Path::test(index), test, profile, file_name);
        (form.errors, form.warnings) = count(&reading.diagnostics, &Path::test(index));
        for (c, context) in form.contexts.iter_mut().enumerate() {
            (context.errors, context.warnings) = count(&reading.diagnostics, &Path::context(index, c));
        }
        form
    });
    Some(Form {
        namespace: shown.field(&root.key("namespace"), "", ""),
        base_dir: shown.field(&root.key("base_dir"), "", ""),
        default_test_type: profile.test_type_of_file(file_name).to_owned(),
        tests: tests.collect(),
    })
}

type Worst<'a> = BTreeMap<&'a Path, &'a Diagnostic>;

fn worst(diagnostics: &[Diagnostic]) -> Worst<'_> {
    let mut worst: Worst<'_> = BTreeMap::new();
    for diagnostic in diagnostics {
        let entry = worst.entry(&diagnostic.path).or_insert(diagnostic);
        if diagnostic.severity < entry.severity {
            *entry = diagnostic;
        }
    }
    worst
}

fn count(diagnostics: &[Diagnostic], inside: &Path) -> (usize, usize) {
    let of = |severity| diagnostics.iter().filter(|d| d.severity == severity && d.path.starts_with(inside)).count();
    (of(Severity::Error), of(Severity::Warning))
}

struct Shown<'t> {
    tree: &'t Tree,
    problems: Worst<'t>,
}

impl Shown<'_> {
    /// The field at `path`; `derived` empty when nothing is filled in.
    fn field(&self, path: &Path, derived: &str, origin: &str) -> Field {
        let scalar = self.tree.get(path).and_then(|id| self.tree.scalar(id));
        Field {
            given: scalar.filter(|s| !s.is_null()).map(|s| s.text.clone()),
            derived: (!derived.is_empty()).then(|| derived.to_owned()),
            origin: if derived.is_empty() { String::new() } else { origin.to_owned() },
            problem: self.problems.get(path).map(|d| FieldProblem {
                severity: severity(d.severity),
                message: d.message.clone(),
                help: d.help.clone(),
            }),
        }
    }

    fn test(&self, path: &Path, test: &ExpandedTest, profile: &Profile, file_name: &str) -> TestForm {
        let contexts = test.contexts.iter().enumerate();
        TestForm {
            test_file: self.field(&path.key("test_file"), "", ""),
            test_scope: self.field(&path.key("test_scope"), &test.test_scope, "from the script's folder"),
            config_file: self.field(&path.key("config_file"), "", ""),
            env_file: self.field(&path.key("env_file"), "", ""),
            contexts: contexts
                .map(|(c, context)| self.context(&path.key("contexts").item(c), context, profile, file_name))
                .collect(),
            errors: 0,
            warnings: 0,
        }
    }

    fn context(&self, path: &Path, context: &ExpandedContext, profile: &Profile, file_name: &str) -> ContextForm {
        let kind = path.key("test_type");
        let run = path.key("test_run");
        let requests = run.key("resources").key("requests");
        let expanded = &context.test_run;
        let type_name = context.test_type.name.as_str();
        let has_type = self.tree.get(&kind).is_some();
        let of_file = profile.test_type_of_file(file_name);
        let type_origin = if of_file == profile.default_test_type { "default" } else { "from the file name" };
        let test_type = profile.test_type(type_name);
        let by_type = |own: bool| if own { format!("for {type_name}") } else { "default".to_owned() };
        let of_requests = by_type(test_type.is_some_and(|t| t.requests.is_some()));
        let of_node = by_type(test_type.is_some_and(|t| t.node_type.is_some()));
        let from_file = if has_type { "" } else { of_file };
        let enabled = if has_type { "false" } else { "true" };
        let enabled_origin = if has_type { "left out means no" } else { "default" };
        let env = self.list(&run.key("env"));
        let written = self.list(&run.key("secrets"));
        let secrets = expanded.secrets.iter().enumerate().map(|(index, name)| {
            if index < written { self.field(&run.key("secrets").item(index), "", "") } else { added(name) }
        });
        ContextForm {
            environment: self.field(&path.key("environment"), "", ""),
            node_type: self.field(&path.key("node_type"), &context.node_type, &of_node),
            test_type: self.field(&kind.key("type"), from_file, type_origin),
            enabled: self.field(&kind.key("enabled"), enabled, enabled_origin),
            type_config_file: self.field(&kind.key("config_file"), "", ""),
            name: self.field(&run.key("name"), &expanded.name, "from the script's name"),
            id: self.field(&run.key("id"), &expanded.id, "from environment and script"),
            parallelism: self.field(&run.key("parallelism"), &expanded.parallelism.to_string(), "default"),
            cpu: self.field(&requests.key("cpu"), &expanded.resources.requests.cpu, &of_requests),
            memory: self.field(&requests.key("memory"), &expanded.resources.requests.memory, &of_requests),
            env: (0..env)
                .map(|i| run.key("env").item(i))
                .map(|item| (self.field(&item.key("name"), "", ""), self.field(&item.key("value"), "", "")))
                .collect(),
            secrets: secrets.collect(),
            runs: context.test_type.enabled,
            errors: 0,
            warnings: 0,
        }
    }

    fn list(&self, path: &Path) -> usize {
        match self.tree.get(path).map(|id| &self.tree.node(id).kind) {
            Some(k6cfg_config::document::Kind::Seq { items, .. }) => items.len(),
            _ => 0,
        }
    }
}

fn added(name: &str) -> Field {
    Field { given: None, derived: Some(name.to_owned()), origin: "added by the platform".to_owned(), problem: None }
}
