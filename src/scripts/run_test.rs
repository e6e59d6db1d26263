//! What will really run: one run's options, load, variables and archive.

use leptos::prelude::*;

use super::{chart::LoadChart, facts};
use crate::{
    controls::{live, plural, shown, unique_id},
    protocol::RunTest,
    state::{Action, Shown, use_dispatch, use_store},
};

#[component]
pub(crate) fn WhatRuns() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let runs = store.runs();
    let wished = RwSignal::new(None::<String>);
    let chosen = Memo::new(move |_| {
        runs.with(|runs| {
            let wished = wished.get();
            runs.iter().find(|run| Some(&run.id) == wished.as_ref()).or_else(|| runs.first()).map(|run| run.id.clone())
        })
    });
    Effect::new(move |_| dispatch(Action::LookAtRun(chosen.get())));
    on_cleanup(move || dispatch(Action::LookAtRun(None)));
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
                                        let text = format!("{} · {}", run.id, run.test_type);
                                        view! { <option value=run.id selected=selected>{text}</option> }
                                    })
                                    .collect_view()
                            })}
                        </select>
                    </div>
                    <Answer />
                </section>
            }
        })}
    }
}

#[component]
fn Answer() -> impl IntoView {
    let store = use_store();
    let test = store.shown_test();
    let waiting = store.scripts_waiting();
    view! {
        <p class="screen__state" role="status">
            {live(move || match (test.get(), waiting.get()) {
                (Shown::Reading, 0 | 1) => "Reading the script…".to_owned(),
                (Shown::Reading, more) => format!("Reading {}…", plural(more, "script")),
                (Shown::Refused(why), _) => why,
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
    let said = summary(&load, runners);
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
                <strong>{fault.message}</strong>
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

/// The load in one sentence.
fn summary(load: &crate::protocol::TestLoad, runners: u32) -> String {
    let time = super::chart::duration(load.ends);
    let users = plural(usize::try_from(load.peak_vus).unwrap_or_default(), "virtual user");
    let rate = if load.peak_rate > 0.0 {
        format!(" and {} iterations started per second", super::chart::number(load.peak_rate))
    } else {
        String::new()
    };
    let shared = if runners > 1 { format!(", shared by {runners} runners") } else { String::new() };
    format!("At most {users} at once{rate}{shared}; over after {time} at the latest.")
}
