//! `k6cfg validate` on files, folders and standard input.

mod common;

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Output, Stdio};

use common::{k6cfg, repository};
use pretty_assertions::assert_eq;
use serde_json::Value;
use tempfile::TempDir;

fn validate(folder: &TempDir, arguments: &[&str]) -> Output {
    k6cfg().arg("validate").args(arguments).current_dir(folder.path()).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// `file code`, in order.
fn codes(report: &Value) -> Vec<String> {
    let files = report["files"].as_array().unwrap().iter();
    let of = |file: &Value, d: &Value| format!("{} {}", file["file"].as_str().unwrap(), d["code"].as_str().unwrap());
    files.flat_map(|f| f["diagnostics"].as_array().unwrap().iter().map(move |d| of(f, d))).collect()
}

fn files(report: &Value) -> Vec<&str> {
    report["files"].as_array().unwrap().iter().map(|f| f["file"].as_str().unwrap()).collect()
}

#[test]
fn text_shows_the_source_and_sums_up() {
    let output = validate(&repository(), &["k6"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    insta::assert_snapshot!("text", stderr(&output));
}

#[test]
fn what_is_wrong_with_a_whole_file_has_a_place_too() {
    let folder = repository();
    let large = "# \n".repeat((1 << 20) / 3 + 1);
    for (text, first) in [
        ("# nothing\n", "error[K6C002]: the file says nothing yet"),
        (large.as_str(), "error[K6C003]: the file has 1048578 bytes; the most that is read is 1048576"),
        ("n\0a\0m\0e\0", "error[K6C004]: the file is UTF-16 text, not UTF-8"),
    ] {
        fs::write(folder.path().join("whole.yaml"), text).unwrap();
        let said = stderr(&validate(&folder, &["whole.yaml"]));
        let lines: Vec<&str> = said.lines().take(2).map(str::trim).collect();
        assert_eq!(lines, [first, "--> whole.yaml:1:1"], "{said}");
    }
}

#[test]
fn a_fine_file_needs_no_explanation() {
    let folder = repository();
    let output = validate(&folder, &["k6/fine.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "k6/fine.yaml: 1 of 2 contexts will run; 0 errors, 0 warnings\n");
    assert_eq!(stderr(&validate(&folder, &["--config", "k6/fine.yaml"])), stderr(&output));
}

#[test]
fn folders_are_searched_and_verbose_says_where() {
    let folder = repository();
    let output = validate(&folder, &["--verbose", "."]);
    let said = stderr(&output);
    let (seen, _) = said.split_once("\n\n").unwrap();
    insta::assert_snapshot!("verbose", seen);
    // No path is the current folder.
    assert_eq!(stderr(&validate(&folder, &["-v"])), said);
    let quiet = stderr(&validate(&folder, &["."]));
    assert_eq!(said, format!("{seen}\n\n{quiet}"));
}

#[test]
fn no_file_is_validated_twice() {
    let folder = repository();
    let root = folder.path().to_str().unwrap();
    let paths = ["k6/users.yaml", "k6", "./k6/users.yaml", "k6/../k6", root];
    let report = json(&validate(&folder, &[&["--format", "json"], &paths[..]].concat()));
    let outside = format!("{root}/broken.yml");
    assert_eq!(files(&report), ["k6/users.yaml", "k6/fine.yaml", "k6/orders.yaml", &outside]);
}

#[cfg(unix)]
#[test]
fn links_are_harmless() {
    use std::os::unix::fs::symlink;
    let folder = repository();
    symlink("..", folder.path().join("k6/loop")).unwrap();
    symlink("../..", folder.path().join("k6/loop.yaml")).unwrap();
    symlink("fine.yaml", folder.path().join("k6/again.yaml")).unwrap();
    let output = validate(&folder, &["--format", "json", "-v", "k6"]);
    assert_eq!(files(&json(&output)), ["k6/again.yaml", "k6/orders.yaml", "k6/users.yaml"]);
    assert!(stderr(&output).contains("k6/loop.yaml: left out, a link to a folder"), "{}", stderr(&output));
    // A link that is named is followed.
    assert_eq!(
        files(&json(&validate(&folder, &["--format", "json", "k6/loop/k6/fine.yaml"]))),
        ["k6/loop/k6/fine.yaml"]
    );
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_validated() {
    let folder = repository();
    let output = validate(&folder, &["--format", "json", "gone.yaml", "k6/users.yaml", "empty", "k6/gone"]);
    assert_eq!(output.status.code(), Some(2));
    let report = json(&output);
    assert_eq!(codes(&report), ["k6/users.yaml K6C024"]);
    let failures: Vec<&str> = report["failures"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
    assert_eq!(failures[0], "there is no config file in empty");
    assert!(failures[1].starts_with("cannot read gone.yaml: ") && failures[2].starts_with("cannot read k6/gone: "));
    let said = stderr(&output);
    assert!(failures.iter().all(|failure| said.contains(&format!("k6cfg: {failure}\n"))), "{said}");
    assert!(said.ends_with("k6cfg: not all paths could be validated\n"), "{said}");

    let sarif = json(&validate(&folder, &["--format", "sarif", "gone.yaml", "k6/fine.yaml"]));
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notice = invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
    assert!(notice.starts_with("cannot read gone.yaml"), "{notice}");

    let alone = validate(&folder, &["gone.yaml"]);
    assert_eq!((alone.status.code(), stderr(&alone).lines().count()), (Some(2), 1));
}

#[test]
fn warnings_fail_only_when_denied() {
    let folder = repository();
    assert_eq!(validate(&folder, &["k6/users.yaml"]).status.code(), Some(0));
    let denied = validate(&folder, &["--deny", "warnings", "k6/users.yaml"]);
    assert_eq!(denied.status.code(), Some(1));
    assert!(stderr(&denied).ends_with("k6cfg: 1 warning, and warnings are denied\n"), "{}", stderr(&denied));
    assert_eq!(validate(&folder, &["--deny", "warnings", "k6/fine.yaml"]).status.code(), Some(0));
    assert_eq!(validate(&folder, &["--deny", "errors", "k6/fine.yaml"]).status.code(), Some(2));
}

fn piped(folder: &TempDir, arguments: &[&str], text: &str) -> Output {
    let mut command = k6cfg();
    command.arg("validate").args(arguments).current_dir(folder.path());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn standard_input_has_the_name_it_is_given() {
    let folder = repository();
    let text = "namespace: team\ntest_definitions:\n  - test_file: tests/orders/Upper.js\n    contexts:\n      - environment: at22\n";
    let message = |report: &Value| {
        let found = report["files"][0]["diagnostics"].as_array().unwrap().clone();
        found.iter().find(|d| d["code"] == "K6C030").unwrap()["message"].as_str().unwrap().to_owned()
    };
    let report = json(&piped(&folder, &["--format", "json", "-"], text));
    assert_eq!(files(&report), ["stdin.yaml"]);
    assert_eq!(message(&report), "the run's id `at22-Upper` cannot be part of Kubernetes names");
    // The name decides the default test type, and the file of that name is not looked at besides.
    let named = ["--format", "json", "-", "--file-name", "k6/smoke.yaml", "k6"];
    fs::write(folder.path().join("k6/smoke.yaml"), "namespace: older\ntest_definitions: []\n").unwrap();
    let report = json(&piped(&folder, &named, text));
    assert_eq!(files(&report), ["k6/smoke.yaml", "k6/fine.yaml", "k6/orders.yaml", "k6/users.yaml"]);
    assert_eq!(message(&report), "the run's id `at22-Upper-smoke` cannot be part of Kubernetes names");
    let wrong = validate(&folder, &["--file-name", "a.yaml", "k6"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("--file-name is the name of standard input"), "{}", stderr(&wrong));
}

#[test]
fn ids_are_compared_between_files() {
    let folder = repository();
    let same = "namespace: team\ntest_definitions:\n  - test_file: tests/users/list.js\n    contexts:\n      - environment: yt01\n";
    fs::write(folder.path().join("k6/same.yaml"), same).unwrap();
    let shared = |arguments: &[&str]| {
        let found = codes(&json(&validate(&folder, &[&["--format", "json"], arguments].concat())));
        found.into_iter().filter(|line| line.ends_with("K6C033")).collect::<Vec<_>>()
    };
    assert_eq!(shared(&["k6/users.yaml", "k6/same.yaml"]), ["k6/users.yaml K6C033", "k6/same.yaml K6C033"]);
    assert_eq!(shared(&["k6/same.yaml"]), [""; 0]);
    assert_eq!(validate(&folder, &["k6/users.yaml", "k6/same.yaml"]).status.code(), Some(0));
}

#[test]
fn colours_are_a_choice() {
    let folder = repository();
    let has_colour = |arguments: &[&str]| stderr(&validate(&folder, arguments)).contains('\u{1b}');
    assert!(has_colour(&["--color", "always", "k6"]));
    assert!(!has_colour(&["--color", "never", "k6"]));
    // Not a terminal.
    assert!(!has_colour(&["k6"]));
}

/// More than a pipe holds, to a reader that goes away after the first bytes.
#[test]
fn a_reader_may_go_away() {
    let folder = repository();
    let contexts = "      - environment: at32\n".repeat(500);
    let text =
        format!("namespace: team\ntest_definitions:\n  - test_file: tests/orders/get.js\n    contexts:\n{contexts}");
    fs::write(folder.path().join("many.yaml"), text).unwrap();
    let mut command = k6cfg();
    command.args(["validate", "--format", "json", "many.yaml"]).current_dir(folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), String::new()));
}

#[test]
fn a_modeline_of_editors_is_a_comment() {
    let folder = repository();
    let fine = fs::read_to_string(folder.path().join("k6/fine.yaml")).unwrap();
    fs::write(folder.path().join("k6/fine.yaml"), format!("# yaml-language-server: $schema=../x.json\n{fine}"))
        .unwrap();
    assert_eq!(stderr(&validate(&folder, &["k6/fine.yaml"])).lines().count(), 1);
}

#[test]
fn very_many_problems_are_told_in_good_time() {
    let folder = repository();
    let keys = (0..20_000).map(|i| format!("x{i}: 1\n")).collect::<Vec<_>>().concat();
    fs::write(folder.path().join("k6/many.yaml"), format!("namespace: team\n{keys}")).unwrap();
    let started = std::time::Instant::now();
    let said = stderr(&validate(&folder, &["k6/many.yaml"]));
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    assert_eq!(said.matches("error[").count(), 1_001);
    assert!(said.contains("19001 more problems are not listed: 19001 of K6C010"), "{said}");
    assert!(said.contains("\n2 | x0: 1\n"), "{said}");
}

#[test]
fn what_generate_wrote_is_no_config_file() {
    let folder = repository();
    let here = folder.path();
    fs::create_dir_all(here.join("k6/mid")).unwrap();
    let expanded =
        "# Made by k6cfg generate: the config with every default filled in.\nnamespace: team\ntest_definitions: []\n";
    fs::write(here.join("k6/mid/expanded-configfile.yaml"), expanded).unwrap();
    let said = stderr(&validate(&folder, &["--verbose", "k6"]));
    assert!(said.contains("  k6/mid/expanded-configfile.yaml: left out, made by `k6cfg generate`\n"), "{said}");
    // By its name it is taken all the same.
    assert_eq!(
        codes(&json(&validate(&folder, &["--format", "json", "k6/mid/expanded-configfile.yaml"]))),
        ["k6/mid/expanded-configfile.yaml K6C012"]
    );
}

#[test]
fn config_files_that_cannot_be_read_are_found_in_folders() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let text = "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n";
    let wide =
        |mark: &str| -> Vec<u8> { mark.encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect() };
    write("configs/utf-16.yaml", &wide("\u{feff}"));
    write("configs/utf-16-bare.yml", &wide(""));
    write("configs/carriage-returns.yaml", text.replace('\n', "\r").as_bytes());
    write("configs/next-lines.yaml", text.replace('\n', "\u{85}").as_bytes());
    write("configs/brackets.yaml", b"{namespace: team, test_definitions: [}\n");
    write("configs/broken.json", b"{\n  \"namespace\": \"team\",\n  // all of them\n  \"test_definitions\": []\n}\n");
    write("configs/fine.json", b"{\"namespace\": \"team\", \"test_definitions\": [{\"test_file\": \"a/t.js\", \"contexts\": [{\"environment\": \"at99\"}]}]}");
    let report = json(&validate(&folder, &["--format", "json", "."]));
    let found = codes(&report);
    let expected = [
        "configs/brackets.yaml K6C001",
        "configs/broken.json K6C001",
        "configs/carriage-returns.yaml K6C008",
        "configs/fine.json K6C021",
        "configs/next-lines.yaml K6C008",
        "configs/utf-16-bare.yml K6C004",
        "configs/utf-16.yaml K6C004",
    ];
    assert_eq!(found.into_iter().filter(|line| !line.ends_with("K6C050")).collect::<Vec<_>>(), expected);
    for (path, _) in expected.map(|line| line.split_once(' ').unwrap()) {
        let alone = tempfile::tempdir().unwrap();
        fs::copy(folder.path().join(path), alone.path().join(path.replace('/', "-"))).unwrap();
        assert_eq!(validate(&alone, &[]).status.code(), Some(1), "{path} alone");
    }
}

#[test]
fn other_files_that_name_the_key_are_left_out_of_folders() {
    let folder = repository();
    let before = files(&json(&validate(&folder, &["--format", "json"]))).join(" ");
    for (path, text) in [
        ("deploy/map.yaml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  k6.yaml: |\n    test_definitions: []\n"),
        ("deploy/broken.yaml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  test_definitions: [\n"),
        ("deploy/map.json", "{\"kind\": \"ConfigMap\", \"data\": {\"test_definitions\": \"[]\"}}"),
        ("deploy/broken.json", "{\"kind\": \"ConfigMap\", \"data\": {\"test_definitions\": [}}"),
        (
            "ci/workflow.yml",
            "on: push\njobs:\n  k6:\n    steps:\n      - run: |\n          grep test_definitions: k6.yaml\n",
        ),
        ("compose.yaml", "services:\n  k6:\n    command: [validate, \"test_definitions: []\"]\n"),
        ("config.schema.json", "{\"properties\": {\"test_definitions\": {\"type\": \"array\"}}}"),
        ("options.json", "{\"vus\": 1}"),
        ("namespace.json", "{\"namespace\": \"team\"}"),
        ("package.json", "{\"name\": \"k6\", \"scripts\": {\"test\": \"echo test_definitions:\"}}"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    assert_eq!(files(&json(&validate(&folder, &["--format", "json"]))).join(" "), before);
    assert!(!stderr(&validate(&folder, &["-v"])).contains(".json"), "nobody wants to know of all JSON files");
}
