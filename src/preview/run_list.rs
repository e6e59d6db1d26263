//! The runs, to choose one: arrow keys move, the objects follow.

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::route::use_place;

use super::overview::Overview;

use crate::{
    browser::{http, page},
    controls::{self, Words, each, live, of, plural, shown, written},
    protocol::{Listed, RunSummary},
    state::{memo, use_store},
};

/// More than these are reached with the filter.
const SHOWN: usize = 200;

#[component]
pub(crate) fn RunList(selected: Memo<Option<String>>, overview: Overview, view: Memo<&'static str>) -> impl IntoView {
    let store = use_store();
    let runs = store.runs();
    let (objects, refused, left) = (overview.objects, overview.refused, overview.left());
    let filter = RwSignal::new(String::new());
    let matching = Memo::new(move |_| {
        let filter = filter.get().to_ascii_lowercase();
        runs.with(|runs| runs.iter().filter(|run| is_like(run, &filter)).cloned().collect::<Vec<_>>())
    });
    let place = use_place();
    let select = move |id: &str| {
        let view = view.get_untracked();
        place.go(&format!("/preview?view={view}&run={}", http::segment(id)), true);
    };
    let page = move || matching.with(|runs| runs.iter().take(SHOWN).map(|run| run.id.clone()).collect::<Vec<_>>());
    let on_select = Callback::new(move |id: String| select(&id));
    let on_key = move |event: KeyboardEvent| {
        let ids: Vec<String> = matching.with_untracked(|runs| runs.iter().map(|run| run.id.clone()).collect());
        let at = selected.with_untracked(|selected| ids.iter().position(|id| Some(id) == selected.as_ref()));
        let to = match (event.key().as_str(), at) {
            ("ArrowDown", Some(at)) => at + 1,
            ("ArrowUp", Some(at)) => at.saturating_sub(1),
            ("Home", _) | ("ArrowDown" | "ArrowUp", None) => 0,
            ("End", _) => ids.len().saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        if let Some(id) = ids.get(to) {
            select(id);
            page::focus(&element_id(id));
        }
    };
    view! {
        {shown(move || runs.with(|runs| runs.len() > 8), move || view! { <input
                class="ds-input run-filter"
                type="search"
                aria-label="Filter runs"
                placeholder="filter…"
                prop:value=filter
                on:input:target=move |event| filter.set(event.target().value())
            /> })}
        <p class="run-sum" role="status">{live(move || objects.with(|objects| sum(objects, refused.get(), left.get())))}</p>
        <ul class="run-list" role="listbox" aria-label="Runs" on:keydown=on_key>
            {each(page, move |id| view! { <Run id=id runs=runs selected=selected on_select=on_select overview=overview /> }.into_any())}
        </ul>
        <p class="field__origin" hidden=of(move || matching.with(Vec::len) <= SHOWN)>
            {live(move || matching.with(Vec::len).saturating_sub(SHOWN))} " more: filter to reach them"
        </p>
    }
}

/// `12 objects of 6 runs, 340 KiB`; while they are made, how many runs are left.
fn sum(objects: &[Listed], refused: usize, left: usize) -> String {
    let (count, size) = (objects.len(), objects.iter().map(|object| object.size).sum());
    let known = format!("{}, {}", plural(count, "object"), controls::bytes(size));
    match (left, refused) {
        (0, 0) => known,
        (0, refused) => format!("{known}; {} cannot be made yet", plural(refused, "run")),
        (left, _) => format!("{known}; {} still to be made…", plural(left, "run")),
    }
}

#[component]
fn Run(
    id: String,
    runs: Memo<Vec<RunSummary>>,
    selected: Memo<Option<String>>,
    on_select: Callback<String>,
    overview: Overview,
) -> impl IntoView {
    let named = id.clone();
    let run =
        Memo::new(move |_| runs.with(|runs| runs.iter().find(|run| run.id == named).cloned()).unwrap_or_default());
    let (mine, chosen, element) = (id.clone(), id.clone(), element_id(&id));
    let is_selected = Memo::new(move |_| selected.with(|selected| selected.as_ref() == Some(&mine)));
    let made_of = id.clone();
    let made = memo(move || {
        let run = overview.of_run(&made_of).unwrap_or_default();
        let objects = run.objects.iter().map(|object| format!("{} {}", object.kind, controls::bytes(object.size)));
        objects.collect::<Vec<_>>().join(" · ")
    });
    view! {
        <li
            class="run"
            role="option"
            id=element
            aria-selected=written(move || is_selected.get())
            tabindex=of(move || if is_selected.get() { "0" } else { "-1" })
            on:click=move |_| on_select.run(chosen.clone())
        >
            <span class="run__id">{id}</span>
            <span class="run__about run__objects">{made}</span>
            {live(move || {
                let RunSummary { environment, test_type, ready, not_ready_because, .. } = run.get();
                view! {
                    <span class="run__about">{environment} " · " {test_type}</span>
                    {(!ready).then(|| view! {
                        <span class="state" data-state="waiting">
                            <span><Words text=not_ready_because /></span>
                        </span>
                    })}
                }
            })}
        </li>
    }
}

fn element_id(run: &str) -> String {
    format!("run-{run}")
}

fn is_like(run: &RunSummary, filter: &str) -> bool {
    filter.is_empty()
        || [&run.id, &run.environment, &run.test_type, &run.test_file]
            .iter()
            .any(|text| text.to_ascii_lowercase().contains(filter))
}
