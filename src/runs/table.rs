//! The runs, newest first.

use leptos::prelude::*;

use crate::{
    browser::clock,
    controls::{Confirm, IconButton, plural},
    state::{Action, Applied, use_dispatch},
};

#[component]
pub(crate) fn RunTable(runs: Vec<Applied>) -> impl IntoView {
    let dispatch = use_dispatch();
    let doomed = RwSignal::new(None::<Applied>);
    let asking = RwSignal::new(false);
    let count = runs.len();
    // A ConfigMap may serve several runs of one id: it goes with the last.
    let shared = runs.clone();
    let delete = move |()| {
        let Some(run) = doomed.get_untracked() else { return };
        let others = shared.iter().any(|other| {
            other.uid != run.uid && other.namespace == run.namespace && other.config_map == run.config_map
        });
        dispatch(Action::Delete {
            namespace: run.namespace,
            run: run.name,
            config_map: if others { None } else { run.config_map },
        });
    };
    let name = move || doomed.with(|run| run.as_ref().map(|run| run.name.clone()).unwrap_or_default());
    view! {
        <p class="screen__state" role="status">
            {plural(count, "run")} ", newest first."
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
                    {runs
                        .into_iter()
                        .map(|run| view! {
                            <Row
                                run=run
                                on_open=move |run| dispatch(Action::OpenApplied(Some(run)))
                                on_delete=move |run| {
                                    doomed.set(Some(run));
                                    asking.set(true);
                                }
                            />
                        })
                        .collect_view()}
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
    run: Applied,
    #[prop(into)] on_open: Callback<Applied>,
    #[prop(into)] on_delete: Callback<Applied>,
) -> impl IntoView {
    let (shown, doomed) = (run.clone(), run.clone());
    let script = run.test.rsplit('/').next().unwrap_or_default().to_owned();
    let state = if run.stage.is_empty() { "applied".to_owned() } else { run.stage };
    let heading = if run.run.is_empty() { run.name.clone() } else { run.run };
    let label = format!("Delete {}", run.name);
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="ds-link link-button" on:click=move |_| on_open.run(shown.clone())>
                    {heading}
                </button>
                <div class="field__origin">{run.name}</div>
            </th>
            <td>{run.environment}</td>
            <td title=run.test>{script}</td>
            <td>{run.namespace}</td>
            <td>
                <span class="ds-tag" data-size="sm" data-color="neutral">{state}</span>
            </td>
            <td>
                {run.created_ms.map(|at| view! { <span title=clock::local_time(at)>{age(at, clock::now_ms())}</span> })}
            </td>
            <td>
                <IconButton icon="bin" name=label on_press=move |()| on_delete.run(doomed.clone()) />
            </td>
        </tr>
    }
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
