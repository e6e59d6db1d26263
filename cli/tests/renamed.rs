//! A platform that calls everything otherwise. Whatever is made for the built-in
//! one is made for it too, under its names: none of them is built into the
//! program.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::generate;
use pretty_assertions::assert_eq;
use serde_json::Value;

/// Names of the built-in platform and those of the other, longer ones first. As
/// long as each other, nearly: limits of names hold for both.
const NAMES: [(&str, &str); 47] = [
    ("k6-action-image/testfilename", "loads.example/script"),
    ("k6-action-image/test_scope", "loads.example/area"),
    ("k6-action-image/test_name", "loads.example/called"),
    ("k6-action-image/testid", "loads.example/run"),
    ("k6-action-image", "loads"),
    ("--tag testid=", "--tag run="),
    ("--tag test_name=", "--tag called="),
    ("--tag test_scope=", "--tag area="),
    ("--tag deploy_env=", "--tag stage="),
    ("--tag namespace=", "--tag team="),
    ("generation_timestamp", "made_at"),
    ("generated-by", "made-by"),
    ("uniq_name", "one_name"),
    ("kubernetes.azure.com/scalesetpriority", "pools.example/price"),
    ("ghcr.io/altinn/altinn-platform/k6-image:v2.0.0", "images.example/loads/runner:v7"),
    ("http://kube-prometheus-stack-prometheus.monitoring:9090/api/v1/write", "http://metrics.watch:9009/push"),
    ("deploy-environments-prod", "about-live"),
    ("deploy-environments-", "about-"),
    ("token-generator-creds", "keys-of-all"),
    ("slack-", "chat-"),
    ("refs/heads/main", "refs/heads/trunk"),
    ("BREAKPOINT_STAGE_", "CLIMB_STEP_"),
    ("MANIFEST_GENERATION_TIMESTAMP", "MADE_AT"),
    ("RUNNING_IN_K8S", "ON_CLUSTER"),
    ("TESTFILENAME", "SCRIPT"),
    ("TEST_SCOPE", "AREA"),
    ("TEST_NAME", "CALLED"),
    ("TESTID", "RUN"),
    ("NAMESPACE", "TEAM"),
    ("ENVIRONMENT", "STAGE"),
    ("BASE_URL", "ADDRESS"),
    ("at22", "qa10"),
    ("at23", "qa11"),
    ("tt02", "uat5"),
    ("yt01", "rig7"),
    ("name: prod,", "name: live,"),
    ("environment: prod", "environment: live"),
    ("\"prod\"", "\"live\""),
    ("prod-", "live-"),
    ("=prod ", "=live "),
    ("spot", "cheap"),
    ("functional", "tryout"),
    ("breakpoint", "climb"),
    ("-break", "-climb"),
    ("soak", "drip"),
    ("spike", "rush"),
    ("smoke", "puff"),
];

/// The kind of test with a browser; k6's own option is called the same.
const BROWSER: [(&str, &str); 3] = [
    ("name: browser\n", "name: chrome\n"),
    ("file_name_contains: browser", "file_name_contains: chrome"),
    ("type: browser", "type: chrome"),
];

fn renamed(text: &str) -> String {
    let all = BROWSER.iter().chain(&NAMES);
    all.fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Every file below a folder, by its path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            found.extend(files(&entry.path()).into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// What `generate` writes, as data by path: all but the bytes of archives.
fn made(fixture: &BTreeMap<String, Vec<u8>>, config: &str, more: &[&str], rename: bool) -> BTreeMap<String, Value> {
    let (root, into) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (path, bytes) in fixture {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let output = generate(&root.path().join(config), root.path(), into.path(), more);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let named = |text: &str| if rename { renamed(text) } else { text.to_owned() };
    let read = |(path, bytes): (String, Vec<u8>)| {
        let is_data = Path::new(&path).extension().is_some_and(|end| end == "json" || end == "yaml");
        let data = is_data.then(|| serde_yaml::from_str(&named(&String::from_utf8(bytes).unwrap())).unwrap());
        (named(&path), data.map_or(Value::Null, without_archive))
    };
    files(into.path()).into_iter().map(read).collect()
}

/// Without the bytes of archives, which hold scripts; what is sorted by name
/// stands in the order of these names.
fn without_archive(object: Value) -> Value {
    match object {
        Value::Object(fields) => {
            let field = |(name, value): (String, Value)| {
                let is_archive = name == "archive.tar";
                assert!(!is_archive || value.as_str().is_some_and(|bytes| bytes.len() > 100));
                (name, if is_archive { Value::Null } else { without_archive(value) })
            };
            fields.into_iter().map(field).collect()
        }
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(without_archive).collect();
            items.sort_by_key(|item| item["name"].as_str().map(str::to_owned));
            Value::Array(items)
        }
        other => other,
    }
}

#[test]
fn no_name_of_the_built_in_platform_is_taken_for_granted() {
    let folder = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let built_in = fs::read_to_string(folder("engine/profile/profiles/altinn.yaml")).unwrap();
    let others = tempfile::tempdir().unwrap();
    let profile = others.path().join("other.yaml");
    let other = renamed(&built_in);
    fs::write(&profile, &other).unwrap();
    for (from, _) in NAMES.iter().filter(|(from, _)| !from.starts_with(['"', '=', '-']) && !from.ends_with(['-', '=']))
    {
        assert!(!other.contains(from), "{from} is still in the profile");
    }

    let mut objects = 0;
    for (fixture, config) in [("teams", "breakpoint-all.yaml"), ("service", "k6cfg.yaml")] {
        let here = files(&folder("tests/fixtures").join(fixture));
        let there = here.iter().map(|(path, bytes)| {
            let text = String::from_utf8(bytes.clone()).unwrap();
            (renamed(path), renamed(&text).into_bytes())
        });
        for arguments in [&[][..], &["--args", "-e A=1 --vus 3"]] {
            let expected = made(&here, config, arguments, true);
            let mut with_profile = vec!["--profile", profile.to_str().unwrap()];
            with_profile.extend(arguments);
            let made = made(&there.clone().collect(), &renamed(config), &with_profile, false);
            assert_eq!(made.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{fixture}");
            for (path, object) in &made {
                assert_eq!(object, &expected[path], "{fixture}: {path}");
            }
            objects += made.len();
        }
    }
    assert!(objects > 40, "{objects}");
}
