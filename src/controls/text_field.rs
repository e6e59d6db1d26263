//! A value of the document as a text field.
//!
//! While it has the focus it keeps what is typed to itself: the reading that
//! comes back from the engine never moves the caret. What is derived stands
//! greyed in the empty field.

use k6cfg_config::edit::Change;
use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    FieldNotes, Icon, Label, Typed,
    field_notes::{described_by, invalid},
    of, unique_id,
};
use crate::{
    browser::{
        keys::{self, Shortcut},
        page,
    },
    protocol::Field,
    state::{Action, change, memo, use_dispatch, use_store},
};

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
    /// Which suggestions fit: the key that they are kept under.
    #[prop(optional)]
    suggest: &'static str,
    /// The environment that they must fit.
    #[prop(optional, into)]
    environment: Signal<String>,
    /// Makes the change where setting the value is not all there is to it.
    #[prop(optional, into)]
    make: Option<Callback<String, Option<Change>>>,
) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let id = unique_id("field");
    let draft = RwSignal::new(None::<String>);
    let focused = RwSignal::new(false);
    let travelled = StoredValue::new(false);
    let current = store.is_current();
    let editable = store.is_editable();

    let only_in_text = memo(move || field.with(|field| field.only_in_text));
    let given = move || field.with(|field| field.given.clone().unwrap_or_default());
    let shown = memo(move || match draft.get() {
        Some(draft) if focused.get() || !current.get() => draft,
        _ => given(),
    });
    let set = move |typed: String| {
        let change = match make {
            Some(make) => make.run(typed),
            None => change::set_typed(&path.get_untracked(), &typed, number),
        };
        dispatch(Action::Edit(change));
    };
    let on_input = move |typed: String| {
        draft.set(Some(typed.clone()));
        // An emptied field is perhaps about to be filled: its line stays
        // where it is until the field is left.
        if !typed.is_empty() {
            set(typed);
        }
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
    let on_focus = move |now: bool| {
        if now {
            draft.set(None);
            travelled.set_value(false);
            store.prepare_edit();
        }
        focused.set(now);
        dispatch(Action::FocusField(if now { path.get_untracked() } else { String::new() }));
    };
    // What the browser would undo is not what the document did last.
    let on_travel = move |event: KeyboardEvent| {
        let Some(shortcut) = keys::travels(&event) else { return };
        event.prevent_default();
        event.stop_propagation();
        travelled.set_value(true);
        let emptied = draft.with_untracked(|draft| draft.as_deref() == Some("")) && !given().is_empty();
        draft.set(None);
        match shortcut {
            Shortcut::Redo => dispatch(Action::Redo),
            _ if emptied => {}
            _ => dispatch(Action::Undo),
        }
    };
    let input = id.clone();

    view! {
        <div
            class="ds-field field"
            class:lit=store.lit(path)
            class=("field--shown", move || only_in_text.get())
            on:keydown=on_travel
        >
            <Label for_id=id.clone() text=label word=word hidden=hide_label />
            <div class="field__box">
                <Typed
                    id=id.clone()
                    described=described_by(&id)
                    value=shown
                    path=path
                    placeholder=of(move || field.with(|field| field.derived.clone().unwrap_or_default()))
                    suggestions=store.suggestions(suggest, environment)
                    invalid=of(move || field.with(invalid))
                    read_only=of(move || !editable.get() || only_in_text.get())
                    required=required
                    number=number
                    focused=focused
                    travelled=travelled
                    on_input=on_input
                    on_change=on_change
                    on_focus=on_focus
                />
                <button
                    type="button"
                    class="field__clear"
                    aria-label=format!("{label}: return to the default")
                    title="Return to the default"
                    hidden=of(move || !can_clear())
                    on:click=move |_| {
                        clear();
                        page::focus(&input);
                    }
                >
                    <Icon name="cross" />
                </button>
            </div>
            <FieldNotes id=id field=field hint=hint />
        </div>
    }
}
