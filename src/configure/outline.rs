//! The outline: tests and contexts as a tree, as the ARIA practices have it.
//!
//! The focus stays on the tree, which names its active line; so lines come and
//! go while it is scrolled, and five hundred contexts cost as much as forty.

use leptos::{
    attr::custom::custom_attribute,
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};

use super::context_row::state_key;
use crate::{
    browser::{page, tree},
    controls::{Button, PlainField, each, live, of, written},
    protocol::State,
    state::{
        Action, Store, change, memo,
        outline::{self, Line, Marked, Selection, View, Words},
        use_dispatch, use_store,
    },
};

/// Pixels; the style sheet has the same.
const LINE: usize = 32;
/// Lines beyond the edges of what is seen.
const SPARE: usize = 8;

#[derive(Clone, Copy)]
struct Tree {
    node: NodeRef<html::Div>,
    view: Memo<View>,
    folded: RwSignal<Vec<u32>>,
    /// By number.
    active: RwSignal<Option<u32>>,
    /// Where a range begins.
    anchor: RwSignal<Option<u32>>,
    /// On a narrow screen: whether it is unfolded.
    open: RwSignal<bool>,
}

#[component]
pub(crate) fn Outline() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let (form, rows) = (store.form(), store.rows());
    let filter = RwSignal::new(String::new());
    let folded = RwSignal::<Vec<u32>>::default();
    let is_filtered = move || filter.with(|filter| !filter.trim().is_empty());
    let view = memo(move || {
        let (filter, folded) = (filter.get(), folded.get());
        form.with(|form| rows.with(|rows| View::of(form, rows, &filter, &folded)))
    });
    let tree = Tree {
        node: NodeRef::new(),
        view,
        folded,
        active: RwSignal::default(),
        anchor: RwSignal::default(),
        open: RwSignal::new(false),
    };
    let selection = store.selection();
    let all_selected = move || selection.with(|selection| view.with(|view| outline::holds(selection, &view.matching)));
    let matching = move || view.with(|view| view.matching.len());
    let count = store.run_count();
    let will_run = of(move || {
        let (runs, contexts) = count.get();
        if store.is_broken() {
            return "the text cannot be read".to_owned();
        }
        format!("{runs} of {contexts} context{} will run", if contexts == 1 { "" } else { "s" })
    });
    let select_text = of(move || match matching() {
        1.. if all_selected() => "Clear selection".to_owned(),
        count if is_filtered() => format!("Select the {count} that match"),
        _ => "Select all".to_owned(),
    });
    let select = move |()| {
        let mut selection = selection.get_untracked();
        view.with_untracked(|view| {
            if outline::holds(&selection, &view.matching) {
                selection.retain(|id| !view.matching.contains(id));
            } else {
                outline::add(&mut selection, view.matching.iter().copied());
            }
        });
        dispatch(Action::Select(selection));
    };
    view! {
        <div class="outline" data-open=written(move || tree.open.get())>
            <Button
                icon="more"
                text=of(move || format!("Outline: {}", will_run.get()))
                expanded=of(move || Some(tree.open.get()))
                on_press=move |()| tree.open.update(|open| *open = !*open)
            />
            <div class="outline__body">
                <h2 class="ds-heading outline__heading" data-size="2xs">"Outline"</h2>
                <p class="outline__count">{will_run}</p>
                <div id="outline-filter" on:keydown=move |event: KeyboardEvent| {
                    match event.key().as_str() {
                        "ArrowDown" => page::focus("outline-tree"),
                        "Escape" => filter.set(String::new()),
                        _ => return,
                    }
                    event.prevent_default();
                }>
                    <PlainField
                        label="Filter"
                        hide_label=true
                        placeholder="Filter: orders parked…"
                        value=filter
                        on_input=move |typed| filter.set(typed)
                    />
                </div>
                <Button text=select_text off=of(move || matching() == 0) on_press=select />
                <Lines tree=tree />
                <p class="outline__none" aria-live="polite" hidden=of(move || view.with(|view| !view.lines.is_empty()))>
                    {of(move || if is_filtered() { "Nothing matches." } else { "No tests yet." })}
                </p>
            </div>
        </div>
    }
}

/// One line as it is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    at: usize,
    line: Line,
    words: Words,
}

#[component]
fn Lines(tree: Tree) -> impl IntoView {
    let store = use_store();
    let Tree { view, active, .. } = tree;
    let (form, rows, selection) = (store.form(), store.rows(), store.selection());
    let first = RwSignal::new(0);
    let fit = page::window_height() / LINE + 1 + 2 * SPARE;
    let keys = memo(move || {
        view.with(|view| view.lines.iter().skip(first.get()).take(fit).map(Line::id).collect::<Vec<u32>>())
    });
    // Only one that is there can be named.
    let named = move || active.get().filter(|id| keys.with(|keys| keys.contains(id))).map(|id| format!("line-{id}"));
    let line = move |id: u32| {
        let shown = memo(move || {
            let (at, line) = view.with(|view| {
                let at = view.position(id)?;
                Some((at, *view.lines.get(at)?))
            })?;
            Some(Shown { at, line, words: form.with(|form| outline::words(&line, form)) })
        });
        // Apart, since it is what changes for all lines at once.
        let marked = memo(move || {
            let line = shown.get().map(|shown| shown.line);
            let marked =
                line.map(|line| rows.with(|rows| selection.with(|selection| outline::marked(&line, rows, selection))));
            match marked {
                Some(Marked::All) => "all",
                Some(Marked::Some) => "some",
                _ => "no",
            }
        });
        live(move || shown.get().map(|shown| line_view(shown, marked, of(move || active.get() == Some(id)))))
    };
    let on_scroll = move |_| {
        if let Some(node) = tree.node.get_untracked() {
            let top = usize::try_from(node.scroll_top()).unwrap_or_default() / LINE;
            // In steps, so that not every pixel makes the lines anew.
            first.set((top / SPARE * SPARE).saturating_sub(SPARE));
        }
    };
    view! {
        <div
            class="tree"
            id="outline-tree"
            role="tree"
            tabindex="0"
            aria-label="Tests and contexts"
            aria-multiselectable="true"
            aria-activedescendant=of(named)
            node_ref=tree.node
            on:scroll=on_scroll
            on:focus=move |_| tree.wake()
            on:keydown=on_key(tree)
            on:click=on_click(tree)
        >
            <div
                class="tree__lines"
                role="none"
                style:height=of(move || format!("{}px", view.with(|view| view.lines.len()) * LINE))
            >
                {each(move || keys.get(), line)}
            </div>
        </div>
    }
}

fn line_view(Shown { at, line, words }: Shown, marked: Memo<&'static str>, is_active: Signal<bool>) -> AnyView {
    let (place, of) = line.place;
    let state = match words.state {
        State::Error => "error",
        State::Parked => "parked",
        State::Waiting => "waiting for files",
        State::Warning => "warning",
        State::Ready => "runs",
    };
    let truth = |is: bool| if is { "true" } else { "false" };
    view! {
        <div
            class="line"
            class=("line--active", move || is_active.get())
            role="treeitem"
            id=format!("line-{}", line.id())
            data-line=at.to_string()
            data-state=state_key(words.state)
            aria-setsize=of.to_string()
            aria-posinset=place.to_string()
            aria-selected=written(move || marked.get() == "all")
            aria-expanded=line.unfolded.map(truth)
            style:transform=format!("translateY({}px)", at * LINE)
        >
            <span class="line__fold" data-part="fold"></span>
            <span class="line__mark" data-part="mark" data-marked=marked></span>
            <span class="line__name">{words.name}</span>
            <span class="line__about">{words.about}</span>
            <span class="state" data-state=state_key(words.state)>
                <span class=if words.state == State::Parked { "" } else { "ds-sr-only" }>{state}</span>
            </span>
        </div>
    }
    .add_any_attr(custom_attribute("aria-level", if line.context.is_some() { "2" } else { "1" }))
    .into_any()
}

impl Tree {
    fn line_at(self, at: usize) -> Option<Line> {
        self.view.with_untracked(|view| view.lines.get(at).copied())
    }

    fn position(self, id: Option<u32>) -> Option<usize> {
        self.view.with_untracked(|view| view.position(id?))
    }

    /// Makes a line the active one, and brings it into view.
    fn activate(self, at: usize) {
        let Some(line) = self.line_at(at) else { return };
        self.active.set(Some(line.id()));
        let Some(node) = self.node.get_untracked() else { return };
        let [top, height, line] =
            [node.scroll_top(), node.client_height(), i32::try_from(at * LINE).unwrap_or(i32::MAX)];
        let bottom = line.saturating_add(i32::try_from(LINE).unwrap_or_default());
        if line < top {
            node.set_scroll_top(line);
        } else if bottom > top + height {
            node.set_scroll_top(bottom - height);
        }
    }

    /// The first line that is seen becomes active, if none is.
    fn wake(self) {
        if let (None, Some(node)) = (self.position(self.active.get_untracked()), self.node.get_untracked()) {
            let first = usize::try_from(node.scroll_top()).unwrap_or_default().div_ceil(LINE);
            self.active.set(self.line_at(first).map(|line| line.id()));
        }
    }

    fn fold(self, line: Line, fold: bool) {
        self.folded.update(|folded| {
            folded.retain(|id| *id != line.test);
            if fold {
                folded.push(line.test);
            }
        });
    }
}

/// The selection, with the line in it that was pressed or clicked.
fn select(store: &Store, tree: Tree, at: usize, range: bool) -> Selection {
    let mut selection = store.selection().get_untracked();
    let Some(line) = tree.line_at(at) else { return selection };
    store.rows().with_untracked(|rows| {
        if let (true, Some(from)) = (range, tree.position(tree.anchor.get_untracked())) {
            let (from, to) = (from.min(at), from.max(at));
            let lines = (from..=to).filter_map(|at| tree.line_at(at));
            outline::add(&mut selection, lines.filter_map(|line| line.context));
        } else {
            tree.anchor.set(Some(line.id()));
            outline::toggle(&mut selection, &line, rows);
        }
    });
    selection
}

fn on_click(tree: Tree) -> impl Fn(MouseEvent) + 'static {
    let store = use_store();
    let dispatch = use_dispatch();
    move |event| {
        let Some((at, part)) = tree::part(&event) else { return };
        let Some(line) = tree.line_at(at) else { return };
        tree.activate(at);
        let many = event.ctrl_key() || event.meta_key() || event.shift_key();
        if part == "fold" && line.unfolded.is_some() {
            tree.fold(line, line.unfolded == Some(true));
        } else if many || part == "mark" {
            dispatch(Action::Select(select(&store, tree, at, event.shift_key())));
        } else {
            tree.anchor.set(Some(line.id()));
            tree.open.set(false);
            dispatch(Action::GoTo(line.path()));
        }
    }
}

fn on_key(tree: Tree) -> impl Fn(KeyboardEvent) + 'static {
    let store = use_store();
    let dispatch = use_dispatch();
    move |event| {
        let count = tree.view.with_untracked(|view| view.lines.len());
        let at = tree.position(tree.active.get_untracked());
        let line = at.and_then(|at| tree.line_at(at));
        let (shift, control) = (event.shift_key(), event.ctrl_key() || event.meta_key());
        let now = at.unwrap_or_default();
        let go = |to: usize| {
            tree.activate(to);
            if shift {
                // The first line of a range is a part of it.
                if at.is_some() && tree.anchor.get_untracked().is_none() {
                    tree.anchor.set(line.map(|line| line.id()));
                }
                dispatch(Action::Select(select(&store, tree, to, true)));
            } else {
                tree.anchor.set(tree.line_at(to).map(|line| line.id()));
            }
        };
        match (event.key().as_str(), line) {
            ("ArrowUp" | "ArrowDown", Some(line)) if event.alt_key() => {
                dispatch(Action::EditAndTell(change::shift(&line.row(), event.key() == "ArrowDown")));
            }
            ("ArrowDown", _) => go((now + 1).min(count.saturating_sub(1))),
            ("ArrowUp", _) => go(now.saturating_sub(1)),
            ("Home", _) => go(0),
            ("End", _) => go(count.saturating_sub(1)),
            ("ArrowRight", Some(line)) if line.unfolded == Some(false) => tree.fold(line, false),
            ("ArrowRight", Some(Line { unfolded: Some(true), .. })) => go(now + 1),
            ("ArrowLeft", Some(line)) if line.unfolded == Some(true) => tree.fold(line, true),
            ("ArrowLeft", Some(line)) if line.context.is_some() => go(tree.position(Some(line.test)).unwrap_or(now)),
            ("Enter", Some(line)) => {
                tree.open.set(false);
                dispatch(Action::GoTo(line.path()));
            }
            (" ", Some(_)) => dispatch(Action::Select(select(&store, tree, now, shift))),
            ("a" | "A", _) if control => {
                let mut all = Selection::new();
                tree.view.with_untracked(|view| outline::add(&mut all, view.matching.iter().copied()));
                dispatch(Action::Select(all));
            }
            ("Escape", _) => dispatch(Action::Select(Selection::new())),
            // A letter is the beginning of a filter, and is typed there.
            (key, _) if key.len() == 1 && key != " " && !control => return page::focus_inside("outline-filter"),
            _ => return,
        }
        event.prevent_default();
    }
}
