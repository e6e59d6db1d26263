//! What load the run makes over time, as far as its script is known.

use leptos::prelude::*;

use crate::{
    browser::http,
    controls::{LoadKey, LoadPictures, Words, live, load_in_words},
    protocol::{RunTest, TestNote},
    route::A,
    state::{Context, Shown, look_at},
};

#[component]
pub(super) fn RunLoad(context: Context) -> impl IntoView {
    let run = context.get(|context| context.run.as_ref().filter(|run| run.ready).map(|run| run.id.clone()));
    let known = look_at(run.into());
    view! {
        <fieldset class="fields">
            <legend class="ds-label">"Load over time"</legend>
            <div class="run-load" aria-live="polite">
                {live(move || match known.get() {
                    Shown::None => hint("Shown once this one runs and its script is there.".to_owned()).into_any(),
                    Shown::Reading => hint("Reading the script…".to_owned()).into_any(),
                    Shown::Refused(why) => hint(why).into_any(),
                    Shown::Known(test) => view! { <Known test=*test /> }.into_any(),
                })}
            </div>
        </fieldset>
    }
}

fn hint(text: String) -> impl IntoView {
    view! { <p class="field__hint"><Words text=text /></p> }
}

#[component]
fn Known(test: RunTest) -> impl IntoView {
    let RunTest { run, faults, overridden, load, runners, .. } = test;
    let more = view! {
        <A href=format!("/scripts?run={}", http::segment(&run)) attr:class="ds-link">
            "Options, variables and archive"
        </A>
    };
    if let Some(fault) = faults.into_iter().next() {
        return view! { {hint(fault.message)} {more} }.into_any();
    }
    let lost = |TestNote { message, help, .. }: TestNote| {
        hint(if help.is_empty() { message } else { format!("{message}: {help}") })
    };
    let lost: Vec<_> = overridden.into_iter().map(lost).collect();
    let said = load_in_words(&load, runners);
    view! {
        <p class="ds-paragraph" data-size="sm">{said}</p>
        <LoadPictures load=load.clone() runners=runners />
        <LoadKey load=load />
        {lost}
        {more}
    }
    .into_any()
}
