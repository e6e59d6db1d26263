//! What can be done with the document as a whole.

use leptos::prelude::*;

use crate::{
    controls::{Button, in_turn},
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
            <Button icon="open" text="Open file…" on_press=move |()| dispatch(Action::PickDocuments) />
            <Button icon="download" text="Save file" off=empty on_press=move |()| dispatch(Action::SaveFile) />
            {in_turn(move || view! {
                <Button icon="undo" text="Undo" off=Signal::derive(move || !can_undo.get()) on_press=move |()| dispatch(Action::Undo) />
                <Button icon="redo" text="Redo" off=Signal::derive(move || !can_redo.get()) on_press=move |()| dispatch(Action::Redo) />
                <Button icon="plus" text="New" off=empty on_press=move |()| dispatch(Action::New) />
            })}
        </div>
    }
}
