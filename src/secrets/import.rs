//! A whole Secret, a sealed one to add keys to, or a file of variables.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    browser::files,
    controls::{Button, Label, Words, live, of, shown, unique_id},
    sealing::Sealing,
};

#[component]
pub(super) fn Import(sealing: Sealing) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let pasting = RwSignal::new(false);
    let id = unique_id("paste");
    let said = sealing.import_problem();
    let area = NodeRef::<html::Textarea>::new();
    let take = move |()| {
        if let Some(area) = area.get_untracked() {
            let text = area.value();
            area.set_value("");
            sealing.import(text.into_bytes());
            pasting.set(false);
        }
    };
    view! {
        <Button icon="open" text="From a file…" variant="secondary" on_press=move |()| {
            if let Some(input) = input.get_untracked() {
                input.click();
            }
        } />
        <Button
            text="Paste…"
            variant="secondary"
            expanded=of(move || Some(pasting.get()))
            on_press=move |()| pasting.update(|pasting| *pasting = !*pasting)
        />
        <input
            type="file"
            hidden
            tabindex="-1"
            aria-hidden="true"
            data-picks="secret"
            node_ref=input
            on:change=move |event| {
                spawn_local(async move {
                    sealing.import_files(files::picked(event).await);
                });
            }
        />
        {shown(move || pasting.get(), move || {
            let id = id.clone();
            view! {
                <div class="ds-field field secrets__paste">
                    <Label for_id=id.clone() text="A Secret or SealedSecret in YAML or JSON, or lines KEY=VALUE" />
                    <textarea class="ds-input" id=id rows="8" autocomplete="off" spellcheck="false" node_ref=area></textarea>
                    <div class="buttons">
                        <Button text="Take it" variant="primary" on_press=take />
                    </div>
                </div>
            }
        })}
        {live(move || said.get().map(|refused| {
            let text = if refused.help.is_empty() { refused.message } else { format!("{}: {}", refused.message, refused.help) };
            view! {
                <div class="ds-alert secrets__paste" data-color="warning" data-size="sm" role="alert">
                    <p class="ds-paragraph"><Words text=text /></p>
                </div>
            }
        }))}
    }
}
