//! Secrets that one run may read, by name; those the platform adds as well.

use k6cfg_config::edit::Value;
use leptos::prelude::*;

use super::{
    list::List,
    row_tools::{RowTools, on_alt_arrow},
};
use crate::{
    controls::{TextField, live, of},
    state::{Context, memo},
};

#[component]
pub(crate) fn Secrets(context: Context) -> impl IntoView {
    let all = context.get(|context| context.secrets.clone());
    // Those of the platform come last.
    let looks = move || {
        all.with(|all| {
            let own = all.iter().filter(|secret| secret.derived.is_none());
            own.map(|secret| secret.given.clone().unwrap_or_default()).collect()
        })
    };
    let list = List::of(context.path("test_run.secrets"), looks);
    let environment = context.field(|context| &context.environment);
    let environment = of(move || environment.with(|field| field.given.clone().unwrap_or_default()));
    let row = move |id: u32| {
        let here = list.here(id);
        let field = memo(move || all.with(|all| list.at(id).and_then(|at| all.get(at)).cloned().unwrap_or_default()));
        view! {
            <div class="variable variable--single" on:keydown=on_alt_arrow(here)>
                <TextField label="Secret" required=true suggest="secrets" environment=environment field=field path=here />
                <RowTools here=here ends=list.ends(id) noun="secret" />
            </div>
        }
        .into_any()
    };
    let added = move || {
        let added = all.get().into_iter().filter_map(|secret| Some((secret.derived?, secret.origin)));
        added
            .map(|(name, origin)| view! { <p class="field__origin"><code>{name}</code> " " {origin}</p> })
            .collect_view()
    };
    view! {
        <fieldset class="variables" tabindex="-1">
            <legend class="ds-label">"Secrets " <code class="field__word">"secrets"</code></legend>
            <p class="field__hint">"Kept in the namespace; the script reads each of their keys as a variable"</p>
            {list.rows(row)}
            {live(added)}
            {list.add("Add a secret", || Value::Text(String::new()), "")}
        </fieldset>
    }
}
