//! The store on a real file.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use pretty_assertions::assert_eq;
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::cluster::{Kind, Object, Outcome, untold};

/// Each reading of the clock is a second later; uids count from 1.
fn counting() -> Stamps {
    let (second, uid) = (AtomicI64::new(0), AtomicU64::new(1));
    Stamps {
        now: Box::new(move || Timestamp::from_second(second.fetch_add(1, Ordering::Relaxed)).unwrap()),
        uid: Box::new(move || Uuid::from_u128(uid.fetch_add(1, Ordering::Relaxed).into())),
    }
}

fn open(folder: &TempDir) -> Embedded {
    Embedded::open(&folder.path().join("cluster.redb"), counting()).unwrap()
}

fn run(namespace: &str, name: &str) -> Object {
    Object::read(json!({"apiVersion": "k6.io/v1alpha1", "kind": "TestRun",
        "metadata": {"namespace": namespace, "name": name}, "spec": {"parallelism": 1}}))
    .unwrap()
}

fn map(namespace: &str, name: &str, text: &str) -> Object {
    Object::read(json!({"apiVersion": "v1", "kind": "ConfigMap",
        "metadata": {"namespace": namespace, "name": name}, "data": {"archive.tar": text}}))
    .unwrap()
}

fn outcomes(applied: &[Applied]) -> Vec<(Kind, &str, Outcome, &str)> {
    let row = |a: &Applied| (a.key.kind, a.key.name.clone(), a.outcome, a.resource_version.clone());
    let leak = |text: String| -> &'static str { text.leak() };
    applied.iter().map(row).map(|(k, n, o, v)| (k, leak(n), o, leak(v))).collect()
}

fn names(page: &Page) -> Vec<&str> {
    page.items.iter().map(|item| item["metadata"]["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_submit_goes_in_order_and_counts_versions_across_the_store() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    let first = cluster.apply(vec![run("team", "run-1"), map("team", "map", "a")].into(), untold()).await.unwrap();
    let expected = [(Kind::ConfigMap, "map", Outcome::Created, "1"), (Kind::TestRun, "run-1", Outcome::Created, "2")];
    assert_eq!(outcomes(&first), expected);

    let again = cluster.apply(vec![run("team", "run-1"), map("team", "map", "a")].into(), untold()).await.unwrap();
    let expected =
        [(Kind::ConfigMap, "map", Outcome::Unchanged, "1"), (Kind::TestRun, "run-1", Outcome::Unchanged, "2")];
    assert_eq!(outcomes(&again), expected);

    let next = cluster.apply(vec![run("team", "run-2"), map("team", "map", "b")].into(), untold()).await.unwrap();
    let expected =
        [(Kind::ConfigMap, "map", Outcome::Configured, "3"), (Kind::TestRun, "run-2", Outcome::Created, "4")];
    assert_eq!(outcomes(&next), expected);
}

#[tokio::test]
async fn what_was_applied_is_there_after_opening_again() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    cluster.apply(vec![map("team", "map", "a")].into(), untold()).await.unwrap();
    drop(cluster);
    let cluster = open(&folder);
    let key = map("team", "map", "").key().clone();
    let stored = cluster.get(key.clone()).await.unwrap().unwrap();
    assert_eq!(stored["data"]["archive.tar"], "a");
    let next = cluster.apply(vec![map("team", "map", "b")].into(), untold()).await.unwrap();
    assert_eq!(outcomes(&next), [(Kind::ConfigMap, "map", Outcome::Configured, "2")]);
    let replaced = cluster.get(key).await.unwrap().unwrap();
    assert_eq!(replaced["data"]["archive.tar"], "b");
    assert_eq!(replaced["metadata"]["uid"], stored["metadata"]["uid"]);
    assert_eq!(replaced["metadata"]["creationTimestamp"], "1970-01-01T00:00:00Z");
}

/// A run whose pods read their script from the ConfigMap `map`.
fn run_of(namespace: &str, name: &str, map: &str) -> Object {
    Object::read(json!({"apiVersion": "k6.io/v1alpha1", "kind": "TestRun",
        "metadata": {"namespace": namespace, "name": name},
        "spec": {"script": {"configMap": {"name": map, "file": "archive.tar"}}}}))
    .unwrap()
}

/// The runs that kept a write from being made.
fn needed(applied: Result<Vec<Applied>, ClusterError>) -> Vec<(String, Option<String>)> {
    match applied.unwrap_err() {
        ClusterError::StillNeeded(needs) => needs.into_iter().map(|need| (need.name, need.stage)).collect(),
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn pitfall_32_the_archive_of_a_run_that_is_still_starting_stays() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    cluster.apply(vec![map("team", "m", "a"), run_of("team", "run-1", "m")].into(), untold()).await.unwrap();
    let first = run_of("team", "run-1", "m").key().clone();
    let next = || vec![map("team", "m", "b"), map("team", "other", "x"), run_of("team", "run-2", "m")];

    assert_eq!(needed(cluster.apply(next().into(), untold()).await), [("run-1".to_owned(), None)]);
    for stage in ["initialization", "initialized", "created"] {
        apply::set_stage(&cluster.store.database, &first, stage);
        assert_eq!(
            needed(cluster.apply(next().into(), untold()).await),
            [("run-1".to_owned(), Some(stage.to_owned()))]
        );
    }
    // Nothing was applied, not even what nobody needs.
    let page = cluster.list(Query::default()).await.unwrap();
    assert_eq!(names(&page), ["run-1", "m"]);
    let kept = cluster.get(map("team", "m", "").key().clone()).await.unwrap().unwrap();
    assert_eq!((&kept["data"]["archive.tar"], &kept["metadata"]["resourceVersion"]), (&json!("a"), &json!("3")));

    // The same bytes take nothing from it, and other namespaces have ConfigMaps of their own.
    let same = cluster.apply(vec![map("team", "m", "a"), run_of("team", "run-3", "m")].into(), untold()).await.unwrap();
    let expected = [(Kind::ConfigMap, "m", Outcome::Unchanged, "5"), (Kind::TestRun, "run-3", Outcome::Created, "4")];
    assert_eq!(outcomes(&same), expected);
    cluster.apply(vec![map("other", "m", "b"), run_of("other", "run-1", "m")].into(), untold()).await.unwrap();
    cluster.delete(run_of("team", "run-3", "m").key().clone()).await.unwrap();

    for stage in ["started", "stopped", "finished", "error"] {
        apply::set_stage(&cluster.store.database, &first, stage);
        let other = cluster.apply(vec![map("team", "m", stage)].into(), untold()).await.unwrap();
        assert_eq!(other[0].outcome, Outcome::Configured, "{stage}");
    }
}

#[tokio::test]
async fn pitfall_32_a_run_that_is_deleted_or_that_nobody_starts_needs_nothing() {
    let folder = TempDir::new().unwrap();
    let second = Arc::new(AtomicI64::new(0));
    let clock = Arc::clone(&second);
    let stamps = Stamps {
        now: Box::new(move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap()),
        uid: Box::new(|| Uuid::from_u128(1)),
    };
    let cluster = Embedded::open(&folder.path().join("cluster.redb"), stamps).unwrap();
    let submit = |name: &str, text: &str| vec![map("team", "m", text), run_of("team", name, "m")];
    cluster.apply(submit("run-1", "a").into(), untold()).await.unwrap();
    second.store(59, Ordering::Relaxed);
    assert_eq!(needed(cluster.apply(submit("run-2", "b").into(), untold()).await).len(), 1);
    second.store(60, Ordering::Relaxed);
    cluster.apply(submit("run-2", "b").into(), untold()).await.unwrap();
    assert_eq!(needed(cluster.apply(submit("run-3", "c").into(), untold()).await), [("run-2".to_owned(), None)]);
    cluster.delete(run_of("team", "run-2", "m").key().clone()).await.unwrap();
    cluster.apply(submit("run-3", "c").into(), untold()).await.unwrap();
}

#[tokio::test]
async fn a_name_is_per_namespace_and_kind() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    let all = vec![run("a", "same"), run("b", "same"), map("a", "same", "x")];
    let applied = cluster.apply(all.into(), untold()).await.unwrap();
    assert!(applied.iter().all(|a| a.outcome == Outcome::Created), "{applied:?}");
    assert!(cluster.delete(run("a", "same").key().clone()).await.unwrap());
    assert!(cluster.get(run("b", "same").key().clone()).await.unwrap().is_some());
    assert!(cluster.get(map("a", "same", "").key().clone()).await.unwrap().is_some());
    assert!(cluster.get(run("a", "same").key().clone()).await.unwrap().is_none());
}

#[tokio::test]
async fn deleting_forgets_the_object_and_its_identity() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    let key = run("a", "r").key().clone();
    assert!(!cluster.delete(key.clone()).await.unwrap());
    cluster.apply(vec![run("a", "r")].into(), untold()).await.unwrap();
    let before = cluster.get(key.clone()).await.unwrap().unwrap();
    assert!(cluster.delete(key.clone()).await.unwrap());
    assert!(!cluster.delete(key.clone()).await.unwrap());
    assert_eq!(cluster.list(Query::default()).await.unwrap().items, Vec::<Value>::new());
    let created = cluster.apply(vec![run("a", "r")].into(), untold()).await.unwrap();
    assert_eq!(outcomes(&created), [(Kind::TestRun, "r", Outcome::Created, "3")]);
    let after = cluster.get(key).await.unwrap().unwrap();
    assert_ne!(before["metadata"]["uid"], after["metadata"]["uid"]);
    assert_eq!(cluster.list(Query::default()).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn lists_are_newest_first_filtered_and_in_pages() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    for n in 1..=5 {
        cluster
            .apply(vec![run("a", &format!("r{n}")), map("a", &format!("m{n}"), "x")].into(), untold())
            .await
            .unwrap();
    }
    cluster.apply(vec![run("b", "other")].into(), untold()).await.unwrap();
    // A replaced object keeps its place.
    cluster.apply(vec![map("a", "m1", "y")].into(), untold()).await.unwrap();

    let query = Query { namespace: Some("a".into()), kind: Some(Kind::TestRun), limit: 2, after: None };
    let first = cluster.list(query.clone()).await.unwrap();
    assert_eq!(names(&first), ["r5", "r4"]);
    let follow = |page: &Page| Some(page.next.as_ref().unwrap().parse().unwrap());
    let second = cluster.list(Query { after: follow(&first), ..query.clone() }).await.unwrap();
    assert_eq!(names(&second), ["r3", "r2"]);
    let third = cluster.list(Query { after: follow(&second), ..query }).await.unwrap();
    assert_eq!((names(&third), third.next.clone()), (vec!["r1"], None));

    let exact = Query { kind: Some(Kind::ConfigMap), limit: 5, ..Query::default() };
    let exact = cluster.list(exact).await.unwrap();
    assert_eq!((names(&exact), exact.next.clone()), (vec!["m5", "m4", "m3", "m2", "m1"], None));
    assert_eq!(cluster.list(Query::default()).await.unwrap().items.len(), 11);
}

#[tokio::test]
async fn a_list_does_not_carry_data() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    cluster.apply(vec![map("a", "m", &"x".repeat(1000)), run("a", "r")].into(), untold()).await.unwrap();
    let page = cluster.list(Query::default()).await.unwrap();
    assert_eq!(page.items[0]["spec"]["parallelism"], 1);
    assert_eq!(page.items[1].get("data"), None);
    assert!(page.items[1]["size"].as_u64().unwrap() > 1000, "{}", page.items[1]);
    assert_eq!(page.items[1]["metadata"]["resourceVersion"], "1");
}

#[tokio::test]
async fn full_archives_are_kept_whole() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    let text = "x".repeat(crate::cluster::CONFIG_MAP_LIMIT);
    let maps: Vec<_> = (0..10).map(|n| map("a", &format!("m{n}"), &text)).collect();
    cluster.apply(maps.into(), untold()).await.unwrap();
    drop(cluster);
    let stored = open(&folder).get(map("a", "m9", "").key().clone()).await.unwrap().unwrap();
    assert_eq!(stored["data"]["archive.tar"].as_str().unwrap().len(), text.len());
}

#[tokio::test]
async fn a_file_in_use_is_named_as_that() {
    let folder = TempDir::new().unwrap();
    let _open = open(&folder);
    let second = Embedded::open(&folder.path().join("cluster.redb"), counting());
    assert!(matches!(second, Err(EmbeddedError::Locked)));
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    tables::set_format(&cluster.store.database, 9);
    drop(cluster);
    let newer = Embedded::open(&folder.path().join("cluster.redb"), counting());
    assert!(matches!(newer, Err(EmbeddedError::Newer { found: 9, known: 1 })));
}

#[tokio::test]
async fn health_writes_without_using_a_version() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    cluster.health().await.unwrap();
    let applied = cluster.apply(vec![run("a", "r")].into(), untold()).await.unwrap();
    assert_eq!(applied[0].resource_version, "1");
}

#[tokio::test]
async fn an_archive_goes_with_the_last_run_that_needs_it() {
    let folder = TempDir::new().unwrap();
    let cluster = open(&folder);
    let archive = map("team", "m", "a").key().clone();
    let submit = |name: &str| vec![map("team", "m", "a"), run_of("team", name, "m")];
    let owners = async || {
        let there = cluster.get(archive.clone()).await.unwrap()?;
        let owners = there["metadata"]["ownerReferences"].as_array().cloned().unwrap_or_default();
        Some(owners.iter().map(|owner| owner["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>())
    };
    cluster.apply(submit("run-1").into(), untold()).await.unwrap();
    cluster.apply(submit("run-2").into(), untold()).await.unwrap();
    assert_eq!(owners().await.unwrap(), ["run-1", "run-2"]);
    cluster.delete(run_of("team", "run-1", "m").key().clone()).await.unwrap();
    assert_eq!(owners().await.unwrap(), ["run-2"]);

    // One that has started does not need it any more.
    apply::set_stage(&cluster.store.database, run_of("team", "run-2", "m").key(), "started");
    cluster.apply(submit("run-3").into(), untold()).await.unwrap();
    assert_eq!(owners().await.unwrap(), ["run-3"]);
    cluster.delete(run_of("team", "run-2", "m").key().clone()).await.unwrap();
    assert_eq!(owners().await.unwrap(), ["run-3"]);
    cluster.delete(run_of("team", "run-3", "m").key().clone()).await.unwrap();
    assert_eq!(owners().await, None);
}
