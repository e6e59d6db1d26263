//! Text in colours, to read and to copy from.

use leptos::{html, prelude::*, task::spawn_local};

use super::{of, shown};
use crate::browser::editor::{Editor, Options};

#[component]
pub(crate) fn CodeView(
    #[prop(into)] text: Signal<String>,
    /// `yaml` or `json`; the view is made anew for another one.
    language: &'static str,
    #[prop(into)] label: String,
) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    let editor = StoredValue::new_local(None::<Editor>);
    let failed = RwSignal::new(false);
    Effect::new(move |started: Option<bool>| {
        let (Some(host), None | Some(false)) = (host.get(), started) else {
            return started == Some(true);
        };
        let label = label.clone();
        spawn_local(async move {
            let first = text.try_get_untracked().unwrap_or_default();
            let options = Options { text: &first, key: "", language, label: &label, read_only: true };
            let mounted = Editor::mount(&host, options, |_| {}).await;
            let missing = mounted.is_none();
            // The screen may have gone meanwhile; then it is dropped here.
            if editor.try_set_value(mounted).is_none() && missing {
                failed.set(true);
            }
            if let Some(now) = text.try_get_untracked()
                && now != first
            {
                editor.try_with_value(|editor| editor.as_ref().map(|editor| editor.set(&now)));
            }
        });
        true
    });
    Effect::new(move |_| {
        text.with(|text| editor.with_value(|editor| editor.as_ref().map(|editor| editor.set(text))));
    });
    view! {
        <div class="code" node_ref=host hidden=of(move || failed.get())></div>
        {shown(move || failed.get(), move || view! { <pre class="code code--plain" tabindex="0">{text}</pre> })}
    }
}
