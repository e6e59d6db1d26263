//! Telling config files from other YAML.

use crate::document::{Document, Kind};
use crate::nearest::nearest;
use crate::schema::ROOT;

/// Whether `text` is meant to be a team's config file: it has the top-level key
/// `test_definitions`, or only keys of the format at the top, slips allowed.
/// Kubernetes objects and Helm values have a `namespace` too, and other keys.
/// A text that is no YAML counts when a line begins with `test_definitions:`.
pub fn looks_like_config(text: &str) -> bool {
    // A carriage return alone is one of the mistakes.
    let Ok(document) = Document::read(text) else { return text.split(['\n', '\r']).any(begins_tests) };
    let Some(Kind::Map { entries, .. }) = document.root().map(|root| &document.node(root).kind) else { return false };
    let keys: Vec<&str> = entries.iter().filter_map(|(key, _)| document.scalar_text(*key)).collect();
    let is_near = |key: &str| nearest(key, ROOT.keys.iter().map(|k| k.name)).is_some();
    keys.contains(&"test_definitions")
        || keys.iter().any(|key| ROOT.key(key).is_some()) && keys.iter().all(|key| is_near(key))
}

fn begins_tests(line: &str) -> bool {
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let line = quote.map_or(line, |quote| line.trim_start_matches(quote));
    let Some(rest) = line.strip_prefix("test_definitions") else { return false };
    quote.map_or(rest, |quote| rest.trim_start_matches(quote)).trim_start().starts_with(':')
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
            "\"test_definitions\" : [\n",
            "namespace: a\rtest_definitions: []\r",
            "namespace: a\nnamespace: b\ntest_definitions: []\n",
        ] {
            assert!(looks_like_config(text), "{text}");
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
            "a: {{ .Values.namespace }}\n  test_definitions: b\n",
            "test_definitions_of: [\n",
            "a word",
        ] {
            assert!(!looks_like_config(text), "{text}");
        }
    }
}
