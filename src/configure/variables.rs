//! Environment variables of one run.

use leptos::prelude::*;

use crate::{
    controls::{Icon, TextField},
    protocol::Field,
    state::{Action, Context, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn Variables(context: Context) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let live = store.form_is_live();
    let rows = context.get(|context| context.env.clone());
    // Variables are known by their place only; a row keeps its fields, and
    // with them the focus, as long as there are as many.
    let places = Memo::new(move |_| (0..rows.with(Vec::len)).collect::<Vec<_>>());
    let add = move |_| {
        let list = context.path("test_run.env").get_untracked();
        let at = rows.with_untracked(Vec::len);
        let edit = change::append(&list, change::new_variable());
        dispatch(Action::EditAndFocus(edit, format!("{list}[{at}].name")));
    };
    view! {
        <fieldset class="variables">
            <legend class="ds-label">"Environment variables " <code class="field__word">"env"</code></legend>
            <For each=move || places.get() key=|at| *at let:at>
                <Variable context=context rows=rows at=at />
            </For>
            <button
                type="button"
                class="ds-button"
                data-size="sm"
                data-variant="tertiary"
                disabled=move || !live.get()
                on:click=add
            >
                <Icon name="plus" />
                "Add a variable"
            </button>
        </fieldset>
    }
}

#[component]
fn Variable(context: Context, rows: Memo<Vec<(Field, Field)>>, at: usize) -> impl IntoView {
    let dispatch = use_dispatch();
    let list = context.path("test_run.env");
    let path = move |key: &'static str| {
        Signal::derive(move || list.with(|list| if list.is_empty() { String::new() } else { format!("{list}[{at}].{key}") }))
    };
    let field = move |pick: fn(&(Field, Field)) -> &Field| {
        Memo::new(move |_| rows.with(|rows| rows.get(at).map(|row| pick(row).clone()).unwrap_or_default()))
    };
    view! {
        <div class="variable">
            <TextField label="Name" required=true field=field(|row| &row.0) path=path("name") />
            <TextField label="Value" required=true field=field(|row| &row.1) path=path("value") />
            <button
                type="button"
                class="ds-button"
                data-icon
                data-size="sm"
                data-variant="tertiary"
                aria-label="Remove this variable"
                title="Remove"
                on:click=move |_| {
                    let list = list.get_untracked();
                    if !list.is_empty() {
                        dispatch(Action::Remove(format!("{list}[{at}]")));
                    }
                }
            >
                <Icon name="bin" />
            </button>
        </div>
    }
}
