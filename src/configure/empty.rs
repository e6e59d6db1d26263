//! Before there is a document: what this is, and four ways to begin.

use leptos::prelude::*;

use crate::{
    controls::{Button, in_turn, of},
    examples::{EXAMPLES, Example, SMALLEST},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(crate) fn Empty() -> impl IntoView {
    let dispatch = use_dispatch();
    let types = use_store().test_types();
    // Until the platform is known, all are offered.
    let offers = move |example: &Example| {
        types.with(|types| types.is_empty() || example.fits(types.iter().map(|known| known.name.as_str())))
    };
    let start = move |name: &'static str| dispatch(Action::StartFrom(name));
    view! {
        <div class="empty">
            <h2 class="ds-heading" data-size="sm">
                "Which k6 tests run, where and how"
            </h2>
            <p class="ds-paragraph">
                "One short YAML file names your k6 scripts and the environments they run against. "
                "Write it here, as a form or as text, and see exactly what will be applied to the cluster before anything is."
            </p>
            <div class="buttons">
                <Button text="Start with the smallest file" variant="primary" on_press=move |()| start(SMALLEST) />
                <Button icon="open" text="Open file…" variant="secondary" on_press=move |()| dispatch(Action::PickDocuments) />
            </div>
            <p class="empty__hint">"Or drop config files or a folder anywhere on this page, or type in the editor."</p>
            {in_turn(move || view! {
                <h3 class="ds-heading" data-size="2xs">
                    "Or start from an example"
                </h3>
                <p class="empty__hint">"Each example brings a small script, so that its preview works at once."</p>
                <ul class="examples">
                    {EXAMPLES
                        .iter()
                        .map(|example| view! {
                            <li hidden=of(move || !offers(example))>
                                <button type="button" class="example" on:click=move |_| start(example.name)>
                                    <span class="example__title">{example.title}</span>
                                    <span class="example__about">{example.about}</span>
                                </button>
                            </li>
                        })
                        .collect_view()}
                </ul>
            })}
        </div>
    }
}
