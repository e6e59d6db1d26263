//! The environments of one test as a table, a row each.

use std::collections::HashMap;

use leptos::prelude::*;

use super::context_row::ContextRow;
use crate::{
    controls::{Button, each, shown},
    protocol::RunSummary,
    state::{Test, use_store},
};

/// Rows made at once; more come on request.
const PAGE: usize = 40;

#[component]
pub(crate) fn ContextTable(test_id: u32, test: Test) -> impl IntoView {
    let store = use_store();
    let ids = store.context_ids(test_id);
    let limit = RwSignal::new(PAGE);
    let all_runs = store.runs();
    // By position of the context: each row finds its own without a search.
    let runs = Memo::new(move |_| {
        let at = test.position().get();
        all_runs.with(|runs| {
            runs.iter()
                .filter(|run| Some(run.test) == at)
                .map(|run| (run.context, run.clone()))
                .collect::<HashMap<usize, RunSummary>>()
        })
    });
    let page = move || ids.get().into_iter().take(limit.get()).collect::<Vec<_>>();
    let hidden = move || ids.with(Vec::len).saturating_sub(limit.get());
    view! {
        <table class="ds-table contexts" data-size="sm">
            <caption class="ds-sr-only">"Where this test runs"</caption>
            <thead>
                <tr>
                    <th scope="col">"Environment"</th>
                    <th scope="col">"Test type"</th>
                    <th scope="col">"Runs"</th>
                    <th scope="col">"Run"</th>
                    <th scope="col">
                        <span class="ds-sr-only">"Actions"</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                {each(page, move |id| view! { <ContextRow context=store.context(test_id, id) runs=runs /> }.into_any())}
            </tbody>
        </table>
        {shown(move || hidden() != 0, move || view! { <Button text=Signal::derive(move || format!("Show {} more of {}", hidden().min(PAGE), ids.with(Vec::len))) variant="secondary" on_press=move |()| limit.update(|limit| *limit += PAGE) /> })}
    }
}
