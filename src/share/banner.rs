//! What is said while somebody looks at a shared configuration, or at a link
//! that shows none.

use leptos::{prelude::*, task::spawn_local};

use super::visit;
use crate::{browser::location, controls::Button};

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
    view! {
        <div class="elsewhere" role="status" id="shared">
            <span>
                "You are looking at " <strong>{shared.name}</strong> ", which somebody shared. " {along}
                "Nothing of yours is changed."
            </span>
            <Button text="Make it mine" variant="primary" busy=busy on_press=move |()| {
                busy.set(true);
                spawn_local(visit::take_over());
            } />
            <Button text="Back to my own" variant="secondary" on_press=move |()| location::leave_link(true) />
        </div>
    }
    .into_any()
}
