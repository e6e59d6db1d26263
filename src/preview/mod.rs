//! Preview: what will be applied, object by object, before anything is.

mod object;
mod run_list;
mod settings;

use leptos::prelude::*;

use crate::route::{A, use_place};

use self::{object::ObjectPane, run_list::RunList, settings::Settings};
use crate::{
    browser::page,
    controls::{either, live},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(crate) fn Preview() -> impl IntoView {
    page::set_title("Preview – k6cfg");
    let store = use_store();
    let dispatch = use_dispatch();
    let runs = store.runs();
    let wished = use_place().query("run");
    // The address says which run; without one, or with one that is gone, the first.
    let selected = Memo::new(move |_| {
        runs.with(|runs| {
            let wished = wished.get();
            runs.iter().find(|run| Some(&run.id) == wished.as_ref()).or_else(|| runs.first()).map(|run| run.id.clone())
        })
    });
    // Objects are made for the selected run only: this tells the store which.
    Effect::new(move |_| dispatch(Action::SelectRun(selected.get())));
    on_cleanup(move || dispatch(Action::SelectRun(None)));
    view! {
        {either(move || runs.with(|runs| !runs.is_empty()), move || view! { <div class="preview">
                <section class="preview__runs" aria-labelledby="preview-runs">
                    <h1 class="ds-heading" data-size="xs" id="preview-runs">
                        "Preview"
                    </h1>
                    <RunList selected=selected />
                    <Settings />
                </section>
                <section class="preview__objects" aria-label="Objects of the selected run">
                    <ObjectPane />
                </section>
            </div> }, || view! { <NoRuns /> })}
    }
}

#[component]
fn NoRuns() -> impl IntoView {
    let store = use_store();
    view! {
        <div class="screen">
            <h1 class="ds-heading" data-size="md">
                "Preview"
            </h1>
            <p class="ds-paragraph">
                {live(move || if store.is_read().get() {
                    "There is no run to show yet. Name a script and an environment, and the Kubernetes objects stand here: \
                     one TestRun and one ConfigMap for each."
                } else {
                    "Getting ready…"
                })}
            </p>
            <A href="/" attr:class="ds-button" attr:data-size="sm">
                "Go to Configure"
            </A>
        </div>
    }
}
