//! A whole Secret, a sealed one to add keys to, or a file of variables.

use leptos::{html, prelude::*};

use crate::{
    controls::{Button, Label, PickFile, Words, live, of, shown, unique_id},
    sealing::Sealing,
};

#[component]
pub(super) fn Import(sealing: Sealing) -> impl IntoView {
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
        <PickFile text="From a file…" picks="secret" on_found=move |found| sealing.import_files(found) />
        <Button
            text="Paste…"
            variant="secondary"
            expanded=of(move || Some(pasting.get()))
            on_press=move |()| pasting.update(|pasting| *pasting = !*pasting)
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
