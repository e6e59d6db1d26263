//! The form: what holds for the file, then its tests.

use leptos::prelude::*;

use super::{test_card::TestCard, window::Window};
use crate::{
    controls::{Button, PlainField, TextField, each, of, shown},
    state::{Action, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn DocumentForm() -> impl IntoView {
    let store = use_store();
    let ids = store.test_ids();
    let window = Window::of(of(|| "test_definitions".to_owned()), of(move || ids.with(Vec::len)));
    view! {
        <form class="form" class=("form--old", move || store.is_broken()) on:submit=|event| event.prevent_default()>
            <OldReading />
            <FileFields />
            <h2 class="ds-heading form__heading" data-size="xs">
                "Tests"
            </h2>
            <p class="field__hint form__hint">"A script, and where it runs: one line is one run."</p>
            <div class="tests" tabindex="-1">
                {window.earlier()}
                {each(move || ids.with(|ids| window.part(ids)), |id| view! { <TestCard id=id /> }.into_any())}
                {window.later()}
            </div>
            <AddTest />
        </form>
    }
}

#[component]
fn AddTest() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let ids = store.test_ids();
    let editable = store.is_editable();
    let environments = store.environments();
    let add = move |()| {
        let environment =
            environments.with_untracked(|all| all.first().map(|choice| choice.name.clone()).unwrap_or_default());
        let change = change::append("test_definitions", change::new_test(&environment));
        let count = ids.with_untracked(Vec::len);
        dispatch(Action::EditAndFocus(change, format!("test_definitions[{count}].test_file")));
    };
    view! { <Button icon="plus" text="Add a test" variant="secondary" off=of(move || !editable.get()) on_press=add /> }
}

#[component]
fn FileFields() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let default_type = store.default_test_type();
    let hint = Signal::derive(move || match default_type.get().as_str() {
        "" => String::new(),
        default => format!("decides the default test type: {default}"),
    });
    view! {
        <div class="form__file">
            <PlainField
                label="File name"
                value=store.file_name()
                hint=hint
                on_input=move |name| dispatch(Action::Rename(name))
            />
            <TextField
                label="Namespace"
                word="namespace"
                hint="your team's part of the cluster"
                required=true
                field=store.form_field(|form| &form.namespace)
                path="namespace"
            />
            <TextField
                label="Base folder"
                word="base_dir"
                hint="folder that the paths below start in"
                field=store.form_field(|form| &form.base_dir)
                path="base_dir"
            />
        </div>
    }
}

/// While the text cannot be read, the form stands still and says so.
#[component]
fn OldReading() -> impl IntoView {
    let store = use_store();
    view! {
        {shown(move || store.is_broken(), move || view! { <div class="ds-alert form__old" data-color="warning" data-size="sm">
                <p class="ds-paragraph">
                    "The text cannot be read as a config file just now. The form shows the last reading and waits for the text to be mended."
                </p>
            </div> })}
    }
}
