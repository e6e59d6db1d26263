//! Runs the built command.

use std::path::Path;
use std::process::{Command, Output};

#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) const AT: &str = "1700000000123";
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) const SUFFIX: &str = "abcde";

/// The command without the `GITHUB_*` variables of whoever runs the tests.
pub(crate) fn k6cfg() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_k6cfg"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GITHUB_")) {
        command.env_remove(name);
    }
    command
}

/// `k6cfg generate` into `into/out` and `into/mid`.
#[allow(dead_code, reason = "not every test file generates")]
pub(crate) fn generate(config: &Path, root: &Path, into: &Path, more: &[&str]) -> Output {
    k6cfg()
        .arg("generate")
        .args([Path::new("--config"), config, Path::new("--root"), root])
        .args([Path::new("--out"), &into.join("out"), Path::new("--intermediate"), &into.join("mid")])
        .args(["--at", AT, "--suffix", SUFFIX])
        .args(more)
        .output()
        .unwrap()
}
