//! The format's keys: one table that reading, checks and help share.
//!
//! Source of the rule: the platform's config file format. What the platform's
//! profile adds, values to choose from and its defaults, is in [`platform`].

pub mod platform;

pub use platform::{Choice, Choices};

use crate::place::{Path, Step};

/// What a key's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    Text,
    Bool,
    Integer,
    Object(&'static Level),
    List(&'static Level),
    /// A list of texts.
    Texts,
}

/// One key and what people need to know to write it. The texts hold `code` in
/// backticks and no other markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub name: &'static str,
    pub is: Type,
    pub required: bool,
    /// What it means.
    pub about: &'static str,
    /// What happens when it is left out; empty for a required key.
    /// [`platform::default_on`] adds what the platform decides.
    pub default: &'static str,
    /// A value, as YAML after the colon; empty where its keys say enough.
    pub example: &'static str,
    /// Set where the value must be one that the platform has.
    pub choices: Option<Choices>,
}

/// One mapping of the format.
#[derive(Debug)]
pub struct Level {
    /// How messages call it: `contexts[]`.
    pub name: &'static str,
    pub keys: &'static [Key],
}

const fn key(name: &'static str, is: Type, about: &'static str) -> Key {
    Key { name, is, required: false, about, default: "", example: "", choices: None }
}

const fn required(name: &'static str, is: Type, about: &'static str) -> Key {
    Key { required: true, ..key(name, is, about) }
}

impl Key {
    const fn left_out(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    const fn such_as(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    const fn one_of(self, choices: Choices) -> Self {
        Self { choices: Some(choices), ..self }
    }
}

pub static ROOT: Level = Level {
    name: "the top of the file",
    keys: &[
        required("namespace", Type::Text, "The team's Kubernetes namespace: all that the file makes is put there.")
            .such_as("my-team"),
        key(
            "base_dir",
            Type::Text,
            "Folder that every `test_file`, `config_file` and `env_file` is relative to, seen from the repository's root.",
        )
        .left_out("Paths are relative to the repository's root.")
        .such_as("tests/k6/"),
        required("test_definitions", Type::List(&TEST), "The tests: one entry for each k6 script."),
    ],
};

pub static TEST: Level = Level {
    name: "test_definitions[]",
    keys: &[
        required("test_file", Type::Text, "The k6 script: a `.js` or `.ts` file, relative to `base_dir`.")
            .such_as("orders/list-orders.js"),
        key("test_scope", Type::Text, "Groups tests in dashboards, and begins the ConfigMap's name; `_` becomes `-`.")
            .left_out("The name of the folder that holds `test_file`.")
            .such_as("orders"),
        key("config_file", Type::Text, "JSON file of k6 options that every context of this test starts from.")
            .left_out("The load of the context's test type.")
            .such_as("options/average-load.json"),
        key(
            "env_file",
            Type::Text,
            "File of `KEY=VALUE` lines, variables for every context of this test; they win over `test_run.env`.",
        )
        .left_out("No more variables.")
        .such_as("orders/common.env"),
        required("contexts", Type::List(&CONTEXT), "Where and how the test runs: one entry is one run."),
    ],
};

pub static CONTEXT: Level = Level {
    name: "contexts[]",
    keys: &[
        required("environment", Type::Text, "What the test runs against: one of the platform's environments.")
            .one_of(Choices::Environments),
        key("node_type", Type::Text, "The nodes that the run's pods are put on.")
            .left_out("The nodes of the test type.")
            .one_of(Choices::NodeTypes),
        key("test_type", Type::Object(&TEST_TYPE), "What kind of load it is, and whether this context runs at all.")
            .left_out("The config file's own name decides the type, and the context runs."),
        key("test_run", Type::Object(&TEST_RUN), "Name, size, variables and secrets of the run.")
            .left_out("The defaults of all its keys."),
    ],
};

pub static TEST_TYPE: Level = Level {
    name: "test_type",
    keys: &[
        required("type", Type::Text, "The kind of load: it decides which k6 options the run has.")
            .one_of(Choices::TestTypes),
        key("enabled", Type::Bool, "Whether this context runs.")
            .left_out("It does not run: under a `test_type`, left out means `false`.")
            .such_as("true"),
        key(
            "config_file",
            Type::Text,
            "JSON file of k6 options for this context alone; its top-level keys replace those of the test's `config_file`.",
        )
        .left_out("The options of the test.")
        .such_as("options/at22.json"),
    ],
};

pub static TEST_RUN: Level = Level {
    name: "test_run",
    keys: &[
        key("name", Type::Text, "The run's name in dashboards, k6's tag `test_name`.")
            .left_out("The script's file name without its ending, with `-` for `_`.")
            .such_as("list-orders"),
        key(
            "id",
            Type::Text,
            "Tells runs apart: k6's tag `testid`, and part of the ConfigMap's name. No two runs may share one.",
        )
        .left_out("The environment and the script's file name, and for some test types an ending.")
        .such_as("at22-list-orders"),
        key("parallelism", Type::Integer, "How many runner pods share the load: 1 or more.")
            .left_out("`1`: one pod makes all of it.")
            .such_as("2"),
        key("resources", Type::Object(&RESOURCES), "What each runner pod asks of its node.")
            .left_out("The requests of the test type."),
        key("env", Type::List(&ENV), "Environment variables of the script, read with `__ENV.NAME`.")
            .left_out("No variables but the platform's own.")
            .such_as("[{name: API_VERSION, value: v1}]"),
        key("secrets", Type::Texts, "Names of Secrets in the namespace; each of their keys becomes a variable.")
            .left_out("No secrets of the team's own.")
            .such_as("[my-credentials]"),
    ],
};

pub static RESOURCES: Level = Level {
    name: "resources",
    keys: &[key("requests", Type::Object(&REQUESTS), "What a runner pod is sure to get.")
        .left_out("The requests of the test type.")],
};

pub static REQUESTS: Level = Level {
    name: "requests",
    keys: &[
        key("cpu", Type::Text, "Processors for each runner pod: `2`, or `250m` for a quarter of one.")
            .left_out("The request of the test type.")
            .such_as("500m"),
        key("memory", Type::Text, "Memory for each runner pod: `200Mi`, `4Gi`.")
            .left_out("The request of the test type.")
            .such_as("1Gi"),
    ],
};

pub static ENV: Level = Level {
    name: "env[]",
    keys: &[
        required("name", Type::Text, "Name of the variable: letters, digits and `_`, no digit first.")
            .such_as("API_VERSION"),
        required("value", Type::Text, "Its value, kept as written: `1.0` stays `1.0`. Write `\"\"` for an empty one.")
            .such_as("v1"),
    ],
};

pub static LEVELS: [&Level; 8] = [&ROOT, &TEST, &CONTEXT, &TEST_TYPE, &TEST_RUN, &RESOURCES, &REQUESTS, &ENV];

/// No two have one name.
impl PartialEq for Level {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Level {}

impl Level {
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|k| k.name == name)
    }
}

/// The level of the mapping at `path`, or of the items of the list there.
pub fn level_at(path: &Path) -> Option<&'static Level> {
    path.steps().iter().try_fold(&ROOT, |level, step| match step {
        Step::Item(_) => Some(level),
        Step::Key(key) => match level.key(key)?.is {
            Type::Object(inner) | Type::List(inner) => Some(inner),
            _ => None,
        },
    })
}

/// Where a key `name` of the object at `path` belongs, if there is one place
/// only: in an object around that one, or in one inside of it.
pub fn home_of(path: &Path, name: &str) -> Option<Path> {
    let mut homes = Vec::new();
    let mut around = path.parent();
    while let Some(here) = around {
        let is_object = !matches!(level_list(&here), Some(true));
        if is_object && level_at(&here).is_some_and(|level| level.key(name).is_some()) {
            homes.push(here.key(name.to_owned()));
        }
        around = here.parent();
    }
    inside(path, level_at(path)?, name, &mut homes);
    if homes.len() == 1 { homes.pop() } else { None }
}

/// Whether `path` is a list of objects rather than an object.
fn level_list(path: &Path) -> Option<bool> {
    let (holder, Step::Key(key)) = path.split_last()? else { return Some(false) };
    Some(matches!(level_at(&holder)?.key(key)?.is, Type::List(_)))
}

fn inside(path: &Path, level: &Level, name: &str, homes: &mut Vec<Path>) {
    for key in level.keys {
        if let Type::Object(inner) = key.is {
            if inner.key(name).is_some() {
                homes.push(path.key(key.name).key(name.to_owned()));
            }
            inside(&path.key(key.name), inner, name, homes);
        }
    }
}

/// The levels other than `here` that have a key `name`.
pub fn levels_with(name: &str, here: &Level) -> Vec<&'static Level> {
    LEVELS.into_iter().filter(|level| level.key(name).is_some() && *level != here).collect()
}
