//! What a submit would do: what its runs need, each object, and how it differs
//! from what is in the cluster.

use leptos::prelude::*;

use super::result::Objects;
use crate::{
    controls::{Button, DiffView, Words, live, of, plural},
    protocol::{Answer, Ask, Listed},
    state::{Action, Finding, Foretold, Submitted, live_files, use_dispatch, use_store},
};

#[component]
pub(super) fn Foresight(objects: Vec<Foretold>, checks: Vec<Finding>) -> impl IntoView {
    let dispatch = use_dispatch();
    let refused = objects.iter().filter(|one| one.object.outcome == "refused").count();
    let missing = checks.iter().filter(|check| check.state == "missing").count();
    let (colour, heading) = match (refused, missing) {
        (0, 0) => ("success", format!("The cluster would take {}", plural(objects.len(), "object"))),
        (0, _) => ("warning", "The cluster would take it, but the runs lack something".to_owned()),
        _ => ("danger", format!("The cluster would refuse {} of {}", refused, plural(objects.len(), "object"))),
    };
    let rows: Vec<Submitted> = objects.iter().map(|one| one.object.clone()).collect();
    view! {
        <div class="ds-alert" data-color=colour>
            <h2 class="ds-heading" data-size="2xs">{heading}</h2>
            <p class="ds-paragraph">"This was a try: nothing has been applied."</p>
            <div class="buttons">
                <Button text="Close" variant="secondary" on_press=move |()| dispatch(Action::ForgetSubmission) />
            </div>
        </div>
        <Checks checks=checks />
        <Objects objects=rows caption="What would become of each object" />
        <Differences objects=objects />
    }
}

#[component]
fn Checks(checks: Vec<Finding>) -> impl IntoView {
    let word = |state: &str| match state {
        "found" => ("success", "found"),
        "missing" => ("danger", "missing"),
        _ => ("neutral", "cannot tell"),
    };
    view! {
        <div class="wide">
            <table class="ds-table rows" data-size="sm">
                <caption data-size="2xs">"What the runs need"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Kind"</th>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Is it there?"</th>
                        <th scope="col">"Why"</th>
                    </tr>
                </thead>
                <tbody>
                    {checks
                        .into_iter()
                        .map(|check| {
                            let (colour, said) = word(&check.state);
                            view! {
                                <tr>
                                    <td>{check.kind}</td>
                                    <th scope="row" class="path">{check.name}</th>
                                    <td><span class="ds-tag" data-size="sm" data-color=colour>{said}</span></td>
                                    <td><Words text=check.words /></td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}

/// Objects that are in the cluster and would be others there.
#[component]
fn Differences(objects: Vec<Foretold>) -> impl IntoView {
    let store = use_store();
    let changed: Vec<Foretold> = objects
        .into_iter()
        .filter(|one| one.live.is_some() && matches!(one.object.outcome.as_str(), "configured" | "refused"))
        .collect();
    let names: Vec<String> = changed.iter().map(|one| one.object.name.clone()).collect();
    let live_ones = RwSignal::new(Vec::<Listed>::new());
    let chosen = RwSignal::new(names.first().cloned().unwrap_or_default());
    let files = live_files(&changed);
    if !files.is_empty() {
        store.ask(Ask::Manifests { files }, move |answer| {
            if let Some(Answer::Manifests { objects, .. }) = answer {
                live_ones.try_set(objects);
            }
        });
    }
    let ours = RwSignal::new(Vec::<Listed>::new());
    if !names.is_empty() {
        store.ask(Ask::Overview { document: store.document(), runs: Vec::new() }, move |answer| {
            if let Some(Answer::Overview(runs)) = answer {
                ours.try_set(runs.into_iter().flat_map(|run| run.objects).collect());
            }
        });
    }
    let of_chosen = move |all: RwSignal<Vec<Listed>>| {
        of(move || {
            chosen.with(|name| {
                all.with(|all| {
                    all.iter().find(|one| one.name == *name).map(|one| one.shown.clone()).unwrap_or_default()
                })
            })
        })
    };
    (!names.is_empty()).then(|| {
        view! {
            <section class="changes">
                <h2 class="ds-heading" data-size="2xs">"In the cluster now, and as it would be"</h2>
                <div class="ds-field changes__against">
                    <label class="ds-label" for="foretold-object">"Object"</label>
                    <select class="ds-input" id="foretold-object" on:change:target=move |event| chosen.set(event.target().value())>
                        {names.into_iter().map(|name| view! { <option value=name.clone()>{name.clone()}</option> }).collect_view()}
                    </select>
                </div>
                <div class="changes__diff">
                    {live(move || (live_ones.with(Vec::is_empty) || ours.with(Vec::is_empty)).then(|| view! { <p class="ds-paragraph" role="status">"Reading…"</p> }))}
                    <DiffView before=of_chosen(live_ones) after=of_chosen(ours) label="In the cluster, and as it would be" />
                </div>
            </section>
        }
    })
}
