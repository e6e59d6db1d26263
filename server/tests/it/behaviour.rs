//! What every cluster does alike, told by one suite: the embedded one always,
//! a real one where `make test-cluster` starts it.

use std::path::PathBuf;
use std::sync::Arc;

use k6cfg_manifest::GeneratedRun;
use k6cfg_server::cluster::kubernetes::{Kubernetes, Source};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::app::{Answer, TestApp};
use crate::submit::Submit;

const PATH: &str = "/api/v1/submissions";

#[tokio::test]
async fn the_embedded_cluster() {
    behaves(&TestApp::new()).await;
}

#[tokio::test]
#[ignore = "needs an API server: make test-cluster"]
async fn a_kubernetes_cluster() {
    let kubeconfig = std::env::var_os("K6CFG_TEST_KUBECONFIG").expect("K6CFG_TEST_KUBECONFIG names the kubeconfig");
    let source = Source::File { path: Some(PathBuf::from(kubeconfig)), context: None };
    let cluster = Kubernetes::connect(&source).await.unwrap();
    behaves(&TestApp::over(Arc::new(cluster))).await;
}

/// From an empty namespace `team` to an empty one.
async fn behaves(app: &TestApp) {
    assert_eq!(app.get("/readyz").await.status, 200);
    assert_eq!(listed(app, "").await, [] as [String; 0]);
    let previewed = submits(app).await;
    repeats(app, &previewed).await;
    lists(app).await;
    another_run_of_a_name_is_refused(app).await;
    an_archive_that_is_still_needed_stays(app).await;
    a_refused_submit_changes_nothing(app).await;
    what_is_deleted_is_gone(app).await;
    a_new_run_replaces_the_archive(app).await;
}

fn outcomes(answer: &Answer) -> Vec<(String, String, String)> {
    let objects = answer.json()["objects"].as_array().unwrap().clone();
    let field = |object: &Value, name: &str| object[name].as_str().unwrap().to_owned();
    objects.iter().map(|o| (field(o, "kind"), field(o, "name"), field(o, "outcome"))).collect()
}

async fn listed(app: &TestApp, filter: &str) -> Vec<String> {
    let list = app.get(&format!("/api/v1/objects?namespace=team{filter}")).await;
    assert_eq!(list.status, 200, "{}", list.text());
    let items = list.json()["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["metadata"]["name"].as_str().unwrap().to_owned()).collect()
}

/// All objects are there as they were previewed, what they need first.
async fn submits(app: &TestApp) -> Vec<Value> {
    let submit = Submit::default();
    let preview = submit.preview();
    let answer = app.post(PATH, submit.body().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let expected = [
        ("ConfigMap", "hello-yt01-hello-smoke", "created"),
        ("ConfigMap", "hello-at22-hello-smoke", "created"),
        ("TestRun", "yt01-1700000000000-abcde", "created"),
        ("TestRun", "at22-1700000000000-abcde", "created"),
    ]
    .map(|(kind, name, outcome)| (kind.to_owned(), name.to_owned(), outcome.to_owned()));
    assert_eq!(outcomes(&answer), expected);
    let objects: Vec<Value> = preview.runs.iter().flat_map(GeneratedRun::objects).cloned().collect();
    for object in &objects {
        let plural = if object["kind"] == "TestRun" { "testruns" } else { "configmaps" };
        let name = object["metadata"]["name"].as_str().unwrap();
        let there = app.get(&format!("/api/v1/namespaces/team/{plural}/{name}")).await.json();
        assert_has(&there, object, name);
        assert!(there["metadata"]["uid"].is_string() && there["metadata"].get("managedFields").is_none(), "{there}");
    }
    objects
}

/// All that was asked for; a cluster adds what it knows.
fn assert_has(there: &Value, wanted: &Value, path: &str) {
    match (there, wanted) {
        (Value::Object(there), Value::Object(wanted)) => {
            for (key, wanted) in wanted {
                assert_has(there.get(key).unwrap_or(&Value::Null), wanted, &format!("{path}.{key}"));
            }
        }
        _ => assert_eq!(there, wanted, "{path}"),
    }
}

async fn repeats(app: &TestApp, previewed: &[Value]) {
    let again = app.post(PATH, Submit::default().body().to_string()).await;
    assert_eq!(again.status, 200, "{}", again.text());
    let outcomes = outcomes(&again);
    assert_eq!(outcomes.len(), previewed.len());
    assert!(outcomes.iter().all(|(_, _, outcome)| outcome == "unchanged"), "{outcomes:?}");
}

/// Without data, and a page at a time.
async fn lists(app: &TestApp) {
    let mut all = listed(app, "").await;
    all.sort();
    let expected =
        ["at22-1700000000000-abcde", "hello-at22-hello-smoke", "hello-yt01-hello-smoke", "yt01-1700000000000-abcde"];
    assert_eq!(all, expected);
    assert_eq!(listed(app, "&kind=TestRun").await.len(), 2);
    assert_eq!(listed(app, "&kind=SealedSecret").await.len(), 0);
    let first = app.get("/api/v1/objects?namespace=team&limit=3").await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 3);
    let next = first["continue"].as_str().unwrap();
    let last = app.get(&format!("/api/v1/objects?namespace=team&limit=3&continue={next}")).await.json();
    assert_eq!((last["items"].as_array().unwrap().len(), last.get("continue")), (1, None));
    let maps = app.get("/api/v1/objects?namespace=team&kind=ConfigMap").await.json();
    for map in maps["items"].as_array().unwrap() {
        assert_eq!((map.get("data"), map.get("binaryData")), (None, None));
        assert!(map["size"].as_u64().unwrap() > 1000, "{map}");
    }
}

/// A run is never changed: it may have begun.
async fn another_run_of_a_name_is_refused(app: &TestApp) {
    let other =
        Submit { text: Submit::default().text.replace("yt01", "yt01\n        node_type: spot"), ..Submit::default() };
    let answer = app.post(PATH, other.body().to_string()).await;
    let problem = answer.assert_problem(409, "other-run");
    assert!(problem["detail"].as_str().unwrap().contains("yt01-1700000000000-abcde"), "{problem}");
    let there = app.get("/api/v1/namespaces/team/testruns/yt01-1700000000000-abcde").await.json();
    assert!(!there.to_string().contains("spot"), "{there}");
}

/// The run before has no pods yet: they would read the later script.
async fn an_archive_that_is_still_needed_stays(app: &TestApp) {
    let later = Submit { at_ms: 1_700_000_060_000, runs: Some(vec!["yt01-hello-smoke"]), ..Submit::default() };
    let problem = app.post(PATH, later.body().to_string()).await.assert_problem(409, "archive-in-use");
    assert_eq!(problem["runs"][0]["name"], "yt01-1700000000000-abcde");
    assert_eq!(problem["runs"][0]["configMap"], "hello-yt01-hello-smoke");
}

async fn a_refused_submit_changes_nothing(app: &TestApp) {
    let mut body = Submit { at_ms: 1_700_000_001_000, ..Submit::default() }.body();
    body["digest"] = json!("0".repeat(64));
    app.post(PATH, body.to_string()).await.assert_problem(409, "not-as-previewed");
    assert_eq!(listed(app, "").await.len(), 4);
}

async fn what_is_deleted_is_gone(app: &TestApp) {
    for (plural, name) in [
        ("testruns", "yt01-1700000000000-abcde"),
        ("testruns", "at22-1700000000000-abcde"),
        ("configmaps", "hello-at22-hello-smoke"),
    ] {
        let path = format!("/api/v1/namespaces/team/{plural}/{name}");
        assert_eq!(app.request("DELETE", &path).await.status, 204);
        app.request("DELETE", &path).await.assert_problem(404, "no-such-object");
        app.get(&path).await.assert_problem(404, "no-such-object");
    }
    assert_eq!(listed(app, "").await, ["hello-yt01-hello-smoke"]);
}

async fn a_new_run_replaces_the_archive(app: &TestApp) {
    let before = app.get("/api/v1/namespaces/team/configmaps/hello-yt01-hello-smoke").await.json();
    let later = Submit { at_ms: 1_700_000_060_000, runs: Some(vec!["yt01-hello-smoke"]), ..Submit::default() };
    let answer = app.post(PATH, later.body().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let told: Vec<_> = outcomes(&answer).into_iter().map(|(kind, _, outcome)| (kind, outcome)).collect();
    let expected = [("ConfigMap", "configured"), ("TestRun", "created")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(told, expected);
    let after = app.get("/api/v1/namespaces/team/configmaps/hello-yt01-hello-smoke").await.json();
    assert_eq!(before["metadata"]["uid"], after["metadata"]["uid"]);
    assert_ne!(before["metadata"]["resourceVersion"], after["metadata"]["resourceVersion"]);
    for name in listed(app, "").await {
        let plural = if name.starts_with("hello") { "configmaps" } else { "testruns" };
        assert_eq!(app.request("DELETE", &format!("/api/v1/namespaces/team/{plural}/{name}")).await.status, 204);
    }
    assert_eq!(listed(app, "").await, [] as [String; 0]);
}
