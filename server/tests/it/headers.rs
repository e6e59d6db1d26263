//! Security headers, on every kind of answer.

use std::fs;

use crate::app::TestApp;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self' https://jslib.k6.io; worker-src 'self'; manifest-src 'self'; \
    base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

#[tokio::test]
async fn every_answer_has_them() {
    let app = TestApp::new();
    let page = app.page_folder();
    fs::create_dir(&page).unwrap();
    fs::write(page.join("index.html"), "<!doctype html>").unwrap();
    fs::write(page.join("worker-0123456789abcdef.js"), "//").unwrap();
    let answers = [
        ("page", app.get("/").await, 200),
        ("route", app.get("/preview").await, 200),
        ("worker", app.get("/worker-0123456789abcdef.js").await, 200),
        ("no file", app.get("/no.js").await, 404),
        ("api", app.get("/api/v1/info").await, 200),
        ("no api", app.get("/api/v1/x").await, 404),
        ("health", app.get("/healthz").await, 200),
        ("bad json", app.post("/api/v1/submissions", "{").await, 400),
        ("wrong method", app.request("PUT", "/api/v1/info").await, 405),
        ("no host", app.send(axum::http::Request::get("/").body(axum::body::Body::empty()).unwrap()).await, 421),
    ];
    for (what, answer, status) in answers {
        assert_eq!(answer.status, status, "{what}");
        for (name, value) in [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{what}: {name}");
        }
        assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{what}");
        assert_ne!(answer.header("cache-control"), "", "{what}");
    }
}

#[tokio::test]
async fn the_api_is_not_cached() {
    let app = TestApp::new();
    for path in ["/api/v1/info", "/api/v1/objects", "/api/v1/openapi.json", "/api/v1/x", "/readyz"] {
        assert_eq!(app.get(path).await.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn request_ids_are_the_servers_own() {
    let app = TestApp::new();
    let request = crate::app::request("GET", "/api/v1/info").header("x-request-id", "mine");
    let answer = app.send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.headers.get_all("x-request-id").iter().count(), 1);
    assert_ne!(answer.header("x-request-id"), "mine");
    assert_ne!(answer.header("x-request-id"), app.get("/api/v1/info").await.header("x-request-id"));
}
