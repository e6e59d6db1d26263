//! What the fuzz target starts from, and what it once found, through the
//! function that it calls: without a fuzzer.

#![expect(clippy::disallowed_methods, reason = "seeds are files; the engine under test gets their bytes")]

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/checks/archive.rs"]
mod archive;

#[test]
fn every_seed_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/archive");
    let mut seeds = 0;
    for entry in fs::read_dir(folder).unwrap() {
        archive::check(&fs::read(entry.unwrap().path()).unwrap());
        seeds += 1;
    }
    assert!(seeds > 2, "{seeds}");
}
