//! What a code means, beside the document.

use leptos::prelude::*;

use super::aside::Aside;
use crate::{
    controls::{Words, live},
    protocol::{Explanation as Page, Part},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(super) fn Explanation() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let explanation = store.explanation();
    live(move || {
        explanation.get().map(|Page { code, title, parts }| {
            view! {
                <Aside title=format!("{code}: {title}") on_close=move |()| dispatch(Action::Explain(None))>
                    {parts.into_iter().map(part).collect_view()}
                </Aside>
            }
        })
    })
}

fn part(part: Part) -> AnyView {
    match part {
        Part::Heading(text) => view! { <h3 class="ds-heading" data-size="2xs">{text}</h3> }.into_any(),
        Part::Paragraph(text) => view! { <p><Words text=text /></p> }.into_any(),
        Part::List(items) => {
            let items = items.into_iter().map(|text| view! { <li><Words text=text /></li> }.into_any());
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
        Part::Code(name, text) => {
            view! { <p class="aside__file">{name.clone()}</p><pre class="aside__code" tabindex="0" aria-label=name>{text}</pre> }
                .into_any()
        }
    }
}
