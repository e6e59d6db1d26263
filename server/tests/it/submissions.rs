//! What a submit does, and what it refuses.

use std::time::Duration;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::submit::{Archive, CONFIG, Submit};

const PATH: &str = "/api/v1/submissions";

fn rows(answer: &Value) -> Vec<(&str, &str, &str, &str)> {
    answer["objects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| {
            let field = |name: &str| o[name].as_str().unwrap();
            (field("kind"), field("name"), field("outcome"), field("resourceVersion"))
        })
        .collect()
}

#[tokio::test]
async fn a_submit_applies_what_was_previewed() {
    let app = TestApp::new();
    let submit = Submit::default();
    let preview = submit.preview();
    assert!(!preview.has_errors(), "{:?}", preview.diagnostics);
    let answer = app.post(PATH, submit.body().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let submitted = answer.json();
    assert_eq!(submitted["digest"], json!(preview.digest));
    let expected = [
        ("ConfigMap", "hello-yt01-hello-smoke", "created", "5"),
        ("ConfigMap", "hello-at22-hello-smoke", "created", "6"),
        ("TestRun", "yt01-1700000000000-abcde", "created", "3"),
        ("TestRun", "at22-1700000000000-abcde", "created", "4"),
    ];
    assert_eq!(rows(&submitted), expected);
    assert_eq!(submitted["objects"][0]["apiVersion"], "v1");
    assert_eq!(submitted["objects"][0]["namespace"], "team");

    for object in preview.runs.iter().flat_map(k6cfg_manifest::GeneratedRun::objects) {
        let plural = if object["kind"] == "TestRun" { "testruns" } else { "configmaps" };
        let name = object["metadata"]["name"].as_str().unwrap();
        let mut stored = app.get(&format!("/api/v1/namespaces/team/{plural}/{name}")).await.json();
        let metadata = stored["metadata"].as_object_mut().unwrap();
        for field in ["uid", "resourceVersion", "creationTimestamp"] {
            assert!(metadata.remove(field).is_some(), "{field}");
        }
        // What the server notes: who owns an archive, and what a run came with.
        assert_eq!(metadata.remove("ownerReferences").is_some(), plural == "configmaps");
        let annotations = metadata.get_mut("annotations").and_then(serde_json::Value::as_object_mut);
        let digest = annotations.and_then(|notes| notes.remove("k6cfg/digest"));
        assert_eq!(digest, (plural == "testruns").then(|| json!(preview.digest)));
        if metadata.get("annotations").is_some_and(|notes| *notes == json!({})) {
            metadata.remove("annotations");
        }
        assert_eq!(metadata.remove("generation"), (plural == "testruns").then_some(json!(1)));
        assert_eq!(&stored, object);
    }
}

#[tokio::test]
async fn the_same_again_changes_nothing() {
    let app = TestApp::new();
    let body = Submit::default().body().to_string();
    let first = app.post(PATH, body.clone()).await.json();
    let again = app.post(PATH, body).await;
    assert_eq!(again.status, 200);
    let again = again.json();
    for (before, after) in rows(&first).into_iter().zip(rows(&again)) {
        assert_eq!((before.0, before.1, before.3), (after.0, after.1, after.3));
        assert_eq!(after.2, "unchanged");
    }
}

/// A minute after the first, of one of its two runs.
fn later() -> Submit {
    Submit { at_ms: 1_700_000_060_000, runs: Some(vec!["yt01-hello-smoke"]), ..Submit::default() }
}

#[tokio::test]
async fn pitfall_32_the_archive_of_a_run_that_is_still_starting_is_not_replaced() {
    let app = TestApp::new();
    app.post(PATH, Submit::default().body().to_string()).await;
    let problem = app.post(PATH, later().body().to_string()).await.assert_problem(409, "archive-in-use");
    let detail = "the run `yt01-1700000000000-abcde` still needs the ConfigMap `hello-yt01-hello-smoke` as it is, since it \
                  was only just submitted and has no stage yet; nothing was applied: wait until it has started, or delete \
                  it, then submit again";
    assert_eq!(problem["detail"], detail);
    let run = json!([{"namespace": "team", "name": "yt01-1700000000000-abcde", "configMap": "hello-yt01-hello-smoke"}]);
    assert_eq!(problem["runs"], run);
    assert_eq!(app.get("/api/v1/objects?kind=TestRun").await.json()["items"].as_array().unwrap().len(), 2);

    let both = Submit { runs: None, ..later() };
    let problem = app.post(PATH, both.body().to_string()).await.assert_problem(409, "archive-in-use");
    let end = ", and another one does too; nothing was applied: wait until both have started, or delete them, then submit \
               again";
    assert!(problem["detail"].as_str().unwrap().ends_with(end), "{problem}");
    assert_eq!(problem["runs"].as_array().unwrap().len(), 2);

    // What the first detail says can be done.
    app.request("DELETE", "/api/v1/namespaces/team/testruns/yt01-1700000000000-abcde").await;
    let answer = app.post(PATH, later().body().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let problem = app.post(PATH, both.body().to_string()).await.assert_problem(409, "archive-in-use");
    assert_eq!(problem["runs"][0]["name"], "at22-1700000000000-abcde");
}

#[tokio::test]
async fn a_later_submit_is_a_new_run_with_a_replaced_archive() {
    let app = TestApp::new();
    app.post(PATH, Submit::default().body().to_string()).await;
    app.wait(Duration::from_mins(1));
    let later = later();
    let answer = app.post(PATH, later.body().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let submitted = answer.json();
    let outcomes: Vec<_> = rows(&submitted).into_iter().map(|row| (row.0, row.2)).collect();
    assert_eq!(outcomes, [("ConfigMap", "configured"), ("TestRun", "created")]);
}

#[tokio::test]
async fn an_archive_that_is_left_out_is_made_here() {
    let app = TestApp::new();
    let left = Submit { archive: Archive::Left, ..Submit::default() };
    let answer = app.post(PATH, left.body().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let sent = app.post(PATH, Submit::default().body().to_string()).await;
    assert_eq!(sent.status, 200, "both make the same: {}", sent.text());
}

#[tokio::test]
async fn what_was_not_previewed_is_not_applied() {
    let app = TestApp::new();
    let mut body = Submit { archive: Archive::Left, ..Submit::default() }.body();
    body["config"]["text"] = json!(CONFIG.replace("environment: at22", "environment: tt02"));
    let problem = app.post(PATH, body.to_string()).await.assert_problem(409, "not-as-previewed");
    let expected = json!([
        {"kind": "ConfigMap", "name": "hello-tt02-hello-smoke", "change": "added"},
        {"kind": "TestRun", "name": "tt02-1700000000000-abcde", "change": "added"},
        {"kind": "ConfigMap", "name": "hello-at22-hello-smoke", "change": "removed"},
        {"kind": "TestRun", "name": "at22-1700000000000-abcde", "change": "removed"},
    ]);
    assert_eq!(problem["differences"], expected);
    assert_eq!(app.get("/api/v1/objects").await.json()["items"], json!([]));
}

#[tokio::test]
async fn other_arguments_are_a_difference_in_test_runs_only() {
    let app = TestApp::new();
    let mut body = Submit { archive: Archive::Left, ..Submit::default() }.body();
    body["context"]["arguments"] = json!("--vus 2");
    let problem = app.post(PATH, body.to_string()).await.assert_problem(409, "not-as-previewed");
    let expected = json!([
        {"kind": "TestRun", "name": "yt01-1700000000000-abcde", "change": "changed"},
        {"kind": "TestRun", "name": "at22-1700000000000-abcde", "change": "changed"},
    ]);
    assert_eq!(problem["differences"], expected);
}

#[tokio::test]
async fn an_archive_of_something_else_is_refused() {
    let app = TestApp::new();
    let mut swapped = Submit::default().body();
    swapped["archives"]["yt01-hello-smoke"] = swapped["archives"]["at22-hello-smoke"].clone();
    let mut no_archive = Submit::default().body();
    no_archive["archives"]["yt01-hello-smoke"] = json!("AAAA");
    for body in [swapped, no_archive] {
        let problem = app.post(PATH, body.to_string()).await.assert_problem(422, "config-has-errors");
        assert!(problem["errors"][0]["message"].as_str().unwrap().contains("`yt01-hello-smoke`"), "{problem}");
        assert_eq!(app.get("/api/v1/objects").await.json()["items"], json!([]));
    }
}

#[tokio::test]
async fn a_wrong_digest_alone_is_refused() {
    let app = TestApp::new();
    let mut body = Submit::default().body();
    body["digest"] = json!(format!("sha256:{}", "0".repeat(64)));
    body["objects"] = json!([]);
    let problem = app.post(PATH, body.to_string()).await.assert_problem(409, "not-as-previewed");
    assert_eq!(problem.get("differences"), None);
    assert_eq!(app.get("/api/v1/objects").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_config_with_errors_is_answered_with_its_diagnostics() {
    let app = TestApp::new();
    let mut body = Submit::default().body();
    body["config"]["text"] = json!(CONFIG.replace("environment: at22", "environment: nowhere"));
    let problem = app.post(PATH, body.to_string()).await.assert_problem(422, "config-has-errors");
    let errors = problem["errors"].as_array().unwrap();
    let found = errors.iter().find(|error| error["severity"] == "error").unwrap();
    assert_eq!(found["path"], "test_definitions[0].contexts[1].environment", "{found}");
    assert_eq!(found["line"], 5 + 1);
    assert!(found["code"].as_str().unwrap().starts_with("K6C"), "{found}");
    assert!(found["message"].as_str().unwrap().contains("`nowhere`"), "{found}");
    assert_eq!(app.get("/api/v1/objects").await.json()["items"], json!([]));
}

#[tokio::test]
async fn runs_that_are_not_there_are_named() {
    let app = TestApp::new();
    let mut body = Submit::default().body();
    body["runs"] = json!(["yt01-hello-smoke", "at23-hello-smoke", "x"]);
    let problem = app.post(PATH, body.to_string()).await.assert_problem(422, "cannot-be-applied");
    assert_eq!(problem["detail"], "not an enabled run of the config: at23-hello-smoke, x");
    assert_eq!(app.get("/api/v1/objects").await.json()["items"], json!([]));
}

#[tokio::test]
async fn an_empty_choice_is_nothing_to_run() {
    let app = TestApp::new();
    let mut body = Submit::default().body();
    body["runs"] = json!([]);
    app.post(PATH, body.to_string()).await.assert_problem(422, "cannot-be-applied");
}

#[tokio::test]
async fn bodies_that_cannot_be_read() {
    let app = TestApp::new();
    let good = Submit::default().body();
    let with = |pointer: &str, value: Value| {
        let mut body = good.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        body.to_string()
    };
    let mut unknown = good.clone();
    unknown["dryRun"] = json!(true);
    let mut lacking = good.clone();
    lacking.as_object_mut().unwrap().remove("digest");
    for (body, names) in [
        ("{".to_owned(), "EOF"),
        ("[]".to_owned(), "invalid"),
        (unknown.to_string(), "dryRun"),
        (lacking.to_string(), "digest"),
        (with("/context/at_ms", json!(-1)), "-1"),
        (with("/context/suffix", json!("ABC")), "`ABC`"),
        (with("/files", json!({"a.js": "%%"})), "`a.js` of `files`"),
        (with("/archives", json!({"yt01-hello-smoke": "="})), "`yt01-hello-smoke` of `archives`"),
    ] {
        let problem = app.post(PATH, body.clone()).await.assert_problem(400, "bad-request");
        assert!(problem["detail"].as_str().unwrap().contains(names), "{names}: {problem}");
    }
}
