//! Secrets: the certificate, the Secrets that runs name, the one that is being
//! typed, and those that are sealed.

mod add_to;
mod certificate;
mod form;
mod give_certificate;
mod import;
mod named;
mod row;
mod sealed;
mod variables;

use leptos::prelude::*;

use self::{
    certificate::CertificateCard, form::SealForm, named::NamedSecrets, sealed::SealedSecrets,
    variables::PlainCredentials,
};
use crate::{
    browser::{files::Found, page},
    controls::in_turn,
    sealing::Sealing,
    shell::Drops,
    state::use_store,
};

#[component]
pub(crate) fn Secrets() -> impl IntoView {
    page::set_title("Secrets – k6cfg");
    let sealing = Sealing::of_this_tab(use_store());
    // What is dropped here may be plain: it goes into the form, and is kept nowhere.
    Drops::take_all(Callback::new(move |found: Found| {
        sealing.import_files(found);
    }));
    view! {
        <div class="screen secrets">
            <h1 class="ds-heading" data-size="md">
                "Secrets"
            </h1>
            <p class="ds-paragraph screen__lead">
                "Passwords and tokens that your scripts read as variables. They are sealed here, in your browser, so that \
                 only the cluster can open them. What you type is never stored or sent."
            </p>
            {in_turn(move || view! { <NamedSecrets sealing=sealing /> })}
            {in_turn(move || view! { <PlainCredentials sealing=sealing /> })}
            {in_turn(move || {
                sealing.open();
                view! { <SealForm sealing=sealing /> }
            })}
            {in_turn(move || view! { <SealedSecrets sealing=sealing /> })}
            {in_turn(move || view! { <CertificateCard sealing=sealing /> })}
        </div>
    }
}
