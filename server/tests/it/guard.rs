//! Requests for other hosts and from other sites.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::app::{Answer, HOST, TestApp};

async fn send(app: &TestApp, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.send(request.body(Body::from("{}")).unwrap()).await
}

#[tokio::test]
async fn only_known_hosts_are_answered() {
    let app = TestApp::new();
    for host in [HOST, "localhost:8080", "[::1]:8080", "k6.example.org", "K6.EXAMPLE.ORG"] {
        assert_eq!(send(&app, "GET", "/api/v1/info", &[("host", host)]).await.status, 200, "{host}");
    }
    for host in ["evil.example:8080", "127.0.0.1:8081", "127.0.0.1", "localhost", "k6.example.org:8080", ""] {
        for path in ["/api/v1/info", "/", "/api/v1/objects"] {
            send(&app, "GET", path, &[("host", host)]).await.assert_problem(421, "unknown-host");
        }
    }
}

#[tokio::test]
async fn a_request_without_a_host_or_with_two_is_refused() {
    let app = TestApp::new();
    send(&app, "GET", "/api/v1/info", &[]).await.assert_problem(421, "unknown-host");
    let two = [("host", HOST), ("host", "evil.example")];
    send(&app, "GET", "/api/v1/info", &two).await.assert_problem(421, "unknown-host");
}

#[tokio::test]
async fn health_is_answered_by_any_name() {
    let app = TestApp::new();
    for path in ["/healthz", "/readyz"] {
        assert_eq!(send(&app, "GET", path, &[("host", "10.0.0.7:8080")]).await.status, 200);
    }
}

#[tokio::test]
async fn changes_come_from_the_own_page_or_no_page() {
    let app = TestApp::new();
    let object = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"namespace": "team", "name": "m"}});
    app.apply(vec![object]).await;
    let path = "/api/v1/namespaces/team/configmaps/m";
    for origin in
        ["http://evil.example", "null", "http://127.0.0.1:8081", "http://localhost:8080", "ftp://127.0.0.1:8080", ""]
    {
        let headers = [("host", HOST), ("origin", origin)];
        send(&app, "DELETE", path, &headers).await.assert_problem(403, "foreign-origin");
        send(&app, "POST", "/api/v1/submissions", &headers).await.assert_problem(403, "foreign-origin");
    }
    assert_eq!(app.get(path).await.status, 200);
    let own = [("host", HOST), ("origin", "http://127.0.0.1:8080")];
    assert_eq!(send(&app, "DELETE", path, &own).await.status, 204);
    let without = [("host", HOST)];
    send(&app, "DELETE", path, &without).await.assert_problem(404, "no-such-object");
    let public = [("host", "k6.example.org"), ("origin", "https://k6.example.org")];
    send(&app, "DELETE", path, &public).await.assert_problem(404, "no-such-object");
}

#[tokio::test]
async fn reading_with_an_origin_is_fine() {
    let app = TestApp::new();
    let headers = [("host", HOST), ("origin", "http://evil.example")];
    let answer = send(&app, "GET", "/api/v1/info", &headers).await;
    assert_eq!(answer.status, 200);
    // The browser keeps the answer from the other site.
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn a_post_has_to_be_json() {
    let app = TestApp::new();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""] {
        let headers = [("host", HOST), ("content-type", kind)];
        send(&app, "POST", "/api/v1/submissions", &headers).await.assert_problem(415, "not-json");
    }
    send(&app, "POST", "/api/v1/submissions", &[("host", HOST)]).await.assert_problem(415, "not-json");
    let json = [("host", HOST), ("content-type", "Application/JSON; charset=utf-8")];
    send(&app, "POST", "/api/v1/submissions", &json).await.assert_problem(400, "bad-request");
}
