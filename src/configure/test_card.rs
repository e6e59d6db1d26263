//! One test: its script, where it runs, and behind a fold the rest.

use leptos::prelude::*;

use super::{
    context_table::ContextTable,
    fields::{OF_TEST, test_fields},
    row_tools::{Ends, RowTools, on_alt_arrow},
    unfolded,
    wish::{Asked, Wish},
};
use crate::{
    browser::page,
    controls::{Button, TextField, live, of, plural, shown, unique_id},
    state::{Test, outline, use_store},
};

/// Tests beyond these start folded.
const OPEN_AT_FIRST: usize = 3;
/// And so does a test with more contexts than a screen holds, beside others.
const LONG: usize = 12;

#[component]
pub(crate) fn TestCard(id: u32) -> impl IntoView {
    let store = use_store();
    let test = store.test(id);
    let here = test.here();
    let contexts = test.get(|test| test.contexts.len());
    let position = test.position().get_untracked().unwrap_or_default();
    let only = store.rows().with_untracked(|rows| rows.tests().len()) == 1;
    let short = contexts.get_untracked() <= LONG;
    let open = RwSignal::new(only || (position < OPEN_AT_FIRST && short));
    // What is gone to inside must be there.
    Effect::new(move |_| {
        let inside = store.awaited_focus().with(|path| {
            path.as_deref()
                .and_then(|path| path.strip_prefix(here.get().as_str()))
                .is_some_and(|in_| in_.starts_with('.'))
        });
        if inside {
            open.set(true);
        }
    });
    view! {
        <details
            class="ds-details test"
            class:lit=store.lit(test.here())
            prop:open=of(move || open.get())
            on:toggle:target=move |event| open.set(event.target().open())
            on:keydown=on_alt_arrow(here)
        >
            <summary>
                <Summary test=test />
            </summary>
            <div class="test__body" tabindex="-1">
                {shown(move || open.get(), move || view! {
                    <TextField
                        label="Script"
                        word="test_file"
                        hint="the k6 script, .js or .ts"
                        required=true
                        suggest="test_file"
                        field=test.field(|test| &test.test_file)
                        path=test.path("test_file")
                    />
                    <ContextTable test=test />
                    <AddEnvironment test=test />
                    <More test=test />
                    <Tools test=test />
                })}
            </div>
        </details>
    }
}

#[component]
fn Summary(test: Test) -> impl IntoView {
    let name = test.get(|test| outline::name(test).to_owned());
    let runs =
        test.get(|test| (test.contexts.iter().filter(|context| context.will_run()).count(), test.contexts.len()));
    let environments = test.get(|test| {
        let mut names: Vec<&str> = Vec::new();
        for name in test.contexts.iter().filter_map(|context| context.environment.given.as_deref()) {
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
        {live(move || {
            let (colour, words) = match troubles.get() {
                (0, 0) => return None,
                (0, warnings) => ("warning", plural(warnings, "warning")),
                (errors, _) => ("danger", plural(errors, "error")),
            };
            Some(view! { <span class="ds-tag" data-size="sm" data-color=colour>{words}</span> })
        })}
    }
}

#[component]
fn AddEnvironment(test: Test) -> impl IntoView {
    let editable = use_store().is_editable();
    let open = RwSignal::new(false);
    let button = unique_id("add");
    let opener = button.clone();
    let close = Callback::new(move |()| {
        open.set(false);
        page::focus(&opener);
    });
    let tests = of(move || test.position().get().into_iter().collect::<Vec<_>>());
    view! {
        <Button
            icon="plus"
            text="Add an environment"
            id=button
            off=of(move || !editable.get())
            expanded=of(move || Some(open.get()))
            on_press=move |()| open.update(|open| *open = !*open)
        />
        {shown(move || open.get(), move || unfolded::WISH.view(Asked::of_tests(Wish::Environment, tests, close)))}
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
            {shown(move || open.get(), move || view! { <div class="fields">{test_fields(test, OF_TEST)}</div> })}
        </details>
    }
}

#[component]
fn Tools(test: Test) -> impl IntoView {
    let rows = use_store().rows();
    let (at, count) = (test.position(), move || rows.with(|rows| rows.tests().len()));
    let ends = Ends::of(move || at.get(), count);
    view! { <div class="test__tools"><RowTools here=test.here() ends=ends noun="test" spelled=true /></div> }
}
