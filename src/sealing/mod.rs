//! Secrets that are being typed, and the way to seal them.
//!
//! They have an owner of their own, beside the store: nothing that keeps,
//! shares or sends the document can reach them. Values are in memory alone and
//! wiped when they are dropped. Start at [`Sealing`].

mod certificates;
mod draft;
mod importing;
mod link;
mod sealed;
#[path = "../sealer/task.rs"]
#[allow(dead_code, reason = "the worker uses the rest")]
pub(crate) mod task;
mod work;

use std::cell::OnceCell;

use leptos::prelude::*;

pub(crate) use self::{
    certificates::{Certificates, Named, Origin},
    draft::{Draft, Moved, Row},
    sealed::{Contexts, environments, indices, pattern},
    work::Stage,
};
use self::{link::Link, task::Refused};
use crate::{browser::page, state::Store};

/// All of it, as signals; copied freely.
#[derive(Clone, Copy)]
pub(crate) struct Sealing {
    store: StoredValue<Store>,
    /// That of the config file.
    namespace: Memo<String>,
    link: StoredValue<Link, LocalStorage>,
    certificates: RwSignal<Certificates>,
    draft: RwSignal<Draft>,
    stage: RwSignal<Stage>,
    /// Why the last import did not work, or what it left behind.
    import: RwSignal<Option<Refused>>,
}

thread_local! {
    /// With who owns its signals: no screen does, so that they outlive each.
    static OF_THIS_TAB: OnceCell<(Owner, Sealing)> = const { OnceCell::new() };
}

impl Sealing {
    /// What is typed stays while other screens are looked at.
    pub(crate) fn of_this_tab(store: Store) -> Self {
        OF_THIS_TAB.with(|kept| {
            let begin = || {
                let screen = Owner::current();
                let owner = Owner::new_root(None);
                let sealing = owner.with(|| Self::new(store));
                // A new root takes the place of the owner that was.
                if let Some(screen) = screen {
                    screen.set();
                }
                (owner, sealing)
            };
            kept.get_or_init(begin).1
        })
    }

    fn new(store: Store) -> Self {
        let sealing = Self {
            store: StoredValue::new(store),
            namespace: store.namespace(),
            link: StoredValue::new_local(Link::default()),
            certificates: RwSignal::default(),
            draft: RwSignal::default(),
            stage: RwSignal::new(Stage::Idle),
            import: RwSignal::default(),
        };
        sealing.restore_certificates();
        page::ask_before_leaving_while(move || sealing.draft.with_untracked(Draft::holds_values));
        sealing
    }

    fn store(self) -> Store {
        self.store.get_value()
    }

    pub(crate) fn draft(self) -> Signal<Draft> {
        self.draft.into()
    }

    pub(crate) fn stage(self) -> Signal<Stage> {
        self.stage.into()
    }

    pub(crate) fn certificates(self) -> Signal<Certificates> {
        self.certificates.into()
    }

    pub(crate) fn import_problem(self) -> Signal<Option<Refused>> {
        self.import.into()
    }
}
