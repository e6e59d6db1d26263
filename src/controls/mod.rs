//! Parts that more than one screen uses.

mod button;
mod choice_field;
mod code_view;
mod combo;
mod confirm;
mod diff_view;
mod dynamic;
mod each;
mod field_notes;
mod icon;
mod later;
mod lines;
mod load_chart;
mod pick_file;
mod pickers;
mod plain_field;
mod tabs;
mod text_field;
mod tick;
mod typed;
mod words;

use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) use self::{
    button::{Button, IconButton},
    choice_field::ChoiceField,
    code_view::CodeView,
    combo::Combo,
    confirm::Confirm,
    diff_view::DiffView,
    dynamic::{either, in_turn, live, of, shown, written},
    each::each,
    field_notes::{FieldNotes, Label},
    icon::Icon,
    later::{Fetched, Part, part},
    lines::Lines,
    load_chart::{LoadChart, LoadKey, LoadPictures, load_in_words},
    pick_file::PickFile,
    pickers::{FilePicker, Picks},
    plain_field::PlainField,
    tabs::Tabs,
    text_field::TextField,
    tick::Tick,
    typed::Typed,
    words::{Words, for_shell},
};

/// An id for an element, no other element has it.
pub(crate) fn unique_id(prefix: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// `1 error`, `2 errors`.
pub(crate) fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// `1.2 MiB`, `340 B`.
pub(crate) fn bytes(size: usize) -> String {
    const UNIT: usize = 1024;
    match size {
        0..UNIT => format!("{size} B"),
        UNIT..1_048_576 => format!("{}.{} KiB", size / UNIT, size % UNIT * 10 / UNIT),
        _ => format!("{}.{} MiB", size / 1_048_576, size % 1_048_576 * 10 / 1_048_576),
    }
}
