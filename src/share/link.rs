//! The link to what is open, made anew as that changes.

use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};

use super::content::{OVERLAY, Shared};
use crate::{
    browser::{http, page, share},
    protocol::SEALED,
    route::use_place,
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
    /// Whether there is too much for one.
    pub(super) is_too_large: RwSignal<bool>,
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
        let link = Self {
            along: RwSignal::default(),
            content: RwSignal::new(None),
            is_too_large: RwSignal::new(false),
            short: RwSignal::new(Short::None),
        };
        let left = use_place().before();
        let shared = memo(move || shared(store, link.along.get(), &left));
        Effect::new(move |_| {
            let made = shared.get();
            link.short.set(Short::None);
            spawn_local(async move {
                let json = serde_json::to_string(&made).unwrap_or_default();
                let content = share::encode(&json).await.ok();
                // Meanwhile it may be another one.
                if shared.try_with_untracked(|now| *now == made) == Some(true) {
                    link.is_too_large.set(content.is_none());
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

/// What a link opens with: what was looked at before, where that shows the
/// document; else Preview, if there is something to see.
fn view(store: Store, left: &str) -> String {
    if ["/preview", "/scripts"].iter().any(|screen| left.starts_with(screen)) {
        left.to_owned()
    } else if store.runs().with(Vec::is_empty) {
        String::new()
    } else {
        "/preview".to_owned()
    }
}

/// The files of the page that are the open document's: others have theirs
/// beside them.
pub(super) struct Belongs {
    /// Paths that it names, or that its scripts use.
    files: BTreeSet<String>,
    namespace: String,
    /// Secrets that its runs name.
    secrets: BTreeSet<String>,
}

impl Belongs {
    /// Follows the document.
    pub(super) fn to(store: Store) -> Self {
        let namespace = store.form().with(|form| form.namespace.given.clone().unwrap_or_default());
        store.analysis().with(|analysis| {
            let named = analysis.files.iter().map(|file| file.path.clone());
            let used = analysis.used.iter().map(|(path, _)| path.clone());
            let secrets = analysis.secrets.iter().map(|secret| secret.name.clone());
            Self { files: named.chain(used).collect(), namespace, secrets: secrets.collect() }
        })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        match path.strip_prefix(SEALED).and_then(|sealed| sealed.split_once('/')) {
            Some((namespace, name)) => {
                namespace == self.namespace && self.secrets.contains(name.trim_end_matches(".yaml"))
            }
            None => path == OVERLAY || self.files.contains(path),
        }
    }
}

/// The open document as a link holds it.
fn shared(store: Store, along: Along, left: &str) -> Shared {
    let mut shared = Shared {
        name: store.file_name().get(),
        text: store.text().get(),
        arguments: store.arguments().get(),
        git_ref: store.git_ref().get(),
        profile: store.profile().with(|profile| profile.name.clone()),
        view: view(store, left),
        ..Shared::default()
    };
    let belongs = Belongs::to(store);
    let wanted = |path: &str| {
        let goes_along = if path.starts_with(SEALED) { along.sealed } else { along.scripts || path == OVERLAY };
        goes_along && belongs.has(path)
    };
    store.kept_files().with(|files| {
        for (path, file) in files.iter().filter(|(path, _)| wanted(path)) {
            shared.add(path, &file.bytes);
        }
    });
    shared
}
