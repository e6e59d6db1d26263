//! The Secrets that runs name: where each comes from, and the way to seal it.

use leptos::prelude::*;

use crate::{
    browser::page,
    controls::{Button, live, plural, shown},
    protocol::{NamedSecret, SecretStanding},
    sealing::Sealing,
    state::{memo, use_store},
};

#[component]
pub(super) fn NamedSecrets(sealing: Sealing) -> impl IntoView {
    let analysis = use_store().analysis();
    let named = memo(move || analysis.with(|analysis| analysis.secrets.clone()));
    view! {
        <section aria-labelledby="named-secrets">
            <h2 class="ds-heading" data-size="xs" id="named-secrets">
                "Named in the config file"
            </h2>
            {shown(move || named.with(Vec::is_empty), || view! {
                <p class="screen__state">
                    "No run names a Secret yet. Once you have sealed one, it can be added to runs below."
                </p>
            })}
            {shown(move || named.with(|named| !named.is_empty()), move || view! {
                <div class="wide named-files" tabindex="0" role="region" aria-label="Secrets that the config file names">
                    <table class="ds-table rows" data-size="sm">
                        <thead>
                            <tr>
                                <th scope="col">"Secret"</th>
                                <th scope="col">"State"</th>
                                <th scope="col">"Named by"</th>
                                <th scope="col"><span class="ds-sr-only">"What to do"</span></th>
                            </tr>
                        </thead>
                        <tbody>
                            {live(move || named.get().into_iter().map(|secret| view! { <Row secret=secret sealing=sealing /> }).collect_view())}
                        </tbody>
                    </table>
                </div>
            })}
        </section>
    }
}

#[component]
fn Row(secret: NamedSecret, sealing: Sealing) -> impl IntoView {
    let NamedSecret { name, standing, runs, run } = secret;
    let (state, colour, help) = said(&standing);
    let to_do = match standing {
        SecretStanding::Platform | SecretStanding::Sealed => None,
        SecretStanding::InCluster => Some("Seal it anew"),
        SecretStanding::SealedFor(_) => Some("Seal it again"),
        SecretStanding::Missing | SecretStanding::Unknown => Some("Seal it"),
    };
    let begin = name.clone();
    let button = to_do.map(|text| {
        view! {
            <Button text=text variant="secondary" on_press=move |()| {
                sealing.begin(begin.clone());
                page::bring_to("seal-form");
            } />
        }
    });
    view! {
        <tr>
            <th scope="row" class="path">{name}</th>
            <td>
                <span class="ds-tag" data-size="sm" data-color=colour>{state}</span>
                <span class="secrets__help">{help}</span>
            </td>
            <td>{if runs == 1 { run } else { plural(runs, "run") }}</td>
            <td>{button}</td>
        </tr>
    }
}

/// The state, its colour, and what it means.
fn said(standing: &SecretStanding) -> (&'static str, &'static str, String) {
    match standing {
        SecretStanding::Sealed => ("sealed here", "success", "applied with the runs".to_owned()),
        SecretStanding::SealedFor(namespace) => {
            ("seal again", "warning", format!("it was sealed for the namespace {namespace}"))
        }
        SecretStanding::Platform => ("from the platform", "info", "it is there already".to_owned()),
        SecretStanding::InCluster => ("in the cluster", "success", "it was applied before".to_owned()),
        SecretStanding::Missing => {
            ("missing", "danger", "neither sealed here nor in the cluster: its runs would wait for ever".to_owned())
        }
        SecretStanding::Unknown => ("not known here", "neutral", "seal it, unless the cluster has it".to_owned()),
    }
}
