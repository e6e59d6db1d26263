//! What stands around a field: its name, where its value comes from, what is
//! to be known of it, what is wrong with it.

use leptos::prelude::*;

use super::{Words, live, of};
use crate::{
    protocol::{Field, Severity},
    state::memo,
};

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

/// What there is to read under the field: its hint, where its value comes
/// from, and what else is to be known.
fn notes(hint: &str, field: &Field) -> String {
    let derived = field.given.is_none() && field.derived.is_some();
    let origin = if derived { field.origin.as_str() } else { "" };
    let all = [hint, origin, &field.note];
    all.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[component]
pub(crate) fn FieldNotes(
    id: String,
    #[prop(into)] field: Signal<Field>,
    #[prop(optional)] hint: &'static str,
    /// The problem is only for those who do not see the row that says the same.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let notes = memo(move || field.with(|field| notes(hint, field)));
    let problem = memo(move || field.with(|field| field.problem.clone()));
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
        <p class="field__notes" id=format!("{id}-origin") hidden=of(move || notes.with(String::is_empty))>
            {live(move || view! { <Words text=notes.get() /> })}
        </p>
        <p
            class="ds-validation-message field__problem"
            class=("ds-sr-only", quiet)
            id=format!("{id}-problem")
            data-color=of(colour)
            hidden=of(move || problem.with(Option::is_none))
        >
            {live(words)}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_has_no_origin() {
        let mut field = Field { derived: Some("250m".into()), origin: "default".into(), ..Field::default() };
        assert_eq!(notes("for each", &field), "for each · default");
        field.given = Some("1".into());
        field.note = "a note".into();
        assert_eq!(notes("", &field), "a note");
    }
}
