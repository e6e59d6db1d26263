//! Secrets that one run may read, by name; those the platform adds as well.

use leptos::prelude::*;

use crate::{
    controls::{Icon, TextField},
    state::{Action, Context, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn Secrets(context: Context) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let live = store.form_is_live();
    let all = context.get(|context| context.secrets.clone());
    let own = Memo::new(move |_| {
        let count = all.with(|all| all.iter().filter(|secret| secret.derived.is_none()).count());
        (0..count).collect::<Vec<_>>()
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
    let add = move |_| {
        let list = list.get_untracked();
        let at = own.with_untracked(Vec::len);
        let edit = change::append(&list, k6cfg_config::edit::Value::Text(String::new()));
        dispatch(Action::EditAndFocus(edit, format!("{list}[{at}]")));
    };
    let path = move |at: usize| {
        Signal::derive(move || list.with(|list| if list.is_empty() { String::new() } else { format!("{list}[{at}]") }))
    };
    let field = move |at: usize| {
        Memo::new(move |_| {
            all.with(|all| all.iter().filter(|secret| secret.derived.is_none()).nth(at).cloned().unwrap_or_default())
        })
    };
    view! {
        <fieldset class="variables">
            <legend class="ds-label">"Secrets " <code class="field__word">"secrets"</code></legend>
            <p class="field__hint">"Secrets of the namespace whose keys the script reads as environment variables"</p>
            <For each=move || own.get() key=|at| *at let:at>
                <div class="variable variable--single">
                    <TextField label="Secret" required=true field=field(at) path=path(at) />
                    <button
                        type="button"
                        class="ds-button"
                        data-icon
                        data-size="sm"
                        data-variant="tertiary"
                        aria-label="Remove this secret"
                        title="Remove"
                        on:click=move |_| dispatch(Action::Remove(path(at).get_untracked()))
                    >
                        <Icon name="bin" />
                    </button>
                </div>
            </For>
            {move || added().into_iter().map(|(name, origin)| view! {
                <p class="field__origin"><code>{name}</code> " " {origin}</p>
            }).collect_view()}
            <button
                type="button"
                class="ds-button"
                data-size="sm"
                data-variant="tertiary"
                disabled=move || !live.get()
                on:click=add
            >
                <Icon name="plus" />
                "Add a secret"
            </button>
        </fieldset>
    }
}
