//! Two texts, and how they differ.

use leptos::{html, prelude::*, task::spawn_local};

use super::{of, shown};
use crate::browser::editor::Difference;

#[component]
pub(crate) fn DiffView(
    #[prop(into)] before: Signal<String>,
    #[prop(into)] after: Signal<String>,
    label: &'static str,
) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    let view = StoredValue::new_local(None::<Difference>);
    let failed = RwSignal::new(false);
    Effect::new(move |started: Option<bool>| {
        let (Some(host), None | Some(false)) = (host.get(), started) else {
            return started == Some(true);
        };
        spawn_local(async move {
            let texts = || Some((before.try_get_untracked()?, after.try_get_untracked()?));
            let Some((left, right)) = texts() else { return };
            let mounted = Difference::mount(&host, &left, &right, label).await;
            let missing = mounted.is_none();
            // The screen may have gone meanwhile; then it is dropped here.
            if view.try_set_value(mounted).is_none() && missing {
                failed.set(true);
            }
            if let Some((left, right)) = texts() {
                view.try_with_value(|view| view.as_ref().map(|view| view.set(&left, &right)));
            }
        });
        true
    });
    Effect::new(move |_| {
        let (left, right) = (before.get(), after.get());
        view.with_value(|view| view.as_ref().map(|view| view.set(&left, &right)));
    });
    view! {
        <div class="code" node_ref=host hidden=of(move || failed.get())></div>
        {shown(move || failed.get(), move || view! {
            <pre class="code code--plain" tabindex="0">{before}</pre>
            <pre class="code code--plain" tabindex="0">{after}</pre>
        })}
    }
}
