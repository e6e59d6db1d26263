//! What the command says of itself.

mod common;

use std::io::Write as _;
use std::process::{Command, Stdio};

use common::k6cfg;

fn help(arguments: &[&str]) -> String {
    let output = k6cfg().args(arguments).arg("--help").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_command_explains_itself() {
    let mut all = vec![help(&[])];
    let commands = all[0].lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<String> = commands.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    for name in names.iter().filter(|name| *name != "help") {
        let text = help(&[name]);
        assert!(text.contains("\nExample"), "{name} has no example");
        all.push(text);
    }
    for text in &all {
        for (line, next) in text.lines().zip(text.lines().skip(1)) {
            assert!(line.chars().count() <= 110, "{line}");
            let (option, about) = line.trim_start().split_once("  ").unwrap_or((line.trim(), next));
            assert!(!option.starts_with('-') || !about.trim().is_empty(), "`{option}` is not explained");
        }
    }
}

#[test]
fn validate_and_generate_in_full() {
    insta::assert_snapshot!("help", help(&[]));
    insta::assert_snapshot!("help validate", help(&["validate"]));
    insta::assert_snapshot!("help generate", help(&["generate"]));
}

#[test]
fn completions_know_commands_and_options() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = k6cfg().args(["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains("profile-schema") && script.contains("file-name"), "{shell}: {script}");
    }
    assert_eq!(k6cfg().args(["completions", "tcsh"]).output().unwrap().status.code(), Some(2));
}

/// Bash itself takes the script and completes with it.
#[test]
fn bash_completes() {
    let script = k6cfg().args(["completions", "bash"]).output().unwrap().stdout;
    let mut bash = Command::new("bash").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = bash.stdin.take().unwrap();
    stdin.write_all(&script).unwrap();
    stdin
        .write_all(
            b"\nCOMP_WORDS=(k6cfg val) COMP_CWORD=1 COMPREPLY=()\n_k6cfg k6cfg val k6cfg\necho \"${COMPREPLY[@]}\"\n",
        )
        .unwrap();
    drop(stdin);
    let output = bash.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "validate");
}
