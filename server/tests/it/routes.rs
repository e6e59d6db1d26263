//! Which routes there are, and that the API's description knows them.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::json;

use k6cfg_server::Limits;

use crate::app::TestApp;

#[tokio::test]
async fn every_route_is_described() {
    let app = TestApp::new();
    let answer = app.get("/api/v1/openapi.json").await;
    assert_eq!(answer.status, 200);
    let document = answer.json();
    assert_eq!(document["openapi"].as_str().unwrap().get(..2), Some("3."));
    let described: BTreeSet<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |method| format!("{method} {path}")))
        .collect();
    let expected = BTreeSet::from(
        [
            "delete /api/v1/namespaces/{namespace}/{kind}/{name}",
            "get /api/v1/info",
            "get /api/v1/links/{id}",
            "get /api/v1/me",
            "get /api/v1/modules",
            "get /api/v1/namespaces",
            "get /api/v1/namespaces/{namespace}/access",
            "get /api/v1/namespaces/{namespace}/testruns/{name}/pods",
            "get /api/v1/namespaces/{namespace}/testruns/{name}/pods/{pod}/log",
            "get /api/v1/namespaces/{namespace}/{kind}/{name}",
            "get /api/v1/objects",
            "get /api/v1/openapi.json",
            "get /api/v1/sealing/certificate",
            "get /api/v1/watch",
            "get /healthz",
            "get /readyz",
            "post /api/v1/checks",
            "post /api/v1/links",
            "post /api/v1/sealing/verify",
            "post /api/v1/submissions",
            "post /api/v1/submissions/dry-run",
        ]
        .map(str::to_owned),
    );
    assert_eq!(described, expected);
}

#[tokio::test]
async fn every_described_route_is_there() {
    let app = TestApp::with_limits(Limits { listen: Duration::from_millis(20), ..Limits::default() });
    let document = app.get("/api/v1/openapi.json").await.json();
    for (path, item) in document["paths"].as_object().unwrap() {
        let address = path.replace("{kind}", "testruns").replace(['{', '}'], "");
        for method in item.as_object().unwrap().keys() {
            let answer = app.request(&method.to_uppercase(), &address).await;
            assert_ne!(answer.status, 405, "{method} {path}");
            assert!(!answer.text().contains("no-such-path"), "{method} {path}");
            let documented = &item[method]["responses"][answer.status.as_str()];
            assert!(documented.is_object(), "{method} {path} answers {} and does not say so", answer.status);
        }
    }
}

#[tokio::test]
async fn references_in_the_description_lead_somewhere() {
    let text = TestApp::new().get("/api/v1/openapi.json").await.text();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let references: BTreeSet<&str> =
        text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(references.contains("/components/schemas/Problem"), "{references:?}");
    for reference in references {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn an_unknown_path_of_the_api_is_a_problem() {
    let app = TestApp::new();
    for path in ["/api", "/api/", "/api/v1", "/api/v1/unknown", "/api/v2/info", "/api/v1/info/"] {
        app.get(path).await.assert_problem(404, "no-such-path");
    }
    app.post("/api/v1/unknown", "{}").await.assert_problem(404, "no-such-path");
}

#[tokio::test]
async fn a_wrong_method_is_a_problem_that_says_which_are_right() {
    let app = TestApp::new();
    let answer = app.request("PUT", "/api/v1/namespaces/team/testruns/r").await;
    answer.assert_problem(405, "method-not-allowed");
    let allowed: BTreeSet<&str> = answer.header("allow").split(',').map(str::trim).collect();
    assert_eq!(allowed, BTreeSet::from(["DELETE", "GET", "HEAD"]));
    app.get("/api/v1/submissions").await.assert_problem(405, "method-not-allowed");
    let page = app.request("POST", "/anything").await;
    page.assert_problem(405, "method-not-allowed");
    assert_eq!(page.header("allow"), "GET, HEAD");
}

#[tokio::test]
async fn info() {
    let info = TestApp::new().get("/api/v1/info").await.json();
    let expected = json!({"version": env!("CARGO_PKG_VERSION"), "cluster": "embedded",
        "profile": k6cfg_profile::Profile::built_in().name,
        "limits": {"bodyBytes": 33_554_432, "configMapBytes": 1_048_576, "pageSize": 500, "requestSeconds": 60},
        "signIn": {"mode": "none"}});
    assert_eq!(info, expected);
}

#[tokio::test]
async fn health() {
    let app = TestApp::new();
    for path in ["/healthz", "/readyz"] {
        let answer = app.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.text().is_empty()), (200, false), "{path}");
    }
}
