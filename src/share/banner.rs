//! What is said while somebody looks at a shared configuration, or at a link
//! that shows none.

use leptos::{prelude::*, task::spawn_local};

use super::visit;
use crate::{
    browser::location,
    controls::{Button, Tick, live},
    state::use_store,
};

#[component]
pub(crate) fn SharedBanner() -> impl IntoView {
    if let Some(why) = visit::failure() {
        let is_gone = RwSignal::new(false);
        return view! {
            <div class="elsewhere" data-color="warning" role="alert" hidden=is_gone>
                <span>{why} " Your own documents are as they were."</span>
                <Button text="Close" variant="secondary" on_press=move |()| {
                    is_gone.set(true);
                    location::leave_link(false);
                } />
            </div>
        }
        .into_any();
    }
    let Some(shared) = visit::shared() else { return ().into_any() };
    let files = shared.files().count();
    let along = match files {
        0 => "Scripts did not come along: where you have them, yours are used. ".to_owned(),
        1 => "One file came along. ".to_owned(),
        count => format!("{count} files came along. "),
    };
    let busy = RwSignal::new(false);
    let (brings_all, failed) = (RwSignal::new(false), RwSignal::new(""));
    let felt: Vec<String> =
        shared.files().map(|file| file.path).filter(|path| visit::is_felt_elsewhere(path)).collect();
    let felt = felt.join(", ");
    let profile = use_store().profile();
    let of = shared.profile;
    // Another platform makes other objects of it.
    let elsewhere = live(move || {
        let is_other = profile.with(|profile| !profile.name.is_empty() && !of.is_empty() && profile.name != of);
        if is_other {
            format!("It was written for the platform {of}, and this page works for another. ")
        } else {
            String::new()
        }
    });
    view! {
        <div class="elsewhere" role="status" id="shared">
            <span>
                "You are looking at " <strong>{shared.name}</strong> ", which somebody shared. " {along} {elsewhere}
                "Nothing of yours is changed."
            </span>
            <Button text="Make it mine" variant="primary" busy=busy on_press=move |()| {
                busy.set(true);
                spawn_local(async move {
                    if let Err(why) = visit::take_over(brings_all.get_untracked()).await {
                        failed.try_set(why);
                    }
                    busy.try_set(false);
                });
            } />
            {(!felt.is_empty()).then(|| view! {
                <Tick
                    text="Bring along what your other documents would use, too:"
                    about=Signal::stored(felt)
                    is_on=brings_all
                    on_change=move |on| brings_all.set(on)
                />
            })}
            <span role="alert">{failed}</span>
            <Button text="Back to my own" variant="secondary" on_press=move |()| location::leave_link(true) />
        </div>
    }
    .into_any()
}
