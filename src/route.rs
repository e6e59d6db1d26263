//! Which screen the address means, and links between them.
//!
//! Six flat addresses need no more than this; a router library was a twentieth
//! of the first load.

use leptos::prelude::*;

use crate::browser::{http, location};

/// Where the person is.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// Below the page's base, with its first slash.
    path: RwSignal<String>,
    query: RwSignal<String>,
    /// The run that was chosen last on Scripts.
    run: StoredValue<Option<String>>,
    /// Path and query of the screen before this one.
    before: StoredValue<String>,
}

impl Place {
    pub(crate) fn provide() -> Self {
        let (path, query) = location::current();
        let place = Self {
            path: RwSignal::new(path),
            query: RwSignal::new(query),
            run: StoredValue::default(),
            before: StoredValue::default(),
        };
        provide_context(place);
        location::on_travel(move || place.read());
        place
    }

    /// The screen's name: the first part of the path.
    pub(crate) fn screen(self) -> Memo<String> {
        Memo::new(move |_| self.path.with(|path| path.trim_matches('/').to_owned()))
    }

    /// The value of `name` in the query.
    pub(crate) fn query(self, name: &'static str) -> Memo<Option<String>> {
        Memo::new(move |_| self.query.with(|query| location::in_query(query, name)))
    }

    /// The screen that was left for this one: path below the base, and query.
    pub(crate) fn before(self) -> String {
        self.before.get_value()
    }

    pub(crate) fn remember_run(self, id: String) {
        self.run.set_value(Some(id));
    }

    /// Who comes back without naming a run finds the one that was chosen last.
    pub(crate) fn recall_run(self) {
        let named = self.query.with_untracked(|query| location::in_query(query, "run"));
        match (named, self.run.get_value()) {
            (Some(named), _) => self.remember_run(named),
            (None, Some(last)) => self.go(&format!("/scripts?run={}", http::segment(&last)), true),
            (None, None) => {}
        }
    }

    /// Goes to a path below the base; `replace` leaves no step to go back to.
    pub(crate) fn go(self, to: &str, replace: bool) {
        location::go(to, replace);
        self.read();
    }

    fn read(self) {
        let (path, query) = location::current();
        let (left, left_query) = (self.path.get_untracked(), self.query.get_untracked());
        self.query.set(query);
        if left != path {
            let query = if left_query.is_empty() { String::new() } else { format!("?{left_query}") };
            self.before.set_value(format!("{left}{query}"));
            self.path.set(path);
        }
    }
}

/// # Panics
/// Never: a page without a place reads its own.
pub(crate) fn use_place() -> Place {
    use_context().unwrap_or_else(Place::provide)
}

/// A link to a screen, marked when that is the one on screen.
#[component]
pub(crate) fn A(#[prop(into)] href: Signal<String>, children: Children) -> impl IntoView {
    let place = use_place();
    let here = Memo::new(move |_| {
        let to = href.get();
        let to = to.split('?').next().unwrap_or_default().to_owned();
        place.path.with(|path| *path == to)
    });
    let address = move || format!("{}{}", crate::browser::page::base_path(), href.get());
    view! {
        <a
            href=address
            aria-current=move || here.get().then_some("page")
            on:click=move |event| {
                if location::is_plain(&event) {
                    event.prevent_default();
                    place.go(&href.get_untracked(), false);
                }
            }
        >
            {children()}
        </a>
    }
}
