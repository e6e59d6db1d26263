//! A part that unfolds, and stays as it is while other runs are looked at.

use std::collections::BTreeMap;

use leptos::prelude::*;

/// Which parts the person opened or closed.
#[derive(Clone, Copy)]
pub(super) struct Folds(StoredValue<BTreeMap<&'static str, bool>>);

impl Folds {
    pub(super) fn provide() {
        provide_context(Self(StoredValue::default()));
    }
}

#[component]
pub(super) fn Fold(
    /// What the fold is known by.
    name: &'static str,
    #[prop(into)] title: String,
    /// Whether it is open at first.
    #[prop(optional)]
    open: bool,
    /// Of its title, where something is wrong in it.
    #[prop(optional_no_strip)]
    colour: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let folds = use_context::<Folds>();
    let kept = folds.and_then(|folds| folds.0.with_value(|all| all.get(name).copied()));
    let shown = kept.unwrap_or(open);
    view! {
        <details
            class="fold"
            open=shown
            data-color=colour
            on:toggle:target=move |event| {
                // It is told of too when it is made open.
                let now = event.target().open();
                if let Some(folds) = folds
                    && now != folds.0.with_value(|all| all.get(name).copied()).unwrap_or(open)
                {
                    folds.0.update_value(|all| {
                        all.insert(name, now);
                    });
                }
            }
        >
            <summary class="fold__title">{title}</summary>
            <div class="fold__body">{children()}</div>
        </details>
    }
}
