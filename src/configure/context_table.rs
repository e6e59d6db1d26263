//! The environments of one test as a table, a row each.

use leptos::prelude::*;

use super::context_row::ContextRow;
use crate::{
    controls::{Button, each, of, shown},
    state::{Test, memo, use_store},
};

/// Rows made at once; more come on request.
const PAGE: usize = 40;

#[component]
pub(crate) fn ContextTable(test: Test) -> impl IntoView {
    let store = use_store();
    let rows = store.rows();
    let ids = memo(move || {
        rows.with(|rows| {
            let row = rows.tests().iter().find(|row| row.id == test.id);
            row.map(|row| row.contexts.clone()).unwrap_or_default()
        })
    });
    let count = of(move || ids.with(Vec::len));
    let limit = RwSignal::new(PAGE);
    // One that is gone to must be there.
    let contexts = test.path("contexts");
    Effect::new(move |_| {
        let at = store.awaited_focus().with(|path| {
            let rest = path.as_deref()?.strip_prefix(contexts.get().as_str())?.strip_prefix('[')?;
            rest.split(']').next()?.parse::<usize>().ok()
        });
        if let Some(at) = at.filter(|at| *at >= limit.get_untracked()) {
            limit.set(at + PAGE);
        }
    });
    let page = move || ids.get().into_iter().take(limit.get()).collect();
    let hidden = move || count.get().saturating_sub(limit.get());
    let more = of(move || format!("Show {} more of {}", hidden().min(PAGE), count.get()));
    view! {
        <table class="ds-table contexts" data-size="sm">
            <caption class="ds-sr-only">"Where this test runs: one row is one run"</caption>
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
                {each(page, move |id| view! { <ContextRow context=store.context(test.id, id) count=count /> }.into_any())}
            </tbody>
        </table>
        {shown(move || hidden() != 0, move || view! {
            <Button text=more variant="secondary" on_press=move |()| limit.update(|limit| *limit += PAGE) />
        })}
    }
}
