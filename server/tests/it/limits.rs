//! Too large, too many, too slow, and what breaks.

use std::sync::Arc;
use std::time::Duration;

use k6cfg_server::Limits;
use k6cfg_server::cluster::{Answer, Applied, Cluster, Key, Object, Page, Query};
use serde_json::Value;

use crate::app::TestApp;

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let app = TestApp::with_limits(Limits { body: 1000, ..Limits::default() });
    let fits = " ".repeat(1000);
    app.post("/api/v1/submissions", fits).await.assert_problem(400, "bad-request");
    let problem = app.post("/api/v1/submissions", " ".repeat(1001)).await.assert_problem(413, "too-large");
    assert_eq!(problem["detail"], "a request body may have 1000 bytes");
}

#[tokio::test]
async fn one_request_too_many_is_told_to_come_back() {
    let app = TestApp::with_limits(Limits { requests: 1, ..Limits::default() });
    let under_way = app.app.requests.try_acquire().unwrap();
    let busy = app.get("/api/v1/objects").await;
    busy.assert_problem(503, "busy");
    assert_eq!(busy.header("retry-after"), "1");
    assert_eq!(app.get("/healthz").await.status, 200);
    drop(under_way);
    assert_eq!(app.get("/api/v1/objects").await.status, 200);
    assert_eq!(app.get("/api/v1/objects").await.status, 200, "a permit was not given back");
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_given_up() {
    let mut app = TestApp::with_limits(Limits { time: Duration::from_millis(20), ..Limits::default() });
    app.app.cluster = Arc::new(Odd::Slow);
    app.get("/api/v1/objects").await.assert_problem(503, "too-slow");
    assert_eq!(app.app.requests.available_permits(), Limits::default().requests);
}

#[tokio::test]
async fn a_panic_is_one_requests_failure() {
    let mut app = TestApp::new();
    let works = Arc::clone(&app.app.cluster);
    app.app.cluster = Arc::new(Odd::Panics);
    let answer = app.get("/api/v1/objects").await;
    answer.assert_problem(500, "internal");
    assert!(!answer.text().contains("a value that nobody may see"));
    app.app.cluster = works;
    assert_eq!(app.get("/api/v1/objects").await.status, 200);
}

/// Clusters that do not answer as they should.
#[derive(Clone, Copy)]
enum Odd {
    Slow,
    Panics,
}

impl Odd {
    fn act<T: 'static>(self) -> Answer<'static, T> {
        Box::pin(async move {
            match self {
                Self::Slow => std::future::pending().await,
                Self::Panics => panic!("a value that nobody may see"),
            }
        })
    }
}

impl Cluster for Odd {
    fn name(&self) -> &'static str {
        "odd"
    }
    fn apply(&self, _: Vec<Object>) -> Answer<'_, Vec<Applied>> {
        self.act()
    }
    fn get(&self, _: Key) -> Answer<'_, Option<Value>> {
        self.act()
    }
    fn list(&self, _: Query) -> Answer<'_, Page> {
        self.act()
    }
    fn delete(&self, _: Key) -> Answer<'_, bool> {
        self.act()
    }
    fn health(&self) -> Answer<'_, ()> {
        self.act()
    }
}
