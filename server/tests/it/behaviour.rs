//! What every cluster does alike, told by one suite: the embedded one always,
//! a real one where `make test-cluster` starts it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use futures::StreamExt as _;

use k6cfg_manifest::GeneratedRun;
use k6cfg_server::cluster::kubernetes::{Act, Kubernetes, Source};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::app::{Answer, TestApp, request};
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
    let cluster = Kubernetes::connect(&source, Act::Impersonate).await.unwrap();
    behaves(&TestApp::over(Arc::new(cluster))).await;
}

/// From an empty namespace `team` to an empty one.
async fn behaves(app: &TestApp) {
    assert_eq!(app.get("/readyz").await.status, 200);
    assert_eq!(listed(app, "").await, [] as [String; 0]);
    everything_may_be_done(app).await;
    a_dry_run_says_what_would_be_made(app).await;
    let mut watched = Watched::start(app).await;
    assert_eq!(watched.next().await, json!("start"));
    assert_eq!(watched.next().await, json!("told"));
    let previewed = submits(app).await;
    let mut told = [watched.name("there").await, watched.name("there").await];
    told.sort();
    assert_eq!(told, ["at22-1700000000000-abcde", "yt01-1700000000000-abcde"]);
    repeats(app, &previewed).await;
    archives_are_owned_by_their_runs(app).await;
    a_key_is_for_one_submit(app).await;
    a_dry_run_says_what_is_there(app).await;
    lists(app).await;
    another_run_of_a_name_is_refused(app).await;
    an_archive_that_is_still_needed_stays(app).await;
    a_refused_submit_changes_nothing(app).await;
    what_is_deleted_is_gone(app).await;
    let mut gone = [watched.name("gone").await, watched.name("gone").await];
    gone.sort();
    assert_eq!(gone, told);
    drop(watched);
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

/// The archive of a run goes with it, if no other run needs it.
async fn what_is_deleted_is_gone(app: &TestApp) {
    for name in ["yt01-1700000000000-abcde", "at22-1700000000000-abcde"] {
        let path = format!("/api/v1/namespaces/team/testruns/{name}");
        assert_eq!(app.request("DELETE", &path).await.status, 204);
        app.request("DELETE", &path).await.assert_problem(404, "no-such-object");
        app.get(&path).await.assert_problem(404, "no-such-object");
    }
    for tried in 1.. {
        let left = listed(app, "").await;
        if left.is_empty() {
            break;
        }
        assert!(tried < 900, "what nobody owns any more is there: {left:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn everything_may_be_done(app: &TestApp) {
    let may = json!({"allowed": true});
    let all = json!({"namespace": "team", "submit": may, "seal": may, "see": may, "delete": may, "logs": may});
    assert_eq!(app.get("/api/v1/namespaces/team/access").await.json(), all);
    let wanted = json!({"namespace": "team", "secrets": ["s"], "configMaps": ["m"], "runs": 1});
    let found = app.post("/api/v1/checks", wanted.to_string()).await;
    assert_eq!(found.status, 200, "{}", found.text());
    let states: Vec<_> =
        found.json().as_array().unwrap().iter().map(|one| (one["kind"].clone(), one["state"].clone())).collect();
    // In the embedded cluster nothing reads it.
    let map = if app.app.cluster.name() == "embedded" { "unknown" } else { "missing" };
    for expected in [("Namespace", "found"), ("Secret", "unknown"), ("ConfigMap", map)] {
        assert!(states.contains(&(json!(expected.0), json!(expected.1))), "{expected:?}: {states:?}");
    }
    assert_eq!(app.get("/api/v1/namespaces/team/testruns/none/pods").await.json(), json!([]));
    app.get("/api/v1/namespaces/team/testruns/none/pods/p/log").await.assert_problem(404, "no-such-pod");
}

async fn foreseen(app: &TestApp, body: &Value) -> Vec<Value> {
    let answer = app.post("/api/v1/submissions/dry-run", body.to_string()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let foretold = answer.json();
    let names = |kind: &str| {
        let checks = foretold["checks"].as_array().unwrap().iter().filter(|one| one["kind"] == kind);
        checks.map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((names("Namespace").len(), names("ConfigMap").len()), (1, 2), "{foretold}");
    foretold["objects"].as_array().unwrap().clone()
}

/// And makes nothing.
async fn a_dry_run_says_what_would_be_made(app: &TestApp) {
    let foreseen = foreseen(app, &Submit::default().body()).await;
    let kinds: Vec<_> = foreseen.iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["ConfigMap", "ConfigMap", "TestRun", "TestRun"]);
    assert!(foreseen.iter().all(|one| one["outcome"] == "created" && one.get("live").is_none()), "{foreseen:?}");
    assert_eq!(listed(app, "").await, [] as [String; 0]);
}

async fn a_dry_run_says_what_is_there(app: &TestApp) {
    let same = foreseen(app, &Submit::default().body()).await;
    for one in &same {
        assert_eq!(one["outcome"], "unchanged", "{one}");
        let live = &one["live"];
        assert_eq!((&live["metadata"]["name"], live["metadata"].get("uid")), (&one["name"], None), "{one}");
    }
    let text = Submit::default().text.replace("yt01", "yt01\n        node_type: spot");
    let other = foreseen(app, &Submit { text, ..Submit::default() }.body()).await;
    let run = other.iter().find(|one| one["name"] == "yt01-1700000000000-abcde").unwrap();
    assert_eq!((run.get("outcome"), &run["refused"]["status"]), (None, &json!(409)), "{run}");
    assert_eq!(listed(app, "").await.len(), 4);
}

async fn archives_are_owned_by_their_runs(app: &TestApp) {
    for (run, archive) in
        [("yt01-1700000000000-abcde", "hello-yt01-hello-smoke"), ("at22-1700000000000-abcde", "hello-at22-hello-smoke")]
    {
        let run = app.get(&format!("/api/v1/namespaces/team/testruns/{run}")).await.json();
        let archive = app.get(&format!("/api/v1/namespaces/team/configmaps/{archive}")).await.json();
        let owner = json!([{"apiVersion": "k6.io/v1alpha1", "kind": "TestRun",
            "name": run["metadata"]["name"], "uid": run["metadata"]["uid"]}]);
        assert_eq!(archive["metadata"]["ownerReferences"], owner);
        assert!(run["metadata"]["annotations"]["k6cfg/digest"].as_str().unwrap().starts_with("sha256:"), "{run}");
    }
}

/// Trying again is safe, and something else under the same key is not.
async fn a_key_is_for_one_submit(app: &TestApp) {
    let key = [("idempotency-key", "5f0c")];
    let text = Submit::default().text.replace("namespace: team", "namespace: other");
    let submit = Submit { text, at_ms: 1_700_000_002_000, runs: Some(vec!["yt01-hello-smoke"]), ..Submit::default() };
    assert_eq!(app.post_with(PATH, &key, submit.body().to_string()).await.status, 201);
    assert_eq!(app.post_with(PATH, &key, submit.body().to_string()).await.status, 200);
    let again = submit.body().to_string();
    let other = Submit { at_ms: 1_700_000_003_000, ..submit };
    app.post_with(PATH, &key, other.body().to_string()).await.assert_problem(409, "key-used");
    for bad in ["", " ", &"k".repeat(256)] {
        app.post_with(PATH, &[("idempotency-key", bad)], other.body().to_string())
            .await
            .assert_problem(400, "bad-request");
    }
    let lines = app.post_with(PATH, &[("accept", "application/x-ndjson")], again).await;
    let lines: Vec<Value> = lines.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<_> = lines.iter().map(|line| line.as_object().unwrap().keys().next().unwrap().as_str()).collect();
    assert_eq!(names, ["objects", "applied", "applied", "done"], "{lines:?}");
    assert_eq!(lines[1]["applied"]["outcome"], "unchanged");
    assert_eq!(lines[2]["applied"]["name"], "yt01-1700000002000-abcde");
    let run = "/api/v1/namespaces/other/testruns/yt01-1700000002000-abcde";
    assert_eq!(app.request("DELETE", run).await.status, 204);
}

/// What happens to the runs of `team`, as it is told.
struct Watched {
    body: BodyDataStream,
    rest: Vec<u8>,
}

impl Watched {
    async fn start(app: &TestApp) -> Self {
        let request = request("GET", "/api/v1/watch?kind=TestRun&namespace=team").body(Body::empty()).unwrap();
        let answer = app.router().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 200);
        Self { body: answer.into_body().into_data_stream(), rest: Vec::new() }
    }

    async fn next(&mut self) -> Value {
        loop {
            if let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.rest.drain(..=end).collect();
                if line.len() > 1 {
                    return serde_json::from_slice(&line).unwrap();
                }
                continue;
            }
            let piece = tokio::time::timeout(Duration::from_secs(20), self.body.next()).await.expect("nothing is told");
            self.rest.extend(piece.expect("it ended").unwrap());
        }
    }

    /// Of the next one that is told like this, of those that were submitted first.
    async fn name(&mut self, how: &str) -> String {
        loop {
            let line = self.next().await;
            let told = &line[how];
            let name = told["metadata"]["name"].as_str().or(told["name"].as_str());
            if let Some(name) = name.filter(|name| name.contains("-1700000000000-")) {
                return name.to_owned();
            }
        }
    }
}

async fn a_new_run_replaces_the_archive(app: &TestApp) {
    // Somebody's own, or one that a run left behind.
    let map = json!({"apiVersion": "v1", "kind": "ConfigMap",
        "metadata": {"name": "hello-yt01-hello-smoke", "namespace": "team"}, "binaryData": {"archive.tar": "b2xk"}});
    app.apply(vec![map]).await;
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
    for name in listed(app, "&kind=TestRun").await {
        assert_eq!(app.request("DELETE", &format!("/api/v1/namespaces/team/testruns/{name}")).await.status, 204);
    }
    for name in listed(app, "&kind=ConfigMap").await {
        // It may be gone by itself meanwhile.
        app.request("DELETE", &format!("/api/v1/namespaces/team/configmaps/{name}")).await;
    }
    assert_eq!(listed(app, "").await, [] as [String; 0]);
}
