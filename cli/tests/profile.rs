//! Another organisation's profile, and what is said of one that is broken.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{generate, k6cfg};
use pretty_assertions::assert_eq;
use serde_json::Value;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn small() -> String {
    folder("engine/profile/profiles/small.yaml").display().to_string()
}

fn check(text: &str, more: &[&str]) -> (i32, String) {
    let file = tempfile::tempdir().unwrap();
    fs::write(file.path().join("profile.yaml"), text).unwrap();
    let output =
        k6cfg().current_dir(file.path()).args(["profile", "check", "profile.yaml"]).args(more).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

#[test]
fn another_organisation_changes_no_code() {
    let fjord = folder("tests/fixtures/fjord");
    let into = tempfile::tempdir().unwrap();
    let output = generate(&fjord.join("k6cfg.yaml"), &fjord, into.path(), &["--profile", &small()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut made: Vec<String> = fs::read_dir(into.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    made.sort();
    assert_eq!(made, ["dev-list", "live-list-smoke", "staging-list-rush"]);
    for id in &made {
        let read = |name: &str| fs::read_to_string(into.path().join("out").join(id).join(name)).unwrap();
        insta::assert_snapshot!(format!("fjord testrun {id}"), read("testrun.json"));
        let config_map: Value = serde_json::from_str(&read("configmap.json")).unwrap();
        insta::assert_snapshot!(format!("fjord configmap {id}"), format!("{:#}", config_map["metadata"]));
        for text in [read("testrun.json"), config_map["metadata"].to_string()] {
            for word in ["altinn", "slack", "token-generator", "k6-action-image", "deploy-environments", "azure"] {
                assert!(!text.contains(word), "{word} in {text}");
            }
        }
    }
}

#[test]
fn a_profile_is_checked() {
    let text = fs::read_to_string(small()).unwrap();
    let fine = "profile.yaml: Fjord load tests (fjord): 3 environments, 2 node types, 4 test types\n";
    assert_eq!(check(&text, &[]), (0, fine.to_owned()));
    let broken = text.replace("default_node_type: small", "default_node_type: smal").replace("image:", "imag:");
    let (code, said) = check(&broken, &[]);
    assert_eq!(code, 1);
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.contains(": error[K6P003]: there is no key `imag` here; write `image`"), "{said}");
    let (code, said) = check(&text.replace("node_type: large", "node_type: larg"), &["--format", "json"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    let problem = &said["files"][0]["problems"][0];
    assert_eq!(
        (code, problem["code"].as_str(), problem["path"].as_str()),
        (1, Some("K6P009"), Some("test_types[2].node_type"))
    );
    let (code, said) = check(&format!("{text}\nsecrets: {{ certificate: nonsense }}\n"), &[]);
    assert!(code == 1 && said.contains("`secrets.certificate`"), "{said}");
}

#[test]
fn every_problem_of_a_profile_is_documented() {
    let page = fs::read_to_string(folder("docs/profile.md")).unwrap();
    for code in k6cfg_profile::ProfileCode::ALL {
        assert!(page.contains(&format!("| {code} |")), "{code}");
    }
}

#[test]
fn an_overlay_is_laid_over_every_object() {
    let service = folder("tests/fixtures/service");
    let repository = tempfile::tempdir().unwrap();
    let root = repository.path().join("repository");
    copy(&service, &root);
    let made = |overlay: &str, more: &[&str]| {
        let into = tempfile::tempdir().unwrap();
        fs::write(root.join("overlay.jsonnet"), overlay).unwrap();
        let output = generate(&root.join("k6cfg.yaml"), &root, into.path(), more);
        let first =
            fs::read_dir(into.path().join("out")).ok().and_then(|mut all| all.next()).map(|e| e.unwrap().path());
        let test_run = first.map(|first| fs::read_to_string(first.join("testrun.json")).unwrap()).unwrap_or_default();
        (output.status.code().unwrap(), test_run, String::from_utf8(output.stderr).unwrap())
    };
    let (code, test_run, said) =
        made("function(o) if o.kind == 'TestRun' then o { spec+: { cleanup: 'post' } } else o", &[]);
    assert!(code == 0 && test_run.contains("\"cleanup\": \"post\""), "{said}");
    for (overlay, expected) in [
        ("{\n  a: b,\n}", "line 2, column 6"),
        ("{ kind: 'Job' }", "changes `kind` of the ConfigMap"),
        ("local f(n) = f(n) + f(n); { a: f(1) }", "more steps, time or memory"),
        (
            "local s(n) = if n == 0 then 'x' else s(n - 1) + s(n - 1); { a: std.length(s(14)), b: std.md5(s(40)) }",
            "more steps",
        ),
    ] {
        let (code, test_run, said) = made(overlay, &[]);
        assert_eq!((code, test_run.as_str()), (1, ""), "{said}");
        assert!(said.contains(expected), "{said}");
        let checked = k6cfg().args(["validate", "k6cfg.yaml"]).current_dir(&root).output().unwrap();
        assert_eq!(checked.status.code(), Some(1));
        assert!(String::from_utf8(checked.stderr).unwrap().contains(expected));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
