//! Every edit that a document offers.

use k6cfg_config::Path;
use k6cfg_config::edit::{Edit, Value as Written};
use serde_yaml::Value;

use crate::meaning;

const LISTS: [&str; 2] = ["test_run.env", "test_run.secrets"];

/// One edit of each kind at each place.
pub(crate) fn of(root: &Value) -> Vec<Edit> {
    let mut script = Script { root, edits: Vec::new() };
    script.keys(&Path::root(), &["namespace", "base_dir"]);
    let tests = Path::root().key("test_definitions");
    script.list(&tests, &test());
    for test in script.items(&tests) {
        script.keys(&test, &["test_file", "test_scope", "config_file", "env_file"]);
        script.relocate(&Path::root(), "base_dir", &test, "base_dir");
        script.relocate(&test, "test_scope", &Path::root(), "test_scope");
        script.relocate(&test, "config_file", &Path::context(0, 0).key("test_type"), "config_file");
        script.rename(&test, &["test_file", "test_scope", "contexts"]);
        let contexts = test.key("contexts");
        script.list(&contexts, &Written::Map(vec![("environment".to_owned(), Written::text("prod"))]));
        for context in script.items(&contexts) {
            script.context(&context);
        }
    }
    script.edits
}

fn test() -> Written {
    let context = Written::Map(vec![("environment".to_owned(), Written::text("at22"))]);
    Written::Map(vec![
        ("test_file".to_owned(), Written::text("new/t.js")),
        ("contexts".to_owned(), Written::List(vec![context])),
    ])
}

struct Script<'v> {
    root: &'v Value,
    edits: Vec<Edit>,
}

impl Script<'_> {
    fn context(&mut self, at: &Path) {
        self.keys(at, &["environment", "node_type"]);
        self.keys(&at.key("test_type"), &["type", "enabled", "config_file"]);
        self.keys(&at.key("test_run"), &["name", "id", "parallelism"]);
        self.keys(&at.key("test_run").key("resources").key("requests"), &["cpu", "memory"]);
        let run = at.key("test_run");
        for key in ["node_type", "test_type"] {
            self.relocate(at, key, &run, key);
        }
        for key in ["env", "secrets", "resources"] {
            self.relocate(&run, key, at, key);
        }
        self.relocate(&at.key("test_type"), "type", &run, "name");
        self.rename(at, &["environment", "node_type", "test_type", "test_run"]);
        self.rename(&run, &["env", "secrets", "resources"]);
        for key in ["environment", "node_type", "test_type", "test_run"] {
            self.enlist(&at.key(key));
        }
        for (list, new) in LISTS.into_iter().zip([variable(), Written::text("new-secret")]) {
            let list = list.split('.').fold(at.clone(), |path, key| path.key(key));
            self.list(&list, &new);
            for item in self.items(&list) {
                if meaning::get(self.root, &item).is_some_and(Value::is_mapping) {
                    self.keys(&item, &["name", "value"]);
                } else {
                    self.set(&item);
                }
            }
        }
    }

    fn items(&self, list: &Path) -> Vec<Path> {
        let count = meaning::get(self.root, list).and_then(Value::as_sequence).map_or(0, Vec::len);
        (0..count).map(|index| list.item(index)).collect()
    }

    fn keys(&mut self, at: &Path, keys: &[&'static str]) {
        for key in keys {
            let path = at.key(*key);
            self.set(&path);
            self.edits.push(Edit::Clear { path });
        }
    }

    fn set(&mut self, path: &Path) {
        for value in ["changed", "yes", "a: b #c", "", "it's \"so\"", "æ 𝄞"] {
            self.edits.push(Edit::Set { path: path.clone(), value: Written::text(value) });
        }
        self.edits.push(Edit::Set { path: path.clone(), value: Written::Int(7) });
        self.edits.push(Edit::Set { path: path.clone(), value: Written::Bool(true) });
    }

    fn is_there(&self, path: &Path) -> bool {
        meaning::get(self.root, path).is_some()
    }

    fn relocate(&mut self, from: &Path, key: &'static str, to: &Path, other: &'static str) {
        let (from, to) = (from.key(key), to.key(other));
        if self.is_there(&from) && !self.is_there(&to) {
            self.edits.push(Edit::Relocate { from, to });
        }
    }

    fn rename(&mut self, at: &Path, keys: &[&'static str]) {
        for path in keys.iter().map(|key| at.key(*key)) {
            if !self.is_there(&path) {
                continue;
            }
            for key in ["other", "a b", "yes"] {
                self.edits.push(Edit::Rename { path: path.clone(), key: key.to_owned() });
            }
        }
    }

    fn enlist(&mut self, path: &Path) {
        if self.is_there(path) {
            self.edits.push(Edit::Enlist { path: path.clone() });
        }
    }

    fn list(&mut self, list: &Path, new: &Written) {
        let items = self.items(list);
        for index in 0..=items.len() {
            self.edits.push(Edit::Insert { list: list.clone(), index, value: new.clone() });
        }
        for path in &items {
            self.edits.push(Edit::Remove { path: path.clone() });
            self.edits.push(Edit::Duplicate { path: path.clone() });
            self.edits.extend((0..items.len()).map(|to| Edit::Move { path: path.clone(), to }));
        }
    }
}

fn variable() -> Written {
    Written::Map(vec![("name".to_owned(), Written::text("NEW")), ("value".to_owned(), Written::text("1"))])
}
