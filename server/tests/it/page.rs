//! The built page.

use std::fs;

use axum::body::Body;
use axum::http::header;

use crate::app::{Answer, TestApp, request};

const FOREVER: &str = "public, max-age=31536000, immutable";

fn built() -> TestApp {
    let app = TestApp::new();
    let page = app.page_folder();
    fs::create_dir_all(page.join("folder")).unwrap();
    for (name, content) in [
        ("index.html", "the page"),
        ("index.html.br", "the page as brotli"),
        ("app-0123456789abcdef_bg.wasm", "plain"),
        ("app-0123456789abcdef_bg.wasm.br", "brotli"),
        ("app-0123456789abcdef_bg.wasm.gz", "gzip"),
        ("load.js", "//"),
        ("folder/icon.svg", "<svg/>"),
    ] {
        fs::write(page.join(name), content).unwrap();
    }
    fs::write(page.join("../secret.txt"), "outside").unwrap();
    app
}

async fn get(app: &TestApp, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let mut asked = request("GET", path);
    for (name, value) in headers {
        asked = asked.header(name, *value);
    }
    app.send(asked.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_page_is_asked_for_anew() {
    let answer = get(&built(), "/", &[]).await;
    assert_eq!((answer.status.as_u16(), answer.text().as_str()), (200, "the page"));
    assert_eq!(answer.header("content-type"), "text/html");
    assert_eq!(answer.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn client_side_routes_are_the_page() {
    let app = built();
    for path in ["/preview", "/runs/team/one", "/folder", "/folder/"] {
        let answer = get(&app, path, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.text().as_str()), (200, "the page"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_the_page() {
    let app = built();
    for path in ["/old-0123456789abcdef.js", "/folder/no.svg", "/favicon.ico"] {
        let answer = get(&app, path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(!answer.text().contains("the page"), "{path}");
    }
}

#[tokio::test]
async fn hashed_files_are_kept_and_compressed_as_asked() {
    let app = built();
    let path = "/app-0123456789abcdef_bg.wasm";
    for (accepted, encoding, content) in
        [("br, gzip", "br", "brotli"), ("gzip", "gzip", "gzip"), ("identity", "", "plain"), ("zstd", "", "plain")]
    {
        let answer = get(&app, path, &[(header::ACCEPT_ENCODING, accepted)]).await;
        assert_eq!((answer.status.as_u16(), answer.text().as_str()), (200, content), "{accepted}");
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.header("content-type"), "application/wasm", "{accepted}");
        assert_eq!(answer.header("cache-control"), FOREVER, "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{accepted}");
    }
    let page = get(&app, "/some/route", &[(header::ACCEPT_ENCODING, "br")]).await;
    assert_eq!((page.text().as_str(), page.header("content-encoding")), ("the page as brotli", "br"));
}

#[tokio::test]
async fn types_of_files() {
    let app = built();
    assert_eq!(get(&app, "/load.js", &[]).await.header("content-type"), "text/javascript");
    assert_eq!(get(&app, "/load.js", &[]).await.header("cache-control"), "no-cache");
    assert_eq!(get(&app, "/folder/icon.svg", &[]).await.header("content-type"), "image/svg+xml");
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let app = built();
    let first = get(&app, "/load.js", &[]).await;
    let date = first.header("last-modified").to_owned();
    assert_ne!(date, "");
    let again = get(&app, "/load.js", &[(header::IF_MODIFIED_SINCE, &date)]).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    assert_eq!(again.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn nothing_outside_of_the_folder_is_served() {
    let app = built();
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/folder/..%2f..%2fsecret.txt", "/..%5csecret.txt", "//secret.txt"]
    {
        let answer = get(&app, path, &[]).await;
        assert!(!answer.text().contains("outside"), "{path}");
    }
}

#[tokio::test]
async fn without_a_built_page_the_answer_says_how_to_get_one() {
    let app = TestApp::new();
    let answer = get(&app, "/", &[]).await;
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("--page DIR"), "{}", answer.text());
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(get(&app, "/api/v1/info", &[]).await.status, 200);
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let app = built();
    let answer = app.request("HEAD", "/preview").await;
    assert_eq!((answer.status.as_u16(), answer.body.len()), (200, 0));
}
