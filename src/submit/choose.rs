//! The runs to submit; all that are ready, unless one says otherwise.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    browser::http,
    controls::{PlainField, Words, plural},
    protocol::RunSummary,
    state::{Action, Submission, use_dispatch, use_store},
};

#[component]
pub(crate) fn Choose() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let runs = store.runs();
    let blocked = store.cannot_submit();
    // Kept as what was taken out: a run that is new is in.
    let left_out = RwSignal::new(BTreeSet::<String>::new());
    let chosen = Memo::new(move |_| {
        left_out.with(|out| {
            runs.with(|runs| {
                runs.iter()
                    .filter(|run| run.ready && !out.contains(&run.id))
                    .map(|run| run.id.clone())
                    .collect::<Vec<_>>()
            })
        })
    });
    let busy = move || store.submission().with(Submission::is_under_way);
    let off = move || busy() || blocked.get().is_some() || chosen.with(Vec::is_empty);
    let text = move || match (busy(), chosen.with(Vec::len)) {
        (true, _) => "Submitting…".to_owned(),
        (_, 0) => "Submit".to_owned(),
        (_, count) => format!("Submit {}", plural(count, "run")),
    };
    let all = move |_| {
        left_out.update(|out| {
            if out.is_empty() {
                *out = runs.with_untracked(|runs| runs.iter().map(|run| run.id.clone()).collect());
            } else {
                out.clear();
            }
        });
    };
    view! {
        {move || blocked.get().map(|why| view! {
            <div class="ds-alert" data-color="warning">
                <p class="ds-paragraph">
                    "Not yet: " {why} ". "
                    <A href="/" attr:class="ds-link">"Go to Configure"</A>
                </p>
            </div>
        })}
        <Show when=move || runs.with(|runs| !runs.is_empty())>
            <fieldset class="choose">
                <legend class="ds-label">"Runs"</legend>
                <Show when=move || runs.with(|runs| runs.iter().filter(|run| run.ready).count() > 1)>
                    <button type="button" class="ds-button" data-size="sm" data-variant="tertiary" on:click=all>
                        {move || if left_out.with(BTreeSet::is_empty) { "Choose none" } else { "Choose all" }}
                    </button>
                </Show>
                <div class="choose__runs">
                    <For
                        each=move || runs.get()
                        key=|run| (run.id.clone(), run.ready, run.test_type.clone())
                        let:run
                    >
                        <Choice run=run left_out=left_out />
                    </For>
                </div>
            </fieldset>
            <PlainField
                label="k6 arguments for this time only"
                word="arguments"
                value=store.arguments()
                placeholder="-e THINK_TIME=5"
                on_input=move |typed| dispatch(Action::Arguments(typed))
            />
            <p class="field__origin">"The objects are made anew with the present time, so each submit is a run of its own."</p>
            <button
                type="button"
                class="ds-button submit__go"
                aria-disabled=move || off().then_some("true")
                aria-busy=move || busy().then_some("true")
                on:click=move |_| {
                    if !off() {
                        dispatch(Action::Submit(chosen.get_untracked()));
                    }
                }
            >
                {text}
            </button>
        </Show>
    }
}

#[component]
fn Choice(run: RunSummary, left_out: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let RunSummary { id, environment, test_type, ready, not_ready_because, .. } = run;
    let element = format!("choose-{id}");
    let (mine, toggled, href) = (id.clone(), id.clone(), format!("/preview?run={}", http::segment(&id)));
    view! {
        <div class="choose__run">
            <div class="ds-field">
                <input
                    class="ds-input"
                    type="checkbox"
                    id=element.clone()
                    disabled=!ready
                    prop:checked=move || ready && left_out.with(|out| !out.contains(&mine))
                    on:change:target=move |event| {
                        let checked = event.target().checked();
                        left_out.update(|out| {
                            if checked {
                                out.remove(&toggled);
                            } else {
                                out.insert(toggled.clone());
                            }
                        });
                    }
                />
                <label class="ds-label" for=element>{id}</label>
            </div>
            <span class="run__about">{environment} " · " {test_type}</span>
            {if ready {
                view! { <A href=href attr:class="ds-link">"preview"</A> }.into_any()
            } else {
                view! { <span class="state" data-state="waiting"><span><Words text=not_ready_because /></span></span> }.into_any()
            }}
        </div>
    }
}
