//! Which files are config files, and why the others are not.

use std::collections::BTreeMap;

use k6cfg_config::{Document, Path, document::MAX_BYTES, looks_like_config};

use crate::protocol::{ConfigFile, OtherFile, Sorted};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(crate) fn sort(files: BTreeMap<String, Vec<u8>>) -> Sorted {
    let mut sorted = Sorted::default();
    for (path, bytes) in files {
        match read(&bytes).and_then(|text| namespace(&text).map(|namespace| (text, namespace))) {
            Ok((text, namespace)) => {
                let has_mark = bytes.starts_with(BYTE_ORDER_MARK);
                sorted.configs.push(ConfigFile { path, text, has_mark, namespace });
            }
            Err(why) => sorted.others.push(OtherFile { path, why }),
        }
    }
    sorted
}

fn read(bytes: &[u8]) -> Result<String, String> {
    let why = if bytes.len() > MAX_BYTES {
        "is too large: a config file has 1 MiB at most"
    } else if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "is UTF-16 text: save it as UTF-8"
    } else if bytes.contains(&0) {
        "is no text"
    } else if let Ok(text) = k6cfg_config::decode(bytes) {
        return Ok(text.to_owned());
    } else {
        "is not UTF-8 text: save it as UTF-8"
    };
    Err(why.to_owned())
}

/// The namespace of a config file, empty where it names none; else why the text
/// is no config file. One with a mistake in its syntax is a config file: it is
/// opened to be mended.
fn namespace(text: &str) -> Result<String, String> {
    let Ok(document) = Document::read(text) else { return of_broken(text) };
    if document.root().is_none() {
        return Err("is empty".to_owned());
    }
    let value = |key: &'static str| {
        let id = document.get(&Path::root().key(key))?;
        document.scalar(id).map(|scalar| scalar.text.clone())
    };
    if let Some(kind) = value("kind").filter(|_| value("apiVersion").is_some()) {
        return Err(of_kubernetes(&kind));
    }
    if looks_like_config(text) { Ok(value("namespace").unwrap_or_default()) } else { Err(no_config()) }
}

/// Several documents in one file, a mistake in the syntax: its lines still tell.
fn of_broken(text: &str) -> Result<String, String> {
    let value = |key: &str| {
        let rest = |line: &str| Some(line.strip_prefix(key)?.strip_prefix(':')?.trim().to_owned());
        text.split(['\n', '\r']).find_map(rest)
    };
    match (value("kind"), value("apiVersion")) {
        (Some(kind), Some(_)) => Err(of_kubernetes(&kind)),
        _ if looks_like_config(text) => Ok(value("namespace").unwrap_or_default()),
        _ => Err(no_config()),
    }
}

fn of_kubernetes(kind: &str) -> String {
    format!("is a Kubernetes object (`{kind}`), no config file: that has `test_definitions` at its top")
}

fn no_config() -> String {
    "is no config file: that has `test_definitions` at its top".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(bytes: &[u8]) -> String {
        let sorted = sort(BTreeMap::from([("x.yaml".to_owned(), bytes.to_vec())]));
        assert_eq!(sorted.configs, []);
        sorted.others.into_iter().map(|other| other.why).collect()
    }

    fn config(text: &str) -> String {
        let sorted = sort(BTreeMap::from([("x.yaml".to_owned(), text.as_bytes().to_vec())]));
        assert_eq!(sorted.others, []);
        sorted.configs.into_iter().map(|config| config.namespace).collect()
    }

    #[test]
    fn config_files_are_known_by_their_top() {
        assert_eq!(config("namespace: team\ntest_definitions: []\n"), "team");
        assert_eq!(config("\u{feff}test_definitions:\n"), "");
        let marked = |text: &str| {
            let sorted = sort(BTreeMap::from([("x.yaml".to_owned(), text.as_bytes().to_vec())]));
            sorted.configs.into_iter().map(|config| (config.text, config.has_mark)).collect::<Vec<_>>()
        };
        assert_eq!(marked("\u{feff}test_definitions:\n"), [("test_definitions:\n".to_owned(), true)]);
        assert_eq!(marked("test_definitions:\n"), [("test_definitions:\n".to_owned(), false)]);
        assert_eq!(config("# begun\nnamespace: team\n"), "team");
        assert_eq!(config(r#"{"namespace": "team", "test_definitions": []}"#), "team");
    }

    #[test]
    fn a_mistake_in_the_syntax_leaves_it_a_config_file() {
        assert_eq!(config("namespace: team\ntest_definitions:\n  - [\n"), "team");
        assert_eq!(config("namespace: team\ntest_definitions:\n\t- a\n"), "team");
        assert_eq!(config("namespace: team\rtest_definitions: []\r"), "team");
    }

    #[test]
    fn what_is_none_is_told_by_what_it_is() {
        assert!(why(b"apiVersion: k6.io/v1alpha1\nkind: TestRun\n").contains("`TestRun`"));
        assert!(why(b"apiVersion: v1\nkind: Secret\n---\napiVersion: v1\nkind: ConfigMap\n").contains("`Secret`"));
        assert!(why(b"resources: []\nnamespace: a\n").contains("no config file"));
        assert!(why(b"- a\n").contains("no config file"));
        assert!(why(br#"{"vus": 1}"#).contains("no config file"));
        assert!(why(b"{}").contains("no config file"));
        assert_eq!(why(b"# nothing\n"), "is empty");
        assert_eq!(why(b"PK\x03\x04\0\0"), "is no text");
        assert!(why(b"namespace: \xe6\n").contains("not UTF-8"));
        assert!(why(b"\xff\xfen\0").contains("UTF-16"));
        assert!(why(&b"# x\n".repeat(1 << 19)).contains("1 MiB"));
    }
}
