//! The built program: starting, ending, being killed, and why it will not start.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use pretty_assertions::assert_eq;
use serde_json::Value;
use tempfile::TempDir;

use crate::submit::{CONFIG, Submit};

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut process = command(data).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("k6cfg is ready at http://").and_then(|rest| rest.strip_suffix('/'));
        let address = address.unwrap_or_else(|| panic!("it said {line:?}")).to_owned();
        assert!(!address.ends_with(":0"), "{address}");
        Self { process, address }
    }

    /// Status and body. One connection each.
    fn request(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        answer(stream)
    }

    fn get(&self, path: &str) -> Value {
        let (status, body) = self.request("GET", path, "");
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    /// SIGKILL: the process has no say.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn signal(&self, name: &str) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    fn ended(&mut self, within: Duration) -> ExitStatus {
        let started = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status;
            }
            assert!(started.elapsed() < within, "it did not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A failed test leaves nothing behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn command(data: &Path) -> Command {
    listening("127.0.0.1:0", data)
}

fn listening(address: &str, data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_k6cfg-server"));
    command.args(["--listen", address, "--data"]).arg(data).arg("--page").arg(data.join("dist"));
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn answer(mut stream: TcpStream) -> (u16, String) {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer:?}"));
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

/// Exit code and what it said, of a server that should not start.
fn refusal(command: &mut Command) -> (Option<i32>, String) {
    let process = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut server = Server { process, address: String::new() };
    let code = server.ended(Duration::from_secs(10)).code();
    let mut said = String::new();
    server.process.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (code, said)
}

#[track_caller]
fn assert_refused(command: &mut Command, says: &str) {
    let (code, said) = refusal(command);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("k6cfg-server: ") && said.contains(says), "{said}");
}

#[test]
fn what_was_submitted_survives_a_kill() {
    let folder = TempDir::new().unwrap();
    let body = Submit::default().body().to_string();

    let server = Server::start(folder.path());
    let (status, answer) = server.request("POST", "/api/v1/submissions", &body);
    assert_eq!(status, 201, "{answer}");
    let before = server.get("/api/v1/objects");
    assert_eq!(before["items"].as_array().unwrap().len(), 4);
    server.kill();

    let server = Server::start(folder.path());
    assert_eq!(server.get("/api/v1/objects"), before);
    let map = server.get("/api/v1/namespaces/team/configmaps/hello-yt01-hello-smoke");
    let carried = ["data", "binaryData"].into_iter().filter_map(|field| map[field]["archive.tar"].as_str());
    assert!(carried.map(str::len).sum::<usize>() > 1000, "the archive is there: {map}");
    let (status, answer) = server.request("POST", "/api/v1/submissions", &body);
    assert_eq!(status, 200, "nothing changes when it is sent again: {answer}");
}

#[test]
fn killed_again_and_again_it_keeps_every_answered_submit() {
    let folder = TempDir::new().unwrap();
    for round in 0..4_u64 {
        let server = Server::start(folder.path());
        // Each in a namespace of its own: the archives of runs that are still starting stay.
        let text = CONFIG.replace("namespace: team", &format!("namespace: team-{round}"));
        let submit = Submit { text, at_ms: 1_700_000_000_000 + round, ..Submit::default() };
        let (status, answer) = server.request("POST", "/api/v1/submissions", &submit.body().to_string());
        assert_eq!(status, 201, "{answer}");
        server.kill();
    }
    let server = Server::start(folder.path());
    let runs = server.get("/api/v1/objects?kind=TestRun");
    assert_eq!(runs["items"].as_array().unwrap().len(), 8);
    let newest: u64 = runs["items"][0]["metadata"]["resourceVersion"].as_str().unwrap().parse().unwrap();
    assert_eq!(newest, 22);
}

#[test]
fn asked_to_end_it_finishes_what_is_under_way() {
    for name in ["TERM", "INT"] {
        let folder = TempDir::new().unwrap();
        let mut server = Server::start(folder.path());
        let body = Submit::default().body().to_string();
        let mut stream = begin_submit(&server, body.len());
        server.signal(name);
        refuses_new(&server.address);
        stream.write_all(body.as_bytes()).unwrap();
        let (status, answer) = answer(stream);
        assert_eq!(status, 201, "{name}: {answer}");
        assert!(server.ended(Duration::from_secs(5)).success(), "{name}");
    }
}

/// Sends all but the body, and returns once the server waits for that.
fn begin_submit(server: &Server, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let host = &server.address;
    write!(
        stream,
        "POST /api/v1/submissions HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\nexpect: 100-continue\r\n\r\n"
    )
    .unwrap();
    let goes_on = b"HTTP/1.1 100 Continue\r\n\r\n";
    let mut said = vec![0; goes_on.len()];
    stream.read_exact(&mut said).unwrap();
    assert_eq!(said, goes_on);
    stream
}

fn refuses_new(address: &str) {
    let started = Instant::now();
    while TcpStream::connect(address).is_ok() {
        assert!(started.elapsed() < Duration::from_secs(5), "it still takes connections");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_request_that_never_comes_to_its_end_does_not_hold_it_up() {
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(folder.path());
    let _stream = begin_submit(&server, 10);
    server.signal("TERM");
    assert!(server.ended(Duration::from_secs(13)).success());
}

#[test]
fn a_store_in_use_is_said_in_one_line() {
    let folder = TempDir::new().unwrap();
    let _first = Server::start(folder.path());
    assert_refused(&mut command(folder.path()), "is in use by another k6cfg-server");
}

#[test]
fn an_address_in_use_is_said_in_one_line() {
    let folder = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let says = format!("{address} is in use by another program");
    assert_refused(&mut listening(&address, folder.path()), &says);
}

#[test]
fn a_data_folder_that_cannot_be_one_is_said_in_one_line() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert_refused(&mut command(&file.join("data")), "cannot be made");
    std::fs::create_dir_all(folder.path().join("data/cluster.redb")).unwrap();
    assert_refused(&mut command(&folder.path().join("data")), "cannot be used");
    std::fs::create_dir(folder.path().join("strange")).unwrap();
    std::fs::write(folder.path().join("strange/cluster.redb"), "no store").unwrap();
    assert_refused(&mut command(&folder.path().join("strange")), "cannot be used");
}

#[test]
fn an_address_that_others_reach_needs_a_word() {
    let folder = TempDir::new().unwrap();
    assert_refused(&mut listening("0.0.0.0:0", folder.path()), "--allow-without-sign-in");
    assert_refused(&mut listening("[::]:0", folder.path()), "--allow-without-sign-in");
}

#[test]
fn a_profile_that_cannot_be_used_is_named() {
    let folder = TempDir::new().unwrap();
    let profile = folder.path().join("profile.yaml");
    assert_refused(command(folder.path()).arg("--profile").arg(&profile), "profile.yaml cannot be read");
    std::fs::write(&profile, "version: x").unwrap();
    assert_refused(command(folder.path()).arg("--profile").arg(&profile), "profile.yaml: ");
}

#[test]
fn wrong_use_is_another_exit_code() {
    let folder = TempDir::new().unwrap();
    let (code, said) = refusal(command(folder.path()).arg("--no-such-flag"));
    assert_eq!(code, Some(2), "{said}");
}
