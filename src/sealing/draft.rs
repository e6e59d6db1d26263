//! The Secret that is being typed.

use std::sync::Arc;

use k6cfg_seal::{Flaw, Look, Oddity, Scope, SecretType, Target, Trim, Value, check, look, trimmed};
use leptos::prelude::*;
use secrecy::ExposeSecret as _;

use crate::browser::clock;

use super::{
    Sealing,
    task::{Opened, Refused},
};

/// What was typed so far.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) scope: Scope,
    /// By its name in Kubernetes; empty for the usual one.
    pub(crate) secret_type: String,
    pub(crate) rows: Vec<Row>,
    /// A SealedSecret whose other keys stay; its name, namespace and scope count.
    pub(crate) into: Option<Opened>,
    /// That of the config file when the first value was typed.
    pub(super) namespace: String,
    next_id: u32,
}

/// One key and its value.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) id: u32,
    pub(crate) key: String,
    value: Arc<Value>,
    /// The file that the value came from; empty where it was typed.
    pub(crate) file: String,
    pub(crate) look: Look,
    pub(crate) moved_from: Option<Moved>,
}

/// The variable of the document that a value was moved from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moved {
    pub(crate) document: String,
    /// Of its entry.
    pub(crate) path: String,
    pub(crate) name: String,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        let told = |row: &Self| (row.id, row.key.clone(), row.file.clone(), row.look.clone());
        told(self) == told(other) && Arc::ptr_eq(&self.value, &other.value)
    }
}

impl Row {
    /// For the field that it is typed in, and for the worker.
    pub(super) fn bytes(&self) -> &[u8] {
        self.value.expose_secret()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    /// Changes with each other value.
    pub(crate) fn version(&self) -> usize {
        Arc::as_ptr(&self.value).cast::<()>().addr()
    }

    pub(super) fn sent(&self) -> (u32, Arc<Value>) {
        (self.id, Arc::clone(&self.value))
    }

    pub(super) fn is(&self, (id, value): &(u32, Arc<Value>)) -> bool {
        self.id == *id && Arc::ptr_eq(&self.value, value)
    }

    fn put(&mut self, value: Value) {
        self.look = look(&value);
        self.value = Arc::new(value);
    }
}

impl Draft {
    /// Whether anything would be lost.
    pub(crate) fn holds_values(&self) -> bool {
        self.rows.iter().any(|row| row.look.bytes > 0)
    }

    pub(crate) fn target(&self, namespace: &str) -> Target {
        match &self.into {
            Some(into) => Target {
                namespace: into.namespace.clone(),
                name: into.name.clone(),
                scope: into.scope.parse().unwrap_or_default(),
            },
            None => Target { namespace: namespace.to_owned(), name: self.name.clone(), scope: self.scope },
        }
    }

    /// Why it cannot be sealed.
    pub(crate) fn flaws(&self, namespace: &str) -> Vec<Flaw> {
        let values: Vec<(&str, &Value)> = self.rows.iter().map(|row| (row.key.as_str(), &*row.value)).collect();
        let kept: Vec<&str> = self.into.iter().flat_map(|into| &into.keys).map(String::as_str).collect();
        let kind = self.into.as_ref().map_or(&self.secret_type, |into| &into.secret_type);
        check(&self.target(namespace), &SecretType::from(kind.as_str()), &values, &kept)
    }

    /// Its id comes back.
    pub(super) fn add(&mut self, key: String, value: Value) -> u32 {
        let id = self.next_id;
        self.next_id += 1;
        let look = look(&value);
        // What is no text would not survive the field that it is shown in.
        let no_text = look.oddities.iter().any(|oddity| matches!(oddity, Oddity::Binary | Oddity::Utf16));
        let file = if no_text { format!("{key} (no text)") } else { String::new() };
        self.rows.push(Row { id, key, value: Arc::new(value), file, look, moved_from: None });
        id
    }

    fn row(&mut self, id: u32) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.id == id)
    }

    /// A first row, and those that the type needs; those of another type go
    /// while they are empty.
    fn complete(&mut self) {
        let kind = if self.into.is_some() { "" } else { self.secret_type.as_str() };
        let needed = SecretType::from(kind).keys();
        let of_types: Vec<&str> =
            SecretType::KNOWN.iter().flat_map(|(name, _)| SecretType::from(*name).keys()).copied().collect();
        self.rows.retain(|row| row.look.bytes > 0 || !(row.key.is_empty() || of_types.contains(&row.key.as_str())));
        for key in needed {
            if !self.rows.iter().any(|row| row.key == *key) {
                self.add((*key).to_owned(), Value::from(Vec::new()));
            }
        }
        if self.rows.is_empty() {
            self.add(String::new(), Value::from(Vec::new()));
        }
    }

    /// Nothing, but rows get other ids than they had.
    fn emptied(&self) -> Self {
        Self { next_id: self.next_id, ..Self::default() }
    }

    /// Without the values that were sealed; all of it where none is left.
    pub(super) fn without(&self, sent: &[(u32, Arc<Value>)]) -> Self {
        let mut left = self.clone();
        left.rows.retain(|row| !sent.iter().any(|sent| row.is(sent)));
        if left.holds_values() { left } else { self.emptied() }
    }
}

impl Sealing {
    pub(super) fn change(self, change: impl FnOnce(&mut Draft)) {
        let namespace = self.namespace.get_untracked();
        self.draft.update(|draft| {
            let before = draft.holds_values();
            change(draft);
            if !before {
                draft.namespace = namespace;
            }
        });
        self.settle();
    }

    pub(crate) fn set_name(self, name: String) {
        self.change(|draft| name.trim().clone_into(&mut draft.name));
    }

    pub(crate) fn set_scope(self, scope: Scope) {
        self.change(|draft| draft.scope = scope);
    }

    pub(crate) fn set_type(self, secret_type: String) {
        self.change(|draft| {
            draft.secret_type = secret_type;
            draft.complete();
        });
    }

    /// Begins with a name that runs wait for. What is typed for another stays
    /// what it is.
    pub(crate) fn begin(self, name: String) {
        let typing = self.draft.with_untracked(|draft| {
            let other = draft.into.as_ref().map_or(&draft.name, |into| &into.name);
            (draft.holds_values() && !other.is_empty() && *other != name).then(|| other.clone())
        });
        if let Some(other) = typing {
            return self.import.set(Some(Refused {
                message: format!("values for `{other}` are typed in already"),
                help: "seal or wipe them first".to_owned(),
            }));
        }
        self.change(|draft| {
            draft.into = None;
            draft.name = name;
            draft.complete();
        });
    }

    /// At least one row is there to type in.
    pub(crate) fn open(self) {
        clock::after(0, move || self.link.with_value(super::link::Link::start));
        if self.draft.with_untracked(|draft| draft.rows.is_empty()) {
            self.draft.update(Draft::complete);
        }
    }

    pub(crate) fn add_row(self) -> u32 {
        let mut id = 0;
        self.change(|draft| id = draft.add(String::new(), Value::from(Vec::new())));
        id
    }

    pub(crate) fn remove_row(self, id: u32) {
        self.change(|draft| {
            draft.rows.retain(|row| row.id != id);
            draft.complete();
        });
    }

    pub(crate) fn set_key(self, id: u32, key: String) {
        self.change(|draft| {
            if let Some(row) = draft.row(id) {
                key.trim().clone_into(&mut row.key);
            }
        });
    }

    pub(crate) fn set_value(self, id: u32, typed: String) {
        self.change(|draft| {
            if let Some(row) = draft.row(id) {
                row.file = String::new();
                row.put(Value::from(typed.into_bytes()));
            }
        });
    }

    /// The bytes of a file.
    pub(crate) fn set_file(self, id: u32, name: &str, bytes: Vec<u8>) {
        let name = name.rsplit('/').next().unwrap_or(name);
        self.change(|draft| {
            if let Some(row) = draft.row(id) {
                name.clone_into(&mut row.file);
                row.put(Value::from(bytes));
                if row.key.is_empty() && k6cfg_seal::key(name).is_ok() {
                    name.clone_into(&mut row.key);
                }
            }
        });
    }

    pub(crate) fn trim(self, id: u32, trim: Trim) {
        self.change(|draft| {
            if let Some(row) = draft.row(id) {
                let value = trimmed(&row.value, trim);
                row.put(value);
            }
        });
    }

    /// A plain variable of the document becomes a key.
    pub(crate) fn move_here(self, path: String, key: String, value: String) {
        let document = self.store().document_id().get_untracked();
        let moved = Some(Moved { document, path, name: key.clone() });
        self.change(|draft| {
            draft.rows.retain(|row| !row.key.is_empty() || row.look.bytes > 0);
            if !draft.rows.iter().any(|row| row.moved_from == moved) {
                let id = draft.add(key, Value::from(value.into_bytes()));
                if let Some(row) = draft.row(id) {
                    row.moved_from = moved;
                }
            }
        });
    }

    /// Adds keys to one that is sealed already.
    pub(crate) fn merge_into(self, opened: Opened) {
        self.change(|draft| {
            draft.into = Some(opened);
            draft.complete();
        });
    }

    pub(crate) fn stop_merging(self) {
        self.change(|draft| draft.into = None);
    }

    /// Wipes all that was typed.
    pub(crate) fn clear(self) {
        self.draft.update(|draft| *draft = draft.emptied());
        self.import.set(None);
        self.settle();
        self.link.with_value(super::link::Link::end);
        self.open();
    }
}
