//! Telling config files from other YAML and JSON.
//!
//! By their top-level keys: those of the text, where it reads, else those that
//! its lines or brackets show. A config that does not read is still one, to be
//! mended.

mod brackets;

use std::borrow::Cow;

use crate::document::{Document, Kind, is_utf_16};
use crate::nearest::nearest;
use crate::schema::ROOT;

/// Whether `text` is meant to be a team's config file: it [has
/// tests](has_tests), or only keys of the format at the top, slips allowed.
/// Kubernetes objects and Helm values have a `namespace` too, and other keys.
pub fn looks_like_config(text: &str) -> bool {
    let keys = top_keys(text);
    let is_near = |key: &String| nearest(key, ROOT.keys.iter().map(|k| k.name)).is_some();
    are_tests(&keys) || keys.iter().any(|key| ROOT.key(key).is_some()) && keys.iter().all(is_near)
}

/// Whether `text` has the top-level key `test_definitions`.
pub fn has_tests(text: &str) -> bool {
    // Most files do not even name it, and need not be read.
    text.contains(TESTS) && are_tests(&top_keys(text))
}

const TESTS: &str = "test_definitions";

fn are_tests(keys: &[String]) -> bool {
    keys.iter().any(|key| key == TESTS)
}

/// The text of a file, as far as it takes to tell what it is: UTF-16 too, which
/// a config file must not be.
pub fn legible(bytes: &[u8]) -> Cow<'_, str> {
    if is_utf_16(bytes) {
        // Without a mark, the byte that is zero in most letters tells.
        let is_big = bytes.starts_with(&[0xfe, 0xff])
            || !bytes.starts_with(&[0xff, 0xfe])
                && bytes.iter().position(|byte| *byte == 0).is_some_and(|at| at % 2 == 0);
        let unit = |pair: &[u8; 2]| if is_big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
        let units = bytes.as_chunks().0.iter().map(unit);
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        return Cow::Owned(text.trim_start_matches('\u{feff}').to_owned());
    }
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\u{feff}').to_owned()),
    }
}

/// The keys at the top, of a text that reads or does not.
fn top_keys(text: &str) -> Vec<String> {
    let text = &*with_line_feeds(text);
    match Document::read(text) {
        Ok(document) => match document.root().map(|root| &document.node(root).kind) {
            Some(Kind::Map { entries, .. }) => {
                entries.iter().filter_map(|(key, _)| document.scalar_text(*key)).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        },
        Err(_) => brackets::keys(text).unwrap_or_else(|| keys_of_lines(text)),
    }
}

/// The text with lines that end as YAML wants it: a carriage return alone, and
/// the next-line character, end lines elsewhere.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let is_alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !text.contains('\u{85}') && !text.match_indices('\r').any(|(at, _)| is_alone(at)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace(['\r', '\u{85}'], "\n"))
}

/// The keys in the column of the first line.
fn keys_of_lines(text: &str) -> Vec<String> {
    let says_something = |line: &&str| {
        let words = line.trim();
        !words.is_empty() && !words.starts_with(['#', '%']) && words != "---"
    };
    let column = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut lines = text.lines().filter(says_something).peekable();
    let top = lines.peek().map_or(0, |line| column(line));
    let key = |line: &str| {
        let key = line.split_once(':').map_or(line, |(key, _)| key).trim();
        key.trim_matches(['"', '\'']).to_owned()
    };
    lines.filter(|line| column(line) <= top && !line.trim_start_matches(' ').starts_with('\t')).map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn config_files_with_and_without_mistakes() {
        for text in [
            "namespace: a\ntest_definitions: []\n",
            "test_definitions:\n  - test_file: a.js\n",
            "# yaml-language-server: $schema=../config.schema.json\nnamespace: a\nbase_dir: b\n",
            "namespace: a\ntest_definition: []\n",
            "replicas: 3\ntest_definitions: []\n",
            "{\"test_definitions\": []}",
            "namespace: a\ntest_definitions:\n\t- test_file: b\n",
            "namespace: a\n\ttest_definitions:\n",
            "\"test_definitions\" : [\n",
            "namespace: a\rtest_definitions: []\r",
            "namespace: a\nnamespace: b\ntest_definitions: []\n",
            "  namespace: a\n  test_definitions:\n    - [\n",
            "namespace: a\n---\nnamespace: b\n",
            "namespace: [\nbase_dir: b\n",
        ] {
            assert!(looks_like_config(text), "{text}");
            // However its lines end.
            for end in ["\r\n", "\r", "\u{85}"] {
                assert!(looks_like_config(&text.replace('\n', end)), "{text:?} with {end:?}");
            }
        }
    }

    #[test]
    fn other_yaml() {
        for text in [
            "",
            "# test_definitions:\n",
            "- test_definitions: []\n",
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: a\nnamePrefix: b-\n",
            "namespace: monitoring\nimage: {tag: v1}\nreplicas: 2\n",
            "apiVersion: v1\nkind: ConfigMap\ndata:\n  test_definitions: x\n",
            "apiVersion: v1\nkind: ConfigMap\ndata:\n  k6.yaml: |\n    namespace: a\n    test_definitions: [\n",
            "apiVersion: v1\nkind: Namespace\n---\nkind: ConfigMap\ndata:\n  a: |\n    test_definitions:\n",
            "on: push\njobs:\n  k6:\n    steps:\n      - run: |\n          echo 'test_definitions: []'\n      - uses: a@v1\n",
            "services:\n  k6:\n    environment:\n      test_definitions: \"{\\\"a\\\": 1}\"\n\tports: []\n",
            "a: {{ .Values.namespace }}\n  test_definitions: b\n",
            "{{- if .Values.k6 }}\ntests:\n  test_definitions: b\n{{- end }}\n",
            "test_definitions_of: [\n",
            "test_definitions of this team\n\t: x\n",
            "a word",
        ] {
            assert!(!looks_like_config(text), "{text}");
            assert!(!looks_like_config(&text.replace('\n', "\r")), "{text:?} with carriage returns");
        }
    }

    #[test]
    fn a_file_of_another_kind_needs_the_key_itself() {
        assert!(has_tests("{\"namespace\": \"a\", \"test_definitions\": []}"));
        assert!(has_tests("{\"test_definitions\": [\n"));
        for text in [
            "{}",
            "{\"namespace\": \"a\"}",
            "{\"a\": \"test_definitions\"}",
            "{\"properties\": {\"test_definitions\": {}}}",
            "[{\"test_definitions\": []}]",
        ] {
            assert!(!has_tests(text), "{text}");
        }
    }

    #[test]
    fn utf_16_is_legible() {
        let text = "namespace: æ\ntest_definitions: []\n";
        let bytes = |mark: &str, big: bool| -> Vec<u8> {
            let units = mark.encode_utf16().chain(text.encode_utf16());
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        for mark in ["\u{feff}", ""] {
            for big in [false, true] {
                assert_eq!(legible(&bytes(mark, big)), text, "{mark:?} {big}");
            }
        }
        assert_eq!(legible("\u{feff}a".as_bytes()), "a");
        assert_eq!(legible(b"a\xe6"), "a\u{fffd}");
        assert_eq!(legible(b""), "");
    }
}
