//! The certificate, what the controller says, and SealedSecrets of a submit.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use k6cfg_seal::{Certificate, SealedSecret};
use k6cfg_server::sealing::{Controller, Sealing, own_certificate};
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::app::TestApp;
use crate::submit::{CONFIG, Submit};

const CERTIFICATE: &str = "/api/v1/sealing/certificate";
const VERIFY: &str = "/api/v1/sealing/verify";

fn app(sealing: Sealing) -> TestApp {
    let mut app = TestApp::new();
    app.app = app.app.with_sealing(sealing);
    app
}

/// Answers one request, as a controller in trouble might.
fn answering(answer: &'static [u8]) -> Sealing {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(answer);
    });
    Sealing::Controller(Controller::at(&address).unwrap())
}

/// Looks like one, and no key opens it.
fn sealed(namespace: &str, name: &str) -> SealedSecret {
    let value = format!("AQ{}", "A".repeat(366));
    let object = json!({
        "apiVersion": "bitnami.com/v1alpha1",
        "kind": "SealedSecret",
        "metadata": {"namespace": namespace, "name": name},
        "spec": {"encryptedData": {"password": value}},
    });
    SealedSecret::of(object).unwrap()
}

#[tokio::test]
async fn the_certificate_is_given_as_it_is() {
    let pem = own_certificate().unwrap();
    let certificate = Certificate::read(pem.as_bytes()).unwrap();
    assert_eq!((certificate.key_bits, certificate.pem.as_str()), (2048, pem.as_str()));
    let answer = app(Sealing::of_certificate(format!("around it\n{pem}").as_bytes()).unwrap()).get(CERTIFICATE).await;
    assert_eq!((answer.status.as_u16(), answer.text()), (200, pem));
    assert_eq!(answer.headers["content-type"], "application/x-pem-file");
}

#[tokio::test]
async fn without_one_it_says_so() {
    let answer = app(Sealing::Nowhere).get(CERTIFICATE).await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.json()["type"], "urn:k6cfg:problem:no-sealing");
    let only = Sealing::of_certificate(own_certificate().unwrap().as_bytes()).unwrap();
    let answer = app(only).post(VERIFY, sealed("team", "creds").json()).await;
    assert_eq!(answer.json()["detail"], "this server has a certificate alone, and no controller to ask");
}

#[tokio::test]
async fn a_controller_in_trouble_is_told() {
    for (answer, says) in [
        (&b"HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n"[..], "answers with 500"),
        (b"HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n", "answers with 302"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", "no certificate to seal with"),
        (b"nonsense", "does not answer"),
    ] {
        let answer = app(answering(answer)).get(CERTIFICATE).await;
        assert_eq!(answer.status, 502, "{says}");
        assert!(answer.text().contains(says), "{}", answer.text());
    }
    let gone = Sealing::Controller(Controller::at("http://127.0.0.1:1").unwrap());
    assert!(app(gone).get(CERTIFICATE).await.text().contains("does not answer"));
    assert!(Controller::at("file:///etc/passwd").is_err());
}

#[tokio::test]
async fn the_controller_says_whether_it_opens() {
    for (answer, expected) in [
        (&b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"[..], json!({"opens": true})),
        (b"HTTP/1.1 409 Conflict\r\ncontent-length: 0\r\n\r\n", json!({"opens": false})),
    ] {
        let answer = app(answering(answer)).post(VERIFY, sealed("team", "creds").json()).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (200, expected));
    }
}

#[tokio::test]
async fn what_is_no_sealed_secret_is_not_repeated() {
    let app = app(answering(b""));
    for body in [r#"{"kind": "Secret", "stringData": {"a": "hunter2"}}"#, r#"{"kind": "hunter2"}"#, r#"{"a": "hunter2"#]
    {
        let answer = app.post(VERIFY, body).await;
        assert_eq!(answer.status, 400);
        assert!(!answer.text().contains("hunter2"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_submit_applies_the_sealed_secrets_that_its_runs_name_first() {
    let text = CONFIG.replacen("yt01\n", "yt01\n        test_run: {secrets: [b-creds, creds]}\n", 1);
    let sealed =
        vec![sealed("team", "creds"), sealed("team", "b-creds"), sealed("team", "unused"), sealed("other", "creds")];
    let submit = Submit { text, sealed, ..Submit::default() };
    let app = TestApp::new();
    let answer = app.post("/api/v1/submissions", submit.body().to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let answer = answer.json();
    let applied: Vec<_> = answer["objects"].as_array().unwrap().iter().map(|o| (&o["kind"], &o["name"])).collect();
    let expected = [(json!("SealedSecret"), json!("b-creds")), (json!("SealedSecret"), json!("creds"))];
    assert_eq!(applied[..2], expected.each_ref().map(|(kind, name)| (kind, name)));
    assert_eq!(applied.len(), 6);

    let list = app.get("/api/v1/objects?kind=SealedSecret&namespace=team").await.json();
    assert!(!list.to_string().contains("AQAAA"), "a list has no values: {list}");
}

#[tokio::test]
async fn sealed_secrets_that_are_none_are_refused() {
    let submit = Submit { sealed: vec![sealed("team", "creds"), sealed("team", "creds")], ..Submit::default() };
    let answer = TestApp::new().post("/api/v1/submissions", submit.body().to_string()).await;
    assert_eq!(answer.json()["detail"], "the SealedSecret `creds` is there twice");

    let mut body = Submit::default().body();
    body["sealed_secrets"] = json!([{"kind": "Secret", "stringData": {"a": "hunter2"}}]);
    let answer = TestApp::new().post("/api/v1/submissions", body.to_string()).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["detail"], "one of `sealed_secrets`: it is a plain Secret, not a sealed one");
}

#[tokio::test]
async fn a_broken_sealed_secret_is_an_error_of_the_config() {
    let text = CONFIG.replacen("yt01\n", "yt01\n        test_run: {secrets: [creds]}\n", 1);
    let mut broken = sealed("team", "creds");
    broken.set("password", "cut".to_owned());
    let body = Submit { text, sealed: vec![sealed("team", "creds")], ..Submit::default() };
    let mut body = body.body();
    body["sealed_secrets"] = json!([broken.object()]);
    let answer = TestApp::new().post("/api/v1/submissions", body.to_string()).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert_eq!(answer.json()["errors"][0]["code"], "K6C071");
}
