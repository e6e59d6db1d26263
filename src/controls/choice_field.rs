//! A value of the document as one of what the platform offers.

use leptos::{html, prelude::*};

use super::{
    FieldNotes, Label,
    field_notes::{described_by, invalid},
    live, of, unique_id,
};
use crate::{
    protocol::{Choice, Field},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(crate) fn ChoiceField(
    label: &'static str,
    #[prop(optional)] word: &'static str,
    #[prop(into)] field: Signal<Field>,
    #[prop(into)] path: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] hide_label: bool,
    /// No titles, where there is no room for them.
    #[prop(optional)]
    short: bool,
    /// Gets the chosen name, or `None` for the default.
    #[prop(into)]
    on_choose: Callback<Option<String>>,
) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let id = unique_id("field");
    let select = NodeRef::<html::Select>::new();
    let editable = store.form_is_live();
    let given = Memo::new(move |_| field.with(|field| field.given.clone().unwrap_or_default()));
    let default = move || {
        field.with(|field| match (&field.derived, short) {
            (Some(derived), true) => derived.clone(),
            (Some(derived), false) => format!("{derived} (default)"),
            (None, _) => "choose…".to_owned(),
        })
    };
    // What the file says stays to be seen, even if the platform has no such thing.
    let unknown = Memo::new(move |_| {
        let given = given.get();
        let known = given.is_empty() || choices.with(|choices| choices.iter().any(|choice| choice.name == given));
        (!known).then_some(given)
    });
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        match select.get() {
            Some(select) if path.with(|path| store.takes_focus(path)) => {
                let _ = select.focus();
                true
            }
            _ => false,
        }
    });
    let described = described_by(&id);
    let option = move |choice: Choice| {
        let Choice { name, title } = choice;
        let text = if short || title.is_empty() { name.clone() } else { format!("{name} – {title}") };
        let here = name.clone();
        view! {
            <option value=name prop:selected=of(move || given.get() == here)>
                {text}
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
                disabled=of(move || !editable.get())
                node_ref=select
                on:focus=move |_| dispatch(Action::FocusField(path.get_untracked()))
                on:blur=move |_| dispatch(Action::FocusField(String::new()))
                on:change:target=move |event| {
                    let chosen = event.target().value();
                    on_choose.run((!chosen.is_empty()).then_some(chosen));
                }
            >
                <option value="" prop:selected=of(move || given.with(String::is_empty))>
                    {default}
                </option>
                {live(move || unknown.get().map(|name| option(Choice { name, title: "not on this platform".into() })))}
                {live(move || choices.get().into_iter().map(option).collect_view())}
            </select>
            <FieldNotes id=id field=field hint=hint quiet=short />
        </div>
    }
}
