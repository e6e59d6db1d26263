//! A script of edits over any text: each is made as it is meant, or refused.
//! The script is what stands before the first NUL, three bytes an edit.

#![no_main]

use k6cfg_config::document::Kind;
use k6cfg_config::edit::{Edit, Value, agrees, apply};
use k6cfg_config::{Document, Path};
use libfuzzer_sys::fuzz_target;

const KEYS: [&str; 8] =
    ["namespace", "test_file", "contexts", "environment", "test_type", "enabled", "test_run", "secrets"];
const VALUES: [&str; 8] = ["a", "", "yes", "a: b #c", "\"'", "æ\n", "a\n\n  b", "a\n\tb \n"];

fuzz_target!(|bytes: &[u8]| {
    let Some(end) = bytes.iter().position(|byte| *byte == 0) else { return };
    let (Some(script), Some(text)) = (bytes.get(..end), bytes.get(end + 1..)) else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let mut text = text.to_owned();
    for step in script.chunks_exact(3).take(8) {
        let Ok(document) = Document::read(&text) else { return };
        let edit = edit(&paths(&document), step);
        if let Ok(edited) = apply(&text, &edit) {
            assert!(agrees(&text, &edited, &edit), "{edit:?}\n{text:?}\n{edited:?}");
            text = edited;
        }
    }
});

/// Where everything is that stands in the text.
fn paths(document: &Document) -> Vec<Path> {
    let mut found = vec![Path::root()];
    let mut at = 0;
    while let Some(path) = found.get(at).cloned() {
        at += 1;
        let id = if path.is_root() { document.root() } else { document.get(&path) };
        match id.map(|id| &document.node(id).kind) {
            Some(Kind::Map { entries, .. }) => found
                .extend(entries.iter().filter_map(|(key, _)| Some(path.key(document.scalar_text(*key)?.to_owned())))),
            Some(Kind::Seq { items, .. }) => found.extend((0..items.len()).map(|index| path.item(index))),
            _ => {}
        }
        if found.len() > 200 {
            break;
        }
    }
    found
}

fn edit(paths: &[Path], step: &[u8]) -> Edit {
    let byte = |index: usize| usize::from(step.get(index).copied().unwrap_or_default());
    let path = paths.get(byte(0) % paths.len()).cloned().unwrap_or_default();
    let text = || Value::text(VALUES[byte(2) % VALUES.len()]);
    let key = KEYS[byte(2) % KEYS.len()];
    let list = || path.split_last().map_or_else(Path::root, |(list, _)| list);
    match byte(1) % 10 {
        0 => Edit::Set { path, value: text() },
        1 => Edit::Set { path: path.key(key), value: Value::Bool(true) },
        2 => Edit::Set { path: path.key(key).item(0).key("name"), value: text() },
        3 => Edit::Set { path, value: Value::Map(vec![("type".to_owned(), text())]) },
        4 => Edit::Clear { path },
        5 => Edit::Remove { path },
        6 => Edit::Duplicate { path },
        7 => Edit::Move { path, to: byte(2) % 4 },
        8 => Edit::Insert { list: list(), index: byte(2) % 4, value: text() },
        _ => Edit::Insert { list: path.key(key), index: 0, value: Value::Map(vec![("name".to_owned(), text())]) },
    }
}
