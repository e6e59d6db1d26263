//! Light, dark, or as the system has it; remembered.

use leptos::prelude::*;

use crate::{
    browser::{page, storage},
    controls::{live, of},
};

const KEY: &str = "k6cfg.colour-scheme";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Auto,
    Light,
    Dark,
}

impl Scheme {
    const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn remembered() -> Self {
        let name = storage::get(KEY).unwrap_or_default();
        Self::ALL.into_iter().find(|scheme| scheme.name() == name).unwrap_or(Self::Auto)
    }

    fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

#[component]
pub(crate) fn ThemeToggle() -> impl IntoView {
    let scheme = RwSignal::new(Scheme::remembered());
    page::set_colour_scheme(scheme.get_untracked().name());
    let choose = move |_| {
        let next = scheme.get_untracked().next();
        scheme.set(next);
        page::set_colour_scheme(next.name());
        // Where nothing can be remembered it holds for this visit.
        let _ = storage::set(KEY, next.name());
    };
    view! {
        <button
            type="button"
            class="ds-button theme"
            data-variant="tertiary"
            data-size="sm"
            aria-label=of(move || format!("Colours: {}. Change", scheme.get().name()))
            on:click=choose
        >
            <span class="theme__icon" data-scheme=of(move || scheme.get().name()) aria-hidden="true"></span>
            <span class="theme__name">{live(move || scheme.get().name())}</span>
        </button>
    }
}
