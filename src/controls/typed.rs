//! Where a value is typed: in one line with what fits, or in as many lines as
//! it has. A field of one line would lose their breaks.

use leptos::prelude::*;

use super::{Combo, Lines, either};
use crate::{
    browser::{clock, page},
    protocol::Suggestion,
};

#[component]
pub(crate) fn Typed(
    id: String,
    /// Ids of what describes it.
    described: String,
    value: Memo<String>,
    #[prop(into)] path: Signal<String>,
    #[prop(into)] placeholder: Signal<String>,
    #[prop(into)] suggestions: Signal<Vec<Suggestion>>,
    #[prop(into)] invalid: Signal<Option<&'static str>>,
    #[prop(into)] read_only: Signal<bool>,
    required: bool,
    number: bool,
    #[prop(into)] focused: Signal<bool>,
    /// Whether something was undone in it since it has the focus.
    travelled: StoredValue<bool>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(into)] on_focus: Callback<bool>,
) -> impl IntoView {
    // While it has the focus it stays as it is, whatever is taken out of it.
    let several = Memo::new(move |before: Option<&bool>| {
        value.with(|value| value.contains('\n')) || (before == Some(&true) && focused.get())
    });
    // What was undone may bring lines back: another element, without the focus.
    let field = id.clone();
    Effect::new(move |before: Option<bool>| {
        let now = several.get();
        if now && before == Some(false) && travelled.get_value() {
            let field = field.clone();
            clock::after(0, move || page::focus_if_lost(&field));
        }
        now
    });
    let names = StoredValue::new((id, described));
    let lines = move || {
        let (id, described) = names.get_value();
        view! {
            <Lines
                id=id
                described=described
                value=value
                path=path
                invalid=invalid
                read_only=read_only
                required=required
                on_input=on_input
                on_change=on_change
                on_focus=on_focus
            />
        }
    };
    let line = move || {
        let (id, described) = names.get_value();
        view! {
            <Combo
                id=id
                described=described
                value=value
                path=path
                placeholder=placeholder
                suggestions=suggestions
                invalid=invalid
                read_only=read_only
                required=required
                number=number
                on_input=on_input
                on_change=on_change
                on_focus=on_focus
            />
        }
    };
    either(move || several.get(), lines, line)
}
