//! A document as it is being written, and how it outlives a reload.
//!
//! Each is an entry of its own in the browser's storage, which is written at
//! once and outlives a crash; which one is open is remembered for each tab.

use serde::{Deserialize, Serialize};

use crate::{
    browser::{
        clock,
        storage::{self, NotKept},
    },
    share::Shared,
};

/// All that the person typed, and what is known of it without reading it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    pub(crate) file_name: String,
    pub(crate) text: String,
    /// Whether its file begins with a byte order mark, which is no part of the
    /// text and is written again.
    pub(crate) has_mark: bool,
    /// Ad-hoc k6 arguments.
    pub(crate) arguments: String,
    /// The git ref that the runs are made as on; empty for none.
    pub(crate) git_ref: String,
    /// [`fingerprint`] of the text as it was last opened or saved as a file.
    pub(crate) saved: Option<u32>,
    pub(crate) changed_ms: u64,
    /// As of its last reading.
    pub(crate) namespace: String,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// Files that it names.
    pub(crate) files: Vec<String>,
}

/// Where the only document was kept before there could be several.
const OLD_KEY: &str = "k6cfg.document";
const PREFIX: &str = "k6cfg.document.";
/// Which one is open in this tab, and which one was opened last in any.
const OPEN: &str = "k6cfg.open";
pub(crate) const DEFAULT_FILE_NAME: &str = "k6-tests.yaml";

impl Draft {
    /// `None` when there is none, or what is there cannot be read.
    pub(crate) fn read(id: &str) -> Option<Self> {
        Self::parse(&storage::get(&key(id))?)
    }

    pub(crate) fn parse(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// All that this browser keeps, by id, and how many cannot be read.
    pub(crate) fn all() -> (Vec<(String, Self)>, usize) {
        let ids = storage::keys(PREFIX);
        let count = ids.len();
        let drafts: Vec<_> = ids.into_iter().filter_map(|id| Self::read(&id).map(|draft| (id, draft))).collect();
        let broken = count - drafts.len();
        (drafts, broken)
    }

    pub(crate) fn save(&self, id: &str) -> Result<(), NotKept> {
        let json = serde_json::to_string(self).map_err(|_| NotKept::Full)?;
        storage::set(&key(id), &json)
    }

    /// What somebody shared.
    pub(super) fn shared(Shared { name, text, arguments, git_ref, .. }: Shared) -> Self {
        // A name comes from elsewhere, and stands in commands.
        let name: String = name.chars().map(|c| if c.is_control() || c == '/' { '-' } else { c }).collect();
        let file_name = if name.trim().is_empty() { DEFAULT_FILE_NAME.to_owned() } else { name };
        Self { file_name, text, arguments, git_ref, changed_ms: clock::now_ms(), ..Self::default() }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether there is a file with this very text.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved == Some(fingerprint(&self.text))
    }

    /// What its file holds.
    pub(crate) fn content(&self) -> String {
        format!("{}{}", if self.has_mark { "\u{feff}" } else { "" }, self.text)
    }

    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.text == other.text && self.arguments == other.arguments && self.git_ref == other.git_ref
    }
}

/// What somebody shared as a document beside those that are there; the page
/// opens with it from now on.
pub(crate) fn new_document(shared: Shared) -> Result<(), NotKept> {
    let taken: Vec<String> = Draft::all().0.into_iter().map(|(_, draft)| draft.file_name).collect();
    let mut draft = Draft::shared(shared);
    draft.file_name = unique_name(&draft.file_name, &taken);
    let id = new_id();
    draft.save(&id)?;
    remember_open(&id);
    Ok(())
}

pub(crate) fn key(id: &str) -> String {
    format!("{PREFIX}{id}")
}

pub(crate) fn forget(id: &str) {
    storage::remove(&key(id));
}

pub(crate) fn remember_open(id: &str) {
    storage::set_of_tab(OPEN, id);
    // Only a convenience for the next tab.
    let _ = storage::set(OPEN, id);
}

/// What a visit begins with.
pub(crate) enum Restored {
    Draft(String, Draft),
    /// This tab had an empty document, which is not kept.
    Blank(String),
    Nothing,
}

pub(crate) fn restore() -> Restored {
    take_over();
    let of_tab = storage::of_tab(OPEN);
    let Some(id) = of_tab.clone().or_else(|| storage::get(OPEN)) else { return Restored::Nothing };
    match (storage::get(&key(&id)), of_tab) {
        (Some(json), _) => Draft::parse(&json).map_or(Restored::Nothing, |draft| Restored::Draft(id, draft)),
        (None, Some(id)) => Restored::Blank(id),
        (None, None) => Restored::Nothing,
    }
}

/// The only document of an older page becomes one of several.
fn take_over() {
    let Some(json) = storage::get(OLD_KEY) else { return };
    let id = new_id();
    // The old one goes first: there may be no room for both.
    storage::remove(OLD_KEY);
    if storage::set(&key(&id), &json).is_err() {
        let _ = storage::set(OLD_KEY, &json);
    }
    storage::set_of_tab(OPEN, &id);
}

pub(crate) fn new_id() -> String {
    format!("{}{}", clock::now_ms(), clock::random_suffix())
}

/// FNV-1a: the same text, the same number, in every version of this page.
pub(crate) fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The name, or one like it that is not taken: `smoke (2).yaml` keeps the word
/// that decides the default test type.
pub(crate) fn unique_name(wanted: &str, taken: &[String]) -> String {
    let (stem, extension) = match wanted.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (wanted, String::new()),
    };
    let stem = without_count(stem);
    let mut name = wanted.to_owned();
    let mut count = 2;
    while taken.contains(&name) {
        name = format!("{stem} ({count}){extension}");
        count += 1;
    }
    name
}

/// `smoke` of `smoke (2)`.
fn without_count(stem: &str) -> &str {
    let count = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match count {
        Some((before, digits)) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => before,
        _ => stem,
    }
}

/// What makes the names of one generation unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) at_ms: u64,
    pub(crate) suffix: String,
}

impl Stamp {
    pub(crate) fn now() -> Self {
        Self { at_ms: clock::now_ms(), suffix: clock::random_suffix() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unique(wanted: &str, taken: &[&str]) -> String {
        unique_name(wanted, &taken.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn a_free_name_stays() {
        assert_eq!(unique("smoke.yaml", &["other.yaml"]), "smoke.yaml");
        assert_eq!(unique("smoke (2).yaml", &["smoke.yaml"]), "smoke (2).yaml");
    }

    #[test]
    fn a_taken_name_gets_a_count_and_keeps_its_words() {
        assert_eq!(unique("smoke.yaml", &["smoke.yaml"]), "smoke (2).yaml");
        assert_eq!(unique("smoke.yaml", &["smoke.yaml", "smoke (2).yaml"]), "smoke (3).yaml");
        assert_eq!(unique("smoke (2).yaml", &["smoke (2).yaml"]), "smoke (3).yaml");
        assert_eq!(unique("a.b.yml", &["a.b.yml"]), "a.b (2).yml");
    }

    #[test]
    fn odd_names_get_a_count_too() {
        assert_eq!(unique("config", &["config"]), "config (2)");
        assert_eq!(unique(".yaml", &[".yaml"]), ".yaml (2)");
        assert_eq!(unique("a ().yaml", &["a ().yaml"]), "a () (2).yaml");
        assert_eq!(unique("(2).yaml", &["(2).yaml"]), "(2) (2).yaml");
    }

    #[test]
    fn a_text_of_an_older_page_is_read() {
        let draft = Draft::parse(r#"{"file_name":"a.yaml","text":"t","arguments":""}"#).unwrap();
        assert_eq!((draft.file_name.as_str(), draft.text.as_str()), ("a.yaml", "t"));
        assert!(!draft.is_saved());
    }

    #[test]
    fn what_is_no_document_is_none() {
        for json in ["", "{", "[1]", r#"{"text":7}"#, "null"] {
            assert_eq!(Draft::parse(json), None, "{json}");
        }
    }

    #[test]
    fn a_saved_text_is_known_again() {
        let mut draft = Draft { text: "a: 1\n".into(), ..Draft::default() };
        draft.saved = Some(fingerprint(&draft.text));
        assert!(draft.is_saved());
        draft.text.push('x');
        assert!(!draft.is_saved());
        assert_eq!(fingerprint(""), 0x811c_9dc5);
        assert_eq!(fingerprint("foobar"), 0xbf9c_f968);
    }
}
