//! The tree to the typed config, collecting every problem of shape.
//!
//! What Go's YAML reader accepts for a type is accepted here: `yes` is a bool,
//! `2.0` an integer, any scalar a text, as written.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::document::{Document, Kind, NodeId, Scalar, Style, missing_colon, missing_space};
use crate::edit::{Edit, Value};
use crate::model::{Config, Context, EnvEntry, TestDefinition, TestRun, TestTypeChoice};
use crate::nearest::nearest;
use crate::place::{Part, Path, Place};
use crate::schema::{self, Level, Type};

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
                let finding = not_an_object(kind, &path, level);
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

    /// Reports keys that the level does not have. Returns those that were
    /// probably meant.
    fn unknown_keys(&mut self, unknown: &[&str], map: &Map<'_>) -> BTreeSet<&'static str> {
        let mut slips = BTreeSet::new();
        for name in unknown {
            let elsewhere = schema::levels_with(name, map.level);
            let finding = if elsewhere.is_empty() {
                unknown_key(name, map, &mut slips)
            } else {
                self.misplaced_key(name, map, &elsewhere, unknown)
            };
            self.findings.push(finding);
        }
        slips
    }

    fn misplaced_key(&self, name: &str, map: &Map<'_>, levels: &[&Level], unknown: &[&str]) -> Finding {
        let from = map.path.key(name.to_owned());
        let belongs: Vec<&str> = levels.iter().map(|l| l.name).collect();
        let help = format!("it belongs under {}", belongs.join(" or "));
        let message = format!("`{name}` does not belong under {}", map.level.name);
        let finding = Finding::new(Code::MisplacedKey, Place::key_of(from.clone()), message);
        let home = schema::home_of(&map.path, name).filter(|_| levels.len() == 1);
        let Some(to) = home else { return finding.help(help) };
        if self.document.get(&to).is_some() {
            let help = format!("{help}, where there is one already: remove one of the two");
            return finding.help(help).mend(Mend::Edit("remove it here".to_owned(), Edit::Remove { path: from }));
        }
        let mut edits = vec![Edit::Relocate { from, to: to.clone() }];
        // A context without a test type runs; one with a test type is asked whether it does.
        if let Some(holder) = to.parent()
            && name == "type"
            && self.document.get(&holder).is_none_or(|id| self.is_null(id))
            && !unknown.contains(&"enabled")
        {
            edits.push(Edit::Set { path: holder.key("enabled"), value: Value::Bool(true) });
        }
        finding.help(help).mend(Mend::Edits(format!("move it to `{to}`"), edits))
    }

    /// Reports required keys that are not there, but for slips: those have been
    /// reported where they are written.
    fn required(&mut self, map: &Map<'_>, slips: &BTreeSet<&str>) {
        for key in map.level.keys.iter().filter(|k| k.required && !slips.contains(&k.name)) {
            let given = map.get(key.name);
            let is_empty = given.is_none_or(|id| self.is_nothing(id, key.is));
            // An empty env value is its own mistake, with its own advice.
            if !is_empty || (map.level == &schema::ENV && key.name == "value") {
                continue;
            }
            let (message, place) = if given.is_some() {
                (format!("`{}` has no value", key.name), Place::key_of(map.path.key(key.name)))
            } else {
                let whose =
                    if map.path.is_root() { "the file".to_owned() } else { format!("this {}", singular(map.level)) };
                (format!("{whose} has no `{}`", key.name), Place::from(map.path.clone()))
            };
            self.findings.push(Finding::new(Code::Missing, place, message).help(key.about));
        }
    }

    /// Whether a value is there as it should be, but empty.
    fn is_nothing(&self, id: NodeId, is: Type) -> bool {
        match (&self.document.node(id).kind, is) {
            (Kind::Scalar(scalar), Type::Text) => scalar.is_null() || scalar.text.is_empty(),
            (Kind::Scalar(scalar), _) => scalar.is_null(),
            (Kind::Seq { items, .. }, Type::List(_) | Type::Texts) => items.is_empty(),
            (Kind::Map { entries, .. }, Type::Object(_)) => entries.is_empty(),
            _ => false,
        }
    }

    fn is_null(&self, id: NodeId) -> bool {
        self.document.scalar(id).is_some_and(Scalar::is_null)
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

    fn not_a_list(&self, kind: &Kind, path: Path, name: &str) -> Finding {
        if let Kind::Map { entries, .. } = kind
            && let Some((key, word)) = entries.iter().find_map(|(key, _)| {
                let word = self.document.scalar_text(*key)?.strip_prefix('-')?;
                Some((*key, word))
            })
        {
            let message = format!("a space is missing between the `-` and `{word}`");
            let place = Place { path, part: Part::Node(key) };
            return Finding::new(Code::WrongType, place, message).help(format!("write `- {word}: …`"));
        }
        let message = format!("`{name}` must be a list, not {}", name_of(kind));
        let finding = Finding::new(Code::WrongType, Place::key_of(path.clone()), message);
        let finding = finding.help("start each item with `- ` on a line of its own");
        let is_empty = match kind {
            Kind::Map { entries, .. } => entries.is_empty(),
            Kind::Scalar(scalar) => scalar.text.is_empty(),
            Kind::Seq { .. } => true,
        };
        if is_empty {
            return finding;
        }
        finding.mend(Mend::Edit("make it an item of a list".to_owned(), Edit::Enlist { path }))
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

    fn bool(&mut self, map: &Map<'_>, name: &'static str) -> Option<bool> {
        let id = map.get(name)?;
        if let Some(scalar) = self.document.scalar(id) {
            if scalar.is_null() {
                return None;
            }
            if scalar.style == Style::Plain
                && let Some(value) = go_bool(&scalar.text)
            {
                if !scalar.text.eq_ignore_ascii_case(if value { "true" } else { "false" }) {
                    let path = map.path.key(name);
                    let message = format!("`{}` is read as `{value}`", scalar.text);
                    let edit = Edit::Set { path: path.clone(), value: Value::Bool(value) };
                    self.old_form(path, message, (format!("write `{value}`"), edit));
                }
                return Some(value);
            }
            let path = map.path.key(name);
            let quoted = go_bool(&scalar.text);
            let message = match quoted {
                Some(_) => format!("`{}` in quotes is a text, not `true` or `false`", scalar.text),
                None => format!("`{}` is neither `true` nor `false`", scalar.text),
            };
            let finding = Finding::new(Code::WrongType, path.clone(), message);
            let finding = match quoted {
                Some(value) => finding
                    .help(format!("write `{value}` without quotes"))
                    .mend(Mend::Edit(format!("write `{value}`"), Edit::Set { path, value: Value::Bool(value) })),
                None => finding,
            };
            self.findings.push(finding);
            return None;
        }
        let message = format!("`{name}` must be `true` or `false`");
        self.findings.push(Finding::new(Code::WrongType, Place::key_of(map.path.key(name)), message));
        None
    }

    /// A value that Go's YAML reader takes, though newer ones read it otherwise.
    fn old_form(&mut self, path: Path, message: String, (title, edit): (String, Edit)) {
        let finding = Finding::new(Code::OldForm, path, message).help("editors and other tools read it otherwise");
        self.findings.push(finding.mend(Mend::Edit(title, edit)));
    }

    fn integer(&mut self, map: &Map<'_>, name: &'static str) -> Option<i64> {
        let id = map.get(name)?;
        let path = map.path.key(name);
        let Some(scalar) = self.document.scalar(id) else {
            let message = format!("`{name}` must be a whole number");
            self.findings.push(Finding::new(Code::WrongType, Place::key_of(path), message));
            return None;
        };
        if scalar.is_null() {
            return None;
        }
        let value = go_integer(&scalar.text).filter(|_| scalar.style == Style::Plain);
        if let (Some(value), Ok(looks)) = (value, scalar.text.parse::<i64>())
            && value != looks
        {
            let message = format!("`{}` is read as {value}: a number that starts with `0` is octal", scalar.text);
            let edit = Edit::Set { path: path.clone(), value: Value::Int(looks) };
            self.old_form(path, message, (format!("write `{looks}`"), edit));
            return Some(value);
        }
        if value.is_none() {
            let quoted = go_integer(&scalar.text);
            let message = match quoted {
                Some(_) => format!("`{}` in quotes is a text, not a number", scalar.text),
                None => format!("`{}` is not a whole number", scalar.text),
            };
            let finding = Finding::new(Code::WrongType, path.clone(), message);
            self.findings.push(match quoted {
                Some(n) => finding
                    .help(format!("write `{n}` without quotes"))
                    .mend(Mend::Edit(format!("write `{n}`"), Edit::Set { path, value: Value::Int(n) })),
                None => finding.help("write digits, such as `2`"),
            });
        }
        value
    }
}

impl Map<'_> {
    fn get(&self, name: &str) -> Option<NodeId> {
        self.entries.iter().find(|(n, _)| *n == name).map(|(_, id)| *id)
    }
}

/// The finding for a key that no level has. Puts the one that was probably meant
/// among the slips.
fn unknown_key(name: &str, map: &Map<'_>, slips: &mut BTreeSet<&'static str>) -> Finding {
    let path = map.path.key(name.to_owned());
    let message = format!("{} has no key `{name}`", map.level.name);
    let finding = Finding::new(Code::UnknownKey, Place::key_of(path.clone()), message);
    let Some(near) = nearest(name, map.level.keys.iter().map(|k| k.name)) else {
        let keys: Vec<&str> = map.level.keys.iter().map(|k| k.name).collect();
        return finding.help(format!("its keys are {}", keys.join(", ")));
    };
    if map.get(near).is_some() {
        let help = format!("did you mean `{near}`? it is there already: remove one of the two");
        return finding.help(help).mend(Mend::Edit("remove it".to_owned(), Edit::Remove { path }));
    }
    let finding = finding.help(format!("did you mean `{near}`?"));
    if slips.insert(near) { finding.mend(Mend::Rename(near.to_owned())) } else { finding }
}

/// The finding for what should be `key: value` lines.
fn not_an_object(kind: &Kind, path: &Path, level: &Level) -> Finding {
    let message = format!("{} must be `key: value` lines, not {}", level.name, name_of(kind));
    let finding = Finding::new(Code::WrongType, path.clone(), message);
    let Kind::Scalar(Scalar { text, style: Style::Plain }) = kind else { return finding };
    let set = |entries: &[(&str, Value)]| {
        let entries = entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        Edit::Set { path: path.clone(), value: Value::Map(entries.collect()) }
    };
    if level == &schema::TEST_TYPE && !text.contains(char::is_whitespace) {
        let edit = set(&[("type", Value::text(text)), ("enabled", Value::Bool(true))]);
        let finding = finding.help(format!("write `type: {text}` and `enabled: true` below `test_type`"));
        return finding.mend(Mend::Edit("write it so".to_owned(), edit));
    }
    let told = |message: &str, key: &str, value: &str| {
        let meant = format!("write `{key}: {value}`");
        let finding = Finding::new(Code::WrongType, path.clone(), message).help(meant.clone());
        finding.mend(Mend::Edit(meant, set(&[(key, Value::text(value))])))
    };
    match (missing_space(text), missing_colon(text)) {
        (Some((key, value)), _) if level.key(key).is_some() => {
            told(&format!("a space is missing after `{key}:`"), key, value)
        }
        (_, Some((key, value))) if level.key(key).is_some() && !value.is_empty() => {
            told(&format!("a `:` is missing after `{key}`"), key, value)
        }
        _ => finding,
    }
}

fn singular(level: &Level) -> &'static str {
    match level.name {
        "test_definitions[]" => "test",
        "contexts[]" => "context",
        "env[]" => "variable",
        name => name,
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

/// What Go's yaml.v3 takes for a bool field.
pub(crate) fn go_bool(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" | "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
        "false" | "False" | "FALSE" | "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

/// What Go's yaml.v3 takes for an int field: also `0x10`, `0o17`, `010` (octal),
/// `0b1`, `1_000`, `2.0`.
fn go_integer(text: &str) -> Option<i64> {
    let plain = text.replace('_', "");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let radix = |prefix: &str, radix| digits.strip_prefix(prefix).map(|d| i64::from_str_radix(d, radix).ok());
    let value = radix("0x", 16).or_else(|| radix("0b", 2)).or_else(|| radix("0o", 8)).unwrap_or_else(|| {
        if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit()) {
            return i64::from_str_radix(digits, 8).ok();
        }
        let whole = digits.split_once('.').map_or(digits, |(w, f)| if f.bytes().all(|b| b == b'0') { w } else { "" });
        whole.parse().ok()
    })?;
    Some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_as_go_reads_them() {
        for (text, value) in [("3", 3), ("010", 8), ("0x10", 16), ("1_000", 1000), ("2.0", 2), ("-1", -1), ("0", 0)] {
            assert_eq!(go_integer(text), Some(value), "{text}");
        }
        for text in ["", "x", "2.5", "09", "1e3x", "--1"] {
            assert_eq!(go_integer(text), None, "{text}");
        }
    }
}
