//! A newer version of the page is here, and waits for the person.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{clock, offline},
    controls::Button,
};

/// After what the person came for.
const SETTLED_MS: u64 = 3_000;

#[component]
pub(crate) fn Newer() -> impl IntoView {
    let is_here = RwSignal::new(false);
    let later = RwSignal::new(false);
    clock::after(SETTLED_MS, move || {
        spawn_local(offline::keep(move || {
            is_here.try_set(true);
            later.try_set(false);
        }));
    });
    view! {
        <div role="status">
            {move || (is_here.get() && !later.get()).then(|| view! {
                <div class="elsewhere">
                    <span>"A newer version of this page is here. What you wrote stays."</span>
                    <Button text="Reload" variant="primary" on_press=move |()| spawn_local(offline::update()) />
                    <Button text="Later" variant="secondary" on_press=move |()| later.set(true) />
                </div>
            })}
        </div>
    }
}
