//! What became of a submit: each object, or the reason and the way on.

use leptos::prelude::*;

use crate::route::A;

use super::foretold::Foresight;
use crate::{
    controls::{Button, Words, live, of, plural, shown},
    state::{Action, Submission, Submitted, outcome::Trouble, use_dispatch, use_store},
};

#[component]
pub(crate) fn Outcome() -> impl IntoView {
    let store = use_store();
    view! {
        <div class="outcome" aria-live="polite">
            {live(move || match store.submission().get() {
                Submission::Idle => ().into_any(),
                Submission::Generating => view! { <Making /> }.into_any(),
                Submission::Sending { applied, of } => view! { <Progress applied=applied of=of /> }.into_any(),
                Submission::Foretold { objects, checks } => view! { <Foresight objects=objects checks=checks /> }.into_any(),
                Submission::Done(objects) => view! { <Done objects=objects /> }.into_any(),
                Submission::NotMade(trouble) => view! { <Failed trouble=trouble parts=Vec::new() sent=false /> }.into_any(),
                Submission::Failed { trouble, parts, .. } => {
                    view! { <Failed trouble=trouble parts=parts sent=true /> }.into_any()
                }
            })}
        </div>
    }
}

/// Scripts are read anew for each submit: it has a time of its own, which they see.
#[component]
fn Making() -> impl IntoView {
    let waiting = use_store().scripts_waiting();
    let most = Memo::new(move |most: Option<&usize>| waiting.get().max(most.copied().unwrap_or(0)));
    let done = Signal::derive(move || most.get().saturating_sub(waiting.get()));
    view! {
        <p class="ds-paragraph">"Making the objects…"</p>
        {shown(move || waiting.get() > 0 && most.get() > 1, move || view! {
            <p class="field__origin">{live(move || format!("{} of {} read", done.get(), plural(most.get(), "script")))}</p>
            <progress class="progress" max=of(move || most.get()) value=done aria-label="Scripts read"></progress>
        })}
    }
}

#[component]
fn Progress(applied: Vec<Submitted>, of: usize) -> impl IntoView {
    let done = applied.len();
    view! {
        {if of == 0 {
            view! { <p class="ds-paragraph">"Sending…"</p> }.into_any()
        } else {
            view! {
                <p class="ds-paragraph">{done} " of " {plural(of, "object")} " applied…"</p>
                <progress class="progress" max=of value=done aria-label="Objects applied"></progress>
            }
            .into_any()
        }}
    }
}

#[component]
fn Done(objects: Vec<Submitted>) -> impl IntoView {
    let dispatch = use_dispatch();
    let runs = objects.iter().filter(|object| object.kind == "TestRun").count();
    let heading = format!("{} {} submitted", plural(runs, "run"), if runs == 1 { "is" } else { "are" });
    view! {
        <div class="ds-alert" data-color="success">
            <h2 class="ds-heading" data-size="2xs">{heading}</h2>
            <div class="buttons">
                <A href="/runs" attr:class="ds-button" attr:data-size="sm">
                    "See the runs"
                </A>
                <Button text="Submit again" variant="secondary" on_press=move |()| dispatch(Action::ForgetSubmission) />
            </div>
        </div>
        <Objects objects=objects caption="Objects" />
    }
}

/// Each object with what became of it, or would.
#[component]
pub(super) fn Objects(objects: Vec<Submitted>, caption: &'static str) -> impl IntoView {
    let has_words = objects.iter().any(|object| !object.words.is_empty());
    let colour = |outcome: &str| match outcome {
        "refused" => "danger",
        "not tried" => "neutral",
        _ => "success",
    };
    view! {
        <div class="wide">
            <table class="ds-table rows" data-size="sm">
                <caption data-size="2xs">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Kind"</th>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Namespace"</th>
                        <th scope="col">"Outcome"</th>
                        {has_words.then(|| view! { <th scope="col">"What the cluster says"</th> })}
                    </tr>
                </thead>
                <tbody>
                    {objects
                        .into_iter()
                        .map(|object| view! {
                            <tr>
                                <td>{object.kind}</td>
                                <th scope="row" class="path">{object.name}</th>
                                <td>{object.namespace}</td>
                                <td>
                                    <span class="ds-tag" data-size="sm" data-color=colour(&object.outcome)>{object.outcome.clone()}</span>
                                </td>
                                {has_words.then(|| view! { <td class="said">{object.words}</td> })}
                            </tr>
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}

/// `sent`: whether the server has seen it.
#[component]
fn Failed(trouble: Trouble, parts: Vec<Submitted>, sent: bool) -> impl IntoView {
    let dispatch = use_dispatch();
    let again = sent && trouble.may_pass();
    let Trouble { title, detail, items, kind, .. } = trouble;
    let applied = parts.iter().filter(|one| !matches!(one.outcome.as_str(), "refused" | "not tried")).count();
    view! {
        <div class="ds-alert" data-color="danger">
            <h2 class="ds-heading" data-size="2xs">{title}</h2>
            {(!detail.is_empty()).then(|| view! { <p class="ds-paragraph"><Words text=detail /></p> })}
            {(!items.is_empty()).then(|| view! {
                <ul class="ds-list">{items.into_iter().map(|item| view! { <li><Words text=item /></li> }).collect_view()}</ul>
            })}
            {(applied > 0).then(|| view! {
                <p class="ds-paragraph">
                    {plural(applied, "object")} " applied before it stay."
                </p>
            })}
            {(kind == "set-by-another").then(|| view! {
                <p class="ds-paragraph">
                    "A pipeline or kubectl set it before. Taking over replaces what they set with what you previewed; whoever applies theirs again takes it back."
                </p>
            })}
            <div class="buttons">
                {again.then(|| view! {
                    <Button text="Try again" variant="primary" on_press=move |()| dispatch(Action::SendAgain) />
                })}
                {(kind == "set-by-another").then(|| view! {
                    <Button text="Take over" variant="primary" colour="danger" on_press=move |()| dispatch(Action::TakeOver) />
                })}
                {(kind == "archive-in-use").then(|| view! {
                    <A href="/runs" attr:class="ds-button" attr:data-size="sm">"See the runs"</A>
                })}
                {(kind == "not-as-previewed").then(|| view! {
                    <A href="/preview" attr:class="ds-button" attr:data-size="sm">"Preview again"</A>
                })}
            </div>
            {again.then(|| view! {
                <p class="ds-paragraph">"Trying again is safe: objects that are there already stay as they are."</p>
            })}
        </div>
        {(!parts.is_empty()).then(|| view! { <Objects objects=parts caption="Objects" /> })}
    }
}
