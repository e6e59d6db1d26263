//! Too large, too many, too slow, and what breaks.

use std::sync::Arc;
use std::time::Duration;

use k6cfg_server::Limits;
use k6cfg_server::cluster::{
    Access, Answer, Applied, Changes, Cluster, Finding, Foreseen, Key, Kind, Log, Page, Pod, Query, Submit, Tell,
    Wanted,
};
use k6cfg_server::who::Caller;
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
    let app = TestApp::with_limits(Limits { requests: 1, queue: Duration::from_millis(20), ..Limits::default() });
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
    fn answer<T: Send + 'static>(self) -> Answer<'static, T> {
        match self {
            Self::Slow => Box::pin(std::future::pending()),
            Self::Panics => panic!("a value that nobody may see"),
        }
    }
}

impl Cluster for Odd {
    fn name(&self) -> &'static str {
        "odd"
    }

    fn seen_by(&self, _: &Caller) -> Arc<dyn Cluster> {
        Arc::new(*self)
    }

    fn apply(&self, _: Submit, _: Tell) -> Answer<'_, Vec<Applied>> {
        self.answer()
    }

    fn foresee(&self, _: Submit) -> Answer<'_, Vec<Foreseen>> {
        self.answer()
    }

    fn get(&self, _: Key) -> Answer<'_, Option<Value>> {
        self.answer()
    }

    fn list(&self, _: Query) -> Answer<'_, Page> {
        self.answer()
    }

    fn watch(&self, _: Kind, _: Option<String>) -> Changes {
        Box::pin(futures::stream::pending())
    }

    fn delete(&self, _: Key) -> Answer<'_, bool> {
        self.answer()
    }

    fn access(&self, _: String) -> Answer<'_, Access> {
        self.answer()
    }

    fn look(&self, _: Wanted) -> Answer<'_, Vec<Finding>> {
        self.answer()
    }

    fn pods(&self, _: Key) -> Answer<'_, Vec<Pod>> {
        self.answer()
    }

    fn log(&self, _: Key, _: String, _: bool) -> Answer<'_, Log> {
        self.answer()
    }

    fn health(&self) -> Answer<'_, ()> {
        self.answer()
    }
}
