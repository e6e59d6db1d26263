//! Saving a document as a file: where it came from, or as a download.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{
    Store, Tone,
    draft::{self, Draft},
    opening::extension,
};
use crate::browser::{documents, download};

impl Store {
    pub(super) fn save_file(self) {
        let id = self.id.get_untracked();
        let draft = self.draft.get_untracked();
        let content = draft.content();
        let Draft { file_name, text, .. } = draft;
        spawn_local(async move {
            let file = json!({ "id": id, "name": file_name, "text": content });
            let answer = documents::ask("save", &file).await.ok().flatten().unwrap_or_default();
            let name = match answer.strip_prefix('=') {
                Some(name) => {
                    self.tell(Tone::Info, format!("`{name}` is saved"), false);
                    name
                }
                None if answer == "changed" => {
                    let why = format!(
                        "the file `{file_name}` has been changed since by another program: save once more to write over it"
                    );
                    return self.tell(Tone::Problem, why, false);
                }
                None if answer == "cancelled" => return,
                None => {
                    download::save(&file_name, mime(&file_name), &content);
                    self.tell(Tone::Info, format!("`{file_name}` is saved to your downloads"), false);
                    &file_name
                }
            };
            self.is_saved_as(&id, name, &text);
        });
    }

    fn is_saved_as(self, id: &str, name: &str, text: &str) {
        let is_open = self.id.with_untracked(|open| open == id);
        // The person may have gone on to another one meanwhile.
        let draft = if is_open { Some(self.draft.get_untracked()) } else { Draft::read(id) };
        let Some(mut draft) = draft else { return };
        draft.saved = Some(draft::fingerprint(text));
        if draft.file_name != name {
            draft.file_name = self.free_name(name);
        }
        if is_open {
            self.draft.set(draft);
            self.changed();
        } else {
            let _ = draft.save(id);
        }
    }
}

fn mime(name: &str) -> &'static str {
    if extension(name) == "json" { "application/json" } else { "application/yaml" }
}
