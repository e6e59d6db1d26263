//! Configure: the form and the text, two views of one document.
//!
//! Side by side where there is room, tabs where there is not.

mod bulk;
mod context_details;
mod context_row;
mod context_table;
mod document_form;
mod editor_pane;
mod empty;
mod fields;
mod list;
mod outline;
mod problems;
mod row_tools;
mod run_load;
mod secrets;
mod test_card;
mod toolbar;
pub(crate) mod unfolded;
mod variables;
mod window;
mod wish;

use leptos::prelude::*;

use self::{
    empty::Empty,
    toolbar::Toolbar,
    unfolded::{EDITOR, FORM, OUTLINE, PROBLEMS},
};
use crate::{
    browser::page,
    controls::{Tabs, either, in_turn, of, shown},
    state::{Action, Pane, use_dispatch, use_store},
};

#[component]
pub(crate) fn Configure() -> impl IntoView {
    page::set_title("Configure – k6cfg");
    let store = use_store();
    view! {
        <div class="configure" data-pane=of(move || pane_key(store.pane().get()))>
            {in_turn(|| view! { <Toolbar /> })}
            {in_turn(|| view! { <PaneTabs /> })}
            {in_turn(|| view! { <Panes /> })}
        </div>
    }
}

#[component]
fn Panes() -> impl IntoView {
    let empty = use_store().is_empty();
    view! {
        {shown(move || !empty.get(), || view! {
            <section class="pane pane--outline" aria-label="Outline">
                {OUTLINE.view(())}
            </section>
        })}
        <section class="pane pane--form" aria-label="Form" id="panes-panel">
            {either(move || empty.get(), || in_turn(|| view! { <Empty /> }), || FORM.view(()))}
        </section>
        <section class="pane pane--text" aria-label="Config file as YAML">
            {EDITOR.view(())}
        </section>
        <section class="pane pane--problems" aria-labelledby="problems">
            {PROBLEMS.view(())}
        </section>
    }
}

/// Only seen on a narrow screen.
#[component]
fn PaneTabs() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let counts = store.counts();
    let tabs = Signal::derive(move || {
        let problems = match counts.get() {
            (0, 0) => "Problems".to_owned(),
            (errors, warnings) => format!("Problems ({})", errors + warnings),
        };
        [("form", "Form".to_owned()), ("text", "YAML".to_owned()), ("problems", problems)]
            .map(|(key, text)| (key.to_owned(), text))
            .to_vec()
    });
    let select = move |key: String| {
        dispatch(Action::Show(match key.as_str() {
            "text" => Pane::Text,
            "problems" => Pane::Problems,
            _ => Pane::Form,
        }));
    };
    view! {
        <div class="ds-tabs pane-tabs">
            <Tabs
                id="panes"
                label="Views of the document"
                tabs=tabs
                selected=Signal::derive(move || pane_key(store.pane().get()).to_owned())
                on_select=select
            />
        </div>
    }
}

fn pane_key(pane: Pane) -> &'static str {
    match pane {
        Pane::Form => "form",
        Pane::Text => "text",
        Pane::Problems => "problems",
    }
}
