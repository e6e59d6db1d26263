//! The real router over a store in a folder of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::Timestamp;
use k6cfg_loader::Sandbox;
use k6cfg_profile::Profile;
use k6cfg_server::cluster::embedded::{Embedded, Stamps};
use k6cfg_server::cluster::{Applied, Cluster, Object, Submit, untold};
use k6cfg_server::links::Links;
use k6cfg_server::{App, Hosts, Limits};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

pub(crate) const HOST: &str = "127.0.0.1:8080";
/// A page that another host serves.
pub(crate) const PAGE: &str = "https://team.github.io";

pub(crate) struct TestApp {
    pub(crate) app: App,
    folder: TempDir,
    /// Each reading is a second later.
    clock: Arc<AtomicI64>,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl TestApp {
    pub(crate) fn new() -> Self {
        Self::with_limits(Limits::default())
    }

    pub(crate) fn with_limits(limits: Limits) -> Self {
        Self::with(limits, Profile::built_in().clone())
    }

    pub(crate) fn with_profile(profile: Profile) -> Self {
        Self::with(Limits::default(), profile)
    }

    /// Over a cluster that is there already.
    pub(crate) fn over(cluster: Arc<dyn Cluster>) -> Self {
        let profile = Profile::built_in().clone();
        Self::put_together(TempDir::new().unwrap(), cluster, Arc::default(), Limits::default(), profile)
    }

    fn with(limits: Limits, profile: Profile) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(AtomicI64::new(0));
        let cluster = Embedded::open(&folder.path().join("cluster.redb"), stamps(&clock)).unwrap();
        Self::put_together(folder, Arc::new(cluster), clock, limits, profile)
    }

    fn put_together(
        folder: TempDir,
        cluster: Arc<dyn Cluster>,
        clock: Arc<AtomicI64>,
        limits: Limits,
        profile: Profile,
    ) -> Self {
        let page = folder.path().join("dist");
        let hosts = Hosts::new(HOST.parse().unwrap(), &["k6.example.org".to_owned()]).with_pages(&[PAGE.to_owned()]);
        let sandbox = Sandbox::of(env!("CARGO_BIN_EXE_k6cfg-server").into(), Duration::from_secs(20));
        let app = App::new(cluster, profile, page, limits, hosts, sandbox);
        let app = app.with_links(Links::open(&folder.path().join("links.redb")).unwrap());
        Self { app, folder, clock }
    }

    /// Later, by the cluster's clock.
    pub(crate) fn wait(&self, time: Duration) {
        self.clock.fetch_add(i64::try_from(time.as_secs()).unwrap(), Ordering::Relaxed);
    }

    pub(crate) fn page_folder(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    pub(crate) fn router(&self) -> Router {
        self.app.clone().router()
    }

    /// As given, without a `Host` of its own.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn request(&self, method: &str, path: &str) -> Answer {
        self.send(request(method, path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.request("GET", path).await
    }

    pub(crate) async fn post(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.post_with(path, &[], body).await
    }

    pub(crate) async fn post_with(&self, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = request("POST", path).header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Applies without going through the API.
    pub(crate) async fn apply(&self, objects: Vec<Value>) -> Vec<Applied> {
        let objects = objects.into_iter().map(|object| Object::read(object).unwrap()).collect::<Vec<_>>();
        self.app.cluster.apply(Submit::from(objects), untold()).await.unwrap()
    }
}

pub(crate) fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, HOST)
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {:?}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// That it is a problem of this kind.
    #[track_caller]
    pub(crate) fn assert_problem(&self, status: u16, kind: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["type"], format!("urn:k6cfg:problem:{kind}"));
        assert_eq!(problem["status"], status);
        for field in ["title", "detail"] {
            assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {problem}");
        }
        problem
    }
}

/// Uids count from 1.
fn stamps(clock: &Arc<AtomicI64>) -> Stamps {
    let (second, uid) = (Arc::clone(clock), AtomicU64::new(1));
    Stamps {
        now: Box::new(move || Timestamp::from_second(second.fetch_add(1, Ordering::Relaxed)).unwrap()),
        uid: Box::new(move || Uuid::from_u128(uid.fetch_add(1, Ordering::Relaxed).into())),
    }
}
