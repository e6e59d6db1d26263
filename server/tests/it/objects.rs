//! Listing, reading and deleting what is applied.

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::app::TestApp;

fn run(namespace: &str, name: &str) -> Value {
    json!({"apiVersion": "k6.io/v1alpha1", "kind": "TestRun",
        "metadata": {"namespace": namespace, "name": name, "labels": {"a": "b"}, "annotations": {"c": "d"}},
        "spec": {"parallelism": 1}})
}

fn map(namespace: &str, name: &str) -> Value {
    json!({"apiVersion": "v1", "kind": "ConfigMap",
        "metadata": {"namespace": namespace, "name": name}, "data": {"archive.tar": "x"}})
}

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["metadata"]["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn nothing_is_listed_at_first() {
    let answer = TestApp::new().get("/api/v1/objects").await;
    assert_eq!((answer.status.as_u16(), answer.json()), (200, json!({"items": []})));
}

#[tokio::test]
async fn a_list_says_what_an_object_is_without_its_data() {
    let app = TestApp::new();
    app.apply(vec![run("team", "r"), map("team", "m")]).await;
    let list = app.get("/api/v1/objects").await.json();
    let mut first = list["items"][0].clone();
    assert!(first.as_object_mut().unwrap().remove("size").unwrap().as_u64().unwrap() > 100);
    let expected = json!({"apiVersion": "k6.io/v1alpha1", "kind": "TestRun",
        "metadata": {"namespace": "team", "name": "r", "labels": {"a": "b"}, "annotations": {"c": "d"},
            "uid": "00000000-0000-0000-0000-000000000002", "resourceVersion": "2", "generation": 1,
            "creationTimestamp": "1970-01-01T00:00:01Z"},
        "spec": {"parallelism": 1}});
    assert_eq!(first, expected);
    assert_eq!(names(&list), ["r", "m"]);
    assert_eq!(list["items"][1].get("data"), None);
}

#[tokio::test]
async fn lists_are_filtered_and_come_in_pages() {
    let app = TestApp::new();
    for n in 1..=3 {
        app.apply(vec![run("team", &format!("r{n}")), map("team", &format!("m{n}")), run("other", &format!("o{n}"))])
            .await;
    }
    assert_eq!(names(&app.get("/api/v1/objects?namespace=other").await.json()), ["o3", "o2", "o1"]);
    assert_eq!(names(&app.get("/api/v1/objects?kind=ConfigMap&namespace=").await.json()), ["m3", "m2", "m1"]);
    let path = "/api/v1/objects?namespace=team&kind=TestRun&limit=2";
    let first = app.get(path).await.json();
    assert_eq!(names(&first), ["r3", "r2"]);
    let next = first["continue"].as_str().unwrap();
    let last = app.get(&format!("{path}&continue={next}")).await.json();
    assert_eq!((names(&last), last.get("continue")), (vec!["r1"], None));
}

#[tokio::test]
async fn filters_that_cannot_be_read() {
    let app = TestApp::new();
    for (query, names) in [
        ("kind=Pod", "`Pod`"),
        ("limit=0", "`limit`"),
        ("limit=501", "`limit`"),
        ("limit=x", "limit"),
        ("continue=x", "`continue`"),
        ("namspace=team", "namspace"),
    ] {
        let problem = app.get(&format!("/api/v1/objects?{query}")).await.assert_problem(400, "bad-request");
        assert!(problem["detail"].as_str().unwrap().contains(names), "{query}: {problem}");
    }
}

#[tokio::test]
async fn one_object_is_read_whole() {
    let app = TestApp::new();
    app.apply(vec![map("team", "m")]).await;
    let object = app.get("/api/v1/namespaces/team/configmaps/m").await;
    assert_eq!(object.status, 200);
    assert_eq!(object.header("content-type"), "application/json");
    assert_eq!(object.json()["data"], json!({"archive.tar": "x"}));
    assert_eq!(object.json()["metadata"]["resourceVersion"], "1");
}

#[tokio::test]
async fn a_deleted_object_is_gone() {
    let app = TestApp::new();
    app.apply(vec![run("team", "r"), map("team", "m")]).await;
    let path = "/api/v1/namespaces/team/testruns/r";
    let deleted = app.request("DELETE", path).await;
    assert_eq!((deleted.status.as_u16(), deleted.body.len()), (204, 0));
    app.get(path).await.assert_problem(404, "no-such-object");
    app.request("DELETE", path).await.assert_problem(404, "no-such-object");
    assert_eq!(names(&app.get("/api/v1/objects").await.json()), ["m"]);
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let app = TestApp::new();
    let problem = app.get("/api/v1/namespaces/team/testruns/r").await.assert_problem(404, "no-such-object");
    assert_eq!(problem["detail"], "there is no TestRun team/r");
    app.get("/api/v1/namespaces/team/pods/r").await.assert_problem(404, "no-such-kind");
}
