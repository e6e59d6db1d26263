//! A value of the document as a text field.
//!
//! While it has the focus it keeps what is typed to itself: the reading that
//! comes back from the engine never moves the caret. What is derived stands
//! greyed in the empty field.

use k6cfg_config::edit::Edit;
use leptos::{html, prelude::*};

use super::{
    FieldNotes, Icon, Label,
    field_notes::{described_by, invalid},
    of, unique_id,
};
use crate::{
    protocol::Field,
    state::{Action, change, use_dispatch, use_store},
};

#[expect(clippy::too_many_lines, reason = "half of it is the view")]
#[component]
pub(crate) fn TextField(
    label: &'static str,
    /// The key in the file.
    #[prop(optional)]
    word: &'static str,
    #[prop(into)] field: Signal<Field>,
    #[prop(into)] path: Signal<String>,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] number: bool,
    /// Stays in the text when it is emptied, so that the mistake has a place.
    #[prop(optional)]
    required: bool,
    #[prop(optional)] hide_label: bool,
    /// Makes the edit where setting the value is not all there is to it.
    #[prop(optional, into)]
    make: Option<Callback<String, Option<Edit>>>,
) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let id = unique_id("field");
    let input = NodeRef::<html::Input>::new();
    let draft = RwSignal::new(None::<String>);
    let focused = RwSignal::new(false);
    let current = store.is_current();
    let editable = store.form_is_live();

    let given = move || field.with(|field| field.given.clone().unwrap_or_default());
    let shown = Memo::new(move |_| match draft.get() {
        Some(draft) if focused.get() || !current.get() => draft,
        _ => given(),
    });
    let set = move |typed: String| {
        let edit = match make {
            Some(make) => make.run(typed),
            None => change::set_typed(&path.get_untracked(), &typed, number),
        };
        dispatch(Action::Edit(edit));
    };
    let on_input = move |typed: String| {
        draft.set(Some(typed.clone()));
        // An emptied field is perhaps about to be filled: its line stays
        // where it is until the field is left.
        if !typed.is_empty() {
            set(typed);
        }
    };
    let on_focus = move |here: bool| {
        focused.set(here);
        dispatch(Action::FocusField(if here { path.get_untracked() } else { String::new() }));
    };
    let clear = move || {
        draft.set(None);
        dispatch(Action::Edit(change::clear(&path.get_untracked())));
    };
    let on_change = move |typed: String| {
        if !typed.is_empty() {
        } else if required {
            set(typed);
        } else if field.with_untracked(|field| field.given.is_some()) {
            dispatch(Action::Edit(change::clear(&path.get_untracked())));
        }
    };
    let can_clear = move || !required && editable.get() && field.with(|field| field.given.is_some());
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) {
            return true;
        }
        match input.get() {
            Some(input) if path.with(|path| store.takes_focus(path)) => {
                let _ = input.focus();
                true
            }
            _ => false,
        }
    });
    let described = described_by(&id);

    view! {
        <div class="ds-field field" class:lit=store.lit(path)>
            <Label for_id=id.clone() text=label word=word hidden=hide_label />
            <div class="field__box">
                <input
                    class="ds-input"
                    id=id.clone()
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    inputmode=if number { "numeric" } else { "text" }
                    aria-describedby=described
                    aria-invalid=of(move || field.with(invalid))
                    aria-required=required.then_some("true")
                    placeholder=of(move || field.with(|field| field.derived.clone().unwrap_or_default()))
                    readonly=of(move || !editable.get())
                    prop:value=of(move || shown.get())
                    node_ref=input
                    on:focus=move |_| {
                        draft.set(None);
                        on_focus(true);
                    }
                    on:blur=move |_| on_focus(false)
                    on:input:target=move |event| on_input(event.target().value())
                    on:change:target=move |event| on_change(event.target().value())
                />
                <button
                    type="button"
                    class="field__clear"
                    aria-label=format!("{label}: return to the default")
                    title="Return to the default"
                    hidden=of(move || !can_clear())
                    on:click=move |_| {
                        clear();
                        if let Some(input) = input.get_untracked() {
                            let _ = input.focus();
                        }
                    }
                >
                    <Icon name="cross" />
                </button>
            </div>
            <FieldNotes id=id field=field hint=hint />
        </div>
    }
}
