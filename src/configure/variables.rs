//! Environment variables of one run: those it sets, and those that come from
//! elsewhere.

use leptos::prelude::*;

use super::{
    list::List,
    row_tools::{RowTools, on_alt_arrow},
};
use crate::{
    controls::{TextField, Words, live},
    protocol::Field,
    state::{Context, change, memo},
};

#[component]
pub(crate) fn Variables(context: Context) -> impl IntoView {
    let rows = context.get(|context| context.env.clone());
    let looks = move || rows.with(|rows| rows.iter().map(|(name, _)| name.given.clone().unwrap_or_default()).collect());
    let list = List::of(context.path("test_run.env"), looks);
    let more = context.get(|context| context.more_env.clone());
    let row = move |id: u32| {
        let (here, name, value) = (list.here(id), list.path(id, ".name"), list.path(id, ".value"));
        let field = move |pick: fn(&(Field, Field)) -> &Field| {
            memo(move || {
                rows.with(|rows| list.at(id).and_then(|at| rows.get(at)).map(pick).cloned().unwrap_or_default())
            })
        };
        view! {
            <div class="variable" on:keydown=on_alt_arrow(here)>
                <TextField label="Name" required=true suggest="env" field=field(|row| &row.0) path=name />
                <TextField label="Value" required=true field=field(|row| &row.1) path=value />
                <RowTools here=here ends=list.ends(id) noun="variable" />
            </div>
        }
        .into_any()
    };
    let others = move || {
        let line = |(name, from): (String, String)| {
            view! { <p class="field__origin"><code>{name}</code> " " <Words text=from /></p> }
        };
        more.get().into_iter().map(line).collect_view()
    };
    view! {
        <fieldset class="variables" tabindex="-1">
            <legend class="ds-label">"Environment variables " <code class="field__word">"env"</code></legend>
            <p class="field__hint">"What the script reads as " <code>"__ENV.NAME"</code></p>
            {list.rows(row)}
            {live(others)}
            {list.add("Add a variable", change::new_variable, ".name")}
        </fieldset>
    }
}
