//! Files as bytes: what is no text, or text in another encoding.

use k6cfg_config::{Dropped, GenerationContext, Input, Reading, Suffix, decode, read};
use k6cfg_profile::Profile;

const TEAM: &str =
    "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at32\n";

fn reading(text: &str) -> Reading {
    let context = GenerationContext {
        at_ms: 0,
        suffix: Suffix::from_random([0; 5]),
        arguments: String::new(),
        github: std::collections::BTreeMap::new(),
    };
    let (profile, sources) = (Profile::built_in(), Dropped::default());
    read(&Input { text, file_name: "config.yaml", profile, sources: &sources, context: &context })
}

/// Message, line and column of the one problem of bytes that are no UTF-8.
fn refused(bytes: &[u8]) -> (String, usize, usize) {
    let problem = decode(bytes).unwrap_err();
    assert_eq!(problem.code.as_str(), "K6C004");
    assert_eq!(problem.help.as_deref(), Some("save it as UTF-8"));
    (problem.message, problem.at.line, problem.at.column)
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let bytes = [b"\xef\xbb\xbf", TEAM.as_bytes()].concat();
    let text = decode(&bytes).unwrap();
    assert_eq!(text, TEAM);
    // In a text that came another way it does not move any place either.
    for text in [TEAM, &format!("\u{feff}{TEAM}")] {
        let found = reading(text).diagnostics;
        let unknown = found.iter().find(|d| d.code.as_str() == "K6C021").unwrap();
        assert_eq!(&text[unknown.at.span.clone()], "at32");
        assert_eq!(unknown.at.line, 5);
    }
}

#[test]
fn invalid_utf_8_is_placed_where_it_begins() {
    assert_eq!(refused(b"namespace: team\nbase_dir: bl\xe5b\xe6r\n"), ("the file is not UTF-8 text".to_owned(), 2, 13));
    assert_eq!(refused(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a]), ("the file is not UTF-8 text".to_owned(), 1, 1));
}

#[test]
fn utf_16_is_called_so() {
    let little: Vec<u8> = std::iter::once(0xfeff).chain(TEAM.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = std::iter::once(0xfeff).chain(TEAM.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        assert_eq!(refused(&bytes), ("the file is UTF-16 text, not UTF-8".to_owned(), 1, 1));
    }
}

#[test]
fn control_characters_are_one_problem() {
    for character in ['\0', '\u{1}', '\u{7f}', '\u{fffe}'] {
        let text = TEAM.replace("team", &format!("te{character}am"));
        let found = reading(&text).diagnostics;
        let errors: Vec<_> = found.iter().filter(|d| d.path.is_root() || d.at.line == 1).collect();
        assert_eq!(errors.len(), 1, "{character:?}: {errors:?}");
        assert_eq!(errors[0].at.line, 1, "{character:?}: {errors:?}");
    }
}
