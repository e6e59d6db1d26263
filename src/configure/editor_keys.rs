//! The keys of the text editor, beside it.

use leptos::prelude::*;

use super::aside::Aside;

/// What is pressed, and what it does. docs/editor.md says the same.
const KEYS: [(&str, &str); 13] = [
    ("Ctrl Space", "Offer keys and values that fit here. Enter or Tab takes one, Tab goes on to the next gap."),
    ("Ctrl K Ctrl I", "Say what stands at the caret. Or rest the pointer on it."),
    ("F8 · Shift F8", "Go to the next problem, or the one before."),
    ("Alt Enter · Ctrl .", "Mend the problem at the caret, or offer what can be done."),
    ("Ctrl K Ctrl E", "Explain the problem at the caret."),
    ("Ctrl Shift M", "Go to the list of problems: arrow keys move, Enter goes to the place."),
    ("Ctrl F", "Search and replace."),
    ("Ctrl G", "Go to a line."),
    ("Ctrl Shift [ · ]", "Fold, unfold."),
    ("Ctrl /", "Make a comment of the line, or undo that."),
    ("Alt ↑ · Alt ↓", "Move the line."),
    ("Ctrl Z · Ctrl Y", "Undo, redo."),
    ("Esc, then Tab", "Leave the editor; Tab alone indents."),
];

#[component]
pub(super) fn EditorKeys(open: RwSignal<bool>) -> impl IntoView {
    let rows = KEYS.map(|(keys, does)| view! { <div><dt><kbd>{keys}</kbd></dt><dd>{does}</dd></div> });
    view! {
        <Aside title="Keys of the editor" on_close=move |()| open.set(false)>
            <p class="aside__note">"On a Mac, Ctrl is ⌘; only Ctrl Space stays."</p>
            <dl class="keys">{rows.into_iter().collect_view()}</dl>
        </Aside>
    }
}
