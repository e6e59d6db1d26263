//! All problems of the document: where, what, and a fix where there is one.

use leptos::prelude::*;

use crate::{
    controls::{Icon, Words, either, live, of},
    protocol::{Problem, Severity},
    state::{Action, use_dispatch, use_store},
};

/// More than these are counted, not shown: mending the first changes the rest.
const SHOWN: usize = 100;

#[component]
pub(crate) fn Problems() -> impl IntoView {
    let store = use_store();
    let problems = store.problems();
    let empty = store.is_empty();
    let none = move || problems.with(Vec::is_empty) || empty.get();
    let more = move || problems.with(Vec::len).saturating_sub(SHOWN);
    let heading = move || match (none(), problems.with(Vec::len)) {
        (true, _) => "Problems".to_owned(),
        (false, count) => format!("Problems ({count})"),
    };
    view! {
        <h2 class="ds-heading problems__heading" data-size="2xs" id="problems" tabindex="-1">
            {heading}
        </h2>
        {either(move || !none(), move || view! { <ol class="problems" aria-live="off">
                {live(move || {
                    problems
                        .get()
                        .into_iter()
                        .take(SHOWN)
                        .map(|problem| view! { <Row problem=problem /> })
                        .collect_view()
                })}
            </ol>
            <p hidden=of(move || more() == 0) class="problems__none">
                {more} " more; mend these first."
            </p> }, move || view! {
                <p class="problems__none">
                    {live(move || match (empty.get(), store.is_read().get()) {
                        (true, _) => "Nothing to check yet.",
                        (_, true) => "None. Every object can be seen under Preview.",
                        (_, false) => "Checking…",
                    })}
                </p>
            })}
        <p class="ds-sr-only" aria-live="polite">
            {live(move || if none() { String::new() } else { heading() })}
        </p>
    }
}

#[component]
fn Row(problem: Problem) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let Problem { code, severity, message, help, path, from, to, line, fix, .. } = problem;
    let (state, name) = match severity {
        Severity::Error => ("error", "Error"),
        Severity::Warning => ("warning", "Warning"),
        Severity::Info => ("info", "Note"),
    };
    view! {
        <li class="problem" data-state=state>
            <button
                type="button"
                class="problem__place"
                title="Show in the text"
                on:click=move |_| dispatch(Action::Reveal { from, to })
            >
                <span class="problem__mark" aria-hidden="true"></span>
                <span class="problem__message">
                    <span class="ds-sr-only">{name} ": "</span>
                    <Words text=message />
                </span>
                <span class="problem__where">
                    {(!path.is_empty()).then(|| view! { <code>{path}</code> })}
                    <span>"line " {line}</span>
                    <span>{code}</span>
                </span>
            </button>
            {help.map(|help| view! { <p class="problem__help"><Words text=help /></p> })}
            {fix.map(|fix| {
                let title = fix.title.clone();
                view! {
                    <button
                        type="button"
                        class="ds-button problem__fix"
                        data-size="sm"
                        data-variant="secondary"
                        on:click=move |_| {
                            let revision = store.analysis().with_untracked(|analysis| analysis.revision);
                            dispatch(Action::Fix { fix: fix.clone(), revision });
                        }
                    >
                        <Icon name="arrow" />
                        <span><Words text=title /></span>
                    </button>
                }
            })}
        </li>
    }
}
