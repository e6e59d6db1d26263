//! A value as one of what the platform offers.

use leptos::prelude::*;

use super::{
    FieldNotes, Label,
    field_notes::{described_by, invalid},
    live, of, unique_id,
};
use crate::{
    protocol::{Choice, Field},
    state::{Action, memo, use_dispatch, use_store},
};

#[component]
pub(crate) fn ChoiceField(
    label: &'static str,
    #[prop(optional)] word: &'static str,
    #[prop(into)] field: Signal<Field>,
    /// Where it is in the document, if it is there.
    #[prop(optional, into)]
    path: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] hide_label: bool,
    /// Titles only while it has the focus: there is no room for them.
    #[prop(optional)]
    short: bool,
    /// Gets the chosen name, or `None` for the default.
    #[prop(into)]
    on_choose: Callback<Option<String>>,
) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let id = unique_id("field");
    let editable = store.is_editable();
    let titles = RwSignal::new(!short);
    let given = memo(move || field.with(|field| field.given.clone().unwrap_or_default()));
    let in_words = move |name: &str, title: &str| {
        if title.is_empty() || !titles.get() { name.to_owned() } else { format!("{name} – {title}") }
    };
    let default = move || {
        field.with(|field| match &field.derived {
            Some(derived) => {
                let titles = |choices: &Vec<Choice>| {
                    choices.iter().find(|choice| choice.name == *derived).map(|choice| choice.title.clone())
                };
                in_words(derived, &choices.with(titles).unwrap_or_default())
            }
            None => "choose…".to_owned(),
        })
    };
    // What the file says stays to be seen, even if the platform has no such thing.
    let unknown = memo(move || {
        let given = given.get();
        let known = given.is_empty() || choices.with(|choices| choices.iter().any(|choice| choice.name == given));
        (!known).then_some(given)
    });
    let described = described_by(&id);
    let option = move |choice: Choice| {
        let Choice { name, title } = choice;
        let (here, shown) = (name.clone(), name.clone());
        view! {
            <option value=name prop:selected=of(move || given.get() == here)>
                {of(move || in_words(&shown, &title))}
            </option>
        }
    };
    view! {
        <div class="ds-field field" class:lit=store.lit(path)>
            <Label for_id=id.clone() text=label word=word hidden=hide_label />
            <select
                class="ds-input"
                class=("field__derived", move || given.with(String::is_empty))
                id=id.clone()
                aria-describedby=described
                aria-invalid=of(move || field.with(invalid))
                data-path=path
                disabled=of(move || !editable.get())
                on:focus=move |_| {
                    titles.set(true);
                    dispatch(Action::FocusField(path.get_untracked()));
                }
                on:blur=move |_| {
                    titles.set(!short);
                    dispatch(Action::FocusField(String::new()));
                }
                on:change:target=move |event| {
                    let chosen = event.target().value();
                    on_choose.run((!chosen.is_empty()).then_some(chosen));
                }
            >
                <option value="" prop:selected=of(move || given.with(String::is_empty))>
                    {of(default)}
                </option>
                {live(move || unknown.get().map(|name| option(Choice { name, title: "not on this platform".into() })))}
                {live(move || choices.get().into_iter().map(option).collect_view())}
            </select>
            <FieldNotes id=id field=field hint=hint quiet=short />
        </div>
    }
}
