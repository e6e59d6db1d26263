//! A team's Jsonnet: the server lays it over the objects as the page does.

use k6cfg_profile::{Overlays, Profile};
use serde_json::json;

use crate::app::TestApp;
use crate::submit::Submit;

const SUBMISSIONS: &str = "/api/v1/submissions";

#[tokio::test]
async fn what_is_applied_has_the_overlay() {
    let submit = Submit { overlay: Some("{ metadata+: { annotations+: { team: 'shop' } } }"), ..Submit::default() };
    let app = TestApp::new();
    let answer = app.post(SUBMISSIONS, submit.body().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let applied = answer.json();
    let test_run = applied["objects"].as_array().unwrap().iter().find(|object| object["kind"] == "TestRun").unwrap();
    let name = test_run["name"].as_str().unwrap();
    let object = app.get(&format!("/api/v1/namespaces/team/testruns/{name}")).await.json();
    assert_eq!(object["metadata"]["annotations"]["team"], "shop", "{object}");
}

#[tokio::test]
async fn an_overlay_that_nobody_previewed_is_not_applied() {
    let mut body = Submit::default().body();
    body["overlay"] = json!("{ metadata+: { annotations+: { team: 'shop' } } }");
    let answer = TestApp::new().post(SUBMISSIONS, body.to_string()).await;
    assert_eq!(answer.status, 409, "{}", answer.text());
}

#[tokio::test]
async fn what_an_overlay_may_not_do_is_refused() {
    for (overlay, code) in [
        ("{ metadata+: { namespace: 'kube-system' } }", "K6C081"),
        ("function(o) o { kind: 'Pod' }", "K6C081"),
        ("{ a: }", "K6C080"),
        ("local f(n) = f(n) + f(n); { a: f(1) }", "K6C080"),
        // Few steps, and more memory than there is.
        (
            "local d(s) = s + s; local big = d(d(d(d(d(d(std.repeat('x', 99999)))))));
          local huge = d(d(d(d(d(d(d(d(d(d(d(d(big)))))))))))); { a: std.md5(huge) }",
            "K6C080",
        ),
    ] {
        let mut body = Submit::default().body();
        body["overlay"] = json!(overlay);
        let answer = TestApp::new().post(SUBMISSIONS, body.to_string()).await;
        assert_eq!(answer.status, 422, "{overlay}: {}", answer.text());
        assert_eq!(answer.json()["errors"][0]["code"], code, "{overlay}");
    }
}

#[tokio::test]
async fn a_platform_may_take_none() {
    let mut profile = Profile::built_in().clone();
    profile.overlays = Overlays::Refused;
    let mut body = Submit::default().body();
    body["overlay"] = json!("{}");
    let answer = TestApp::with_profile(profile).post(SUBMISSIONS, body.to_string()).await;
    assert_eq!(answer.json()["errors"][0]["code"], "K6C082", "{}", answer.text());
}
