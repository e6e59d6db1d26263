//! Sizes of archives: line 14 of the format's table of what today's generator
//! does badly, and pitfall 39. The others are tested where they are found, in
//! `engine/config`.

use std::collections::BTreeMap;

use k6cfg_config::{Diagnostic, GenerationContext, Severity, Suffix};
use k6cfg_manifest::{InProcess, Input, Secrets, Which, generate};
use k6cfg_profile::Profile;
use pretty_assertions::assert_eq;

const CONFIG: &str = "\
namespace: team
test_definitions:
  - test_file: a/t.js
    contexts:
      - environment: at22
      - environment: at23
";
const SCRIPT: &str = "\
import { other } from './lib.js';
const data = open('data.json');
export default function () { other(data); }
";
const LIMIT: usize = 1_048_576;

/// What is said of runs whose data file has so many bytes, and the sizes of their archives.
fn said(bytes: usize) -> (Vec<Diagnostic>, Vec<usize>) {
    let files = [
        ("a/t.js", SCRIPT.as_bytes().to_vec()),
        ("a/lib.js", b"export function other() {}\n".to_vec()),
        ("a/data.json", vec![b'7'; bytes]),
    ];
    let sources: BTreeMap<String, Vec<u8>> = files.map(|(path, bytes)| (path.to_owned(), bytes)).into();
    let outcome = generate(&Input {
        profile: Profile::built_in(),
        file_name: "functional.yaml",
        text: CONFIG,
        sources: &sources,
        context: &GenerationContext {
            at_ms: 1_700_000_000_123,
            suffix: Suffix::from_random([0; 5]),
            arguments: String::new(),
            github: BTreeMap::new(),
        },
        archiver: &InProcess::of_paths(&sources, sources.keys().cloned()),
        scripts_given: false,
        which: Which::All,
        secrets: Secrets::default(),
        overlay: None,
    });
    let sizes = outcome.runs.iter().map(|run| run.archive.len()).collect();
    (outcome.diagnostics, sizes)
}

#[test]
fn table_14_an_archive_over_one_mebibyte() {
    let (said, made) = said(LIMIT);
    // Once for the script, however many runs it has; and no run is made.
    let [one] = said.as_slice() else { panic!("{said:#?}") };
    assert_eq!((one.code.as_str(), one.severity), ("K6C062", Severity::Error));
    assert_eq!(&CONFIG[one.at.span.clone()], "a/t.js");
    let (size, most) =
        one.message.split_once(" bytes, over the 1048576 that a ConfigMap holds; most of it is ").unwrap();
    let size: usize = size.strip_prefix("the archive has ").unwrap().parse().unwrap();
    assert!((LIMIT..LIMIT + 10_000).contains(&size), "{size}");
    // The largest first.
    let sizes = [("data.json", LIMIT), ("t.js", SCRIPT.len()), ("lib.js", 27)];
    assert_eq!(most, sizes.map(|(file, size)| format!("`a/{file}` {size} bytes")).join(", "));
    assert_eq!(one.help.as_deref(), Some("import less, or open smaller files"));
    assert_eq!(made, [0; 0]);
}

#[test]
fn table_14_the_limit_itself_is_not_over_it() {
    let (_, made) = said(LIMIT / 2);
    let around = made[0] - LIMIT / 2;
    // The archive is a tar file: its data takes whole blocks of 512 bytes.
    let largest = (LIMIT - around) / 512 * 512;
    let (said, made) = self::said(largest);
    assert!(said.iter().all(|d| d.severity != Severity::Error), "{said:#?}");
    assert_eq!(made.len(), 2);
    assert!(made.iter().all(|size| (LIMIT - 1_024..=LIMIT).contains(size)), "{made:?}");
    assert_eq!(self::said(largest + 1_024).0[0].code.as_str(), "K6C062");
}

#[test]
fn pitfall_39_an_archive_near_the_limit() {
    // The bytes around the data file, whatever its size.
    let around = said(LIMIT / 2).1[0] - LIMIT / 2;
    let with_archive_of = |bytes: usize| said((bytes - around) / 512 * 512);
    let (fine, made) = with_archive_of(LIMIT / 100 * 79);
    assert!(fine.is_empty(), "{fine:#?}");
    assert!(made.iter().all(|size| (LIMIT / 100 * 78..LIMIT / 10 * 8).contains(size)), "{made:?}");
    for (part, percent) in [(81, 80), (95, 94)] {
        let (near, made) = with_archive_of(LIMIT / 100 * part);
        let [one] = near.as_slice() else { panic!("{near:#?}") };
        assert_eq!((one.code.as_str(), one.severity), ("K6C067", Severity::Warning));
        assert_eq!(&CONFIG[one.at.span.clone()], "a/t.js");
        let says = format!(
            "the archive takes {percent} % of the {LIMIT} bytes that a ConfigMap holds; most of it is `a/data.json`"
        );
        assert!(one.message.starts_with(&says), "{}", one.message);
        assert_eq!(made.len(), 2, "a warning stops no run");
    }
}
