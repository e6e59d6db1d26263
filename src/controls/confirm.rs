//! A question before something that cannot be undone.

use leptos::{html, prelude::*};

use super::unique_id;
use crate::browser::page;

#[component]
pub(crate) fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] detail: Signal<String>,
    /// What the button says that does it.
    does: &'static str,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let id = unique_id("dialog");
    let heading = id.clone();
    let safe = format!("{id}-cancel");
    let cancel = safe.clone();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            page::show_dialog(&dialog, open.get());
            // What can be undone least is not what Enter does first.
            if open.get() {
                page::focus(&safe);
            }
        }
    });
    view! {
        <dialog class="ds-dialog confirm" node_ref=dialog aria-labelledby=id on:close=move |_| open.set(false)>
            <h2 class="ds-heading" data-size="xs" id=heading>
                {title}
            </h2>
            <p class="ds-paragraph">{detail}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="ds-button"
                    data-color="danger"
                    on:click=move |_| {
                        open.set(false);
                        on_confirm.run(());
                    }
                >
                    {does}
                </button>
                <button
                    type="button"
                    class="ds-button"
                    data-variant="secondary"
                    id=cancel
                    on:click=move |_| open.set(false)
                >
                    "Cancel"
                </button>
            </div>
        </dialog>
    }
}
