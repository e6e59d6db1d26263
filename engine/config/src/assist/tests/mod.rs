//! Many places of many texts; `¦` is the caret.

use proptest::prelude::*;

mod completion;
mod hovering;

use super::*;
use crate::{Dropped, GenerationContext, Input, Reading, Suffix, read};
use k6cfg_profile::Profile;

const FILES: [&str; 6] =
    ["k6/orgs.js", "k6/lib/persons.ts", "k6/load.json", "k6/.env.at22", "shared/soak.json", "k6/smoke.yaml"];

fn caret(marked: &str) -> (String, usize) {
    let at = marked.find('¦').expect("a caret");
    (marked.replacen('¦', "", 1), at)
}

const TEAM: &str = "\
namespace: team
base_dir: k6
test_definitions:
  - test_file: orgs.js
    contexts:
      - environment: at22
        test_run:
          env:
            - name: THINK
              value: '3'
          secrets:
            - a-secret
";

fn reading(text: &str) -> Reading {
    let context = GenerationContext {
        at_ms: 0,
        suffix: Suffix::try_from("abcde".to_owned()).unwrap(),
        arguments: String::new(),
        github: std::collections::BTreeMap::new(),
    };
    let sources = Dropped::default();
    let profile = Profile::built_in();
    read(&Input { text, file_name: "smoke.yaml", profile, sources: &sources, context: &context })
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("  "),
        Just("- "),
        Just(": "),
        Just(":"),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just(","),
        Just("\""),
        Just("'"),
        Just("#"),
        Just(" # "),
        Just("|"),
        Just("\t"),
        Just("æ𝄞"),
        Just("---"),
        Just("\\"),
        Just("test_definitions:\n"),
        Just("contexts:\n"),
        Just("environment"),
        Just("test_run:\n"),
        Just("env:\n"),
        Just("secrets: "),
        Just("namespace: a\n"),
        Just("test_type: {"),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_and_no_caret_is_too_much(text in prop_oneof![pieces(), any::<String>()], at in 0_usize..400) {
        let found = complete(&text, at, Profile::built_in(), &FILES);
        prop_assert!(found.options.is_empty() || (found.from <= at && at <= found.to));
        prop_assert!(text.get(found.from..found.to).is_some());
        for option in &found.options {
            prop_assert!(option.stops.iter().all(|stop| option.insert.is_char_boundary(*stop)));
        }
        let reading = reading(&text);
        let subject = Subject { text: &text, reading: &reading, file_name: "a.yaml", profile: Profile::built_in() };
        if let Some(hover) = hover(&subject, at) {
            prop_assert!(text.get(hover.span).is_some());
        }
        if let Some(document) = &reading.document {
            let path = path_at(document, at);
            prop_assert!(path.is_root() || document.get(&path).is_some());
            if let Some(range) = extent(document, &path) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
