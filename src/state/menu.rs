//! The menu of documents and what is asked in dialogs: the page says what about,
//! a module that comes later asks.

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{Action, Store, Tone, draft::Draft, history::Source};
use crate::browser::documents;

impl Store {
    /// Shows the menu of documents, and does what is chosen in it.
    pub(super) fn document_menu(self) {
        let (all, broken) = self.documents();
        let open = self.id.get_untracked();
        let entries: Vec<Value> = all.iter().map(|(id, draft)| entry(id, draft, *id == open)).collect();
        spawn_local(async move {
            match self.ask_person("menu", json!({ "documents": entries, "broken": broken })).await.as_deref() {
                Some("new") => self.dispatch(Action::New),
                Some("open") => self.dispatch(Action::PickDocuments),
                Some("duplicate") => self.duplicate(),
                Some("rename") => self.ask_name(),
                Some("versions") => self.show_versions(),
                Some("save") => self.save_file(),
                Some("close") => self.close(),
                Some(id) => self.switch_to(id),
                None => {}
            }
        });
    }

    /// What the person decides; says so when there is nothing to ask with.
    pub(super) async fn ask_person(self, what: &str, about: Value) -> Option<String> {
        documents::ask(what, &about).await.unwrap_or_else(|documents::Missing| {
            self.tell_missing();
            None
        })
    }

    pub(super) fn tell_missing(self) {
        self.tell(Tone::Problem, "a part of this page could not be loaded: reload it".into(), false);
    }

    fn ask_name(self) {
        let name = self.draft.with_untracked(|draft| draft.file_name.clone());
        let default = self.form.with_untracked(|form| form.default_test_type.clone());
        spawn_local(async move {
            if let Some(wanted) = self.ask_person("rename", json!({ "name": name, "type": default })).await {
                self.rename(&wanted, Source::Whole);
            }
        });
    }
}

fn entry(id: &str, draft: &Draft, open: bool) -> Value {
    json!({
        "id": id,
        "name": draft.file_name,
        "namespace": draft.namespace,
        "changed": draft.changed_ms,
        "errors": draft.errors,
        "warnings": draft.warnings,
        "blank": draft.is_blank(),
        "saved": draft.is_saved(),
        "open": open,
    })
}
