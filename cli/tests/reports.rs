//! What `k6cfg validate` writes for programs: held against the files it is
//! about, and against each other.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::{k6cfg, repository};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use tempfile::TempDir;

fn report(folder: &TempDir, format: &str, paths: &[&str]) -> String {
    let output =
        k6cfg().args(["validate", "--format", format]).args(paths).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap()
}

fn parsed(folder: &TempDir, format: &str, paths: &[&str]) -> Value {
    serde_json::from_str(&report(folder, format, paths)).unwrap()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))).unwrap()
}

/// File and diagnostic of each problem in the JSON report.
fn problems(folder: &TempDir, paths: &[&str]) -> Vec<(String, Value)> {
    let report = parsed(folder, "json", paths);
    let of = |file: &Value| {
        let name = text(&file["file"]).to_owned();
        list(&file["diagnostics"]).map(move |d| (name.clone(), d.clone())).collect::<Vec<_>>()
    };
    list(&report["files"]).flat_map(of).collect()
}

/// The text between two places, columns counted in characters.
fn between(content: &str, from: (usize, usize), to: (usize, usize)) -> &str {
    let offset = |(line, column): (usize, usize)| {
        let start = content.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
        start + content[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    };
    &content[offset(from)..offset(to)]
}

#[test]
fn json_places_are_bytes_lines_and_characters() {
    let folder = repository();
    let found = problems(&folder, &["."]);
    assert_eq!(found.len(), 9);
    for (file, problem) in &found {
        let content = fs::read_to_string(folder.path().join(file)).unwrap();
        let (start, end) = (number(&problem["span"]["start"]), number(&problem["span"]["end"]));
        let before = &content[..start];
        assert_eq!(number(&problem["line"]), before.matches('\n').count() + 1);
        assert_eq!(
            number(&problem["column"]),
            before.lines().last().filter(|_| !before.ends_with('\n')).map_or(0, |l| l.chars().count()) + 1
        );
        assert!(content.is_char_boundary(end));
    }
    let report = parsed(&folder, "json", &["k6/fine.yaml", "k6/users.yaml"]);
    let counts = |file: &Value| json!([file["file"], file["contexts"], file["runs"]]);
    assert_eq!(
        list(&report["files"]).map(counts).collect::<Value>(),
        json!([["k6/fine.yaml", 2, 1], ["k6/users.yaml", 2, 1]])
    );
    assert_eq!(report["failures"], json!([]));
}

#[test]
fn a_place_in_another_file_names_it() {
    let folder = repository();
    let found = problems(&folder, &["k6"]);
    let shared: Vec<_> = found.iter().filter(|(_, d)| d["code"] == "K6C033").collect();
    let related = |at: usize| {
        json!([
            shared[at].0,
            shared[at].1["line"],
            shared[at].1["related"][0]["file"],
            shared[at].1["related"][0]["line"]
        ])
    };
    assert_eq!(related(0), json!(["k6/orders.yaml", 10, "k6/users.yaml", 6]));
    assert_eq!(related(1), json!(["k6/users.yaml", 6, "k6/orders.yaml", 10]));
    let twice = found.iter().find(|(_, d)| d["code"] == "K6C042").unwrap();
    assert_eq!(twice.1["related"][0].get("file"), None);
}

/// As GitHub's runner reads it.
fn command(line: &str) -> (String, BTreeMap<String, String>, String) {
    let unescape = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap();
        (key.to_owned(), unescape(&value.replace("%3A", ":").replace("%2C", ",")))
    };
    (name.to_owned(), properties.split(',').map(pair).collect(), unescape(message))
}

#[test]
fn github_annotations_say_what_the_json_says() {
    let folder = repository();
    fs::rename(folder.path().join("k6/orders.yaml"), folder.path().join("k6/50%, a:b.yaml")).unwrap();
    let commands = report(&folder, "github", &["."]);
    let found = problems(&folder, &["."]);
    assert_eq!(commands.lines().count(), found.len());
    for (line, (file, problem)) in commands.lines().zip(&found) {
        let (name, properties, message) = command(line);
        let content = fs::read_to_string(folder.path().join(&properties["file"])).unwrap();
        let place = |key: &str| properties[key].parse::<usize>().unwrap();
        assert_eq!((&properties["file"], &properties["title"]), (file, &text(&problem["code"]).to_owned()));
        assert_eq!((name.as_str(), place("line")), (text(&problem["severity"]), number(&problem["line"])));
        let wanted = [text(&problem["message"]), problem["help"].as_str().unwrap_or_default()].join("\n");
        assert!(message.starts_with(wanted.trim_end()), "{message}");
        let span = &problem["span"];
        let marked = &content[number(&span["start"])..number(&span["end"])];
        let last =
            between(&content, (place("endLine"), place("endColumn")), (place("endLine"), place("endColumn") + 1));
        assert_eq!((place("col"), place("endLine")), (number(&problem["column"]), place("line")));
        assert!(marked.is_empty() || marked.ends_with(last), "`{marked}` ends in `{last}`");
    }
    insta::assert_snapshot!("github", report(&folder, "github", &["k6/users.yaml", "k6/50%, a:b.yaml"]));
}

#[test]
fn columns_are_left_out_over_several_lines() {
    let folder = repository();
    let config = "namespace: >\n  My\n  team\ntest_definitions:\n  - test_file: tests/orders/get.js\n    contexts:\n      - environment: at22\n";
    fs::write(folder.path().join("k6/fine.yaml"), config).unwrap();
    let line = report(&folder, "github", &["k6/fine.yaml"]);
    let (_, properties, _) = command(line.lines().next().unwrap());
    assert_eq!((properties["line"].as_str(), properties["endLine"].as_str()), ("1", "3"));
    assert!(!properties.contains_key("col") && !properties.contains_key("endColumn"));
}

#[test]
fn sarif_regions_hold_the_text_that_is_meant() {
    let folder = repository();
    let found = problems(&folder, &["."]);
    let log = parsed(&folder, "sarif", &["."]);
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
    assert_eq!(run["invocations"], json!([{ "executionSuccessful": true, "toolExecutionNotifications": [] }]));
    assert_eq!(list(&run["results"]).count(), found.len());
    for (result, (file, problem)) in list(&run["results"]).zip(&found) {
        assert_eq!((&result["ruleId"], text(&result["level"])), (&problem["code"], text(&problem["severity"])));
        assert!(text(&result["message"]["text"]).starts_with(text(&problem["message"])));
        let place = &result["locations"][0]["physicalLocation"];
        let span = &problem["span"];
        let content = fs::read_to_string(folder.path().join(file)).unwrap();
        assert_eq!(place["artifactLocation"]["uri"], file.as_str());
        assert_eq!(region(&content, &place["region"]), &content[number(&span["start"])..number(&span["end"])]);
        let related: Vec<&Value> = list(&problem["related"]).collect();
        assert_eq!(list(&result["relatedLocations"]).count(), related.len());
        for (other, related) in list(&result["relatedLocations"]).zip(related) {
            let name = related["file"].as_str().unwrap_or(file);
            let content = fs::read_to_string(folder.path().join(name)).unwrap();
            assert_eq!(other["physicalLocation"]["artifactLocation"]["uri"], name);
            let meant = &content[number(&related["span"]["start"])..number(&related["span"]["end"])];
            assert_eq!(region(&content, &other["physicalLocation"]["region"]), meant);
        }
    }
}

fn region<'a>(content: &'a str, region: &Value) -> &'a str {
    let place = |line: &str, column: &str| (number(&region[line]), number(&region[column]));
    between(content, place("startLine", "startColumn"), place("endLine", "endColumn"))
}

#[test]
fn sarif_rules_are_those_of_the_results() {
    let log = parsed(&repository(), "sarif", &["."]);
    let run = &log["runs"][0];
    let rules: Vec<&Value> = list(&run["tool"]["driver"]["rules"]).collect();
    let mut used = BTreeSet::new();
    for result in list(&run["results"]) {
        assert_eq!(rules[number(&result["ruleIndex"])]["id"], result["ruleId"]);
        used.insert(text(&result["ruleId"]));
    }
    assert_eq!(rules.iter().map(|rule| text(&rule["id"])).collect::<BTreeSet<_>>(), used);
    assert_eq!(rules.len(), used.len());
    for rule in rules {
        let described = ["shortDescription", "fullDescription", "help"].map(|part| text(&rule[part]["text"]));
        assert!(described.iter().all(|text| text.len() > 10 && !text.starts_with(' ')), "{rule}");
    }
    let whole = report(&repository(), "sarif", &["k6/users.yaml"]);
    insta::assert_snapshot!("sarif", whole.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

/// Each fix, done as a SARIF viewer would, leaves a file without the problem.
#[test]
fn sarif_fixes_mend() {
    let folder = repository();
    let log = parsed(&folder, "sarif", &["k6"]);
    let mut mended = 0;
    for result in list(&log["runs"][0]["results"]) {
        for change in list(&result["fixes"]).flat_map(|fix| list(&fix["artifactChanges"])) {
            let name = text(&change["artifactLocation"]["uri"]);
            let before = fs::read_to_string(folder.path().join(name)).unwrap();
            let replacement = &change["replacements"][0];
            let old = region(&before, &replacement["deletedRegion"]);
            let at = old.as_ptr() as usize - before.as_ptr() as usize;
            let new = text(&replacement["insertedContent"]["text"]);
            let after = format!("{}{new}{}", &before[..at], &before[at + old.len()..]);
            let target = folder.path().join("mended.yaml");
            fs::write(&target, after).unwrap();
            let left = problems(&folder, &["mended.yaml"]);
            let still = left.iter().any(|(_, d)| text(&result["message"]["text"]).starts_with(text(&d["message"])));
            assert!(!still, "{result}");
            mended += 1;
        }
    }
    assert!(mended >= 4, "{mended} fixes");
}

#[test]
fn sarif_names_files_as_uris() {
    let folder = repository();
    let odd = folder.path().join("blå bær");
    fs::create_dir(&odd).unwrap();
    fs::copy(folder.path().join("k6/users.yaml"), odd.join("a:b#1.yaml")).unwrap();
    let uri = |path: &str| {
        let log = parsed(&folder, "sarif", &[path]);
        text(&log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).to_owned()
    };
    assert_eq!(uri("blå bær/a:b#1.yaml"), "bl%C3%A5%20b%C3%A6r/a%3Ab%231.yaml");
    assert_eq!(uri("./k6/../k6/users.yaml"), "k6/users.yaml");
    assert_eq!(
        uri(Path::new(&fs::canonicalize(folder.path()).unwrap()).join("k6/users.yaml").to_str().unwrap()),
        "k6/users.yaml"
    );
    let elsewhere = repository();
    let outside = elsewhere.path().join("k6/users.yaml");
    assert_eq!(uri(outside.to_str().unwrap()), format!("file://{}", outside.display()));
}
