//! What differs among many runs, a column each.

use leptos::prelude::*;

use super::overview::Overview;
use crate::{
    controls::{live, plural},
    protocol::{Answer, Ask, Listed},
    state::{memo, use_store},
};

/// Most runs that have a column.
const MOST: usize = 20;

/// More of a value is there on demand.
const SHORT: usize = 120;

type Rows = Vec<(String, Vec<Option<String>>)>;

#[component]
pub(super) fn SideBySide(overview: Overview, #[prop(into)] kind: Signal<&'static str>) -> impl IntoView {
    let store = use_store();
    let runs = store.runs();
    let ids = memo(move || runs.with(|runs| runs.iter().take(MOST).map(|run| run.id.clone()).collect::<Vec<_>>()));
    let shown = memo(move || {
        let of = |id: &String| {
            let run = overview.of_run(id)?;
            let is_kind = |object: &&Listed| object.kind == kind.get();
            run.objects.iter().find(is_kind).map(|object| object.shown.clone())
        };
        ids.with(|ids| ids.iter().map(|id| of(id).unwrap_or_default()).collect::<Vec<_>>())
    });
    let rows = RwSignal::new(None::<Rows>);
    Effect::new(move |_| {
        store.ask(Ask::SideBySide { shown: shown.get() }, move |answer| {
            if let Some(Answer::SideBySide { rows: told }) = answer {
                rows.try_set(Some(told));
            }
        });
    });
    let how_many = move || {
        let all = runs.with(Vec::len);
        let made = shown.with(|shown| shown.iter().filter(|text| !text.is_empty()).count());
        let fields = rows.with(|rows| rows.as_ref().map_or(0, Vec::len));
        let first = if all > MOST { format!(" The first {MOST} of {all} runs are shown.") } else { String::new() };
        match made {
            0 => "The objects are being made…".to_owned(),
            _ if fields == 0 => format!("Nothing differs.{first}"),
            _ => format!("{} differ.{first}", plural(fields, "field")),
        }
    };
    view! {
        <p class="ds-paragraph" role="status">{how_many}</p>
        <div class="side" tabindex="0" role="region" aria-label="What differs among the runs">
            {live(move || rows.with(|rows| rows.as_ref().filter(|rows| !rows.is_empty()).map(|rows| table(&ids.get(), rows))))}
        </div>
    }
}

fn table(ids: &[String], rows: &[(String, Vec<Option<String>>)]) -> AnyView {
    let heads = ids.iter().map(|id| view! { <th scope="col">{id.clone()}</th> }).collect_view();
    let body = rows.iter().map(|(field, values)| {
        view! {
            <tr>
                <th scope="row">{field.clone()}</th>
                {values.iter().map(|value| view! { <td>{cell(value.as_deref())}</td> }).collect_view()}
            </tr>
        }
    });
    view! {
        <table class="ds-table side__table" data-size="sm" data-border="true">
            <thead>
                <tr>
                    <th scope="col">"Field"</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{body.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn cell(value: Option<&str>) -> AnyView {
    let Some(value) = value else { return view! { <span class="side__none">"not there"</span> }.into_any() };
    if value.chars().count() <= SHORT {
        return value.to_owned().into_any();
    }
    let begins: String = value.chars().take(SHORT).collect();
    view! {
        <details>
            <summary>{begins} "…"</summary>
            {value.to_owned()}
        </details>
    }
    .into_any()
}
