//! What can be done with the document as a whole.

use leptos::prelude::*;

use crate::{
    controls::{FilePicker, Icon, Picks},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(crate) fn Toolbar() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let (can_undo, can_redo, empty) = (store.can_undo(), store.can_redo(), store.is_empty());
    view! {
        <div class="toolbar" role="group" aria-label="Document">
            <h1 class="ds-heading toolbar__title" data-size="xs">
                "Configure"
            </h1>
            <FilePicker picks=Picks::Config text="Open file…" variant="tertiary" />
            <Tool icon="download" text="Save file" off=empty on_press=move |()| dispatch(Action::SaveFile) />
            <Tool icon="undo" text="Undo" off=Signal::derive(move || !can_undo.get()) on_press=move |()| dispatch(Action::Undo) />
            <Tool icon="redo" text="Redo" off=Signal::derive(move || !can_redo.get()) on_press=move |()| dispatch(Action::Redo) />
            <Tool icon="plus" text="New" off=empty on_press=move |()| dispatch(Action::New) />
        </div>
    }
}

#[component]
fn Tool(
    icon: &'static str,
    text: &'static str,
    #[prop(into)] off: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ds-button tool"
            data-size="sm"
            data-variant="tertiary"
            aria-disabled=move || off.get().then_some("true")
            on:click=move |_| {
                if !off.get_untracked() {
                    on_press.run(());
                }
            }
        >
            <Icon name=icon />
            {text}
        </button>
    }
}
