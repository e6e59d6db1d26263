//! Scripts that are loaded: which are loaded once, and several at once.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use k6cfg_archive::{Files, Input, Location};
use k6cfg_loader::{Disk, Loader, Sandbox};
use k6cfg_manifest::{Archiver as _, NoArchive, Order};
use pretty_assertions::assert_eq;
use serde_json::Value;
use tempfile::TempDir;

fn sandbox(patience: Duration, processes: usize) -> Sandbox {
    Sandbox::of(env!("CARGO_BIN_EXE_k6cfg").into(), patience).with_processes(processes)
}

fn repository(scripts: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("a")).unwrap();
    for (path, text) in scripts {
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

fn order(run: &str, script: &str, env: &[(&str, &str)]) -> Order {
    let env = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Order { run: run.to_owned(), script: script.to_owned(), config: None, env, at_ms: 0 }
}

#[test]
fn a_script_is_loaded_once_where_it_reads_the_same() {
    let script = "export const options = { tags: { at: __ENV.ENVIRONMENT } };\nexport default function () {}";
    let folder = repository(&[("a/t.js", script)]);
    let sandbox = sandbox(Duration::from_secs(20), 1);
    let loader = Loader::new(&sandbox, Some(Disk::repository(folder.path())), Files::default(), None);
    let archive = |env: &[(&str, &str)]| {
        let input = order("r", "a/t.js", env);
        loader.build(&input.input()).map(|archive| archive.bytes)
    };
    let first = archive(&[("ENVIRONMENT", "at22"), ("TESTID", "one")]).unwrap();
    // Whoever looks for the file now finds none.
    fs::remove_file(folder.path().join("a/t.js")).unwrap();
    assert_eq!(archive(&[("ENVIRONMENT", "at22"), ("TESTID", "one")]).as_ref(), Ok(&first));
    // The archive is that of its own variables.
    let other = archive(&[("ENVIRONMENT", "at22"), ("TESTID", "two")]).unwrap();
    assert_ne!(other, first);
    assert!(String::from_utf8_lossy(&other).contains(r#""TESTID": "two""#));
    let gone = archive(&[("ENVIRONMENT", "at23"), ("TESTID", "one")]).unwrap_err();
    assert_eq!(gone[0].message, "`a/t.js` is not there");
}

#[test]
fn several_at_once_are_what_they_are_one_by_one() {
    let names: Vec<String> = (0..12).map(|at| format!("a/{at}.js")).collect();
    let texts: Vec<String> = (0..12)
        .map(|at| match at % 4 {
            0 => format!("export const options = {{ vus: {} }};\nexport default function () {{}}", at + 1),
            1 => format!("throw new Error('no {at}');"),
            2 => "export default function ( {}".to_owned(),
            _ => format!("import './gone-{at}.js';"),
        })
        .collect();
    let scripts: Vec<(&str, &str)> =
        names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = repository(&scripts);
    let orders: Vec<Order> =
        names.iter().flat_map(|name| ["x", "y"].map(|id| order(id, name, &[("TESTID", id)]))).collect();
    let made = |processes: usize, ahead: bool| {
        let sandbox = sandbox(Duration::from_secs(20), processes);
        let loader = Loader::new(&sandbox, Some(Disk::repository(folder.path())), Files::default(), None);
        if ahead {
            loader.ahead(&orders);
        }
        let said = |result: Result<_, NoArchive>| result.map_err(|error| error.to_string());
        orders.iter().map(|order| said(loader.archive(order))).collect::<Vec<_>>()
    };
    let one_by_one = made(1, false);
    assert_eq!(one_by_one.iter().filter(|made| made.is_ok()).count(), 6);
    assert_eq!(made(3, true), one_by_one);
}

#[test]
fn what_ends_a_process_ends_no_other() {
    let fine = "export default function () {}";
    let folder = repository(&[("a/loop.js", "for (;;);"), ("a/one.js", fine), ("a/two.js", fine)]);
    let sandbox = sandbox(Duration::from_secs(2), 2);
    let loader = Loader::new(&sandbox, Some(Disk::repository(folder.path())), Files::default(), None);
    let orders = ["a/loop.js", "a/one.js", "a/two.js"].map(|script| order("r", script, &[]));
    loader.ahead(&orders);
    let [stopped, one, two] = orders.each_ref().map(|order| loader.archive(order));
    assert!(stopped.unwrap_err().to_string().contains("takes too long or too much memory"));
    assert!(one.is_ok() && two.is_ok());
    let again = loader.build(&Input::new(Location::file("a/one.js"), &[("A".to_owned(), "1".to_owned())], 1));
    assert!(again.is_ok(), "a process is started anew");
}

/// A config of so many tests, whose scripts fail each in its own way.
fn config(namespace: &str, tests: usize) -> String {
    let test = |at: usize| {
        format!("  - test_file: a/{at}.js\n    contexts:\n      - environment: at22\n      - environment: at23\n")
    };
    let tests: String = (0..tests).map(test).collect();
    format!("namespace: {namespace}\ntest_definitions:\n{tests}")
}

/// `file:line message` of each problem.
fn problems(root: &Path) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_k6cfg"));
    let output = command.args(["validate", "--offline", "--format", "json", "."]).current_dir(root).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |file: &Value| {
        let name = file["file"].as_str().unwrap().to_owned();
        let all = file["diagnostics"].as_array().unwrap().clone();
        all.into_iter().map(move |d| format!("{name}:{} {}", d["line"], d["message"].as_str().unwrap()))
    };
    report["files"].as_array().unwrap().iter().flat_map(of).collect()
}

#[test]
fn problems_come_in_the_order_of_the_files_and_their_tests() {
    const TESTS: usize = 30;
    let scripts: Vec<(String, String)> =
        (0..TESTS).map(|at| (format!("a/{at}.js"), format!("throw new Error('no {at}');"))).collect();
    let scripts: Vec<(&str, &str)> = scripts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = repository(&scripts);
    for name in ["one", "two", "three"] {
        fs::write(folder.path().join(format!("{name}.yaml")), config(name, TESTS)).unwrap();
    }
    let expected: Vec<String> = ["one", "three", "two"]
        .iter()
        .flat_map(|name| {
            (0..TESTS).map(move |at| {
                format!("{name}.yaml:{} `a/{at}.js` cannot run: Error: no {at} at a/{at}.js:1:7", 3 + at * 4)
            })
        })
        .collect();
    let found = problems(folder.path());
    assert_eq!(found, expected);
}
