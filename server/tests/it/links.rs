//! Short links, and pages that other hosts serve.

use axum::body::Body;
use axum::http::header;
use serde_json::json;

use crate::app::{PAGE, TestApp, request};

const LINKS: &str = "/api/v1/links";

#[tokio::test]
async fn a_link_gives_back_what_was_kept() {
    let app = TestApp::new();
    let answer = app.post(LINKS, json!({"content": "1abc-_9"}).to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let answer = answer.json();
    assert_eq!(answer["seconds"], 30 * 24 * 3600);
    let found = app.get(&format!("{LINKS}/{}", answer["id"].as_str().unwrap())).await;
    assert_eq!((found.status.as_u16(), found.text().as_ref()), (200, "1abc-_9"));
}

#[tokio::test]
async fn what_is_no_link_is_refused() {
    let app = TestApp::new();
    for (body, status) in [
        (json!({"content": ""}), 400),
        (json!({"content": "<script>"}), 400),
        (json!({"content": "1".repeat(64 * 1024 + 1)}), 413),
        (json!({"contents": "1"}), 400),
        (json!([]), 400),
    ] {
        let answer = app.post(LINKS, body.to_string()).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
    for id in ["none", "%ff", "a%2Fb", "..%2f..%2fcluster.redb"] {
        let answer = app.get(&format!("{LINKS}/{id}")).await;
        assert_eq!(answer.json()["type"], "urn:k6cfg:problem:no-such-link", "{id}");
    }
}

#[tokio::test]
async fn too_many_links_at_once_are_refused() {
    let app = TestApp::new();
    let mut statuses = Vec::new();
    for _ in 0..25 {
        statuses.push(app.post(LINKS, json!({"content": "1abc"}).to_string()).await.status.as_u16());
    }
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 20);
    assert_eq!(statuses.last(), Some(&429));
}

#[tokio::test]
async fn a_listed_page_elsewhere_may_use_the_server() {
    let app = TestApp::new();
    let body = json!({"content": "1abc"}).to_string();
    for (origin, status, allowed) in [(PAGE, 201, Some(PAGE)), ("https://evil.example", 403, None)] {
        let asked = request("OPTIONS", LINKS)
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type");
        let answer = app.send(asked.body(Body::empty()).unwrap()).await;
        let header =
            |name| answer.headers.get(name).map(|value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned());
        assert_eq!(header(header::ACCESS_CONTROL_ALLOW_ORIGIN).as_deref(), allowed, "{origin}");
        assert_eq!(header(header::ACCESS_CONTROL_ALLOW_CREDENTIALS), None);
        let sent =
            request("POST", LINKS).header(header::ORIGIN, origin).header(header::CONTENT_TYPE, "application/json");
        let answer = app.send(sent.body(Body::from(body.clone())).unwrap()).await;
        assert_eq!(answer.status, status, "{origin}: {}", answer.text());
        let allowed_now = answer.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN).is_some();
        assert_eq!(allowed_now, allowed.is_some(), "{origin}");
    }
}

#[tokio::test]
async fn the_page_gets_the_servers_profile() {
    let mut profile = k6cfg_profile::Profile::built_in().clone();
    profile.title = "Another platform".to_owned();
    let answer = TestApp::with_profile(profile.clone()).get("/profile.yaml").await;
    assert_eq!(answer.status, 200);
    assert_eq!(k6cfg_profile::Profile::from_yaml(&answer.text()), Ok(profile));
}

#[tokio::test]
async fn a_server_that_keeps_none_says_so() {
    let mut app = TestApp::new();
    app.app.links = None;
    app.post("/api/v1/links", r#"{"content":"abc"}"#).await.assert_problem(404, "no-short-links");
    app.get("/api/v1/links/abc").await.assert_problem(404, "no-short-links");
}
