//! Adding a test, adding an environment to one.

use leptos::prelude::*;

use crate::{
    controls::Button,
    state::{Action, Test, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn AddTest() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let ids = store.test_ids();
    let editable = store.form_is_live();
    let environments = store.environments();
    let add = move |()| {
        let count = ids.with_untracked(Vec::len);
        let environment = first(environments);
        let edit = change::append("test_definitions", change::new_test(&environment));
        dispatch(Action::EditAndFocus(edit, format!("test_definitions[{count}].test_file")));
    };
    view! {
        <Button icon="plus" text="Add a test" variant="secondary" off=Signal::derive(move || !editable.get()) on_press=add />
    }
}

#[component]
pub(crate) fn AddContext(test: Test) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let editable = store.form_is_live();
    let environments = store.environments();
    let used = test
        .get(|test| test.contexts.iter().filter_map(|context| context.environment.given.clone()).collect::<Vec<_>>());
    let add = move |()| {
        let used = used.get_untracked();
        // One that this test does not run in yet, if there is any.
        let free = environments
            .with_untracked(|all| all.iter().map(|choice| &choice.name).find(|name| !used.contains(name)).cloned());
        let environment = free.unwrap_or_else(|| first(environments));
        let list = test.path("contexts").get_untracked();
        let edit = change::append(&list, change::new_context(&environment));
        dispatch(Action::EditAndFocus(edit, format!("{list}[{}].environment", used.len())));
    };
    view! {
        <Button icon="plus" text="Add an environment" off=Signal::derive(move || !editable.get()) on_press=add />
    }
}

fn first(environments: Memo<Vec<crate::protocol::Choice>>) -> String {
    environments.with_untracked(|all| all.first().map(|choice| choice.name.clone()).unwrap_or_default())
}
