//! One environment of one test, in a line; unfolds to everything else.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::route::A;

use super::context_details::ContextDetails;
use crate::{
    browser::http,
    controls::{ChoiceField, Icon, IconButton, Words, live, of, shown, unique_id, written},
    protocol::{RunSummary, Severity},
    state::{Action, Context, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn ContextRow(context: Context, runs: Memo<HashMap<usize, RunSummary>>) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let open = RwSignal::new(false);
    let details = unique_id("context");
    let here = context.here();
    let editable = store.form_is_live();
    let enabled = context.get(|context| context.runs);
    let default_type = store.default_test_type();
    let test_type = context.field(|context| &context.test_type);
    // The default is on offer also while another type is chosen.
    let test_type = Signal::derive(move || {
        let mut field = test_type.get();
        field.derived = field.derived.or_else(|| Some(default_type.get()));
        field
    });
    let choose_environment = move |chosen: Option<String>| {
        let path = context.path("environment").get_untracked();
        dispatch(Action::Edit(change::set_typed(&path, &chosen.unwrap_or_default(), false)));
    };
    let choose_type = move |chosen: Option<String>| {
        let (at, now) = (here.get_untracked(), context.now());
        dispatch(Action::Edit(match chosen {
            Some(chosen) => change::choose_type(&at, &now, &chosen),
            None => change::default_type(&at, &now, &default_type.get_untracked()),
        }));
    };
    view! {
        <tr class="context" class=("context--parked", move || !enabled.get()) class:lit=store.lit(here)>
            <td>
                <ChoiceField
                    label="Environment"
                    hide_label=true
                    short=true
                    field=context.field(|context| &context.environment)
                    path=context.path("environment")
                    choices=store.environments()
                    on_choose=choose_environment
                />
            </td>
            <td>
                <ChoiceField
                    label="Test type"
                    hide_label=true
                    short=true
                    field=test_type
                    path=context.path("test_type.type")
                    choices=store.test_types()
                    on_choose=choose_type
                />
            </td>
            <td class="context__enabled">
                <input
                    type="checkbox"
                    role="switch"
                    class="ds-input"
                    aria-label="This one runs"
                    disabled=of(move || !editable.get())
                    prop:checked=of(move || enabled.get())
                    on:change:target=move |event| {
                        let edit = change::enable(&here.get_untracked(), &context.now(), event.target().checked());
                        dispatch(Action::Edit(edit));
                    }
                />
            </td>
            <td class="context__run">
                <RunCell context=context runs=runs />
            </td>
            <td class="context__actions">
                <button
                    type="button"
                    class="ds-button"
                    data-icon
                    data-size="sm"
                    data-variant="tertiary"
                    aria-label="All settings of this run"
                    title="All settings of this run"
                    aria-expanded=written(move || open.get())
                    aria-controls=details.clone()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <Icon name="more" />
                </button>
                <IconButton icon="copy" name="Duplicate this environment" on_press=move |()| dispatch(Action::Edit(change::duplicate(&here.get_untracked()))) />
                <IconButton icon="bin" name="Remove this environment" on_press=move |()| dispatch(Action::Remove(here.get_untracked())) />
            </td>
        </tr>
        <tr class="context-details" id=details hidden=of(move || !open.get())>
            <td colspan="5">
                {shown(move || open.get(), move || view! { <ContextDetails context=context /> })}
            </td>
        </tr>
    }
}

/// The run that comes of it, and how it stands.
#[component]
fn RunCell(context: Context, runs: Memo<HashMap<usize, RunSummary>>) -> impl IntoView {
    let id = context.field(|context| &context.id);
    let run = Memo::new(move |_| {
        let (_, at) = context.position().get()?;
        runs.with(|runs| runs.get(&at).cloned())
    });
    let troubles = context.get(|context| (context.errors, context.warnings));
    let parked = context.get(|context| !context.runs);
    // The fields of the row have no room for theirs.
    let first = context.get(|context| {
        [&context.environment, &context.test_type, &context.enabled, &context.id]
            .iter()
            .filter_map(|field| field.problem.as_ref())
            .find(|problem| problem.severity == Severity::Error)
            .map(|problem| problem.message.clone())
    });
    let name = move || id.with(|id| id.given.clone().or_else(|| id.derived.clone()).unwrap_or_default());
    view! {
        <span class="context__id">{name}</span>
        {live(move || match (troubles.get(), run.get()) {
            _ if parked.get() => view! { <span class="state" data-state="parked">"parked"</span> }.into_any(),
            ((errors, _), _) if errors > 0 => {
                let words = first.get().unwrap_or_else(|| match errors {
                    1 => "1 error".to_owned(),
                    errors => format!("{errors} errors"),
                });
                view! { <span class="state" data-state="error"><span><Words text=words /></span></span> }.into_any()
            }
            (_, Some(run)) if run.ready => {
                let href = format!("/preview?run={}", http::segment(&run.id));
                view! {
                    <A href=href attr:class="state ds-link" attr:data-state="ready">
                        "preview"
                    </A>
                }
                .into_any()
            }
            (_, Some(run)) => {
                view! { <span class="state" data-state="waiting"><span><Words text=run.not_ready_because /></span></span> }.into_any()
            }
            _ => ().into_any(),
        })}
    }
}
