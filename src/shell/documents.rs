//! Which document is open, and the way to the others.

use leptos::prelude::*;

use crate::{
    controls::{Button, Icon, live, of, shown},
    state::{Action, use_dispatch, use_store},
};

/// The document's name; its menu comes with a module of its own, which finds
/// its place by the id.
#[component]
pub(crate) fn Documents() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let name = store.file_name();
    let saved = store.is_saved();
    view! {
        <div class="documents" id="documents">
            <button
                type="button"
                class="ds-button documents__button"
                data-size="sm"
                data-variant="tertiary"
                aria-haspopup="menu"
                aria-expanded="false"
                title=of(move || if saved.get() { "Documents" } else { "Documents. This one has changes that are not saved as a file" })
                on:click=move |_| dispatch(Action::DocumentMenu)
            >
                <span class="documents__name">{name}</span>
                <span class="documents__dot" hidden=of(move || saved.get())>
                    <span class="ds-sr-only">", not saved as a file"</span>
                </span>
                <Icon name="more" />
            </button>
        </div>
    }
}

/// Said until one has chosen: nothing is written over what another tab wrote.
#[component]
pub(crate) fn ChangedElsewhere() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let name = store.file_name();
    view! {
        <div role="status">
            {shown(move || store.is_changed_elsewhere().get(), move || view! {
                <div class="elsewhere">
                    <span>{live(move || name.get())} " was changed in another tab."</span>
                    <Button text="Take it" variant="primary" on_press=move |()| dispatch(Action::TakeTheirs) />
                    <Button text="Keep mine as a copy" variant="secondary" on_press=move |()| dispatch(Action::KeepMine) />
                </div>
            })}
        </div>
    }
}
