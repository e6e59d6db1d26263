//! Everything that one environment of one test can be told.

use leptos::prelude::*;

use super::{
    fields::{OF_CONTEXT, context_fields},
    row_tools::{Ends, RowTools},
    run_load::RunLoad,
    secrets::Secrets,
    variables::Variables,
};
use crate::{
    controls::{Words, live, of},
    route::A,
    state::Context,
};

#[component]
pub(crate) fn ContextDetails(context: Context, ends: Ends) -> impl IntoView {
    let group = move |(legend, specs)| {
        view! {
            <fieldset class="fields">
                <legend class="ds-label">{legend}</legend>
                {context_fields(context, specs)}
            </fieldset>
        }
    };
    let notifies = context.get(|context| context.notifies.clone());
    view! {
        <div class="details">
            {OF_CONTEXT.map(group).collect_view()}
            <Variables context=context />
            <Secrets context=context />
            <RunLoad context=context />
            <p class="field__hint" hidden=of(move || notifies.with(String::is_empty))>
                "Tells the team's channel through the secret "
                {live(move || view! { <Words text=notifies.get() /> })}
                ". " <A href="/preview" attr:class="ds-link">"Choose the channel"</A>
            </p>
            <RowTools here=context.here() ends=ends noun="environment" spelled=true />
        </div>
    }
}
