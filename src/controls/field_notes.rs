//! What stands around a field: its name, where its value comes from, what is
//! wrong with it.

use leptos::prelude::*;

use super::{Words, live, of};
use crate::protocol::{Field, Severity};

/// The word a person knows, and beside it, small, the one in the file, which
/// is what messages say.
#[component]
pub(crate) fn Label(
    for_id: String,
    text: &'static str,
    #[prop(optional)] word: &'static str,
    #[prop(optional)] hidden: bool,
) -> impl IntoView {
    view! {
        <label class="ds-label field__label" class=("ds-sr-only", hidden) for=for_id>
            {text}
            {(!word.is_empty()).then(|| view! { <code class="field__word">{word}</code> })}
        </label>
    }
}

/// `aria-invalid`: a warning leaves the value valid.
pub(crate) fn invalid(field: &Field) -> Option<&'static str> {
    let severity = field.problem.as_ref().map(|problem| problem.severity);
    (severity == Some(Severity::Error)).then_some("true")
}

/// Ids of the notes of a field, for `aria-describedby`.
pub(crate) fn described_by(id: &str) -> String {
    format!("{id}-origin {id}-problem")
}

#[component]
pub(crate) fn FieldNotes(
    id: String,
    #[prop(into)] field: Signal<Field>,
    #[prop(optional)] hint: &'static str,
    /// Only for those who do not see the row that says the same.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let origin = move || {
        field.with(|field| {
            (field.given.is_none() && field.derived.is_some() && !field.origin.is_empty()).then(|| field.origin.clone())
        })
    };
    let problem = Memo::new(move |_| field.with(|field| field.problem.clone()));
    let colour = move || {
        problem.with(|problem| match problem.as_ref().map(|problem| problem.severity) {
            Some(Severity::Warning) => "warning",
            Some(Severity::Info) => "info",
            _ => "danger",
        })
    };
    let words = move || {
        problem.get().map(|problem| {
            let text = match problem.help {
                Some(help) => format!("{}: {help}", problem.message),
                None => problem.message,
            };
            view! { <Words text=text /> }
        })
    };
    view! {
        <p class="field__notes" class=("ds-sr-only", quiet) id=format!("{id}-origin") hidden=of(move || hint.is_empty() && origin().is_none())>
            {hint}
            {live(move || origin().filter(|_| !hint.is_empty()).map(|_| " · "))}
            {origin}
        </p>
        <p
            class="ds-validation-message field__problem"
            class=("ds-sr-only", quiet)
            id=format!("{id}-problem")
            data-color=colour
            hidden=of(move || problem.with(Option::is_none))
        >
            {words}
        </p>
    }
}
