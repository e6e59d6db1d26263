//! What the objects were when they were last looked at, and last submitted.

use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    browser::{clock, looks},
    protocol::{Answer, Ask, Document, Listed},
    state::{Store, Submitted},
};

/// Objects as they were at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Look {
    pub(super) at_ms: u64,
    pub(super) objects: Vec<Before>,
}

/// One object as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    pub(super) key: String,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) shown: String,
}

impl From<Listed> for Before {
    fn from(Listed { key, kind, name, shown, .. }: Listed) -> Self {
        Self { key, kind, name, shown }
    }
}

impl Look {
    pub(super) fn now(objects: Vec<Listed>) -> Self {
        Self { at_ms: clock::now_ms(), objects: objects.into_iter().map(Before::from).collect() }
    }

    /// Where this browser keeps none, the next look has nothing to compare with.
    pub(super) fn keep(&self, kind: &'static str, document: String) {
        let Ok(json) = serde_json::to_string(self) else { return };
        spawn_local(async move {
            looks::keep(&format!("{kind} {document}"), &json).await;
        });
    }

    pub(super) async fn find(kind: &'static str, document: &str) -> Option<Self> {
        serde_json::from_str(&looks::find(&format!("{kind} {document}")).await?).ok()
    }
}

/// The last look at this document's objects, and its last submit.
#[derive(Clone, Copy)]
pub(super) struct Looks {
    pub(super) look: RwSignal<Option<Look>>,
    pub(super) submit: RwSignal<Option<Look>>,
}

/// Keeps what was submitted: the objects with these names, as the body of the
/// submit makes them.
pub(crate) fn keep_submit(store: Store, body: &str, submitted: &[Submitted]) {
    let sent: Value = serde_json::from_str(body).unwrap_or_default();
    let text = |pointer: &str| sent.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let document = Document {
        file_name: text("/config/name"),
        text: text("/config/text"),
        at_ms: sent.pointer("/context/at_ms").and_then(Value::as_u64).unwrap_or_default(),
        suffix: text("/context/suffix"),
        arguments: text("/context/arguments"),
        git_ref: text("/context/github/GITHUB_REF"),
        ..store.document()
    };
    let names: Vec<String> = submitted.iter().map(|object| format!("{} {}", object.kind, object.name)).collect();
    let runs = sent.pointer("/archives").and_then(Value::as_object);
    let runs = runs.into_iter().flat_map(|archives| archives.keys().cloned()).collect();
    let id = store.document_id().get_untracked();
    store.ask(Ask::Overview { document, runs }, move |answer| {
        let Some(Answer::Overview(runs)) = answer else { return };
        let objects = runs.into_iter().flat_map(|run| run.objects);
        let mut objects: Vec<Listed> =
            objects.filter(|object| names.contains(&format!("{} {}", object.kind, object.name))).collect();
        objects.sort_by(|a, b| a.key.cmp(&b.key));
        objects.dedup_by(|a, b| a.key == b.key);
        Look::now(objects).keep(SUBMIT, id);
    });
}

pub(super) const LOOK: &str = "look";
pub(super) const SUBMIT: &str = "submit";

impl Looks {
    pub(super) fn of(document: &str) -> Self {
        let looks = Self { look: RwSignal::new(None), submit: RwSignal::new(None) };
        let document = document.to_owned();
        spawn_local(async move {
            let (look, submit) = (Look::find(LOOK, &document).await, Look::find(SUBMIT, &document).await);
            looks.look.try_set(look);
            looks.submit.try_set(submit);
        });
        looks
    }
}
