//! An address that is none of ours.

use leptos::prelude::*;

use crate::route::A;

#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! {
        <div class="screen">
            <h1 class="ds-heading" data-size="md">
                "There is no such page"
            </h1>
            <p class="ds-paragraph">
                "Your document is still here: go to "
                <A href="/" attr:class="ds-link">
                    "Configure"
                </A> "."
            </p>
        </div>
    }
}
