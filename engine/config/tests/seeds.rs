//! What the fuzz targets start from, and what they once found, through the
//! functions that they call: without a fuzzer.

#![expect(clippy::disallowed_methods, reason = "seeds are files; the engine under test gets their bytes")]

use std::fs;
use std::path::{Path, PathBuf};

#[path = "../../../fuzz/checks/edit.rs"]
mod edit;
#[path = "../../../fuzz/checks/read.rs"]
mod read;

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| self::files(folder.to_str().unwrap())));
    files.sort();
    files
}

#[test]
fn every_seed_is_read() {
    let seeds = [files("../../fuzz/seeds/read"), files("tests/suite")].concat();
    assert!(seeds.len() > 40, "{seeds:?}");
    for seed in seeds {
        read::check(&fs::read(&seed).unwrap());
    }
}

#[test]
fn every_seed_is_edited() {
    let seeds = files("../../fuzz/seeds/edit");
    assert!(seeds.len() > 6, "{seeds:?}");
    for seed in seeds {
        edit::check(&fs::read(&seed).unwrap());
    }
}

/// The suite's texts under one script of changes after another, of every kind.
#[test]
fn every_text_of_the_suite_is_edited() {
    for file in files("tests/suite") {
        let text = fs::read(&file).unwrap();
        for turn in 0..20_u8 {
            let kind = |step: u8| turn.wrapping_mul(13).wrapping_add(step.wrapping_mul(67));
            let place = |step: u8| turn.wrapping_mul(31).wrapping_add(step.wrapping_mul(23)).max(1);
            let script: Vec<u8> = (0..4).flat_map(|step| [place(step), kind(step).max(1), turn.max(1)]).collect();
            edit::check(&[&script, &b"\0"[..], &text].concat());
        }
    }
}
