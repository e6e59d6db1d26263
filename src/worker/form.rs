//! The document as the form shows it: what is written, what is filled in, and
//! where that comes from.

use std::collections::HashMap;
use std::sync::Arc;

use k6cfg_config::expand::{ExpandedContext, ExpandedTest};
use k6cfg_config::{Document as Tree, Path, Reading, Run};
use k6cfg_profile::Profile;

use crate::analysis::severity;
use crate::engine::Engine;
use crate::protocol::{ContextForm, Document, Field, FieldProblem, Form, RunSummary, State, TestForm};
use crate::tally::Tally;
use crate::{suggest, variables};

/// `None` when the text has no mapping at its top.
pub(crate) fn form(engine: &Engine, reading: &Reading, document: &Document) -> Option<Form> {
    let file_name = document.file_name.as_str();
    let tree = reading.document.as_ref()?;
    let expanded = reading.expanded.as_ref()?;
    if let Some(root) = tree.root()
        && tree.scalar(root).is_some()
    {
        return None;
    }
    let shown = Shown {
        tree,
        profile: engine.profile,
        file_name,
        git_ref: &document.git_ref,
        tally: Tally::of(&reading.diagnostics),
        runs: reading.plan.runs.iter().map(|run| ((run.test, run.context), run)).collect(),
    };
    let root = Path::root();
    Some(Form {
        namespace: shown.field(&root.key("namespace"), "", ""),
        base_dir: shown.field(&root.key("base_dir"), "", ""),
        default_test_type: engine.profile.test_type_of_file(file_name).to_owned(),
        suggestions: suggest::suggestions(engine, reading),
        tests: expanded.test_definitions.iter().enumerate().map(|(t, test)| Arc::new(shown.test(t, test))).collect(),
    })
}

pub(crate) struct Shown<'t> {
    pub(crate) tree: &'t Tree,
    profile: &'t Profile,
    file_name: &'t str,
    git_ref: &'t str,
    tally: Tally<'t>,
    /// By test and context.
    runs: HashMap<(usize, usize), &'t Run>,
}

impl Shown<'_> {
    /// The field at `path`; `derived` empty when nothing is filled in.
    pub(crate) fn field(&self, path: &Path, derived: &str, origin: &str) -> Field {
        let scalar = self.tree.get(path).and_then(|id| self.tree.scalar(id)).filter(|scalar| !scalar.is_null());
        // A browser makes a line feed of each carriage return in a field.
        let only_in_text = scalar.is_some_and(|scalar| scalar.text.contains('\r'));
        Field {
            given: scalar.map(|scalar| scalar.text.clone()),
            derived: (!derived.is_empty()).then(|| derived.to_owned()),
            origin: if derived.is_empty() { String::new() } else { origin.to_owned() },
            note: if only_in_text { "it holds a carriage return: edit this in the text".into() } else { String::new() },
            only_in_text,
            problem: self.tally.at(path).map(|d| FieldProblem {
                severity: severity(d.severity),
                message: d.message.clone(),
                help: d.help.clone(),
            }),
        }
    }

    fn test(&self, t: usize, test: &ExpandedTest) -> TestForm {
        let path = Path::test(t);
        let count = self.tally.test(t);
        let contexts = test.contexts.iter().enumerate();
        TestForm {
            test_file: self.field(&path.key("test_file"), "", ""),
            test_scope: self.field(&path.key("test_scope"), &test.test_scope, "from the script's folder"),
            config_file: self.field(&path.key("config_file"), "", ""),
            env_file: self.field(&path.key("env_file"), "", ""),
            contexts: contexts.map(|(c, context)| Arc::new(self.context((t, c), test, context))).collect(),
            errors: count.errors,
            warnings: count.warnings,
        }
    }

    fn context(&self, at: (usize, usize), test: &ExpandedTest, context: &ExpandedContext) -> ContextForm {
        let path = Path::context(at.0, at.1);
        let kind = path.key("test_type");
        let run = path.key("test_run");
        let requests = run.key("resources").key("requests");
        let expanded = &context.test_run;
        let type_name = context.test_type.name.as_str();
        let test_type = self.profile.test_type(type_name);
        let by_type = |own: bool| if own { format!("default for {type_name}") } else { "default".to_owned() };
        let of_requests = by_type(test_type.is_some_and(|t| t.requests.is_some()));
        let of_node = by_type(test_type.is_some_and(|t| t.node_type.is_some()));
        let planned = self.runs.get(&at).copied();
        let summary = planned.map(|run| self.summary(run));
        let (state, says) = self.state(at, context.test_type.enabled, summary.as_ref());
        let written = self.list(&run.key("secrets"));
        let secrets = expanded.secrets.iter().enumerate().map(|(index, name)| {
            if index < written { self.field(&run.key("secrets").item(index), "", "") } else { added(name) }
        });
        ContextForm {
            environment: self.field(&path.key("environment"), "", ""),
            node_type: self.field(&path.key("node_type"), &context.node_type, &of_node),
            test_type: self.test_type(&kind),
            type_config_file: self.field(&kind.key("config_file"), "", ""),
            name: self.field(&run.key("name"), &expanded.name, "from the script's name"),
            id: self.field(&run.key("id"), &expanded.id, "from environment and script"),
            parallelism: self.field(&run.key("parallelism"), &expanded.parallelism.to_string(), "default"),
            cpu: self.field(&requests.key("cpu"), &expanded.resources.requests.cpu, &of_requests),
            memory: self.field(&requests.key("memory"), &expanded.resources.requests.memory, &of_requests),
            env: variables::written(self, &run.key("env"), planned, test),
            more_env: planned.map(|run| variables::from_elsewhere(run, context, test)).unwrap_or_default(),
            secrets: secrets.collect(),
            notifies: notifies(self.profile, &context.environment, self.git_ref),
            enabled: context.test_type.enabled,
            find: find(test, context, state),
            state,
            says,
            run: summary,
        }
    }

    /// The default is on offer also while another type is chosen.
    fn test_type(&self, kind: &Path) -> Field {
        let of_file = self.profile.test_type_of_file(self.file_name);
        let origin = if of_file == self.profile.default_test_type { "default" } else { "from the file name" };
        let lacking = self.tree.get(kind).is_some() && self.tree.get(&kind.key("type")).is_none();
        self.field(&kind.key("type"), if lacking { "" } else { of_file }, origin)
    }

    fn summary(&self, run: &Run) -> RunSummary {
        let broken = || self.tally.error_of_run(run.test, run.context).map(|d| d.message.clone());
        let why = run.blocked.first().cloned().or_else(broken).unwrap_or_default();
        RunSummary {
            id: run.id.clone(),
            name: run.name.clone(),
            environment: run.environment.clone(),
            test_type: run.test_type.clone(),
            node_type: run.node_type.clone(),
            test_file: run.test_file.clone(),
            test: run.test,
            context: run.context,
            ready: why.is_empty(),
            not_ready_because: why,
        }
    }

    fn state(&self, (t, c): (usize, usize), enabled: bool, run: Option<&RunSummary>) -> (State, String) {
        let count = self.tally.context(t, c);
        match (count.first_error, run, count.first_warning) {
            (Some(error), _, _) => (State::Error, error.message.clone()),
            _ if !enabled => (State::Parked, "parked: it does not run".to_owned()),
            (_, Some(run), _) if !run.ready => {
                let missing = format!("`{}` is missing", run.test_file);
                let says =
                    if run.not_ready_because == missing { "its script is missing" } else { &run.not_ready_because };
                (State::Waiting, says.to_owned())
            }
            (_, None, _) => (State::Waiting, "it makes no run yet".to_owned()),
            (_, _, Some(warning)) => (State::Warning, warning.message.clone()),
            _ => (State::Ready, String::new()),
        }
    }

    /// How many items the list at `path` has.
    pub(crate) fn list(&self, path: &Path) -> usize {
        match self.tree.get(path).map(|id| &self.tree.node(id).kind) {
            Some(k6cfg_config::document::Kind::Seq { items, .. }) => items.len(),
            _ => 0,
        }
    }
}

fn added(name: &str) -> Field {
    let origin = "added by the platform".to_owned();
    Field { derived: Some(name.to_owned()), origin, ..Field::default() }
}

/// What a filter is compared with: script, environment, type, id, state.
fn find(test: &ExpandedTest, context: &ExpandedContext, state: State) -> String {
    let state = match state {
        State::Error => "error",
        State::Parked => "parked",
        State::Waiting => "waiting runs",
        State::Warning => "warning runs",
        State::Ready => "runs",
    };
    let ExpandedContext { environment, test_type, test_run, .. } = context;
    format!("{} {environment} {} {} {state}", test.test_file, test_type.name, test_run.id).to_lowercase()
}

/// Which secret tells the team's channel of a run in `environment`.
fn notifies(profile: &Profile, environment: &str, chosen: &str) -> String {
    let secret = |git_ref| Some(profile.notification(environment, git_ref)?.secret);
    let Some(usual) = secret(None) else { return String::new() };
    let name = |git_ref: &str| git_ref.strip_prefix("refs/heads/").unwrap_or(git_ref).to_owned();
    if let Some(special) = secret(Some(chosen)).filter(|secret| *secret != usual) {
        return format!("`{special}`, since it is made as on {}; else `{usual}`", name(chosen));
    }
    let refs = profile.secrets.notification.iter().flat_map(|notification| &notification.on_refs);
    let special = refs.filter_map(|git_ref| {
        let secret = secret(Some(git_ref)).filter(|secret| *secret != usual)?;
        Some(format!("; on {}: `{secret}`", name(git_ref)))
    });
    format!("`{usual}`{}", special.collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const TEXT: &str = "\
namespace: team
test_definitions:
  - test_file: k6/orders.js
    env_file: k6/all.env
    contexts:
      - environment: at22
        test_run:
          env:
            - name: LOAD
              value: 1
            - name: OWN
              value: 2
          secrets: [mine]
      - environment: yt01
        test_type: {type: breakpoint, enabled: false}
      - environment: nowhere
";

    fn read(files: &[(&str, &str)]) -> Form {
        read_text(TEXT, files)
    }

    fn read_text(text: &str, files: &[(&str, &str)]) -> Form {
        read_on("", text, files)
    }

    fn read_on(git_ref: &str, text: &str, files: &[(&str, &str)]) -> Form {
        let mut engine = Engine::new();
        engine.set_files(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect());
        let suffix = "abcde".to_owned();
        let (file_name, git_ref) = ("smoke.yaml".into(), git_ref.into());
        let document = Document { file_name, text: text.into(), suffix, git_ref, ..Document::default() };
        let context = crate::engine::context(&document).unwrap();
        form(&engine, &engine.read(&document, &context), &document).unwrap()
    }

    fn contexts(form: &Form) -> Vec<&ContextForm> {
        form.tests.iter().flat_map(|test| &test.contexts).map(AsRef::as_ref).collect()
    }

    #[test]
    fn what_is_derived_says_where_from() {
        let form = read(&[]);
        let contexts = contexts(&form);
        let said = |field: &Field| (field.derived.clone().unwrap_or_default(), field.origin.clone());
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(said(&contexts[0].test_type), pair("smoke", "from the file name"));
        assert_eq!(said(&contexts[0].id), pair("at22-orders-smoke", "from environment and script"));
        assert_eq!(said(&contexts[0].cpu), pair("250m", "default"));
        assert_eq!(said(&contexts[1].cpu), pair("2", "default for breakpoint"));
        assert_eq!(said(&contexts[1].node_type), pair("spot", "default for breakpoint"));
        assert_eq!(contexts[1].test_type.given.as_deref(), Some("breakpoint"));
        assert_eq!(said(&form.tests[0].test_scope), pair("k6", "from the script's folder"));
        assert_eq!(said(&contexts[0].secrets[1]), pair("token-generator-creds", "added by the platform"));
    }

    #[test]
    fn each_context_says_how_it_stands() {
        let form = read(&[]);
        let contexts = contexts(&form);
        let states: Vec<_> = contexts.iter().map(|context| (context.state, context.says.as_str())).collect();
        assert_eq!(states[0], (State::Waiting, "its script is missing"));
        assert_eq!(states[1], (State::Parked, "parked: it does not run"));
        assert_eq!(states[2].0, State::Error);
        assert!(states[2].1.contains("`nowhere`"), "{}", states[2].1);
        assert_eq!(contexts[1].find, "k6/orders.js yt01 breakpoint yt01-orders-break parked");
        assert_eq!((contexts[0].run.is_some(), contexts[1].run.is_some()), (true, false));
        assert_eq!((form.tests[0].errors, form.tests[0].warnings), (1, 2));
    }

    #[test]
    fn a_replaced_variable_says_so_and_shows_no_value_of_a_file() {
        let script = "export default function () {}";
        let form = read(&[("k6/orders.js", script), ("k6/all.env", "LOAD=sesam\nMORE=sesam\n")]);
        let contexts = contexts(&form);
        assert_eq!(contexts[0].env[0].1.note, "not used: the value from `k6/all.env` replaces it");
        assert_eq!(contexts[0].env[1].1.note, "");
        assert_eq!(contexts[0].more_env, [("MORE".to_owned(), "from `k6/all.env`".to_owned())]);
        assert_eq!(contexts[0].state, State::Ready);
        assert!(!serde_json::to_string(&contexts).unwrap().contains("sesam"));
    }

    #[test]
    fn what_no_field_can_hold_is_for_the_text() {
        let form =
            read_text(&TEXT.replace("value: 1", "value: \"a\\r\\nb\"").replace("value: 2", "value: \"a\\nb\""), &[]);
        let values: Vec<&Field> = contexts(&form)[0].env.iter().map(|(_, value)| value).collect();
        assert_eq!((values[0].only_in_text, values[1].only_in_text), (true, false));
        assert_eq!(values[0].note, "it holds a carriage return: edit this in the text");
    }

    #[test]
    fn the_channel_depends_on_the_branch() {
        let notifies = |git_ref| contexts(&read_on(git_ref, TEXT, &[]))[0].notifies.clone();
        assert_eq!(notifies(""), "`slack-test`; on main: `slack-dev`");
        assert_eq!(notifies("refs/heads/main"), "`slack-dev`, since it is made as on main; else `slack-test`");
        assert_eq!(notifies("refs/heads/other"), notifies(""));
    }

    #[test]
    fn files_by_role() {
        let form = read(&[("k6/other.ts", ""), ("k6/a.json", "{}")]);
        let suggestions: BTreeMap<String, Vec<_>> = form.suggestions.into_iter().collect();
        let values = |key: &str| suggestions[key].iter().map(|one| one.value.clone()).collect::<Vec<_>>();
        assert_eq!(values("test_file"), ["k6/other.ts"]);
        assert_eq!(values("config_file"), ["k6/a.json"]);
        assert_eq!(values("env_file"), ["k6/all.env"]);
        assert!(values("env").contains(&"OWN".to_owned()));
    }
}
