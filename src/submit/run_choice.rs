//! One run to choose or leave out; one that is not ready says why.

use leptos::prelude::*;

use crate::route::A;

use super::chosen::Chosen;
use crate::{
    browser::http,
    controls::{Words, live, of},
    protocol::RunSummary,
};

#[component]
pub(crate) fn RunChoice(id: String, runs: Memo<Vec<RunSummary>>, choice: RwSignal<Chosen>) -> impl IntoView {
    let named = id.clone();
    let run =
        Memo::new(move |_| runs.with(|runs| runs.iter().find(|run| run.id == named).cloned()).unwrap_or_default());
    let ready = move || run.with(|run| run.ready);
    let element = format!("choose-{id}");
    let (mine, toggled) = (id.clone(), id.clone());
    view! {
        <div class="choose__run">
            <div class="ds-field">
                <input
                    class="ds-input"
                    type="checkbox"
                    id=element.clone()
                    disabled=of(move || !ready())
                    prop:checked=of(move || ready() && choice.with(|choice| choice.has(&mine)))
                    on:change:target=move |event| {
                        let checked = event.target().checked();
                        choice.update(|choice| choice.set(&toggled, checked));
                    }
                />
                <label class="ds-label" for=element>
                    {id}
                </label>
            </div>
            {live(move || {
                let RunSummary { id, environment, test_type, ready, not_ready_because, .. } = run.get();
                view! {
                    <span class="run__about">{environment} " · " {test_type}</span>
                    {if ready {
                        let href = format!("/preview?run={}", http::segment(&id));
                        view! { <A href=href attr:class="ds-link">"preview"</A> }.into_any()
                    } else {
                        view! {
                            <span class="state" data-state="waiting">
                                <span><Words text=not_ready_because /></span>
                            </span>
                        }
                        .into_any()
                    }}
                }
            })}
        </div>
    }
}
