//! What a person asks for in the form, where it takes more than one node: the
//! keys that belong together, and the same for many contexts at once.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::step::Step;
use super::{Edit, EditError, Value, extent, insert};
use crate::document::{Document, Kind};
use crate::place::Path;

/// One wish. Contexts and tests are named by path: `test_definitions[0].contexts[2]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    One(Edit),
    /// Contexts run, or are parked: `test_type.enabled`.
    Enable {
        contexts: Vec<Path>,
        enabled: bool,
    },
    /// Contexts get a test type; without a name the one that the file's name
    /// decides. A parked context stays parked.
    ChooseType {
        contexts: Vec<Path>,
        name: Option<String>,
    },
    /// Contexts run on nodes of a type; without a name on the default ones.
    ChooseNodes {
        contexts: Vec<Path>,
        name: Option<String>,
    },
    /// Options of a context's test type alone.
    TypeOptions {
        context: Path,
        file: String,
    },
    /// Tests get a context in `environment`, those that have none yet. It is
    /// like their context in the environment `like`, where there is one.
    AddEnvironment {
        tests: Vec<Path>,
        environment: String,
        like: Option<String>,
    },
    /// Contexts are copied to other environments, as far as their test has no
    /// context there yet. Secrets and ids that name the environment follow it.
    CopyTo {
        contexts: Vec<Path>,
        environments: Vec<String>,
    },
    /// Contexts get a secret; `{environment}` stands for the context's own.
    AddSecret {
        contexts: Vec<Path>,
        name: String,
    },
    /// Variables go, whose values were sealed, and their contexts name the
    /// secret instead.
    MoveToSecret {
        variables: Vec<Path>,
        name: String,
    },
    /// Contexts get a variable, or another value of it.
    SetVariable {
        contexts: Vec<Path>,
        name: String,
        value: String,
    },
    /// A variable or a secret once more, right after itself, under a name that
    /// nothing in its list has.
    Repeat {
        item: Path,
    },
    /// Items go, each with the comments above it.
    Remove {
        paths: Vec<Path>,
    },
}

/// What is filled in where the file says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defaults {
    /// The test type that the file's name decides.
    pub test_type: String,
}

impl Change {
    /// The edits that it takes; none where everything is as wished.
    pub(super) fn steps(&self, document: &Document, defaults: &Defaults) -> Result<Vec<Step>, EditError> {
        let read = Read { document, defaults };
        let each = |contexts: &[Path], make: &dyn Fn(&Path) -> Option<Edit>| {
            contexts.iter().filter_map(make).map(Step::Edit).collect()
        };
        Ok(match self {
            Self::One(edit) => vec![Step::Edit(edit.clone())],
            Self::Enable { contexts, enabled } => each(contexts, &|at| read.enable(at, *enabled)),
            Self::ChooseType { contexts, name } => each(contexts, &|at| read.choose_type(at, name.as_deref())),
            Self::ChooseNodes { contexts, name } => each(contexts, &|at| {
                let path = at.key("node_type");
                Some(match name {
                    Some(name) => Edit::Set { path, value: Value::text(name.as_str()) },
                    None => Edit::Clear { path },
                })
            }),
            Self::TypeOptions { context, file } => vec![Step::Edit(read.type_options(context, file))],
            Self::AddEnvironment { tests, environment, like } => {
                let add = |test: &Path| read.add_environment(test, environment, like.as_deref());
                return tests.iter().filter_map(|test| add(test).transpose()).collect();
            }
            Self::CopyTo { contexts, environments } => {
                let wanted = read.copies(contexts, environments);
                let steps = wanted.iter().filter_map(|(at, environments)| read.copy_to(at, environments).transpose());
                return steps.collect();
            }
            Self::AddSecret { contexts, name } => each(contexts, &|at| read.add_secret(at, name)),
            Self::MoveToSecret { variables, name } => {
                let contexts: BTreeSet<Path> = variables.iter().filter_map(Path::context_of).collect();
                let named = contexts.iter().filter_map(|at| read.add_secret(at, name));
                let gone = variables.iter().map(|path| Edit::Remove { path: path.clone() });
                named.chain(gone).map(Step::Edit).collect()
            }
            Self::SetVariable { contexts, name, value } => each(contexts, &|at| read.set_variable(at, name, value)),
            Self::Repeat { item } => vec![read.repeat(item)?],
            Self::Remove { paths } => {
                paths.iter().map(|path| Step::Edit(Edit::Remove { path: path.clone() })).collect()
            }
        })
    }
}

/// A document, asked about one context at a time.
struct Read<'a> {
    document: &'a Document,
    defaults: &'a Defaults,
}

impl Read<'_> {
    /// What is written at `path`, if it is a value.
    fn text(&self, path: &Path) -> Option<&str> {
        let scalar = self.document.scalar(self.document.get(path)?)?;
        (!scalar.is_null()).then_some(scalar.text.as_str())
    }

    /// Whether there is an object with something in it.
    fn has_test_type(&self, context: &Path) -> bool {
        let kind = self.document.get(&context.key("test_type")).map(|id| &self.document.node(id).kind);
        matches!(kind, Some(Kind::Map { entries, .. }) if !entries.is_empty())
    }

    fn runs(&self, context: &Path) -> bool {
        !self.has_test_type(context)
            || self.text(&context.key("test_type").key("enabled")).and_then(crate::reading::go_bool) == Some(true)
    }

    fn enable(&self, context: &Path, enabled: bool) -> Option<Edit> {
        if self.runs(context) == enabled {
            return None;
        }
        let path = context.key("test_type");
        if self.has_test_type(context) {
            return Some(Edit::Set { path: path.key("enabled"), value: Value::Bool(enabled) });
        }
        Some(Edit::Set { path, value: Self::test_type(&self.defaults.test_type, enabled) })
    }

    /// `enabled` left out of an object that is there parks the run: a new one
    /// says it.
    fn test_type(name: &str, enabled: bool) -> Value {
        Value::Map(vec![("type".to_owned(), Value::text(name)), ("enabled".to_owned(), Value::Bool(enabled))])
    }

    fn choose_type(&self, context: &Path, name: Option<&str>) -> Option<Edit> {
        let path = context.key("test_type");
        if !self.has_test_type(context) {
            return name.map(|name| Edit::Set { path, value: Self::test_type(name, true) });
        }
        // A parked run, or one with options of its own for its type, goes on naming a type.
        let bare = self.runs(context) && self.text(&path.key("config_file")).is_none();
        match name {
            None if bare => Some(Edit::Clear { path }),
            name => {
                let name = name.unwrap_or(&self.defaults.test_type);
                Some(Edit::Set { path: path.key("type"), value: Value::text(name) })
            }
        }
    }

    fn type_options(&self, context: &Path, file: &str) -> Edit {
        let path = context.key("test_type");
        if self.has_test_type(context) {
            return Edit::Set { path: path.key("config_file"), value: Value::text(file) };
        }
        let Value::Map(mut entries) = Self::test_type(&self.defaults.test_type, true) else {
            return Edit::Clear { path };
        };
        entries.push(("config_file".to_owned(), Value::text(file)));
        Edit::Set { path, value: Value::Map(entries) }
    }

    /// The paths of a test's contexts.
    fn contexts(&self, test: &Path) -> Vec<Path> {
        self.items(&test.key("contexts"))
    }

    /// The paths of a list's items.
    fn items(&self, list: &Path) -> Vec<Path> {
        let count = match self.document.get(list).map(|id| &self.document.node(id).kind) {
            Some(Kind::Seq { items, .. }) => items.len(),
            _ => 0,
        };
        (0..count).map(|index| list.item(index)).collect()
    }

    fn in_environment(&self, contexts: &[Path], environment: &str) -> Option<Path> {
        contexts.iter().find(|at| self.text(&at.key("environment")) == Some(environment)).cloned()
    }

    fn add_environment(&self, test: &Path, environment: &str, like: Option<&str>) -> Result<Option<Step>, EditError> {
        let contexts = self.contexts(test);
        if self.in_environment(&contexts, environment).is_some() {
            return Ok(None);
        }
        if let Some(model) = like.and_then(|like| self.in_environment(&contexts, like)) {
            return self.copy_to(&model, &[environment.to_owned()]);
        }
        let value = Value::Map(vec![("environment".to_owned(), Value::text(environment))]);
        let edit = Edit::Insert { list: test.key("contexts"), index: usize::MAX, value };
        Ok(Some(Step::Edit(edit)))
    }

    /// Which contexts go to which environments: what a test runs in one of its
    /// environments is copied, not the same thing once for each of them.
    fn copies<'c>(&self, contexts: &'c [Path], environments: &[String]) -> Vec<(&'c Path, Vec<String>)> {
        let mut taken: Vec<(Path, &str, &str)> = Vec::new();
        let mut wanted = Vec::with_capacity(contexts.len());
        for at in contexts {
            let Some((test, _)) = at.split_last() else { continue };
            let from = self.text(&at.key("environment")).unwrap_or_default();
            let free =
                |to: &&String| !taken.iter().any(|(other, of, there)| *other == test && *of != from && there == to);
            let free: Vec<&String> = environments.iter().filter(free).collect();
            taken.extend(free.iter().map(|to| (test.clone(), from, to.as_str())));
            wanted.push((at, free.into_iter().cloned().collect()));
        }
        wanted
    }

    fn copy_to(&self, context: &Path, environments: &[String]) -> Result<Option<Step>, EditError> {
        let (list, index) = extent::holder(self.document, context)?;
        let test = context.split_last().and_then(|(list, _)| Some(list.split_last()?.0));
        let contexts = test.map(|test| self.contexts(&test)).unwrap_or_default();
        let lines = insert::item_text(self.document, list, index)?;
        let from = self.text(&context.key("environment")).unwrap_or_default();
        let mut items = Vec::new();
        let mut there: Vec<&str> = Vec::new();
        for environment in environments {
            if self.in_environment(&contexts, environment).is_none() && !there.contains(&environment.as_str()) {
                there.push(environment);
                items.push(super::copy::copied(&lines, from, environment)?);
            }
        }
        Ok((!items.is_empty()).then(|| Step::Copies { after: context.clone(), items }))
    }

    fn repeat(&self, item: &Path) -> Result<Step, EditError> {
        let (list, index) = extent::holder(self.document, item)?;
        let lines = insert::item_text(self.document, list, index)?;
        let others = self.items(&item.parent().unwrap_or_default());
        let named = |at: &Path| self.text(&at.key("name")).or_else(|| self.text(at));
        let taken: Vec<&str> = others.iter().filter_map(named).collect();
        Ok(Step::Copies { after: item.clone(), items: vec![super::copy::renamed(&lines, &taken)?] })
    }

    fn add_secret(&self, context: &Path, pattern: &str) -> Option<Edit> {
        let name = if pattern.contains(ENVIRONMENT) {
            pattern.replace(ENVIRONMENT, self.text(&context.key("environment"))?)
        } else {
            pattern.to_owned()
        };
        let list = context.key("test_run").key("secrets");
        let known = self.items(&list).iter().any(|at| self.text(at) == Some(name.as_str()));
        (!known).then_some(Edit::Insert { list, index: usize::MAX, value: Value::Text(name) })
    }

    fn set_variable(&self, context: &Path, name: &str, value: &str) -> Option<Edit> {
        let list = context.key("test_run").key("env");
        let same = |at: &Path| self.text(&at.key("name")) == Some(name);
        if let Some(entry) = self.items(&list).into_iter().find(same) {
            let path = entry.key("value");
            return (self.text(&path) != Some(value)).then(|| Edit::Set { path, value: Value::text(value) });
        }
        let entry = [("name", name), ("value", value)].map(|(key, text)| (key.to_owned(), Value::text(text)));
        Some(Edit::Insert { list, index: usize::MAX, value: Value::Map(entry.to_vec()) })
    }
}

/// Stands for a context's own environment in the name of a secret.
pub const ENVIRONMENT: &str = "{environment}";
