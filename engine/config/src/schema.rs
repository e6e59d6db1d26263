//! The format's keys: one table that reading, checks and help share.
//!
//! Source of the rule: the platform's config file format.

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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub name: &'static str,
    pub is: Type,
    pub required: bool,
    /// What it means, for people who write it.
    pub about: &'static str,
}

/// One mapping of the format.
#[derive(Debug, PartialEq, Eq)]
pub struct Level {
    /// How messages call it: `contexts[]`.
    pub name: &'static str,
    pub keys: &'static [Key],
}

const fn key(name: &'static str, is: Type, about: &'static str) -> Key {
    Key { name, is, required: false, about }
}

const fn required(name: &'static str, is: Type, about: &'static str) -> Key {
    Key { name, is, required: true, about }
}

pub static ROOT: Level = Level {
    name: "the top of the file",
    keys: &[
        required("namespace", Type::Text, "The team's Kubernetes namespace."),
        key("base_dir", Type::Text, "Folder that the files below are relative to."),
        required("test_definitions", Type::List(&TEST), "The tests."),
    ],
};

pub static TEST: Level = Level {
    name: "test_definitions[]",
    keys: &[
        required("test_file", Type::Text, "The k6 script: a .js or .ts file."),
        key("test_scope", Type::Text, "Groups tests; the script's folder when left out."),
        key("config_file", Type::Text, "JSON file of k6 options for every context of this test."),
        key("env_file", Type::Text, "KEY=VALUE lines given to every context of this test."),
        required("contexts", Type::List(&CONTEXT), "Where and how it runs: one entry is one run."),
    ],
};

pub static CONTEXT: Level = Level {
    name: "contexts[]",
    keys: &[
        required("environment", Type::Text, "What the test runs against."),
        key("node_type", Type::Text, "The nodes it runs on."),
        key("test_type", Type::Object(&TEST_TYPE), "What kind of load; from the file's name when left out."),
        key("test_run", Type::Object(&TEST_RUN), "Name, size, variables and secrets of the run."),
    ],
};

pub static TEST_TYPE: Level = Level {
    name: "test_type",
    keys: &[
        required("type", Type::Text, "functional, smoke, soak, spike, breakpoint, browser or custom."),
        key("enabled", Type::Bool, "Whether it runs; left out means no."),
        key("config_file", Type::Text, "JSON file of k6 options for this context."),
    ],
};

pub static TEST_RUN: Level = Level {
    name: "test_run",
    keys: &[
        key("name", Type::Text, "Shown in dashboards; the script's name when left out."),
        key("id", Type::Text, "Tells runs apart; environment and script when left out."),
        key("parallelism", Type::Integer, "How many runner pods share the load."),
        key("resources", Type::Object(&RESOURCES), "What each runner asks for."),
        key("env", Type::List(&ENV), "Environment variables of the script."),
        key("secrets", Type::Texts, "Names of Secrets whose keys become variables."),
    ],
};

pub static RESOURCES: Level =
    Level { name: "resources", keys: &[key("requests", Type::Object(&REQUESTS), "The least a runner must get.")] };

pub static REQUESTS: Level = Level {
    name: "requests",
    keys: &[
        key("cpu", Type::Text, "Processors: 250m is a quarter of one."),
        key("memory", Type::Text, "Memory: 200Mi, 4Gi."),
    ],
};

pub static ENV: Level = Level {
    name: "env[]",
    keys: &[
        required("name", Type::Text, "Name of the variable."),
        required("value", Type::Text, "Its value; \"\" for empty."),
    ],
};

pub static LEVELS: [&Level; 8] = [&ROOT, &TEST, &CONTEXT, &TEST_TYPE, &TEST_RUN, &RESOURCES, &REQUESTS, &ENV];

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
    LEVELS.into_iter().filter(|level| *level != here && level.key(name).is_some()).collect()
}
