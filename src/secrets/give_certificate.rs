//! Another certificate: a file, its text, or an address, which the server reads:
//! a page that plain values are typed in talks to nobody else.

use leptos::{html, prelude::*};

use crate::{
    browser::files::Found,
    controls::{Button, Label, PickFile, PlainField, Words, live, unique_id},
    sealing::Sealing,
};

#[component]
pub(super) fn GiveCertificate(sealing: Sealing) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    let (name, address) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let id = unique_id("pem");
    let called = move |other: &str| {
        let name = name.get_untracked().trim().to_owned();
        if name.is_empty() { other.to_owned() } else { name }
    };
    let take = move |()| {
        if let Some(area) = area.get_untracked() {
            sealing.give_certificate(called("pasted certificate"), area.value().into_bytes());
        }
    };
    view! {
        <details class="fold">
            <summary>"Give another certificate"</summary>
            <div class="secrets__give">
                <PlainField
                    label="A name for it"
                    value=name
                    hint="so that you know it again; kept in this browser"
                    placeholder="test cluster"
                    on_input=move |typed: String| name.set(typed)
                />
                <div class="buttons">
                    <PickFile text="From a file…" picks="certificate" on_found=move |found: Found| {
                        if let Some(file) = found.files.into_iter().next() {
                            sealing.give_certificate(called(&file.path), file.bytes);
                        }
                    } />
                </div>
                <div class="ds-field field">
                    <Label for_id=id.clone() text="Or its text" word="PEM" />
                    <textarea class="ds-input" id=id rows="4" spellcheck="false" node_ref=area
                        placeholder="-----BEGIN CERTIFICATE-----"></textarea>
                    <div class="buttons"><Button text="Take it" variant="secondary" on_press=take /></div>
                </div>
                <PlainField
                    label="Or its address"
                    value=address
                    hint="fetched by this page's server, from hosts that the platform's profile lists"
                    placeholder="https://…/v1/cert.pem"
                    on_input=move |typed: String| address.set(typed)
                />
                <div class="buttons">
                    <Button text="Fetch it" variant="secondary" on_press=move |()| {
                        let address = address.get_untracked().trim().to_owned();
                        if !address.is_empty() {
                            let host = address.split("://").last().and_then(|rest| rest.split('/').next());
                            sealing.fetch_certificate(called(host.unwrap_or_default()), address);
                        }
                    } />
                </div>
            </div>
            {live(move || sealing.certificates().with(|all| all.problem.clone()).map(|refused| view! {
                <div class="ds-alert" data-color="danger" data-size="sm" role="alert">
                    <p class="ds-paragraph"><Words text=format!("{}: {}", refused.message, refused.help) /></p>
                </div>
            }))}
        </details>
    }
}
