//! The link to what is open, made anew as that changes.

use leptos::{prelude::*, task::spawn_local};

use super::content::{OVERLAY, Shared};
use crate::{
    browser::{http, page, share},
    protocol::SEALED,
    state::{Store, memo},
};

/// From here on something on the way may cut a link.
pub(super) const LONG: usize = 8_000;

/// What goes along with the configuration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Along {
    pub(super) scripts: bool,
    pub(super) sealed: bool,
}

/// What the link is made of, and the link.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) along: RwSignal<Along>,
    /// What the link holds, once it is made.
    pub(super) content: RwSignal<Option<String>>,
    pub(super) short: RwSignal<Short>,
}

/// A short link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Short {
    None,
    Asking,
    Made(String),
    Failed(String),
}

impl Link {
    pub(super) fn new(store: Store) -> Self {
        let link = Self { along: RwSignal::default(), content: RwSignal::new(None), short: RwSignal::new(Short::None) };
        let shared = memo(move || shared(store, link.along.get()));
        Effect::new(move |_| {
            let json = shared.with(|shared| serde_json::to_string(shared).unwrap_or_default());
            link.short.set(Short::None);
            spawn_local(async move {
                let content = share::encode(&json).await.ok();
                // Meanwhile it may be another one.
                let is_now = shared.try_with_untracked(|now| serde_json::to_string(now).is_ok_and(|now| now == json));
                if is_now == Some(true) {
                    link.content.set(content);
                }
            });
        });
        link
    }

    /// The whole address.
    pub(super) fn address(self) -> Option<String> {
        self.content.with(|content| content.as_ref().map(|content| format!("{}#s={content}", page::base_url())))
    }

    /// Lets the server keep it for a while.
    pub(super) fn shorten(self) {
        let Some(content) = self.content.get_untracked() else { return };
        self.short.set(Short::Asking);
        let body = serde_json::json!({ "content": content }).to_string();
        spawn_local(async move {
            let short = match http::call("POST", "api/v1/links", Some(&body)).await {
                Ok(answer) => {
                    let said = answer.json().unwrap_or_default();
                    let word = |key: &str| said.get(key).and_then(|word| word.as_str()).map(str::to_owned);
                    match word("id").filter(|_| answer.is_success()) {
                        Some(id) => Short::Made(format!("{}#l={id}", page::base_url())),
                        None => Short::Failed(word("detail").unwrap_or_else(|| "the server keeps no links".to_owned())),
                    }
                }
                Err(http::Unreachable) => Short::Failed("the server does not answer".to_owned()),
            };
            // It may be another one by now.
            if self.content.get_untracked().as_ref() == Some(&content) {
                self.short.set(short);
            }
        });
    }
}

/// The open document as a link holds it.
fn shared(store: Store, along: Along) -> Shared {
    let mut shared = Shared {
        name: store.file_name().get(),
        text: store.text().get(),
        arguments: store.arguments().get(),
        profile: store.profile().with(|profile| profile.name.clone()),
        view: match store.runs().with(|runs| runs.first().map(|run| run.id.clone())) {
            Some(_) => "/preview".to_owned(),
            None => String::new(),
        },
        ..Shared::default()
    };
    let wanted = |path: &str| match path.strip_prefix(SEALED) {
        Some(_) => along.sealed,
        None => along.scripts || path == OVERLAY,
    };
    store.kept_files().with(|files| {
        for (path, file) in files.iter().filter(|(path, _)| wanted(path)) {
            shared.add(path, &file.bytes);
        }
    });
    shared
}
