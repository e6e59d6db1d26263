//! What will really run: one run's options, load, variables and archive.

use leptos::prelude::*;

use super::{
    facts,
    fold::Folds,
    problems::{RunProblems, look},
};
use crate::{
    browser::http,
    controls::{LoadChart, Words, live, load_in_words, plural, shown, unique_id},
    protocol::{RunSummary, RunTest, TestNote},
    route::use_place,
    state::{Shown, look_at, use_store},
};

#[component]
pub(crate) fn WhatRuns() -> impl IntoView {
    Folds::provide();
    let runs = use_store().runs();
    let place = use_place();
    place.recall_run();
    let wished = place.query("run");
    // The address says which run; without one, or with one that is gone, the first.
    let run = Memo::new(move |_| {
        runs.with(|runs| {
            let wished = wished.get();
            runs.iter().find(|run| Some(&run.id) == wished.as_ref()).or_else(|| runs.first()).cloned()
        })
    });
    let chosen = Memo::new(move |_| run.with(|run| run.as_ref().map(|run| run.id.clone())));
    let test = look_at(chosen.into());
    let choose = Callback::new(move |id: String| {
        place.go(&format!("/scripts?run={}", http::segment(&id)), true);
        place.remember_run(id);
    });
    view! {
        {shown(move || runs.with(|runs| !runs.is_empty()), move || view! {
            <section class="what-runs" aria-labelledby="what-runs">
                <h2 class="ds-heading" data-size="xs" id="what-runs">
                    "What will really run"
                </h2>
                <Choice chosen=chosen choose=choose />
                <RunProblems run=run test=test />
                <Answer test=test />
            </section>
        })}
    }
}

#[component]
fn Choice(chosen: Memo<Option<String>>, choose: Callback<String>) -> impl IntoView {
    let runs = use_store().runs();
    let field = unique_id("what-runs");
    let label = field.clone();
    let option = move |RunSummary { id, test_type, ready, .. }: RunSummary| {
        let selected = chosen.with(|chosen| chosen.as_ref() == Some(&id));
        let says = format!("{id} · {test_type}{}", if ready { "" } else { " – cannot run yet" });
        view! { <option value=id selected=selected>{says}</option> }
    };
    view! {
        <div class="what-runs__choice">
            <label class="ds-label" data-size="sm" for=label>
                "Run"
            </label>
            <select class="ds-input" id=field on:change:target=move |event| choose.run(event.target().value())>
                {live(move || runs.get().into_iter().map(option).collect_view())}
            </select>
        </div>
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
        archive_problem,
        imports,
        names,
        runners,
        ..
    } = test;
    let said = load_in_words(&load, runners);
    view! {
        <p class="ds-paragraph what-runs__summary">{said}</p>
        <LoadChart load=load runners=runners />
        <Overridden overridden=overridden />
        <facts::Options options=options />
        <facts::Variables variables=variables unset=unset />
        <facts::Archive files=files size=archive_size limit=archive_limit problem=archive_problem />
        <facts::Imports imports=imports />
        <facts::Names names=names />
    }
    .into_any()
}

/// What is set and does nothing; the graver in a colour of its own.
#[component]
fn Overridden(overridden: Vec<TestNote>) -> impl IntoView {
    let worst = overridden.iter().map(|note| note.severity).min();
    worst.map(|worst| {
        let rows: Vec<_> = overridden
            .into_iter()
            .map(|TestNote { message, help, .. }| {
                view! {
                    <li class="fault">
                        <span><Words text=message /></span>
                        {(!help.is_empty()).then(|| view! { <span class="fault__help"><Words text=help /></span> })}
                    </li>
                }
            })
            .collect();
        view! {
            <div class="ds-alert" data-color=look(worst).0 data-size="sm">
                <p class="ds-paragraph">"Set, and without effect:"</p>
                <ul class="faults">{rows}</ul>
            </div>
        }
    })
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
        <facts::Variables variables=test.variables open=!test.unset.is_empty() unset=test.unset />
        <facts::Names names=test.names />
    }
}
