//! Files that are generated and kept in the repository: they must be fresh.
//! `make fix` writes them again.

mod common;

use std::fs;
use std::path::Path;

use common::k6cfg;
use pretty_assertions::assert_eq;

#[test]
fn profile_schema_is_fresh() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema/profile.schema.json");
    let output = k6cfg().arg("profile-schema").output().unwrap();
    assert_eq!(fs::read_to_string(kept).unwrap(), String::from_utf8(output.stdout).unwrap());
}

#[test]
fn diagnostics_index_is_fresh() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics/README.md");
    let output = k6cfg().args(["explain", "--index"]).output().unwrap();
    assert_eq!(fs::read_to_string(kept).unwrap(), String::from_utf8(output.stdout).unwrap());
}
