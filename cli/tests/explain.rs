//! `k6cfg explain`

mod common;

use std::process::Output;

use common::k6cfg;
use k6cfg_config::Code;

fn explain(arguments: &[&str]) -> Output {
    k6cfg().arg("explain").args(arguments).output().unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = explain(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn prints_the_page_of_a_code() {
    let page = include_str!("../../docs/diagnostics/K6C045.md");
    for typed in ["K6C045", "k6c045", "k6c45", "45", "045"] {
        assert_eq!(stdout(&[typed]), page, "{typed}");
    }
}

#[test]
fn lists_all_codes() {
    let list = stdout(&[]);
    // The rest is the index, which is generated.
    let (first, rest) = list.split_once("\n\n").unwrap();
    insta::assert_snapshot!("list", format!("{first}\n…\n{}", rest.rsplit_once("\n\n").unwrap().1));
    for code in Code::ALL {
        assert!(list.contains(&format!("\n  {code} ")), "{code}");
    }
}

#[test]
fn another_code_is_wrong_use() {
    for (typed, says) in [
        ("K6C068", "`K6C068` is not the code of a problem; did you mean `K6C067`?"),
        ("namespace", "`namespace` is not the code of a problem\n"),
    ] {
        let output = explain(&[typed]);
        assert_eq!(output.status.code(), Some(2), "{typed}");
        assert!(output.stdout.is_empty(), "{typed}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(says), "{stderr}");
    }
}
