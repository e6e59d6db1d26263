//! What a link holds.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::{browser::files::Picked, protocol::SEALED};

/// The file of a team's own Jsonnet.
pub(crate) use k6cfg_manifest::OVERLAY;

/// A configuration, and how it was looked at. What a page of another version
/// wrote besides is passed over; nothing here ever changes its meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Shared {
    /// Of the config file.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Ad-hoc k6 arguments.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) arguments: String,
    /// The git ref that the runs are made as on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) git_ref: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) overlay: String,
    /// The name of the platform profile it was written with.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) profile: String,
    /// The screen and its query, below the page's base: `/preview?run=…`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) view: String,
    /// Files that came along, by path in the repository: text.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) files: BTreeMap<String, String>,
    /// Those that are no text, in base64.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) binary: BTreeMap<String, String>,
}

impl Shared {
    /// Puts a file along.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) {
        match std::str::from_utf8(bytes) {
            Ok(text) if path == OVERLAY => text.clone_into(&mut self.overlay),
            Ok(text) => {
                self.files.insert(path.to_owned(), text.to_owned());
            }
            Err(_) => {
                self.binary.insert(path.to_owned(), STANDARD.encode(bytes));
            }
        }
    }

    /// The files that came along.
    pub(crate) fn files(&self) -> impl Iterator<Item = Picked> {
        let overlay = (!self.overlay.is_empty()).then(|| (OVERLAY.to_owned(), self.overlay.clone().into_bytes()));
        let texts = self.files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
        let binary = self.binary.iter().filter_map(|(path, text)| Some((path.clone(), STANDARD.decode(text).ok()?)));
        overlay.into_iter().chain(texts).chain(binary).map(|(path, bytes)| Picked { path, bytes })
    }
}

/// The files that a visit begins with: those of the link, and of the visitor's
/// own the scripts and data that it lacks. What decides on objects by itself,
/// the visitor's overlay and what they sealed, stays out.
pub(crate) fn restored(shared: &Shared, own: Vec<Picked>) -> Vec<Picked> {
    let mut files: Vec<Picked> = shared.files().collect();
    let lacks = |file: &Picked| {
        file.path != OVERLAY && !file.path.starts_with(SEALED) && !files.iter().any(|there| there.path == file.path)
    };
    let own: Vec<Picked> = own.into_iter().filter(lacks).collect();
    files.extend(own);
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, bytes: &[u8]) -> Picked {
        Picked { path: path.to_owned(), bytes: bytes.to_vec() }
    }

    #[test]
    fn files_of_the_link_go_before_the_visitors() {
        let shared = Shared {
            files: [("a.js".to_owned(), "theirs".to_owned())].into(),
            overlay: "{}".to_owned(),
            ..Shared::default()
        };
        let own =
            vec![file("a.js", b"mine"), file("b.js", b"mine"), file(OVERLAY, b"mine"), file(".k6cfg/sealed/n/x", b"")];
        let restored = restored(&shared, own);
        assert_eq!(restored, [file(OVERLAY, b"{}"), file("a.js", b"theirs"), file("b.js", b"mine")]);
    }

    #[test]
    fn what_a_later_page_adds_is_passed_over() {
        let json = r#"{"name":"a.yaml","text":"t","later":{"x":1}}"#;
        let shared: Shared = serde_json::from_str(json).unwrap();
        assert_eq!((shared.name.as_str(), shared.text.as_str()), ("a.yaml", "t"));
        assert_eq!(serde_json::to_string(&shared).unwrap(), r#"{"name":"a.yaml","text":"t"}"#);
    }
}
