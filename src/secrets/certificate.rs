//! The certificate that values are sealed with, at a glance.

use leptos::prelude::*;

use super::give_certificate::GiveCertificate;
use crate::{
    controls::{Button, Label, in_turn, live, of, shown, unique_id},
    sealing::{
        Named, Origin, Sealing,
        task::{Facts, Standing},
    },
    state::memo,
};

#[component]
pub(super) fn CertificateCard(sealing: Sealing) -> impl IntoView {
    let all = sealing.certificates();
    let current = memo(move || all.with(|all| all.current().cloned()));
    let several = memo(move || all.with(|all| all.all.len() > 1));
    view! {
        <section aria-labelledby="certificate">
            <h2 class="ds-heading" data-size="xs" id="certificate">
                "Certificate of the cluster"
            </h2>
            <p class="screen__state">
                "Public: it only locks. The key that opens never leaves the cluster's sealed-secrets controller."
            </p>
            {shown(move || several.get(), move || view! { <Choose sealing=sealing /> })}
            {live(move || match current.get() {
                Some(named) => view! { <Card named=named sealing=sealing /> }.into_any(),
                None => view! {
                    <p class="ds-alert" data-color="warning" data-size="sm">
                        "There is none yet. Ask whoever runs the cluster for the file that `kubeseal --fetch-cert` prints."
                    </p>
                }.into_any(),
            })}
            {in_turn(move || view! { <GiveCertificate sealing=sealing /> })}
        </section>
    }
}

#[component]
fn Choose(sealing: Sealing) -> impl IntoView {
    let id = unique_id("certificates");
    let all = sealing.certificates();
    let current =
        memo(move || all.with(|all| all.current().map(|named| named.facts.fingerprint.clone()).unwrap_or_default()));
    view! {
        <div class="ds-field field">
            <Label for_id=id.clone() text="Seal with" />
            <select class="ds-input" id=id on:change:target=move |event| sealing.choose_certificate(event.target().value())>
                {live(move || all.with(|all| all.all.clone()).into_iter().map(|named| {
                    let mine = named.facts.fingerprint.clone();
                    view! {
                        <option value=named.facts.fingerprint prop:selected=of(move || current.with(|current| *current == mine))>
                            {named.name.clone()}
                        </option>
                    }
                }).collect_view())}
            </select>
        </div>
    }
}

#[component]
fn Card(named: Named, sealing: Sealing) -> impl IntoView {
    let Named { name, origin, facts } = named;
    let Facts { subject, from, until, age_days, standing, key_bits, fingerprint, key_fingerprint, .. } = facts;
    let (state, colour) = said(standing);
    let subject = if subject.is_empty() { "none, as the controller makes them".to_owned() } else { subject };
    let expired = matches!(standing, Standing::Expired { .. });
    let forget = name.clone();
    let (mine, other) = (fingerprint.clone(), fingerprint.clone());
    let age = if age_days < 0 { format!("begins in {} days", -age_days) } else { format!("{age_days} days old") };
    view! {
        <div class="secrets__card">
            <div class="secrets__one-head">
                <strong>{name}</strong>
                <span class="ds-tag" data-size="sm" data-color=colour>{state}</span>
                {(origin == Origin::Embedded).then(|| view! {
                    <span class="ds-tag" data-size="sm" data-color="warning">"for trying out: nobody can open what is sealed with it"</span>
                })}
            </div>
            <dl class="facts">
                <div><dt>"Subject"</dt><dd>{subject}</dd></div>
                <div><dt>"Valid"</dt><dd>{from} " to " {until} ", " {age}</dd></div>
                <div><dt>"Key"</dt><dd>"RSA, " {key_bits} " bits"</dd></div>
                <div><dt>"Fingerprint (SHA-256)"</dt><dd class="path">{fingerprint}</dd></div>
                <div><dt>"Fingerprint of the key"</dt><dd class="path">{key_fingerprint}</dd></div>
            </dl>
            {expired.then(|| view! {
                <label class="secrets__override">
                    <input
                        type="checkbox"
                        class="ds-input"
                        prop:checked=of(move || sealing.certificates().with(|all| all.allows_expired == mine))
                        on:change:target=move |event| sealing.allow_expired(if event.target().checked() { other.clone() } else { String::new() })
                    />
                    "Seal with it all the same: the controller still has this key"
                </label>
            })}
            {(origin == Origin::Given).then(|| view! {
                <Button text="Forget it" on_press=move |()| sealing.forget_certificate(&forget) />
            })}
        </div>
    }
}

fn said(standing: Standing) -> (String, &'static str) {
    match standing {
        Standing::Good => ("valid".to_owned(), "success"),
        Standing::EndsSoon { days } => (format!("expires in {days} days: get the next one soon"), "warning"),
        Standing::NotYet => ("not yet valid: is this device's clock right?".to_owned(), "warning"),
        Standing::Expired { days } => (format!("expired {days} days ago"), "danger"),
    }
}
