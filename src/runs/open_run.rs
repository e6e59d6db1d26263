//! One submitted run: the object as the server holds it.

use leptos::prelude::*;

use crate::{
    browser::page,
    controls::{Button, CodeView, live},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(crate) fn OpenRun() -> impl IntoView {
    let store = use_store();
    let opened = store.opened();
    let name = Memo::new(move |_| opened.with(|opened| opened.as_ref().map(|opened| opened.run.name.clone())));
    view! { {live(move || name.get().map(|name| view! { <Open name=name /> }))} }
}

#[component]
fn Open(name: String) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let opened = store.opened();
    let text = Memo::new(move |_| {
        opened.with(|opened| opened.as_ref().and_then(|opened| opened.text.clone())).unwrap_or_default()
    });
    let what = name.clone();
    Effect::new(|_| page::bring_to("open-run"));
    view! {
        <section class="open-run" aria-labelledby="open-run">
            <div class="open-run__bar">
                <h2 class="ds-heading" data-size="xs" id="open-run" tabindex="-1">
                    {name}
                </h2>
                <div class="buttons">
                    <Button icon="copy" text="Copy" on_press=move |()| dispatch(Action::Copy { what: what.clone(), text: text.get_untracked() }) />
                    <Button icon="cross" text="Close" on_press=move |()| dispatch(Action::OpenApplied(None)) />
                </div>
            </div>
            <div class="open-run__text">
                <CodeView text=text language="yaml" label="The submitted TestRun" />
            </div>
        </section>
    }
}
