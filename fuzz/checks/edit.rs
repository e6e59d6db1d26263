//! A script of changes over any text: each is made as it is meant, or refused.
//! The script is what stands before the first NUL, three bytes a change.

use k6cfg_config::document::Kind;
use k6cfg_config::edit::{Change, Defaults, Edit, Editing, Value, agrees};
use k6cfg_config::{Document, Path};

const KEYS: [&str; 8] =
    ["namespace", "test_file", "contexts", "environment", "test_type", "enabled", "test_run", "secrets"];
const VALUES: [&str; 8] = ["a", "", "yes", "a: b #c", "\"'", "æ\n", "a\n\n  b", "a\n\tb \n"];
/// Second bytes from here on are changes of many nodes.
const MANY: u8 = 200;

pub(crate) fn check(bytes: &[u8]) {
    let Some(end) = bytes.iter().position(|byte| *byte == 0) else { return };
    let (Some(script), Some(text)) = (bytes.get(..end), bytes.get(end + 1..)) else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let mut text = text.to_owned();
    let (mut editing, defaults) = (Editing::default(), Defaults { test_type: "smoke".to_owned() });
    for step in script.chunks_exact(3).take(8) {
        let Ok(document) = Document::read(&text) else { return };
        let Some(change) = change(&paths(&document), step) else { return };
        if let Ok(edited) = editing.apply(&text, &change, &defaults) {
            assert!(agrees(&text, &edited, &change, &defaults), "{change:?}\n{text:?}\n{edited:?}");
            text = edited;
        }
    }
}

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

fn change(paths: &[Path], step: &[u8]) -> Option<Change> {
    let (first, kind, last) = (*step.first()?, *step.get(1)?, *step.get(2)?);
    let path = paths.get(usize::from(first) % paths.len())?;
    let which = usize::from(last);
    Some(if kind < MANY { Change::One(edit(path, kind, which)?) } else { many(paths, path, kind, which)? })
}

fn edit(path: &Path, kind: u8, which: usize) -> Option<Edit> {
    let (path, key) = (path.clone(), *KEYS.get(which % KEYS.len())?);
    let text = Value::text(*VALUES.get(which % VALUES.len())?);
    let list = || path.split_last().map_or_else(Path::root, |(list, _)| list);
    Some(match kind % 10 {
        0 => Edit::Set { path, value: text },
        1 => Edit::Set { path: path.key(key), value: Value::Bool(true) },
        2 => Edit::Set { path: path.key(key).item(0).key("name"), value: text },
        3 => Edit::Set { path, value: Value::Map(vec![("type".to_owned(), text)]) },
        4 => Edit::Clear { path },
        5 => Edit::Remove { path },
        6 => Edit::Duplicate { path },
        7 => Edit::Move { path, to: which % 4 },
        8 => Edit::Insert { list: list(), index: which % 4, value: text },
        _ => Edit::Insert { list: path.key(key), index: 0, value: Value::Map(vec![("name".to_owned(), text)]) },
    })
}

fn many(paths: &[Path], path: &Path, kind: u8, which: usize) -> Option<Change> {
    let key = (*KEYS.get(which % KEYS.len())?).to_owned();
    let text = (*VALUES.get(which % VALUES.len())?).to_owned();
    let other = paths.get(which % paths.len())?.clone();
    // All that the path is in, or holds.
    let near: Vec<&Path> = paths.iter().filter(|other| other.starts_with(path) || path.starts_with(other)).collect();
    let contexts = || near.iter().filter(|at| at.context_of().as_ref() == Some(at)).map(|at| (*at).clone()).collect();
    let beginning = |count: usize| near.iter().filter(|at| at.steps().len() == count).map(|at| (*at).clone()).collect();
    let is_even = which.is_multiple_of(2);
    let name = is_even.then(|| text.clone());
    Some(match kind % 14 {
        0 => Change::One(Edit::Relocate { from: path.clone(), to: other.key(key) }),
        1 => Change::One(Edit::Rename { path: path.clone(), key: text }),
        2 => Change::One(Edit::Enlist { path: path.clone() }),
        3 => Change::Enable { contexts: contexts(), enabled: is_even },
        4 => Change::ChooseType { contexts: contexts(), name },
        5 => Change::ChooseNodes { contexts: contexts(), name },
        6 => Change::TypeOptions { context: path.clone(), file: text },
        7 => Change::AddEnvironment { tests: beginning(2), environment: text, like: None },
        8 => Change::AddEnvironment { tests: beginning(2), environment: key, like: Some("at22".to_owned()) },
        9 => Change::CopyTo { contexts: contexts(), environments: vec![text, key] },
        10 => Change::AddSecret { contexts: contexts(), name: text + "{environment}" },
        11 => Change::MoveToSecret { variables: beginning(7), name: key },
        12 => Change::SetVariable { contexts: contexts(), name: key, value: text },
        _ => Change::Remove { paths: vec![path.clone(), other] },
    })
}
