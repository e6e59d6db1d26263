//! Runs: what was submitted, as the server holds it.

mod open_run;
mod table;

use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};

use crate::route::A;

use self::{open_run::OpenRun, table::RunTable};
use crate::{
    controls::{Button, live, of},
    state::{Action, Applied, Listing, Scope, access, memo, outcome::Trouble, use_dispatch, use_store},
    submit::ServerScreen,
};

#[component]
pub(crate) fn Runs() -> impl IntoView {
    view! { <ServerScreen title="Runs" there=|| view! { <WithServer /> }.into_any() /> }
}

#[component]
fn WithServer() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let namespace = store.namespace();
    let scope = store.scope();
    let is_known = store.has_profile();
    // What was read on an earlier visit may be old, and the namespace another.
    // Which one it is, the first reading of the document says; and the platform, where runs say what they are.
    Effect::new(move |_| {
        let named = namespace.with(|name| !name.is_empty());
        if store.is_read().get() && is_known.get() {
            let scope = scope.get_untracked();
            dispatch(Action::ListApplied(if named { scope } else { Scope::All }));
        }
    });
    on_cleanup(move || dispatch(Action::LookAwayFromRuns));
    let choice = move |which: Scope, text: Signal<String>| {
        view! {
            <label class="ds-button" data-variant="tertiary" data-size="sm">
                <input
                    type="radio"
                    name="scope"
                    prop:checked=of(move || scope.get() == which)
                    on:change=move |_| dispatch(Action::ListApplied(which))
                />
                {text}
            </label>
        }
    };
    let this = Signal::derive(move || match namespace.get() {
        name if name.is_empty() => "This namespace".to_owned(),
        name => name,
    });
    let runs = memo(move || {
        store.listing().with(|listing| match listing {
            Listing::Read(runs) => runs.clone(),
            _ => Vec::new(),
        })
    });
    let kept = kept(runs);
    let what = memo(move || match store.listing().get() {
        Listing::Unread | Listing::Reading => Shown::Reading,
        Listing::Read(runs) if runs.is_empty() => Shown::Nothing,
        Listing::Read(_) => Shown::Runs,
        Listing::Failed(trouble) => Shown::Failed(trouble),
    });
    view! {
        <div class="runs__bar">
            <fieldset class="ds-toggle-group" data-size="sm">
                <legend class="ds-sr-only">"Namespaces"</legend>
                {choice(Scope::Namespace, this)}
                {choice(Scope::All, Signal::stored("All namespaces".to_owned()))}
            </fieldset>
            <Button icon="refresh" text="Refresh" on_press=move |()| dispatch(Action::ListApplied(scope.get_untracked())) />
        </div>
        {live(move || match what.get() {
            Shown::Reading => view! { <p class="ds-paragraph" role="status">"Reading…"</p> }.into_any(),
            Shown::Nothing => view! { <Nothing /> }.into_any(),
            Shown::Runs => view! { <RunTable runs=runs kept=kept /> }.into_any(),
            Shown::Failed(trouble) => view! {
                <div class="ds-alert" data-color="danger" role="alert">
                    <h2 class="ds-heading" data-size="2xs">{trouble.title}</h2>
                    <p class="ds-paragraph">{trouble.detail}</p>
                </div>
            }
            .into_any(),
        })}
        <OpenRun />
    }
}

/// Namespaces of the runs in which the person may not delete any.
fn kept(runs: Memo<Vec<Applied>>) -> Signal<BTreeSet<String>> {
    let kept = RwSignal::new(BTreeSet::new());
    let asked = StoredValue::new(BTreeSet::<String>::new());
    let there = memo(move || runs.with(|runs| runs.iter().map(|run| run.namespace.clone()).collect::<BTreeSet<_>>()));
    Effect::new(move |_| {
        let new: Vec<String> =
            there.get().into_iter().filter(|name| asked.with_value(|asked| !asked.contains(name))).collect();
        asked.update_value(|asked| asked.extend(new.iter().cloned()));
        spawn_local(async move {
            for namespace in new {
                // The screen may have gone.
                if kept.try_get_untracked().is_none() {
                    return;
                }
                // Where the cluster does not say, it says so when one is deleted.
                if access(&namespace).await.is_ok_and(|access| !access.may_delete) {
                    kept.try_update(|kept| kept.insert(namespace));
                }
            }
        });
    });
    of(move || kept.with(|kept: &BTreeSet<String>| there.with(|there| kept.intersection(there).cloned().collect())))
}

/// A run that comes or goes is no reason to make the table anew.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    Reading,
    Nothing,
    Runs,
    Failed(Trouble),
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <p class="ds-paragraph" role="status">
            "Nothing has been submitted here yet. "
            <A href="/submit" attr:class="ds-link">
                "Submit a run"
            </A> " and it stands here."
        </p>
    }
}
