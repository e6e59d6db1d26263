//! One test: its script, where it runs, and behind a fold the rest.

use leptos::prelude::*;

use super::{add_buttons::AddContext, context_table::ContextTable};
use crate::{
    controls::{Button, TextField, live, plural, shown},
    state::{Action, Test, change, use_dispatch, use_store},
};

/// Tests beyond these start folded.
const OPEN_AT_FIRST: usize = 3;
/// And so does a test with more contexts than a screen holds, beside others.
const LONG: usize = 12;

#[component]
pub(crate) fn TestCard(id: u32) -> impl IntoView {
    let store = use_store();
    let test = store.test(id);
    let contexts = test.get(|test| test.contexts.len());
    let position = test.position().get_untracked().unwrap_or_default();
    let only = store.test_ids().with_untracked(Vec::len) == 1;
    let awaited = test.path("test_file").with_untracked(|path| store.awaits_focus(path));
    let short = contexts.get_untracked() <= LONG;
    let open = RwSignal::new(only || awaited || (position < OPEN_AT_FIRST && short));
    view! {
        <details
            class="ds-details test"
            class:lit=store.lit(test.here())
            prop:open=open.get_untracked()
            on:toggle:target=move |event| open.set(event.target().open())
        >
            <summary>
                <Summary test=test />
            </summary>
            <div class="test__body">
                {shown(move || open.get(), move || view! { <TextField
                        label="Script"
                        word="test_file"
                        required=true
                        field=test.field(|test| &test.test_file)
                        path=test.path("test_file")
                    />
                    <ContextTable test_id=id test=test />
                    <AddContext test=test />
                    <More test=test />
                    <Buttons test=test /> })}
            </div>
        </details>
    }
}

#[component]
fn Summary(test: Test) -> impl IntoView {
    let file = test.field(|test| &test.test_file);
    let name = move || {
        file.with(|file| match file.given.as_deref() {
            None | Some("") => "New test".to_owned(),
            Some(path) => path.rsplit('/').next().unwrap_or(path).to_owned(),
        })
    };
    let runs = test.get(|test| (test.contexts.iter().filter(|context| context.runs).count(), test.contexts.len()));
    let environments = test.get(|test| {
        let mut names: Vec<String> = Vec::new();
        for name in test.contexts.iter().filter_map(|context| context.environment.given.clone()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    });
    let troubles = test.get(|test| (test.errors, test.warnings));
    view! {
        <h3 class="ds-heading test__name" data-size="2xs">
            {name}
        </h3>
        <span class="test__environments">{environments}</span>
        <span class="test__runs">
            {live(move || match runs.get() {
                (runs, contexts) if runs == contexts => plural(runs, "run"),
                (runs, contexts) => format!("{runs} of {contexts} runs"),
            })}
        </span>
        {live(move || match troubles.get() {
            (0, 0) => None,
            (0, warnings) => Some(view! {
                <span class="ds-tag" data-size="sm" data-color="warning">{plural(warnings, "warning")}</span>
            }.into_any()),
            (errors, _) => Some(view! {
                <span class="ds-tag" data-size="sm" data-color="danger">{plural(errors, "error")}</span>
            }.into_any()),
        })}
    }
}

/// What few tests need.
#[component]
fn More(test: Test) -> impl IntoView {
    let given = test.get(|test| {
        [&test.test_scope, &test.config_file, &test.env_file]
            .iter()
            .any(|field| field.given.is_some() || field.problem.is_some())
    });
    let open = RwSignal::new(given.get_untracked());
    view! {
        <details class="fold" prop:open=open.get_untracked() on:toggle:target=move |event| open.set(event.target().open())>
            <summary>"Options, variables and scope of this test"</summary>
            {shown(move || open.get(), move || view! { <div class="fields">
                    <TextField
                        label="k6 options file"
                        word="config_file"
                        hint="JSON, used by every environment of this test"
                        field=test.field(|test| &test.config_file)
                        path=test.path("config_file")
                    />
                    <TextField
                        label="Variables file"
                        word="env_file"
                        hint="KEY=VALUE lines for every environment"
                        field=test.field(|test| &test.env_file)
                        path=test.path("env_file")
                    />
                    <TextField
                        label="Scope"
                        word="test_scope"
                        hint="Groups tests, and begins the ConfigMap's name"
                        field=test.field(|test| &test.test_scope)
                        path=test.path("test_scope")
                    />
                </div> })}
        </details>
    }
}

#[component]
fn Buttons(test: Test) -> impl IntoView {
    let dispatch = use_dispatch();
    let here = test.here();
    view! {
        <div class="buttons test__buttons">
            <Button icon="copy" text="Duplicate test" on_press=move |()| dispatch(Action::Edit(change::duplicate(&here.get_untracked()))) />
            <Button icon="bin" text="Remove test" colour="danger" on_press=move |()| dispatch(Action::Remove(here.get_untracked())) />
        </div>
    }
}
