//! `k6cfg seal`, as far as it goes without a private key; what opens is tested
//! against kubeseal itself.

mod common;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use common::k6cfg;
use k6cfg_seal::{Scope, SealedSecret};
use tempfile::TempDir;

/// Good until 2036.
const CERTIFICATE: &str = include_str!("../../engine/seal/tests/known.pem");

const SECRET: &str = "\
kind: Secret
metadata: {name: creds, namespace: team}
stringData: {password: hunter2}
";

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.write("cert.pem", CERTIFICATE);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn seal(&self, words: &str, input: impl AsRef<[u8]>) -> Output {
        self.run(&format!("--cert cert.pem {words}"), input)
    }

    fn run(&self, words: &str, input: impl AsRef<[u8]>) -> Output {
        let mut command = k6cfg();
        command.arg("seal").args(words.split_whitespace()).current_dir(self.0.path()).env_remove("SEALED_SECRETS_CERT");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // One that does not read it may have ended.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        let output = child.wait_with_output().unwrap();
        for stream in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(stream);
            assert!(!text.contains("hunter2") && !text.contains("aHVudGVyMg"), "{words}: {text}");
        }
        output
    }

    fn refused(&self, words: &str, input: impl AsRef<[u8]>) -> String {
        let output = self.seal(words, input);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{words}: {}", text(&output.stderr));
        text(&output.stderr)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn sealed(output: &Output) -> SealedSecret {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    SealedSecret::read(&text(&output.stdout)).unwrap()
}

#[test]
fn a_secret_is_sealed_in_each_scope_and_format() {
    let folder = Folder::new();
    for scope in Scope::ALL {
        let json = folder.seal(&format!("--scope {scope}"), SECRET);
        assert!(text(&json.stdout).starts_with('{'));
        let yaml = folder.seal(&format!("--scope {scope} -o yaml"), SECRET);
        assert!(text(&yaml.stdout).starts_with("---\napiVersion: bitnami.com/v1alpha1\n"));
        for output in [json, yaml] {
            let sealed = sealed(&output);
            assert_eq!(sealed.target().scope, scope);
            assert_eq!((sealed.keys(), sealed.flaws(None).len()), (vec!["password"], 0));
            assert_eq!(text(&output.stderr), "");
        }
    }
}

#[test]
fn annotations_decide_on_the_scope_where_no_flag_does() {
    let folder = Folder::new();
    let annotated = SECRET.replace("team}", "team, annotations: {sealedsecrets.bitnami.com/cluster-wide: 'true'}}");
    assert_eq!(sealed(&folder.seal("", &annotated)).target().scope, Scope::ClusterWide);
    assert_eq!(sealed(&folder.seal("--scope strict", &annotated)).target().scope, Scope::Strict);
}

#[test]
fn values_come_from_files() {
    let folder = Folder::new();
    folder.write("pw.txt", "hunter2\n");
    folder.write("all.env", "# all\nUSER=admin\nexport TOKEN='hunter2'\n");
    folder.write("tls.crt", "");
    let output = folder.seal(
        "-n team --name creds --from-file password=pw.txt --from-file tls.crt --from-env-file all.env -w out.yaml",
        "",
    );
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("warning: `password`: it ends with a line end") && said.contains("`tls.crt`: it is empty"));
    let sealed = SealedSecret::read(&folder.read("out.yaml")).unwrap();
    assert_eq!(sealed.keys(), ["TOKEN", "USER", "password", "tls.crt"]);
    let trimmed = folder.seal("-n team --name creds --from-file pw.txt --trim-final-newline", "");
    assert_eq!(text(&trimmed.stderr), "");
}

#[test]
fn keys_are_merged_and_the_rest_stays() {
    let folder = Folder::new();
    folder.write("token", "hunter2");
    for (name, words) in [("a.yaml", "-w a.yaml"), ("a.json", "-w a.json")] {
        assert_eq!(folder.seal(&format!("--scope namespace-wide {words}"), SECRET).status.code(), Some(0));
        let before = SealedSecret::read(&folder.read(name)).unwrap();
        let output = folder.seal(&format!("--merge-into {name} --from-file token"), "");
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), String::new()), "{}", text(&output.stderr));
        let after = SealedSecret::read(&folder.read(name)).unwrap();
        assert_eq!(after.keys(), ["password", "token"]);
        assert_eq!(
            after.object()["spec"]["encryptedData"]["password"],
            before.object()["spec"]["encryptedData"]["password"]
        );
        assert_eq!(
            (after.target(), after.object()["metadata"].clone()),
            (before.target(), before.object()["metadata"].clone())
        );
        assert_eq!(folder.read(name).starts_with('{'), name == "a.json");
    }
    for (words, says) in [
        ("--merge-into a.yaml --scope strict", "--scope is `strict`, and what is merged into has `namespace-wide`"),
        ("--merge-into a.yaml --name other", "--name is `other`"),
        ("--merge-into cert.pem", "not a SealedSecret"),
    ] {
        assert!(folder.refused(words, SECRET).contains(says), "{words}: {}", folder.refused(words, SECRET));
    }
}

#[test]
fn one_value_is_sealed_raw() {
    let folder = Folder::new();
    for words in ["-n team --name creds", "-n team --scope namespace-wide", "--scope cluster-wide"] {
        let output = folder.seal(&format!("--raw {words}"), "hunter2");
        let value = text(&output.stdout);
        assert_eq!((output.status.code(), value.len(), value.ends_with('=')), (Some(0), 376, true), "{words}: {value}");
    }
    assert!(folder.refused("--raw -n team", "hunter2").contains("--raw with the scope strict needs --name"));
    assert!(folder.refused("--raw --name a", "hunter2").contains("needs --namespace"));
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_written() {
    let folder = Folder::new();
    folder.write("bad.env", "hunter2\n");
    folder.write("pw", "hunter2");
    let utf16: Vec<u8> = SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let no_keys = "kind: Secret\nmetadata: {name: creds, namespace: team}\n";
    let cases: [(&str, &[u8], &str); 12] = [
        ("", b"", "there is no Secret in it"),
        ("", b"password: hunter2", "there is no Secret in it"),
        ("", b"{\"hunter2\": [", "this is not YAML"),
        ("", &utf16, "standard input is UTF-16"),
        ("", no_keys.as_bytes(), "the Secret `creds` has no keys"),
        ("-n other", SECRET.as_bytes(), "in the namespace `team`, and --namespace is `other`"),
        ("--name Creds", SECRET.as_bytes(), "`Creds` is not a name"),
        ("--type kubernetes.io/tls", SECRET.as_bytes(), "needs the key `tls.crt`"),
        ("--from-file pw", b"", "the Secret has no name"),
        ("-n a --name b --from-file pw --from-file pw=pw", b"", "the key `pw` is given twice"),
        ("-n a --name b --from-env-file bad.env", b"", "bad.env: line 1 is not KEY=VALUE"),
        (
            "-n a --name b --from-file a=pw --type kubernetes.io/dockerconfigjson",
            b"",
            "needs the key `.dockerconfigjson`",
        ),
    ];
    for (words, input, says) in cases {
        let said = folder.refused(&format!("{words} -w out.json"), input);
        assert!(said.contains(says) && said.contains("\n  help: "), "{words}: {said}");
        assert!(!folder.path("out.json").exists(), "{words}");
    }
    assert_eq!(folder.seal("--allow-empty-data", no_keys).status.code(), Some(0));
}

#[test]
fn certificates_are_looked_at() {
    let folder = Folder::new();
    folder.write("key.pem", "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n");
    folder.write("old.pem", include_str!("../../engine/seal/tests/expired.pem"));
    folder.write("elliptic.pem", include_str!("../../engine/seal/tests/elliptic.pem"));
    for (name, says) in [
        ("key.pem", "there is a private key in it, and no certificate"),
        ("elliptic.pem", "not an RSA key"),
        ("old.pem", "the certificate expired "),
    ] {
        let output = folder.run(&format!("--cert {name}"), SECRET);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
    }
    let output = folder.run("--cert old.pem --allow-expired", SECRET);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).starts_with("warning: old.pem: the certificate expired"));
    for (words, says) in
        [("--cert none.pem", "none.pem"), ("--cert http://127.0.0.1:1/", "127.0.0.1:1"), ("", "--cert")]
    {
        let output = folder.run(words, SECRET);
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
    }
}

#[test]
fn a_sealed_secret_is_checked_without_a_key() {
    let folder = Folder::new();
    assert_eq!(folder.seal("-w good.yaml", SECRET).status.code(), Some(0));
    let output = folder.run("--validate -f good.yaml", "");
    assert_eq!(text(&output.stdout), "good.yaml: `creds` in `team`, strict, has password\n");
    let broken = folder.read("good.yaml").replace("password: AQ", "password: BQ");
    for (words, input, says) in [
        ("--validate", broken.as_str(), "`spec.encryptedData.password`: it is no sealed value, or it was cut"),
        ("--validate", SECRET, "it is a plain Secret, not a sealed one"),
        ("--validate", "hunter2", "it is not a SealedSecret"),
    ] {
        let output = folder.run(words, input);
        assert_eq!(output.status.code(), Some(1), "{says}");
        assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
    }
    assert!(Path::new(&folder.path("good.yaml")).exists());
}

#[test]
fn what_is_sealed_is_generated_with_the_runs_that_name_it() {
    let folder = Folder::new();
    folder.write("a.js", "export default function () {}\n");
    let context = "      - environment: at22\n        test_run:\n          secrets: [creds]\n";
    folder.write(
        "smoke.yaml",
        format!(
            "namespace: team\ntest_definitions:\n  - test_file: a.js\n    test_scope: all\n    contexts:\n{context}"
        ),
    );
    assert_eq!(folder.seal("-w creds.yaml", SECRET).status.code(), Some(0));
    assert_eq!(folder.seal("-w other.yaml --name other", SECRET).status.code(), Some(0));
    let generate = |words: &str| {
        let mut command = k6cfg();
        command.args(["generate", "--config", "smoke.yaml", "--out", "out"]).args(words.split_whitespace());
        command.current_dir(folder.0.path()).output().unwrap()
    };
    let output = generate("--sealed creds.yaml --sealed other.yaml");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let written = SealedSecret::read(&folder.read("out/sealed-secrets/creds.json")).unwrap();
    assert_eq!(written, SealedSecret::read(&folder.read("creds.yaml")).unwrap());
    assert!(!folder.path("out/sealed-secrets/other.json").exists(), "no run names it");
    let twice = generate("--sealed creds.yaml --sealed creds.yaml");
    assert_eq!(twice.status.code(), Some(1));
    assert!(text(&twice.stderr).contains("another file has a SealedSecret of that name"));
    folder.write("creds.yaml", folder.read("creds.yaml").replace("password: AQ", "password: BQ"));
    let broken = generate("--sealed creds.yaml");
    assert!(text(&broken.stderr).contains("K6C071"), "{}", text(&broken.stderr));
}
