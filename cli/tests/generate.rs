//! `k6cfg generate` on the project's own fixtures.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{generate, k6cfg};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use tempfile::TempDir;

fn teams() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/teams")
}

#[expect(clippy::needless_pass_by_value, reason = "callers join a path on the spot")]
fn read(path: PathBuf) -> Value {
    serde_json::from_slice(&fs::read(&path).unwrap_or_else(|_| panic!("{}", path.display()))).unwrap()
}

struct Made {
    folder: TempDir,
}

impl Made {
    fn fixture(more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let output = generate(&teams().join("breakpoint-all.yaml"), &teams(), folder.path(), more);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self { folder }
    }

    fn test_run(&self, id: &str) -> Value {
        read(self.folder.path().join("out").join(id).join("testrun.json"))
    }

    fn config_map(&self, id: &str) -> Value {
        read(self.folder.path().join("out").join(id).join("configmap.json"))
    }

    fn options(&self, id: &str) -> Value {
        read(self.folder.path().join("mid").join(id).join("options.json"))
    }

    fn env(&self, id: &str, name: &str) -> Option<String> {
        let run = self.test_run(id);
        let env = run["spec"]["runner"]["env"].as_array().unwrap().clone();
        env.iter().find(|v| v["name"] == name).map(|v| v["value"].as_str().unwrap().to_owned())
    }
}

#[test]
fn golden_objects() {
    let made = Made::fixture(&["--args", " --vus 2 -e SEEN=x=y "]);
    for id in
        ["yt01-get-orgs-break", "at22-get-orgs-smoke", "tt02-orgs", "prod-get-orgs", "at23-get-orgs", "yt01-post-orgs"]
    {
        insta::assert_snapshot!(format!("testrun {id}"), format!("{:#}", made.test_run(id)));
        insta::assert_snapshot!(format!("options {id}"), format!("{:#}", made.options(id)));
    }
    let mut map = made.config_map("yt01-get-orgs-break");
    let archive = map["data"]["archive.tar"].take();
    insta::assert_snapshot!("configmap yt01-get-orgs-break", format!("{map:#}"));
    let written = fs::read(made.folder.path().join("mid/yt01-get-orgs-break/archive.tar")).unwrap();
    assert_eq!(archive.as_str().unwrap().as_bytes(), written);
    let expanded = fs::read_to_string(made.folder.path().join("mid/expanded-configfile.yaml")).unwrap();
    insta::assert_snapshot!("expanded", expanded);
}

#[test]
fn later_sources_of_variables_win() {
    let made = Made::fixture(&["--args", "-e FROM_BOTH=arguments --env NEW=1"]);
    let env = |name| made.env("yt01-get-orgs-break", name);
    assert_eq!(env("FROM_BOTH").as_deref(), Some("arguments"));
    assert_eq!(env("FROM_FILE").as_deref(), Some("file"));
    assert_eq!(env("WITH_EQUALS").as_deref(), Some("a=b"));
    assert_eq!(env("NEW").as_deref(), Some("1"));
    assert_eq!(made.env("yt01-post-orgs", "FROM_FILE"), None);
    let file = Made::fixture(&[]);
    assert_eq!(file.env("yt01-get-orgs-break", "FROM_BOTH").as_deref(), Some("file"));
}

#[test]
fn github_variables_come_from_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let output = k6cfg()
        .env("GITHUB_REF", "refs/heads/main")
        .env("GITHUB_SHA", "abc")
        .env("GITHUB_TOKEN", "never-passed-on")
        .args(["generate", "--config"])
        .arg(teams().join("breakpoint-all.yaml"))
        .arg("--root")
        .arg(teams())
        .arg("--out")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success());
    let run = read(folder.path().join("tt02-orgs/testrun.json"));
    let text = run.to_string();
    assert!(text.contains(r#"{"name":"GITHUB_SHA","value":"abc"}"#), "{text}");
    assert!(!text.contains("never-passed-on"));
    let from = run["spec"]["runner"]["envFrom"].as_array().unwrap();
    assert_eq!(from.last(), Some(&json!({"secretRef": {"name": "slack-prod"}})));
}

#[test]
fn names_are_unique_in_one_generation() {
    let made = Made::fixture(&[]);
    let name = |id| made.test_run(id)["metadata"]["name"].as_str().unwrap().to_owned();
    assert_eq!(name("yt01-get-orgs-break"), "yt01-1700000000123-abcde");
    assert_eq!(name("yt01-post-orgs"), "yt01-1700000000123-abcdf");
    assert_eq!(name("at22-get-orgs-smoke"), "at22-1700000000123-abcde");
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let (one, two) = (Made::fixture(&[]), Made::fixture(&[]));
    for id in ["yt01-get-orgs-break", "prod-get-orgs"] {
        assert_eq!(one.config_map(id), two.config_map(id));
        assert_eq!(one.test_run(id), two.test_run(id));
    }
}

fn with_config(text: &str) -> (TempDir, std::process::Output) {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.yaml");
    fs::write(&config, text).unwrap();
    fs::create_dir(folder.path().join("tests")).unwrap();
    fs::write(folder.path().join("tests/t.js"), "export default function () {}").unwrap();
    let output = generate(&config, folder.path(), folder.path(), &[]);
    (folder, output)
}

const GOOD: &str =
    "namespace: team\ntest_definitions:\n  - test_file: tests/t.js\n    contexts:\n      - environment: at22\n";

#[test]
fn nothing_is_written_when_one_run_fails() {
    let (folder, output) = with_config(GOOD);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("out/at22-t/testrun.json").is_file());

    let more = format!("{GOOD}  - test_file: tests/gone.js\n    contexts:\n      - environment: at22\n");
    let (folder, output) = with_config(&more);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("out").exists() && !folder.path().join("mid").exists());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("error[K6C050]: there is no file `tests/gone.js`"), "{stderr}");
    assert!(stderr.contains("config.yaml:6:16"), "{stderr}");
}

#[test]
fn values_stay_as_written() {
    let env = "        test_run:\n          env:\n            - {name: A, value: 010}\n            - {name: B, value: 1.0}\n            - {name: C, value: true}\n            - {name: D, value: 1e3}\n";
    let (folder, output) = with_config(&format!("{GOOD}{env}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let run = read(folder.path().join("out/at22-t/testrun.json"));
    for (name, value) in [("A", "010"), ("B", "1.0"), ("C", "true"), ("D", "1e3")] {
        let env = run["spec"]["runner"]["env"].as_array().unwrap();
        assert!(env.contains(&json!({"name": name, "value": value})), "{name}");
    }
}

#[test]
fn scripts_that_need_more_are_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("tests")).unwrap();
    fs::write(folder.path().join("tests/t.js"), "import './lib.js';\nexport default () => {};\n").unwrap();
    let config = folder.path().join("config.yaml");
    fs::write(&config, GOOD).unwrap();
    let output = generate(&config, folder.path(), folder.path(), &[]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("error[K6C061]: `tests/lib.js` is not there, which tests/t.js:1:1 needs"), "{stderr}");
    fs::write(folder.path().join("tests/t.js"), "export default function {").unwrap();
    let output = generate(&config, folder.path(), folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[K6C060]: `tests/t.js` cannot run: "));
}

#[test]
fn wrong_use_is_exit_two() {
    for arguments in [
        &["generate"][..],
        &["nonsense"],
        &["validate", "--config", "/nowhere.yaml"],
        &["validate", "--config", "x", "--format", "xml"],
    ] {
        assert_eq!(k6cfg().args(arguments).output().unwrap().status.code(), Some(2), "{arguments:?}");
    }
    let (folder, _) = with_config(GOOD);
    let bad_suffix = generate(&folder.path().join("config.yaml"), folder.path(), folder.path(), &["--suffix", "ABC"]);
    assert_eq!(bad_suffix.status.code(), Some(2));
}

#[test]
fn validate_reports_json_and_text() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("smoke.yaml");
    fs::write(
        &config,
        "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at32\n",
    )
    .unwrap();
    let run = |format: &str| {
        k6cfg()
            .args(["validate", "--format", format, "--config"])
            .arg(&config)
            .arg("--root")
            .arg(folder.path())
            .output()
            .unwrap()
    };
    let output = run("json");
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let report = &report["files"][0];
    let codes: Vec<&str> =
        report["diagnostics"].as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["K6C050", "K6C021"]);
    let environment = &report["diagnostics"][1];
    assert_eq!(environment["line"], 5);
    assert_eq!(environment["column"], 22);
    assert_eq!(environment["path"], "test_definitions[0].contexts[0].environment");
    assert_eq!(environment["fix"]["text"], "at22");

    let output = run("text");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("did you mean `at22` or `at23`?"), "{stderr}");
    assert!(stderr.contains("1 of 1 contexts would run; 2 errors stop them, 0 warnings"), "{stderr}");
}

#[test]
fn bytes_that_are_no_text_are_a_diagnostic() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("c.yaml");
    fs::write(&config, b"namespace: a\nbase_dir: \xff\xfe\n").unwrap();
    let output = k6cfg().args(["validate", "--config"]).arg(&config).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("K6C004") && stderr.contains("c.yaml:2:11"), "{stderr}");
}

#[test]
fn arguments_have_no_excerpt_of_the_config() {
    let folder = tempfile::tempdir().unwrap();
    let output = generate(&teams().join("breakpoint-all.yaml"), &teams(), folder.path(), &["--args", "-e A=1;ls"]);
    let said = String::from_utf8_lossy(&output.stderr);
    let (_, told) = said.split_once("error[K6C047]").unwrap();
    let told = told.split("\n\n").next().unwrap();
    assert!(told.contains("breakpoint-all.yaml\n") && !told.contains('^'), "{said}");
}
