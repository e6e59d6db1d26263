//! Parts of a view that change, all of one type.
//!
//! Leptos compiles each closure in a view to code of its own. Through these
//! few functions they share it: the page is fetched over the network, and a
//! third of it would be such copies.

use std::{cell::RefCell, collections::VecDeque};

use leptos::{prelude::*, task::spawn_local};

use crate::{browser::clock, state::memo};

/// A child that changes.
pub(crate) fn live<V: IntoView + 'static>(view: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    shared(Callback::new(move |()| view().into_any()))
}

fn shared(view: Callback<(), AnyView>) -> AnyView {
    (move || view.run(())).into_any()
}

/// A child that is there while `when` holds; it is not made anew each time
/// that what `when` reads changes.
pub(crate) fn shown<V: IntoView + 'static>(
    when: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> V + Send + Sync + 'static,
) -> AnyView {
    either(when, view, || ())
}

/// A child that comes in a task of its own, after what is around it. They come
/// in the order of the page: what stands already is not pushed down.
pub(crate) fn in_turn<V: IntoView + 'static>(view: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    let has_come = wait_in_line();
    live(move || if has_come.get() { view().into_any() } else { ().into_any() })
}

thread_local! {
    /// Children that wait, and how many of them belong to the one that came last.
    static LINE: RefCell<(VecDeque<RwSignal<bool>>, usize)> = const { RefCell::new((VecDeque::new(), 0)) };
}

fn wait_in_line() -> RwSignal<bool> {
    let has_come = RwSignal::new(false);
    LINE.with_borrow_mut(|(line, own)| {
        line.insert(*own, has_come);
        *own += 1;
    });
    spawn_local(async {
        clock::turn().await;
        let next = LINE.with_borrow_mut(|(line, own)| {
            *own = 0;
            line.pop_front()
        });
        if let Some(next) = next {
            next.try_set(true);
        }
    });
    has_come
}

/// One of two children.
pub(crate) fn either<V: IntoView + 'static, E: IntoView + 'static>(
    when: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> V + Send + Sync + 'static,
    or: impl Fn() -> E + Send + Sync + 'static,
) -> AnyView {
    choose(Signal::derive(when), Callback::new(move |()| view().into_any()), Callback::new(move |()| or().into_any()))
}

fn choose(when: Signal<bool>, view: Callback<(), AnyView>, or: Callback<(), AnyView>) -> AnyView {
    let when = memo(move || when.get());
    (move || if when.get() { view.run(()) } else { or.run(()) }).into_any()
}

/// A text or an attribute that changes.
pub(crate) fn of<T: Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    Signal::derive(value)
}

/// `true` for ARIA's states that are written out.
pub(crate) fn written(state: impl Fn() -> bool + Send + Sync + 'static) -> Signal<&'static str> {
    of(move || if state() { "true" } else { "false" })
}
