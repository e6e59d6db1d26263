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

/// A repository with three config files under `k6`, a broken one beside, and
/// other files that are none.
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) fn repository() -> tempfile::TempDir {
    const SCRIPT: &str = "import http from 'k6/http';\nexport default function () { http.get(__ENV.BASE_URL); }\n";
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("tests/orders/get.js", SCRIPT),
        ("tests/orders/Upper.js", SCRIPT),
        ("tests/users/list.js", SCRIPT),
        (
            "k6/fine.yaml",
            "namespace: other\nbase_dir: tests\ntest_definitions:\n  - test_file: orders/get.js\n    contexts:\n      - environment: at22\n      - environment: at23\n        test_type: { type: smoke, enabled: false }\n",
        ),
        (
            "k6/orders.yaml",
            "# Orders. 😀 is two code units and one character.\nnamespace: team\nbase_dir: tests\ntest_definitions:\n  - test_file: orders/get.js\n    contexts:\n      - { \"environment\": at32, test_run: { name: \"😀, 100%\", parallelism: 0 } }\n      - environment: at22\n        test_run:\n          id: yt01-list\n          env:\n            - name: A\n            - { name: B, value: 1 }\n            - { name: B, value: 2 }\n  - test_file: orders/get.js\n    contexts: [\n        at22,\n      ]\n",
        ),
        (
            "k6/users.yaml",
            "namespace: team\nbase_dir: tests\ntest_definitions:\n  - test_file: users/list.js\n    contexts:\n      - environment: yt01\n      - environment: tt02\n        test_type:\n          type: smoke\n",
        ),
        ("broken.yml", "namespace: team\ntest_definitions:\n\t- test_file: tests/orders/get.js\n"),
        ("deploy/kustomization.yaml", "kind: Kustomization\nnamespace: team\nresources: []\n"),
        ("deploy/chart.yml", "name: {{ .Values.name }}\n"),
        ("empty/notes.txt", "namespace: team\ntest_definitions: []\n"),
        (".github/workflows/k6.yaml", "namespace: team\ntest_definitions: []\n"),
        ("web/node_modules/lib/k6cfg.yaml", "namespace: team\ntest_definitions: []\n"),
    ] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}
