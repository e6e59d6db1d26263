//! Which channel hears of the runs: the usual one, or each environment's own, as
//! on a branch whose workflows tell those.

use leptos::prelude::*;

use crate::{
    controls::{ChoiceField, of, shown},
    protocol::{Choice, Field},
    state::{Action, memo, use_dispatch, use_store},
};

#[component]
pub(crate) fn Channel() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let (channels, git_ref) = (store.channels(), store.git_ref());
    let (runs, form, selected) = (store.runs(), store.form(), store.selected_run());
    let notifies = move || {
        let (test, context) = runs.with(|runs| {
            let shown = selected.with(|id| runs.iter().find(|run| Some(&run.id) == id.as_ref()))?;
            Some((shown.test, shown.context))
        })?;
        form.with(|form| Some(form.tests.get(test)?.contexts.get(context)?.notifies.clone()))
    };
    let field = memo(move || Field {
        given: Some(git_ref.get()).filter(|git_ref| !git_ref.is_empty()),
        derived: Some(format!("{} – for all", channels.with(|channels| channels.usual.clone()))),
        note: notifies().map(|secrets| format!("this run tells {secrets}")).unwrap_or_default(),
        ..Field::default()
    });
    let choices = of(move || {
        let choice = |name: &String| Choice { name: name.clone(), title: "by environment".to_owned() };
        channels.with(|channels| channels.refs.iter().map(choice).collect::<Vec<_>>())
    });
    let choose = move |chosen: Option<String>| dispatch(Action::GitRef(chosen.unwrap_or_default()));
    let is_offered = move || channels.with(|channels| !channels.refs.is_empty()) || !git_ref.with(String::is_empty);
    shown(is_offered, move || {
        view! { <ChoiceField label="Channel that is told" word="GITHUB_REF" field=field choices=choices on_choose=choose /> }
    })
}
