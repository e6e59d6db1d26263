//! A newer version of the page is here, and waits for the person.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{clock, offline},
    controls::Button,
};

/// After what the person came for.
const SETTLED_MS: u64 = 3_000;

/// Keeps the page for times without a network; true once a newer version waits.
pub(crate) fn watch() -> RwSignal<bool> {
    let is_here = RwSignal::new(false);
    clock::after(SETTLED_MS, move || {
        spawn_local(offline::keep(move || {
            is_here.try_set(true);
        }));
    });
    is_here
}

#[component]
pub(crate) fn Newer(is_here: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="elsewhere">
            <span>"A newer version of this page is here. What you wrote stays."</span>
            <Button text="Reload" variant="primary" on_press=move |()| spawn_local(offline::update()) />
            <Button text="Later" variant="secondary" on_press=move |()| is_here.set(false) />
        </div>
    }
}
