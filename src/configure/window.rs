//! A part of a long list: hundreds of rows with their fields take seconds to
//! make. More come on request, and where one is gone to, those around it.

use leptos::prelude::*;

use crate::{
    controls::{Button, of, shown},
    state::use_store,
};

/// Rows made at once.
const PAGE: usize = 40;
/// Rows above one that is gone to.
const ABOVE: usize = 5;

#[derive(Clone, Copy)]
pub(super) struct Window {
    from: RwSignal<usize>,
    to: RwSignal<usize>,
    count: Signal<usize>,
}

impl Window {
    /// Of the list at `path`, which is `count` rows long.
    pub(super) fn of(path: Signal<String>, count: Signal<usize>) -> Self {
        let window = Self { from: RwSignal::new(0), to: RwSignal::new(PAGE), count };
        let store = use_store();
        Effect::new(move |_| {
            let at = store.awaited_focus().with(|awaited| {
                let rest = awaited.as_deref()?.strip_prefix(path.get().as_str())?.strip_prefix('[')?;
                rest.split(']').next()?.parse::<usize>().ok()
            });
            if let Some(at) = at.filter(|at| !(window.from.get_untracked()..window.to.get_untracked()).contains(at)) {
                window.from.set(at.saturating_sub(ABOVE));
                window.to.set(at + PAGE);
            }
        });
        window
    }

    pub(super) fn part(self, all: &[u32]) -> Vec<u32> {
        let to = self.to.get().min(all.len());
        all.get(self.from.get().min(to)..to).unwrap_or_default().to_vec()
    }

    pub(super) fn earlier(self) -> AnyView {
        let above = move || self.from.get();
        let text = of(move || format!("Show {} earlier", above().min(PAGE)));
        let press = move |()| self.from.update(|from| *from = from.saturating_sub(PAGE));
        shown(move || above() != 0, move || view! { <Button text=text variant="secondary" on_press=press /> })
    }

    pub(super) fn later(self) -> AnyView {
        let below = move || self.count.get().saturating_sub(self.to.get());
        let text = of(move || format!("Show {} more of {}", below().min(PAGE), self.count.get()));
        let press = move |()| self.to.update(|to| *to += PAGE);
        shown(move || below() != 0, move || view! { <Button text=text variant="secondary" on_press=press /> })
    }
}
