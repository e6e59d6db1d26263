//! Environment variables of one run.

use leptos::prelude::*;

use crate::{
    controls::{Button, IconButton, TextField, each},
    protocol::Field,
    state::{Action, Context, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn Variables(context: Context) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let editable = store.form_is_live();
    let rows = context.get(|context| context.env.clone());
    // Variables are known by their place only; a row keeps its fields, and
    // with them the focus, as long as there are as many.
    let places = Memo::new(move |_| rows.with(|rows| (0..).zip(rows).map(|(at, _)| at).collect::<Vec<u32>>()));
    let add = move |()| {
        let list = context.path("test_run.env").get_untracked();
        let at = rows.with_untracked(Vec::len);
        let edit = change::append(&list, change::new_variable());
        dispatch(Action::EditAndFocus(edit, format!("{list}[{at}].name")));
    };
    view! {
        <fieldset class="variables">
            <legend class="ds-label">"Environment variables " <code class="field__word">"env"</code></legend>
            {each(move || places.get(), move |at| view! { <Variable context=context rows=rows at=at /> }.into_any())}
            <Button icon="plus" text="Add a variable" off=Signal::derive(move || !editable.get()) on_press=add />
        </fieldset>
    }
}

#[component]
fn Variable(context: Context, rows: Memo<Vec<(Field, Field)>>, at: u32) -> impl IntoView {
    let dispatch = use_dispatch();
    let list = context.path("test_run.env");
    let path = move |key: &'static str| {
        Signal::derive(move || {
            list.with(|list| if list.is_empty() { String::new() } else { format!("{list}[{at}].{key}") })
        })
    };
    let field = move |pick: fn(&(Field, Field)) -> &Field| {
        Memo::new(move |_| rows.with(|rows| rows.get(at as usize).map(|row| pick(row).clone()).unwrap_or_default()))
    };
    view! {
        <div class="variable">
            <TextField label="Name" required=true field=field(|row| &row.0) path=path("name") />
            <TextField label="Value" required=true field=field(|row| &row.1) path=path("value") />
            <IconButton icon="bin" name="Remove this variable" on_press=move |()| {
                    let list = list.get_untracked();
                    if !list.is_empty() {
                        dispatch(Action::Remove(format!("{list}[{at}]")));
                    }
                } />
        </div>
    }
}
