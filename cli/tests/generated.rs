//! Files that are generated and kept in the repository: they must be fresh.
//! `make fix` writes them again.

mod common;

use std::fs;
use std::path::Path;

use common::k6cfg;
use pretty_assertions::assert_eq;

fn is_fresh(kept: &str, command: &str) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema").join(kept);
    let output = k6cfg().arg(command).output().unwrap();
    assert_eq!(fs::read_to_string(kept).unwrap(), String::from_utf8(output.stdout).unwrap());
}

#[test]
fn profile_schema_is_fresh() {
    is_fresh("profile.schema.json", "profile-schema");
}

#[test]
fn config_schema_is_fresh() {
    is_fresh("config.schema.json", "schema");
}

#[test]
fn another_profile_makes_another_schema() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile.yaml");
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../engine/profile/profiles/altinn.yaml");
    fs::write(&profile, fs::read_to_string(built_in).unwrap().replace("at22", "dev1")).unwrap();
    let output = k6cfg().arg("schema").arg("--profile").arg(&profile).output().unwrap();
    let schema = String::from_utf8(output.stdout).unwrap();
    assert!(schema.contains("\"dev1\"") && !schema.contains("at22\","), "{schema}");
    let missing = k6cfg().args(["schema", "--profile", "/nowhere.yaml"]).output().unwrap();
    assert_eq!((missing.status.code(), missing.stdout.len()), (Some(2), 0));
}

#[test]
fn diagnostics_index_is_fresh() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics/README.md");
    let output = k6cfg().args(["explain", "--index"]).output().unwrap();
    assert_eq!(fs::read_to_string(kept).unwrap(), String::from_utf8(output.stdout).unwrap());
}
