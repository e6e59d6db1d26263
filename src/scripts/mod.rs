//! Scripts: the files that the document names, what will really run, and the
//! files that were given.

mod facts;
mod fold;
mod folder;
mod given;
mod needed;
mod problems;
mod run_test;

use leptos::prelude::*;

use self::{folder::RememberedFolder, given::Given, needed::Needed, run_test::WhatRuns};
use crate::{
    browser::page,
    controls::{FilePicker, Picks, in_turn},
};

#[component]
pub(crate) fn Scripts() -> impl IntoView {
    page::set_title("Scripts – k6cfg");
    view! {
        <div class="screen">
            <h1 class="ds-heading" data-size="md">
                "Scripts"
            </h1>
            <p class="ds-paragraph screen__lead">
                "The k6 scripts, options and variables that your config file names. They stay in this browser until you submit."
            </p>
            <div class="drop-zone">
                <p class="drop-zone__text">"Drop a folder, a zip file or files here, or anywhere on the page"</p>
                {in_turn(|| view! {
                    <div class="buttons">
                        <FilePicker picks=Picks::Folder text="Choose a folder…" variant="primary" />
                        <FilePicker picks=Picks::Files text="Choose files…" />
                    </div>
                    <RememberedFolder />
                })}
            </div>
            {in_turn(|| view! { <Needed /> })}
            {in_turn(|| view! { <WhatRuns /> })}
            {in_turn(|| view! { <Given /> })}
        </div>
    }
}
