//! What will really run: one run's options, load, variables and archive.

use leptos::prelude::*;

use super::facts;
use crate::{
    controls::{LoadChart, Words, live, load_in_words, plural, shown, unique_id},
    protocol::RunTest,
    route::use_place,
    state::{Shown, look_at, use_store},
};

#[component]
pub(crate) fn WhatRuns() -> impl IntoView {
    let store = use_store();
    let runs = store.runs();
    let wished = RwSignal::new(use_place().query("run").get_untracked());
    let chosen = Memo::new(move |_| {
        runs.with(|runs| {
            let wished = wished.get();
            runs.iter().find(|run| Some(&run.id) == wished.as_ref()).or_else(|| runs.first()).map(|run| run.id.clone())
        })
    });
    let test = look_at(chosen.into());
    let field = unique_id("what-runs");
    let label = field.clone();
    view! {
        {shown(move || runs.with(|runs| !runs.is_empty()), move || {
            let (field, label) = (field.clone(), label.clone());
            view! {
                <section class="what-runs" aria-labelledby="what-runs">
                    <h2 class="ds-heading" data-size="xs" id="what-runs">
                        "What will really run"
                    </h2>
                    <div class="what-runs__choice">
                        <label class="ds-label" data-size="sm" for=label>
                            "Run"
                        </label>
                        <select
                            class="ds-input"
                            id=field
                            on:change:target=move |event| wished.set(Some(event.target().value()))
                        >
                            {live(move || {
                                let now = chosen.get();
                                runs.get()
                                    .into_iter()
                                    .map(|run| {
                                        let selected = now.as_ref() == Some(&run.id);
                                        let says = format!("{} · {}", run.id, run.test_type);
                                        view! { <option value=run.id selected=selected>{says}</option> }
                                    })
                                    .collect_view()
                            })}
                        </select>
                    </div>
                    <Answer test=test />
                </section>
            }
        })}
    }
}

#[component]
fn Answer(test: Memo<Shown>) -> impl IntoView {
    let waiting = use_store().scripts_waiting();
    view! {
        <p class="screen__state" role="status">
            {live(move || match (test.get(), waiting.get()) {
                (Shown::Refused(why), _) => why,
                (_, more @ 2..) => format!("Reading {}…", plural(more, "script")),
                (Shown::Reading, _) | (_, 1) => "Reading the script…".to_owned(),
                _ => String::new(),
            })}
        </p>
        {live(move || match test.get() {
            Shown::Known(test) => view! { <Known test=*test /> }.into_any(),
            _ => ().into_any(),
        })}
    }
}

#[component]
fn Known(test: RunTest) -> impl IntoView {
    if !test.faults.is_empty() {
        return view! { <Faults test=test /> }.into_any();
    }
    let RunTest {
        options,
        overridden,
        variables,
        unset,
        load,
        files,
        archive_size,
        archive_limit,
        imports,
        names,
        runners,
        ..
    } = test;
    let said = load_in_words(&load, runners);
    view! {
        <p class="ds-paragraph what-runs__summary">{said}</p>
        <LoadChart load=load runners=runners />
        <facts::Overridden overridden=overridden />
        <facts::Options options=options />
        <facts::Variables variables=variables unset=unset />
        <facts::Archive files=files size=archive_size limit=archive_limit />
        <facts::Imports imports=imports />
        <facts::Names names=names />
    }
    .into_any()
}

#[component]
fn Faults(test: RunTest) -> impl IntoView {
    let rows = test.faults.into_iter().map(|fault| {
        view! {
            <li class="fault">
                <strong>
                    <Words text=fault.message />
                </strong>
                {(!fault.at.is_empty()).then(|| view! { <span class="path">{fault.at}</span> })}
                {(!fault.help.is_empty()).then(|| view! { <span class="fault__help">{fault.help}</span> })}
            </li>
        }
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <div class="ds-alert" data-color="danger" data-size="sm">
            <p class="ds-paragraph">"This run cannot be made yet:"</p>
            <ul class="faults">{rows}</ul>
        </div>
        <facts::Variables variables=test.variables unset=Vec::new() />
        <facts::Names names=test.names />
    }
}
