//! Two runs side by side, or what differs among all of them.

use leptos::prelude::*;

use super::{overview::Overview, side_by_side::SideBySide};
use crate::{
    controls::{DiffView, either, live, of, unique_id},
    protocol::Listed,
    state::{memo, use_store},
};

/// In the place of another run's id, which cannot be this.
const ALL: &str = "*";

#[component]
pub(super) fn Compare(overview: Overview, selected: Memo<Option<String>>) -> impl IntoView {
    let store = use_store();
    let runs = store.runs();
    let wished = RwSignal::new(String::new());
    let kind = RwSignal::new("TestRun");
    let others = memo(move || {
        let selected = selected.get();
        runs.with(|runs| {
            runs.iter().map(|run| run.id.clone()).filter(|id| Some(id) != selected.as_ref()).collect::<Vec<_>>()
        })
    });
    let all = memo(move || wished.with(|wished| wished == ALL));
    let other = memo(move || {
        let wished = wished.get();
        others.with(|others| others.iter().find(|id| **id == wished).or(others.first()).cloned())
    });
    let text = move |id: Option<String>| {
        let run = id.and_then(|id| overview.of_run(&id)).unwrap_or_default();
        let is_kind = |object: &&Listed| object.kind == kind.get();
        run.objects.iter().find(is_kind).map(|object| object.shown.clone()).unwrap_or(run.refused)
    };
    let (run_id, kind_id) = (unique_id("compare"), unique_id("kind"));
    view! {
        {either(
            move || other.with(Option::is_some),
            move || view! {
                <div class="changes">
                    <div class="changes__bar">
                        <div class="ds-field changes__against">
                            <label class="ds-label" for=run_id.clone()>
                                {live(move || selected.get().unwrap_or_default())} " compared with"
                            </label>
                            <select
                                class="ds-input"
                                id=run_id.clone()
                                prop:value=of(move || if all.get() { ALL.to_owned() } else { other.get().unwrap_or_default() })
                                on:change:target=move |event| wished.set(event.target().value())
                            >
                                <option value=ALL>"all runs, only what differs"</option>
                                {live(move || others.get().into_iter().map(|id| view! { <option value=id.clone()>{id.clone()}</option> }).collect_view())}
                            </select>
                        </div>
                        <div class="ds-field">
                            <label class="ds-label" for=kind_id.clone()>"Object"</label>
                            <select
                                class="ds-input"
                                id=kind_id.clone()
                                on:change:target=move |event| {
                                    kind.set(if event.target().value() == "ConfigMap" { "ConfigMap" } else { "TestRun" });
                                }
                            >
                                <option value="TestRun">"TestRun"</option>
                                <option value="ConfigMap">"ConfigMap, with what is in its archive"</option>
                            </select>
                        </div>
                    </div>
                    {either(move || all.get(), move || view! { <SideBySide overview=overview kind=kind /> }, move || view! {
                        <div class="changes__diff">
                            <DiffView before=of(move || text(selected.get())) after=of(move || text(other.get())) label="Two runs, one beside the other" />
                        </div>
                    })}
                </div>
            },
            || view! { <p class="ds-paragraph">"There is only one run: another one to compare it with stands here once there is one."</p> },
        )}
    }
}
