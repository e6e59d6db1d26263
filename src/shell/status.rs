//! The document in one line: file, namespace, how many runs, how many problems.

use leptos::prelude::*;

use crate::route::A;

use crate::{
    browser::{clock, page},
    controls::{Button, plural, shown},
    state::{Action, Health, Pane, use_dispatch, use_store},
};

#[component]
pub(crate) fn Status() -> impl IntoView {
    let store = use_store();
    let namespace = store.namespace();
    let count = store.run_count();
    let empty = store.is_empty();
    let runs = move || match count.get() {
        _ if store.is_broken() => String::new(),
        (_, 0) => "no runs yet".to_owned(),
        (runs, contexts) if runs == contexts => plural(runs, "run"),
        (runs, contexts) => format!("{runs} of {contexts} runs"),
    };
    view! {
        <div class="status" aria-live="off">
            {shown(move || store.is_not_kept().get(), || view! { <span class="ds-tag" data-size="sm" data-color="danger">"not kept in this browser"</span> })}
            {shown(move || !empty.get() && store.is_read().get(), move || view! { {shown(move || !namespace.get().is_empty(), move || view! { <span class="status__part">
                        <span class="status__word">"namespace "</span>
                        {namespace}
                    </span> })}
                <span class="status__part">{runs}</span>
                <Problems /> })}
            <EngineState />
        </div>
    }
}

#[component]
fn Problems() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let counts = store.counts();
    let waiting = store.scripts_waiting();
    let words = move || {
        let known = match counts.get() {
            (0, 0) => "no problems".to_owned(),
            (0, warnings) => plural(warnings, "warning"),
            (errors, 0) => plural(errors, "error"),
            (errors, warnings) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
        };
        // What scripts show is part of the answer.
        match (waiting.get(), counts.get()) {
            (0, _) => known,
            (more, (0, 0)) => format!("reading {}…", plural(more, "script")),
            (more, _) => format!("{known}, reading {}…", plural(more, "script")),
        }
    };
    let colour = move || match (counts.get(), waiting.get()) {
        ((0, 0), 0) => "success",
        ((0, 0), _) => "neutral",
        ((0, _), _) => "warning",
        _ => "danger",
    };
    view! {
        <A
            href="/"
            attr:class="ds-tag status__problems"
            attr:data-size="sm"
            attr:data-color=colour
            on:click=move |_| {
                dispatch(Action::Show(Pane::Problems));
                // Once Configure is there.
                clock::after(50, || page::bring_to("problems"));
            }
        >
            {words}
        </A>
    }
}

/// Only when something is to be said of the worker.
#[component]
fn EngineState() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    move || {
        match store.health().get() {
        Health::Ready => None,
        Health::Starting => Some(view! { <span class="status__part">"getting ready…"</span> }.into_any()),
        Health::Restarting => Some(view! { <span class="status__part">"starting again…"</span> }.into_any()),
        Health::Gone => Some(
            view! {
                <span class="status__part status__gone" role="alert">
                    "Checking has stopped. Your text is saved. "
                    <Button text="Start it again" variant="secondary" on_press=move |()| dispatch(Action::TryEngineAgain) />
                </span>
            }
            .into_any(),
        ),
    }
    }
}
