//! What the cluster does not let somebody do, before they try.

use k6cfg_config::is_dns_label;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    controls::live,
    state::{access, namespaces, use_store},
};

/// What is lacking, and where it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lacking {
    namespace: String,
    missing: Vec<(String, String)>,
    elsewhere: Vec<String>,
}

#[component]
pub(super) fn Rights() -> impl IntoView {
    let store = use_store();
    let wanted = store.namespace();
    let lacking = RwSignal::new(None::<Lacking>);
    Effect::new(move |_| {
        let namespace = wanted.get();
        lacking.set(None);
        if !is_dns_label(&namespace) {
            return;
        }
        spawn_local(async move {
            // Where the cluster does not say, it says so when something is submitted.
            let Ok(access) = access(&namespace).await else { return };
            if access.may_submit {
                return;
            }
            let elsewhere = namespaces().await.unwrap_or_default();
            // The screen may have gone, or the namespace be another.
            if wanted.try_get_untracked().as_ref() == Some(&namespace) {
                lacking.try_set(Some(Lacking { namespace, missing: access.missing, elsewhere }));
            }
        });
    });
    live(move || lacking.get().map(|lacking| view! { <Lack lacking=lacking /> }))
}

#[component]
fn Lack(lacking: Lacking) -> impl IntoView {
    let Lacking { namespace, missing, elsewhere } = lacking;
    let rights =
        missing.into_iter().map(|(verb, resource)| view! { <li><code>{verb}</code> " " <code>{resource}</code></li> });
    view! {
        <div class="ds-alert" data-color="warning" role="status">
            <h2 class="ds-heading" data-size="2xs">"You may not submit in " {namespace}</h2>
            <p class="ds-paragraph">"The cluster does not let you do this there:"</p>
            <ul class="ds-list">{rights.collect_view()}</ul>
            <p class="ds-paragraph">
                "Ask whoever runs the cluster for it, or have a pipeline that may submit do it. "
                {match elsewhere.len() {
                    0 => "There is no namespace of the platform in which you may.".to_owned(),
                    _ => format!("You may submit in: {}.", elsewhere.join(", ")),
                }}
            </p>
        </div>
    }
}
