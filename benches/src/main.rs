//! Times of the engine on this machine, each beside its limit or a peer that
//! ran in the same process. Prints a table; never fails.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use getrandom::SysRng;
use k6cfg_config::edit::{Change, Defaults, Edit, Editing, Value};
use k6cfg_config::{Document, GenerationContext, Input, Path, Suffix, read};
use k6cfg_manifest::{InProcess, Which, generate};
use k6cfg_profile::Profile;
use k6cfg_seal::{Certificate, Scope, Target, seal};

const ROUNDS: usize = 31;

fn main() {
    println!("{:<44} {:>10} {:>10}  against", "what", "median", "95 %");
    let twenty = config(20);
    let thousand = config(1000);
    reading("read and check 20 runs", &twenty);
    reading("read and check 1000 runs", &thousand);
    let (median, high) = time(|| generate_all(&twenty));
    row("read and make the objects of 20 runs", median, high, "limit 50 ms in the page");
    editing(&thousand);
    nonsense();
    sealing();
}

/// A field that is typed in: one change after another of the same text.
fn editing(text: &str) {
    let path: Path = "test_definitions[499].test_scope".parse().unwrap_or_default();
    let change = Change::One(Edit::Set { path, value: Value::text("x") });
    let (mut editing, defaults) = (Editing::default(), Defaults::default());
    let (median, high) = time(|| {
        black_box(editing.apply(text, &change, &defaults).is_ok());
    });
    row("one letter in a field of the form, 1000 runs", median, high, "limit 16 ms");
    let (median, high) = time(|| {
        black_box(Editing::default().apply(text, &change, &defaults).is_ok());
    });
    row("the first letter, when nothing is read yet", median, high, "");
    let contexts = (0..1000).map(|test| Path::context(test, 0)).collect();
    let all = Change::Enable { contexts, enabled: false };
    let (median, high) = time(|| {
        black_box(editing.apply(text, &all, &defaults).is_ok());
    });
    row("parking 1000 runs at once", median, high, "limit 100 ms");
}

/// Texts that are no config files: each is refused at its first mistake.
fn nonsense() {
    let laughs = std::iter::once("a0: &a0 [x, x]\n".to_owned());
    let laughs: String = laughs.chain((1..30).map(|i| format!("a{i}: &a{i} [*a{0}, *a{0}]\n", i - 1))).collect();
    for (what, text) in [
        ("10,000 levels, on one line", format!("a: {}", "[".repeat(10_000))),
        ("10,000 levels, on lines", (0..10_000).flat_map(|at| [" ".repeat(at.min(90)), "a:\n".to_owned()]).collect()),
        ("a billion laughs", laughs),
        ("10 MB", "a: b\n".repeat(2_000_000)),
        ("1 MiB of open quotes", format!("namespace: {}", "\"".repeat(1 << 19))),
        ("1 MiB of dashes", "- ".repeat(1 << 19)),
    ] {
        let (median, high) = time(|| {
            black_box(Document::read(&text).is_err());
        });
        row(what, median, high, "limit 10 ms");
    }
}

/// One value with each size of key, against OpenSSL's public operation with it.
fn sealing() {
    let vectors: serde_json::Value =
        serde_json::from_str(include_str!("../../engine/seal/tests/vectors/vectors.json")).unwrap_or_default();
    for bits in [2048, 4096] {
        let all = vectors.as_array().into_iter().flatten();
        let pem = all.filter(|one| one["bits"] == bits).find_map(|one| one["certificate"].as_str()).unwrap_or_default();
        let Ok(certificate) = Certificate::read(pem.as_bytes()) else { continue };
        let target = Target { namespace: "load".into(), name: "creds".into(), scope: Scope::Strict };
        let value = k6cfg_seal::Value::from(b"correct horse battery staple".to_vec());
        let (median, high) = time(|| {
            black_box(seal(&certificate, &value, &target, &mut SysRng).is_ok());
        });
        let against = openssl(bits).map_or_else(
            || "openssl is not here".to_owned(),
            |peer| format!("openssl's RSA alone {:.3} ms: ratio {:.2}", peer * 1e3, median.as_secs_f64() / peer),
        );
        row(&format!("sealing one value, {bits} bits"), median, high, &against);
    }
}

/// Seconds of one public operation.
fn openssl(bits: u32) -> Option<f64> {
    let output =
        Command::new("openssl").args(["speed", "-mr", "-seconds", "1", &format!("rsa{bits}")]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // +F2 : which : bits : seconds of a private operation : of a public one
    let line = text.lines().find(|line| line.starts_with("+F2:"))?;
    line.split(':').nth(4)?.parse().ok()
}

fn row(what: &str, median: Duration, high: Duration, against: &str) {
    let ms = |d: Duration| format!("{:.2} ms", d.as_secs_f64() * 1e3);
    println!("{what:<44} {:>10} {:>10}  {against}", ms(median), ms(high));
}

/// Median and 95th percentile.
fn time(mut work: impl FnMut()) -> (Duration, Duration) {
    work();
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    let at = |index: usize| times.get(index).copied().unwrap_or_default();
    (at(ROUNDS / 2), at(ROUNDS * 95 / 100))
}

fn reading(what: &str, text: &str) {
    let (peer, _) = time(|| {
        black_box(serde_yaml::from_str::<serde_yaml::Value>(text).is_ok());
    });
    let sources = files();
    let context = context();
    let (median, high) = time(|| {
        let input =
            Input { text, file_name: "c.yaml", profile: Profile::built_in(), sources: &sources, context: &context };
        black_box(read(&input).diagnostics.len());
    });
    let ratio = median.as_secs_f64() / peer.as_secs_f64();
    row(what, median, high, &format!("serde_yaml alone {:.2} ms: ratio {ratio:.2}", peer.as_secs_f64() * 1e3));
}

fn generate_all(text: &str) {
    let sources = files();
    let outcome = generate(&k6cfg_manifest::Input {
        profile: Profile::built_in(),
        file_name: "c.yaml",
        text,
        sources: &sources,
        context: &context(),
        archiver: &InProcess::of_paths(&sources, sources.keys().cloned()),
        scripts_given: false,
        which: Which::All,
        secrets: k6cfg_manifest::Secrets::default(),
        overlay: None,
    });
    assert!(!outcome.runs.is_empty(), "{:?}", outcome.diagnostics.first());
    black_box(outcome.digest);
}

fn files() -> BTreeMap<String, Vec<u8>> {
    let script = b"import http from 'k6/http';\nexport default function () { http.get(__ENV.BASE_URL); }\n";
    BTreeMap::from([("tests/get.js".to_owned(), script.to_vec())])
}

fn context() -> GenerationContext {
    GenerationContext {
        at_ms: 1,
        suffix: Suffix::from_random([1; 5]),
        arguments: String::new(),
        github: BTreeMap::new(),
    }
}

/// A config of `runs` tests of one context each.
fn config(runs: usize) -> String {
    let mut text = String::from("namespace: team\nbase_dir: tests\ntest_definitions:\n");
    for run in 0..runs {
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "  # test {run}\n  - test_file: get.js\n    contexts:\n      - environment: yt01 # load\n        \
             test_type:\n          type: smoke\n          enabled: true\n        test_run:\n          \
             id: run-{run}\n          env:\n            - name: A\n              value: \"{run}\"\n            \
             - name: B\n              value: b\n          secrets:\n            - creds\n"
        );
    }
    text
}
