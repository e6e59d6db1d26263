//! A panel at the side that says something and goes again: no part of the
//! page waits for it.

use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::{
    browser::page,
    controls::{IconButton, unique_id},
};

/// Takes the focus when it comes, and gives it back when it goes.
#[component]
pub(super) fn Aside(
    #[prop(into)] title: String,
    #[prop(into)] on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let id = unique_id("aside");
    let named = id.clone();
    let heading = NodeRef::<html::H2>::new();
    let back = StoredValue::new_local(page::focused());
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let close = Callback::new(move |()| {
        on_close.run(());
        back.try_with_value(|back| page::focus_again(back.as_ref()));
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close.run(());
        }
    };
    view! {
        <section class="aside" role="dialog" aria-labelledby=named on:keydown=on_key>
            <div class="aside__bar">
                <h2 class="ds-heading" data-size="2xs" id=id tabindex="-1" node_ref=heading>
                    {title}
                </h2>
                <IconButton icon="cross" name="Close" on_press=close />
            </div>
            <div class="aside__body" tabindex="0">{children()}</div>
        </section>
    }
}
