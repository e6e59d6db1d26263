//! Secrets that one run may read, by name; those the platform adds as well.

use leptos::prelude::*;

use crate::{
    controls::{Button, IconButton, TextField, each, live},
    protocol::Field,
    state::{Action, Context, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn Secrets(context: Context) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let editable = store.form_is_live();
    let all = context.get(|context| context.secrets.clone());
    let own = Memo::new(move |_| {
        all.with(|all| {
            (0..).zip(all.iter().filter(|secret| secret.derived.is_none())).map(|(at, _)| at).collect::<Vec<u32>>()
        })
    });
    let added = move || {
        all.with(|all| {
            all.iter()
                .filter(|secret| secret.derived.is_some())
                .map(|secret| (secret.derived.clone().unwrap_or_default(), secret.origin.clone()))
                .collect::<Vec<_>>()
        })
    };
    let list = context.path("test_run.secrets");
    let add = move |()| {
        let list = list.get_untracked();
        let at = own.with_untracked(Vec::len);
        let edit = change::append(&list, k6cfg_config::edit::Value::Text(String::new()));
        dispatch(Action::EditAndFocus(edit, format!("{list}[{at}]")));
    };
    let path = move |at: u32| {
        Signal::derive(move || list.with(|list| if list.is_empty() { String::new() } else { format!("{list}[{at}]") }))
    };
    let field = move |at: u32| {
        Memo::new(move |_| {
            all.with(|all| {
                all.iter().filter(|secret| secret.derived.is_none()).nth(at as usize).cloned().unwrap_or_default()
            })
        })
    };
    view! {
        <fieldset class="variables">
            <legend class="ds-label">"Secrets " <code class="field__word">"secrets"</code></legend>
            <p class="field__hint">"Secrets of the namespace whose keys the script reads as environment variables"</p>
            {each(move || own.get(), move |at| view! { <Secret field=field(at) path=path(at) /> }.into_any())}
            {live(move || added().into_iter().map(|(name, origin)| view! {
                <p class="field__origin"><code>{name}</code> " " {origin}</p>
            }).collect_view())}
            <Button icon="plus" text="Add a secret" off=Signal::derive(move || !editable.get()) on_press=add />
        </fieldset>
    }
}

#[component]
fn Secret(field: Memo<Field>, path: Signal<String>) -> impl IntoView {
    let dispatch = use_dispatch();
    view! {
        <div class="variable variable--single">
            <TextField label="Secret" required=true field=field path=path />
            <IconButton
                icon="bin"
                name="Remove this secret"
                on_press=move |()| dispatch(Action::Remove(path.get_untracked()))
            />
        </div>
    }
}
