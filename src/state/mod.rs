//! The one owner of state. Screens read slices of the [`Store`] and send
//! [`Action`]s through [`use_dispatch`]; nothing else writes.
//!
//! Start reading at [`Store`], then `dispatch`, which says what each action does.

pub(crate) mod action;
mod caret;
pub(crate) mod change;
mod dispatch;
mod documents;
mod draft;
mod engine;
mod files;
mod folder;
mod history;
mod keeping;
mod lane;
mod menu;
mod objects;
mod opening;
pub(crate) mod outcome;
pub(crate) mod outline;
mod patch;
mod profile;
mod rare;
mod read;
pub(crate) mod rows;
mod saving;
mod server;
mod slice;
mod submit;
mod tests;
mod who;

use std::{collections::BTreeMap, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

pub(crate) use self::{
    action::Action,
    draft::new_document,
    engine::Health,
    files::KeptFile,
    folder::Folder,
    objects::Objects,
    profile::PlatformFrom,
    read::memo,
    server::{Applied, Listing, Opened, Scope, Server},
    slice::{Context, Test},
    submit::{Finding, Foretold, Submission, Submitted, foretell, live_files},
    tests::{Shown, look_at},
    who::{Who, access, namespaces},
};
use self::{
    caret::Places,
    dispatch::TypedField,
    documents::Documents,
    draft::{Draft, Stamp},
    engine::Engine,
    folder::FolderReading,
    history::History,
    lane::Lane,
    outline::Selection,
    rows::Rows,
    tests::Looked,
};
use crate::{
    browser::{clock, server::Stop, storage::NotKept},
    protocol::{Analysis, Form, Platform, ProfileFacts},
    share,
};

/// All state of the page, as signals. Copied freely; it is only handles.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    /// The open document: which one, and what it says.
    id: RwSignal<String>,
    draft: RwSignal<Draft>,
    documents: StoredValue<Documents>,
    /// Another tab wrote in it since this one did.
    conflict: RwSignal<bool>,
    stamp: RwSignal<Stamp>,
    /// Counts changes of anything that the engine reads.
    revision: RwSignal<u32>,
    /// The revision that last brought, took or moved rows of the form.
    moved: StoredValue<u32>,
    history: RwSignal<History>,
    field: StoredValue<Option<TypedField>>,
    not_kept: RwSignal<Option<NotKept>>,

    engine: StoredValue<Option<Engine>, LocalStorage>,
    health: RwSignal<Health>,
    platform: RwSignal<Platform>,
    profile: RwSignal<(ProfileFacts, PlatformFrom)>,
    analysis: RwSignal<Arc<Analysis>>,
    analysing: StoredValue<Lane>,
    /// The last reading that made a form, and which row of it is which.
    form: Memo<Arc<Form>>,
    rows: Memo<Rows>,
    current: Memo<bool>,
    live: Memo<bool>,
    /// Contexts that the outline has selected.
    selection: RwSignal<Selection>,

    files: RwSignal<BTreeMap<String, KeptFile>>,
    files_restored: RwSignal<bool>,

    selected_run: RwSignal<Option<String>>,
    objects: RwSignal<Objects>,
    showing: StoredValue<Lane>,

    /// The folder that this browser remembers.
    folder: RwSignal<Option<Folder>>,
    folder_reading: StoredValue<FolderReading>,

    /// Runs that are looked at, and what they will do.
    looked_at: RwSignal<BTreeMap<String, Looked>>,
    /// How many scripts are still to be read.
    scripts_waiting: RwSignal<usize>,

    server: RwSignal<Server>,
    who: RwSignal<Who>,
    /// What ends the sign-in that is under way, and the watching of runs.
    signing_in: StoredValue<Option<Stop>, LocalStorage>,
    watching: StoredValue<Option<Stop>, LocalStorage>,
    submission: RwSignal<Submission>,
    listing: RwSignal<Listing>,
    scope: RwSignal<Scope>,
    opened: RwSignal<Option<Opened>>,

    pane: RwSignal<Pane>,
    notice: RwSignal<Option<Notice>>,
    /// Range to show in the editor, and a count that makes each wish new.
    reveal: RwSignal<Option<(usize, usize, u32)>>,
    /// The path whose field takes the focus once it is on the screen.
    awaited_focus: RwSignal<Option<String>>,
    places: StoredValue<Places>,
}

/// What fills a narrow screen on Configure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    Form,
    Text,
    Problems,
}

/// A short message about something that just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) tone: Tone,
    pub(crate) can_undo: bool,
    /// What can be undone is the closing of a document.
    reopens: bool,
    number: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Info,
    Problem,
}

impl Store {
    /// Makes the store, restores what was there, and starts the engine.
    pub(crate) fn provide() -> Self {
        let analysis = RwSignal::new(Arc::new(Analysis::default()));
        let form = Memo::new(move |before: Option<&Arc<Form>>| {
            analysis.with(|analysis| match (&analysis.form, before) {
                (Some(form), _) => Arc::clone(form),
                (None, Some(before)) => Arc::clone(before),
                (None, None) => Arc::default(),
            })
        });
        let rows = Memo::new(move |before: Option<&Rows>| form.with(|form| Rows::follow(before, form)));
        let revision = RwSignal::new(1);
        let (id, draft, broken) = match share::shared() {
            Some(shared) => (draft::new_id(), Draft::shared(shared), false),
            None => documents::begin(),
        };
        let store = Self {
            id: RwSignal::new(id),
            draft: RwSignal::new(draft),
            documents: StoredValue::default(),
            conflict: RwSignal::new(false),
            stamp: RwSignal::new(Stamp::now()),
            revision,
            moved: StoredValue::new(1),
            history: RwSignal::default(),
            field: StoredValue::default(),
            not_kept: RwSignal::new(None),
            engine: StoredValue::new_local(None),
            health: RwSignal::new(Health::Starting),
            platform: RwSignal::default(),
            profile: RwSignal::default(),
            analysis,
            analysing: StoredValue::default(),
            form,
            rows,
            current: Memo::new(move |_| analysis.with(|analysis| analysis.revision) == revision.get()),
            live: Memo::new(move |_| analysis.with(|analysis| analysis.form.is_some())),
            selection: RwSignal::default(),
            files: RwSignal::default(),
            files_restored: RwSignal::new(false),
            selected_run: RwSignal::default(),
            objects: RwSignal::new(Objects::None),
            showing: StoredValue::default(),
            folder: RwSignal::default(),
            folder_reading: StoredValue::default(),
            looked_at: RwSignal::default(),
            scripts_waiting: RwSignal::new(0),
            server: RwSignal::new(Server::Asking),
            who: RwSignal::new(Who::Unknown),
            signing_in: StoredValue::new_local(None),
            watching: StoredValue::new_local(None),
            submission: RwSignal::new(Submission::Idle),
            listing: RwSignal::new(Listing::Unread),
            scope: RwSignal::new(Scope::Namespace),
            opened: RwSignal::default(),
            pane: RwSignal::new(Pane::Form),
            notice: RwSignal::default(),
            reveal: RwSignal::default(),
            awaited_focus: RwSignal::default(),
            places: StoredValue::new(Places::default()),
        };
        provide_context(store);
        store.begin(broken);
        store
    }

    /// What the page need not wait for, step by step: each is a task of its own.
    fn begin(self, broken: bool) {
        let owner = Owner::current();
        spawn_local(async move {
            clock::turn().await;
            self.start_engine();
            clock::turn().await;
            self.restore_files();
            self.watch_other_tabs();
            if broken {
                let why = "a kept document cannot be read; it stays in this browser as it is";
                self.tell(Tone::Problem, why.into(), false);
            }
            clock::turn().await;
            self.look_for_server();
            if let Some(owner) = owner {
                owner.with(|| self.watch_secrets());
            }
        });
    }
}

/// The store, from anywhere below [`Store::provide`].
#[expect(clippy::expect_used, reason = "the app provides it above every component")]
pub(crate) fn use_store() -> Store {
    use_context().expect("the store is provided")
}

/// The one way to change anything.
pub(crate) fn use_dispatch() -> impl Fn(Action) + Copy + Send + Sync + 'static {
    let store = use_store();
    move |action| store.dispatch(action)
}
