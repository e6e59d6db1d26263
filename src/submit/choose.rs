//! The runs to submit; all that are ready, unless one says otherwise.

use leptos::prelude::*;

use crate::route::{A, use_place};

use super::{chosen::Chosen, run_choice::RunChoice};
use crate::{
    controls::{Button, PlainField, each, live, plural, shown},
    preview::Channel,
    state::{Action, Submission, use_dispatch, use_store},
};

#[component]
pub(crate) fn Choose() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let runs = store.runs();
    let blocked = store.cannot_submit();
    let waiting = store.scripts_waiting();
    // `?run=` leads here from the preview of one run.
    let only = use_place().query("run").get_untracked();
    let choice = RwSignal::new(match only {
        Some(run) => Chosen::Only(vec![run]),
        None => Chosen::AllBut(Vec::new()),
    });
    let chosen = Memo::new(move |_| {
        choice.with(|choice| {
            runs.with(|runs| {
                let chosen = runs.iter().filter(|run| run.ready && choice.has(&run.id));
                chosen.map(|run| run.id.clone()).collect::<Vec<_>>()
            })
        })
    });
    let busy = Signal::derive(move || store.submission().with(Submission::is_under_way));
    let off = Signal::derive(move || busy.get() || blocked.get().is_some() || chosen.with(Vec::is_empty));
    let text = move || match (busy.get(), chosen.with(Vec::len)) {
        (true, _) => "Submitting…".to_owned(),
        (_, 0) => "Submit".to_owned(),
        (_, count) => format!("Submit {}", plural(count, "run")),
    };
    let ids = move || runs.with(|runs| runs.iter().map(|run| run.id.clone()).collect::<Vec<_>>());
    view! {
        {live(move || blocked.get().map(|why| view! {
            <div class="ds-alert" data-color="warning">
                <p class="ds-paragraph">
                    "Not yet: " {why} ". "
                    <A href="/" attr:class="ds-link">"Go to Configure"</A>
                </p>
            </div>
        }))}
        {shown(move || blocked.get().is_none() && waiting.get() > 0, move || view! {
            <div class="ds-alert" data-color="info" role="status">
                <p class="ds-paragraph">
                    {live(move || match waiting.get() {
                        1 => "1 script is still being read. Submitting waits for it.".to_owned(),
                        more => format!("{more} scripts are still being read. Submitting waits for them."),
                    })}
                </p>
            </div>
        })}
        {shown(move || runs.with(|runs| !runs.is_empty()), move || view! { <fieldset class="choose">
                <legend class="ds-label">"Runs"</legend>
                <div class="buttons">
                    <Button text="Choose all" on_press=move |()| choice.set(Chosen::AllBut(Vec::new())) />
                    <Button text="Choose none" on_press=move |()| choice.set(Chosen::Only(Vec::new())) />
                </div>
                <div class="choose__runs">
                    {each(ids, move |id| view! { <RunChoice id=id runs=runs choice=choice /> }.into_any())}
                </div>
            </fieldset>
            <PlainField
                label="k6 arguments for this time only"
                word="arguments"
                value=store.arguments()
                placeholder="-e THINK_TIME=5"
                on_input=move |typed| dispatch(Action::Arguments(typed))
            />
            <Channel />
            <p class="field__origin">"The objects are made anew with the present time, so each submit is a run of its own."</p>
            <div class="buttons">
                <Button
                    text=Signal::derive(text)
                    variant="primary"
                    off=off
                    busy=busy
                    on_press=move |()| dispatch(Action::Submit(chosen.get_untracked()))
                />
                <Button
                    text="Try without applying"
                    variant="secondary"
                    off=off
                    on_press=move |()| dispatch(Action::DryRun(chosen.get_untracked()))
                />
            </div> })}
    }
}
