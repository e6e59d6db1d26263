//! The environments of one test as a table, a row each.

use leptos::prelude::*;

use super::{context_row::ContextRow, window::Window};
use crate::{
    controls::{each, of},
    state::{Test, memo, use_store},
};

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
    let window = Window::of(test.path("contexts"), count);
    view! {
        {window.earlier()}
        <table class="ds-table contexts" data-size="sm" role="table">
            <caption class="ds-sr-only">"Where this test runs: one row is one run"</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">"Environment"</th>
                    <th scope="col" role="columnheader">"Test type"</th>
                    <th scope="col" role="columnheader">"Runs"</th>
                    <th scope="col" role="columnheader">"Run"</th>
                    <th scope="col" role="columnheader">
                        <span class="ds-sr-only">"Actions"</span>
                    </th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {each(move || ids.with(|ids| window.part(ids)), move |id| view! { <ContextRow context=store.context(test.id, id) count=count /> }.into_any())}
            </tbody>
        </table>
        {window.later()}
    }
}
