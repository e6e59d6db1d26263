//! The runs, newest first.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    browser::clock,
    controls::{Confirm, IconButton, each, live, plural, shown},
    state::{Action, Applied, memo, use_dispatch},
};

#[component]
/// `kept`: namespaces in which the person may not delete runs.
pub(crate) fn RunTable(runs: Memo<Vec<Applied>>, kept: Signal<BTreeSet<String>>) -> impl IntoView {
    let dispatch = use_dispatch();
    let doomed = RwSignal::new(None::<Applied>);
    let asking = RwSignal::new(false);
    let delete = move |()| {
        let Some(run) = doomed.get_untracked() else { return };
        dispatch(Action::Delete { namespace: run.namespace, run: run.name });
    };
    let name = move || doomed.with(|run| run.as_ref().map(|run| run.name.clone()).unwrap_or_default());
    let keys = move || runs.with(|runs| runs.iter().map(|run| run.uid.clone()).collect::<Vec<_>>());
    view! {
        <p class="screen__state" role="status">
            {live(move || plural(runs.with(Vec::len), "run"))} ", newest first."
            {live(move || kept.with(|kept| match kept.len() {
                0 => String::new(),
                _ => format!(" You may not delete runs in {}.", kept.iter().map(String::as_str).collect::<Vec<_>>().join(", ")),
            }))}
        </p>
        <div class="wide">
            <table class="ds-table rows runs" data-size="sm">
                <thead>
                    <tr>
                        <th scope="col">"Run"</th>
                        <th scope="col">"Environment"</th>
                        <th scope="col">"Script"</th>
                        <th scope="col">"Namespace"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Submitted"</th>
                        <th scope="col">
                            <span class="ds-sr-only">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {each(keys, move |uid| view! {
                        <Row
                            uid=uid
                            runs=runs
                            kept=kept
                            on_open=move |run| dispatch(Action::OpenApplied(Some(run)))
                            on_delete=move |run| {
                                doomed.set(Some(run));
                                asking.set(true);
                            }
                        />
                    }
                    .into_any())}
                </tbody>
            </table>
        </div>
        <Confirm
            open=asking
            title=Signal::derive(move || format!("Delete {}?", name()))
            detail="The TestRun is deleted, and its ConfigMap if no other run uses it. What runs of it stops. This cannot be undone."
            does="Delete"
            on_confirm=delete
        />
    }
}

#[component]
fn Row(
    uid: String,
    runs: Memo<Vec<Applied>>,
    kept: Signal<BTreeSet<String>>,
    #[prop(into)] on_open: Callback<Applied>,
    #[prop(into)] on_delete: Callback<Applied>,
) -> impl IntoView {
    let find = move |runs: &Vec<Applied>| runs.iter().find(|run| run.uid == uid).cloned();
    // What it is stays; only how far it came changes.
    let Some(run) = runs.with_untracked(&find) else { return ().into_any() };
    let stage = memo(move || runs.with(&find).map(|run| run.stage).unwrap_or_default());
    let (opened, doomed) = (run.clone(), run.clone());
    let namespace = run.namespace.clone();
    let is_kept = memo(move || kept.with(|kept| kept.contains(&namespace)));
    let script = run.test.rsplit('/').next().unwrap_or_default().to_owned();
    let state = move || match stage.get() {
        stage if stage.is_empty() => "applied".to_owned(),
        stage => stage,
    };
    let heading = if run.run.is_empty() { run.name.clone() } else { run.run };
    let label = format!("Delete {}", run.name);
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="ds-link link-button" on:click=move |_| on_open.run(opened.clone())>
                    {heading}
                </button>
                <div class="field__origin">{run.name}</div>
            </th>
            <td>{run.environment}</td>
            <td title=run.test>{script}</td>
            <td>{run.namespace}</td>
            <td>
                <span class="ds-tag" data-size="sm" data-color="neutral">{live(state)}</span>
            </td>
            <td>
                {run.created_ms.map(|at| view! { <span title=clock::local_time(at)>{age(at, clock::now_ms())}</span> })}
                {(!run.by.is_empty()).then(|| view! { <div class="field__origin">"by " {run.by}</div> })}
            </td>
            <td>
                {shown(move || !is_kept.get(), move || {
                    let (label, doomed) = (label.clone(), doomed.clone());
                    view! { <IconButton icon="bin" name=label on_press=move |()| on_delete.run(doomed.clone()) /> }
                })}
            </td>
        </tr>
    }
    .into_any()
}

/// As kubectl says it, in words: `3 min ago`.
fn age(at_ms: u64, now_ms: u64) -> String {
    match now_ms.saturating_sub(at_ms) / 1000 {
        0..60 => "just now".to_owned(),
        seconds @ 60..3_600 => format!("{} min ago", seconds / 60),
        seconds @ 3_600..86_400 => format!("{} h ago", seconds / 3_600),
        seconds => format!("{} d ago", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::age;

    #[test]
    fn ages_are_in_the_largest_unit() {
        assert_eq!(age(0, 59_999), "just now");
        assert_eq!(age(0, 60_000), "1 min ago");
        assert_eq!(age(0, 7_200_000), "2 h ago");
        assert_eq!(age(0, 180_000_000), "2 d ago");
        assert_eq!(age(5, 0), "just now");
    }
}
