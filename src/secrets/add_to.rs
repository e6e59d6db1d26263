//! Naming a sealed Secret in runs, in one step.

use leptos::prelude::*;

use crate::{
    controls::{Button, Label, live, of, unique_id},
    sealing::{Contexts, Sealing, environments, pattern},
    state::{memo, use_store},
};

#[component]
pub(super) fn AddTo(name: Signal<String>, sealing: Sealing, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let form = use_store().form();
    let id = unique_id("add-to");
    let known = memo(move || form.with(|form| environments(form)));
    let each = memo(move || form.with(|form| pattern(form, &name.get())));
    let own = memo(move || {
        let name = name.get();
        let names_it = |environment: &String| name.split(['-', '.']).any(|part| part == environment);
        known.get().into_iter().find(names_it)
    });
    let chosen = RwSignal::new(None::<String>);
    // A name with an environment in it is for that one, mostly.
    let value = memo(move || {
        chosen
            .get()
            .unwrap_or_else(|| own.get().map_or_else(|| "all".to_owned(), |environment| format!("of {environment}")))
    });
    let add = move |()| {
        let contexts = match value.get_untracked().as_str() {
            "all" => Contexts::All,
            "each" => Contexts::Each,
            of => Contexts::Of(of.trim_start_matches("of ").to_owned()),
        };
        sealing.name_in(&name.get_untracked(), &contexts);
        on_done.run(());
    };
    let option = move |option: String, text: String| {
        let mine = option.clone();
        view! { <option value=option prop:selected=of(move || value.with(|value| *value == mine))>{text}</option> }
    };
    view! {
        <div class="secrets__add-to">
            <Label for_id=id.clone() text="Which runs read it" />
            <select class="ds-input" id=id on:change:target=move |event| chosen.set(Some(event.target().value()))>
                {option("all".to_owned(), "all contexts of the config file".to_owned())}
                {live(move || known.get().into_iter().map(|environment| {
                    option(format!("of {environment}"), format!("those in {environment}"))
                }).collect_view())}
                {live(move || each.get().map(|pattern| option("each".to_owned(), format!("all, each its own: {pattern}"))))}
            </select>
            <Button text="Add" variant="primary" on_press=add />
        </div>
    }
}
