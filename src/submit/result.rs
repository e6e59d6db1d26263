//! What became of a submit: each object, or the reason and the way on.

use leptos::prelude::*;

use crate::route::A;

use crate::{
    controls::{Button, Words, live, plural},
    state::{Action, Submission, Submitted, outcome::Trouble, use_dispatch, use_store},
};

#[component]
pub(crate) fn Outcome() -> impl IntoView {
    let store = use_store();
    view! {
        <div class="outcome" aria-live="polite">
            {live(move || match store.submission().get() {
                Submission::Idle => ().into_any(),
                Submission::Generating => view! { <p class="ds-paragraph">"Making the objects…"</p> }.into_any(),
                Submission::Sending { .. } => view! { <p class="ds-paragraph">"Sending…"</p> }.into_any(),
                Submission::Done(objects) => view! { <Done objects=objects /> }.into_any(),
                Submission::NotMade(trouble) => view! { <Failed trouble=trouble again=false /> }.into_any(),
                Submission::Failed { trouble, .. } => {
                    let again = !trouble.is_conflict;
                    view! { <Failed trouble=trouble again=again /> }.into_any()
                }
            })}
        </div>
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
        <div class="wide">
            <table class="ds-table rows" data-size="sm">
                <caption data-size="2xs">"Objects"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Kind"</th>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Namespace"</th>
                        <th scope="col">"Outcome"</th>
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
                                    <span class="ds-tag" data-size="sm" data-color="success">{object.outcome}</span>
                                </td>
                            </tr>
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Failed(trouble: Trouble, again: bool) -> impl IntoView {
    let dispatch = use_dispatch();
    let Trouble { title, detail, items, is_conflict } = trouble;
    view! {
        <div class="ds-alert" data-color="danger">
            <h2 class="ds-heading" data-size="2xs">{title}</h2>
            {(!detail.is_empty()).then(|| view! { <p class="ds-paragraph"><Words text=detail /></p> })}
            {(!items.is_empty()).then(|| view! {
                <ul class="ds-list">{items.into_iter().map(|item| view! { <li><Words text=item /></li> }).collect_view()}</ul>
            })}
            <div class="buttons">
                {again.then(|| view! {
                    <Button text="Try again" variant="primary" on_press=move |()| dispatch(Action::SendAgain) />
                })}
                {is_conflict.then(|| view! {
                    <A href="/preview" attr:class="ds-button" attr:data-size="sm">
                        "Preview again"
                    </A>
                })}
            </div>
            {again.then(|| view! {
                <p class="ds-paragraph">"Trying again is safe: objects that are there already stay as they are."</p>
            })}
        </div>
    }
}
