//! The tree to the typed config, collecting every problem of shape.
//!
//! What Go's YAML reader accepts for a type is accepted here: `yes` is a bool,
//! `2.0` an integer, any scalar a text, as written.

mod keys;
mod scalars;
mod shapes;

use std::collections::BTreeSet;

pub(crate) use scalars::go_bool;

use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::document::{Document, Kind, NodeId, Scalar, Style};
use crate::model::{Config, Context, EnvEntry, TestDefinition, TestRun, TestTypeChoice};
use crate::place::{Part, Path, Place};
use crate::schema::{self, Level};

/// The config in `document`, and what is wrong with its shape.
pub(crate) fn read(document: &Document) -> (Config, Vec<Finding>) {
    let mut reader = Reader { document, repeated: document.repeated_keys(), findings: Vec::new() };
    let config = document.root().map(|root| reader.config(root)).unwrap_or_default();
    (config, reader.findings)
}

struct Reader<'d> {
    document: &'d Document,
    /// Keys that stand there again: the first counts.
    repeated: BTreeSet<NodeId>,
    findings: Vec<Finding>,
}

/// A mapping that has been checked against its level.
struct Map<'l> {
    path: Path,
    entries: Vec<(&'static str, NodeId)>,
    level: &'l Level,
}

impl Reader<'_> {
    fn config(&mut self, root: NodeId) -> Config {
        let Some(map) = self.map(root, Path::root(), &schema::ROOT) else { return Config::default() };
        let mut config = Config {
            namespace: self.text(&map, "namespace"),
            base_dir: self.text(&map, "base_dir"),
            tests: Vec::new(),
        };
        for (id, path) in self.items(&map, "test_definitions") {
            config.tests.push(self.map(id, path, &schema::TEST).map(|m| self.test(&m)).unwrap_or_default());
        }
        config
    }

    fn test(&mut self, map: &Map<'_>) -> TestDefinition {
        let mut test = TestDefinition {
            test_file: self.text(map, "test_file"),
            test_scope: self.text(map, "test_scope"),
            config_file: self.text(map, "config_file"),
            env_file: self.text(map, "env_file"),
            contexts: Vec::new(),
        };
        for (id, path) in self.items(map, "contexts") {
            test.contexts.push(self.map(id, path, &schema::CONTEXT).map(|m| self.context(&m)).unwrap_or_default());
        }
        test
    }

    fn context(&mut self, map: &Map<'_>) -> Context {
        Context {
            environment: self.text(map, "environment"),
            node_type: self.text(map, "node_type"),
            test_type: self.object(map, "test_type", &schema::TEST_TYPE).map(|m| TestTypeChoice {
                name: self.text(&m, "type"),
                enabled: self.bool(&m, "enabled"),
                enabled_written: m.get("enabled").is_some(),
                enabled_empty: m.get("enabled").is_some_and(|id| self.is_null(id)),
                config_file: self.text(&m, "config_file"),
            }),
            test_run: self.object(map, "test_run", &schema::TEST_RUN).map(|m| self.test_run(&m)).unwrap_or_default(),
        }
    }

    fn test_run(&mut self, map: &Map<'_>) -> TestRun {
        let requests = self
            .object(map, "resources", &schema::RESOURCES)
            .and_then(|resources| self.object(&resources, "requests", &schema::REQUESTS));
        let mut run = TestRun {
            name: self.text(map, "name"),
            id: self.text(map, "id"),
            parallelism: self.integer(map, "parallelism"),
            cpu: requests.as_ref().and_then(|m| self.text(m, "cpu")),
            memory: requests.as_ref().and_then(|m| self.text(m, "memory")),
            ..TestRun::default()
        };
        for (id, path) in self.items(map, "env") {
            let entry = self
                .map(id, path, &schema::ENV)
                .map(|m| EnvEntry { name: self.text(&m, "name"), value: self.env_value(&m) });
            run.env.push(entry.unwrap_or_default());
        }
        for (id, path) in self.items(map, "secrets") {
            run.secrets.push(self.scalar_text(id, &path).unwrap_or_default());
        }
        run
    }

    /// A value that is no text has been told of: it counts as an empty one.
    fn env_value(&mut self, map: &Map<'_>) -> Option<String> {
        let is_text = map.get("value").is_none_or(|id| self.document.scalar(id).is_some());
        let value = self.text(map, "value");
        if is_text { value } else { Some(String::new()) }
    }

    /// Reads a mapping; `None` and a finding when it is something else.
    fn map<'l>(&mut self, id: NodeId, path: Path, level: &'l Level) -> Option<Map<'l>> {
        let entries = match &self.document.node(id).kind {
            Kind::Map { entries, .. } => entries,
            Kind::Scalar(scalar) if scalar.is_null() && !path.is_root() => {
                let finding = Finding::new(Code::EmptyItem, path, format!("this item of `{}` is empty", level.name));
                self.findings.push(finding.help("fill it in or remove its `-`"));
                return None;
            }
            kind => {
                let finding = shapes::not_an_object(kind, &path, level);
                self.findings.push(finding);
                return None;
            }
        };
        let mut known = Vec::new();
        let mut unknown = Vec::new();
        let mut merges = false;
        for (key, value) in entries {
            let Some(scalar) = self.document.scalar(*key) else {
                let message = format!("a key of {} must be a word", level.name);
                let place = Place { path: path.clone(), part: Part::Node(*key) };
                self.findings.push(Finding::new(Code::WrongType, place, message));
                continue;
            };
            if self.repeated.contains(key) {
                continue;
            }
            if let Some(key) = level.key(&scalar.text) {
                known.push((key.name, *value));
            } else if scalar.text == "<<" && scalar.style == Style::Plain {
                merges = true;
                let place = Place::key_of(path.key("<<"));
                let finding = Finding::new(Code::Alias, place, "merge keys (`<<`) are not read");
                self.findings.push(finding.help("write its keys out here: every run then reads on its own"));
            } else {
                unknown.push(scalar.text.as_str());
            }
        }
        let map = Map { path, entries: known, level };
        let slips = self.unknown_keys(&unknown, &map);
        // What is merged in may be what is missing.
        if !merges {
            self.required(&map, &slips);
        }
        Some(map)
    }

    /// The object under `name`; `None` when it is absent, null or no object.
    fn object<'l>(&mut self, map: &Map<'_>, name: &'static str, level: &'l Level) -> Option<Map<'l>> {
        let id = map.get(name)?;
        if self.document.scalar(id).is_some_and(Scalar::is_null) {
            return None;
        }
        self.map(id, map.path.key(name), level)
    }

    /// The items of the list under `name`, with their paths.
    fn items(&mut self, map: &Map<'_>, name: &'static str) -> Vec<(NodeId, Path)> {
        let Some(id) = map.get(name) else { return Vec::new() };
        let path = map.path.key(name);
        match &self.document.node(id).kind {
            Kind::Seq { items, .. } => items.iter().enumerate().map(|(i, id)| (*id, path.item(i))).collect(),
            Kind::Scalar(scalar) if scalar.is_null() => Vec::new(),
            kind => {
                let finding = self.not_a_list(kind, path, name);
                self.findings.push(finding);
                Vec::new()
            }
        }
    }

    fn text(&mut self, map: &Map<'_>, name: &'static str) -> Option<String> {
        match &self.document.node(map.get(name)?).kind {
            Kind::Scalar(scalar) if scalar.is_null() => None,
            Kind::Scalar(scalar) => Some(scalar.text.clone()),
            kind => {
                self.not_text(&map.path.key(name), name_of(kind));
                None
            }
        }
    }

    fn scalar_text(&mut self, id: NodeId, path: &Path) -> Option<String> {
        match &self.document.node(id).kind {
            Kind::Scalar(scalar) if scalar.is_null() || scalar.text.is_empty() => {
                let finding = Finding::new(Code::EmptyItem, path.clone(), "this item of the list is empty");
                self.findings.push(finding.help("fill it in or remove its `-`"));
                None
            }
            Kind::Scalar(scalar) => Some(scalar.text.clone()),
            kind => {
                self.not_text(path, name_of(kind));
                None
            }
        }
    }

    fn not_text(&mut self, path: &Path, what: &str) {
        let finding =
            Finding::new(Code::WrongType, Place::key_of(path.clone()), format!("this must be text, not {what}"));
        let is_flow = self.document.get(path).is_some_and(|id| match &self.document.node(id).kind {
            Kind::Seq { flow, items } => *flow && !items.is_empty(),
            Kind::Map { flow, entries } => *flow && !entries.is_empty(),
            Kind::Scalar(_) => false,
        });
        let help = "what begins with `[` or `{` is a list or an object; put quotes around it if it is meant as text";
        self.findings.push(if is_flow { finding.help(help).mend(Mend::Quote) } else { finding });
    }
}

impl Map<'_> {
    fn get(&self, name: &str) -> Option<NodeId> {
        self.entries.iter().find(|(n, _)| *n == name).map(|(_, id)| *id)
    }
}

fn name_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(scalar) if scalar.is_null() => "nothing",
        Kind::Scalar(_) => "a single value",
        Kind::Seq { .. } => "a list",
        Kind::Map { .. } => "`key: value` lines",
    }
}
