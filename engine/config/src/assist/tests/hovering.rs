//! What keys and values say of themselves, and where they are.

use pretty_assertions::assert_eq;

use super::*;
use crate::Document;

fn hovered(marked: &str) -> String {
    let (text, at) = caret(marked);
    let reading = reading(&text);
    let subject = Subject { text: &text, reading: &reading, file_name: "smoke.yaml", profile: Profile::built_in() };
    let Some(hover) = hover(&subject, at) else { return String::new() };
    format!("{}\n{}\n{}", &text[hover.span.clone()], hover.title, hover.lines.join("\n"))
}

#[test]
fn keys_and_values_say_what_they_are() {
    let team = |from: &str, to: &str| TEAM.replacen(from, to, 1);
    for (marked, expected) in [
        (
            team("namespace", "name¦space"),
            "namespace\nnamespace\nThe team's Kubernetes namespace: all that the file makes is put there.\nRequired in the top of the file.\nSuch as `my-team`.",
        ),
        (
            team("at22", "a¦t22"),
            "at22\nenvironment: at22\n`at22` is a dev environment.\nGives the script `BASE_URL`, `ALTINN2_BASE_URL`, `ALTINN_CDN_BASE_URL`, ….\nMakes the run `at22-orgs-smoke`: a smoke test on `default`.",
        ),
        (
            team("orgs.js", "org¦s.js"),
            "orgs.js\ntest_file: orgs.js\nThe k6 script: a `.js` or `.ts` file, relative to `base_dir`.\nIn the repository: `k6/orgs.js`.\nThe test's scope is `k6`.",
        ),
        (
            team("test_run", "¦test_run"),
            "test_run\ntest_run\nName, size, variables and secrets of the run.\nLeft out: the defaults of all its keys.\nHere: id `at22-orgs-smoke`, name `orgs`.\nOne runner with `250m` CPU and `200Mi` memory.",
        ),
        (
            team("contexts", "contexts¦"),
            "contexts\ncontexts\nWhere and how the test runs: one entry is one run.\nRequired in test_definitions[].\nOne run.",
        ),
        (
            team("a-secret", "a-¦secret"),
            "a-secret\nsecrets: a-secret\nNames of Secrets in the namespace; each of their keys becomes a variable.",
        ),
        (team("namespace: team", "namespace: team ¦"), ""),
        (team("namespace: team", "# namespace¦"), ""),
        (team("namespace", "names¦"), ""),
    ] {
        assert_eq!(hovered(&marked), expected, "{marked}");
    }
}

#[test]
fn a_value_says_what_it_would_be_if_left_out() {
    let run = |rest: &str| format!("{TEAM}          {rest}\n");
    let last = |marked: &str| hovered(marked).lines().last().unwrap_or_default().to_owned();
    for (rest, expected) in [
        ("id: m¦ine", "Left out it would be `at22-orgs-smoke`."),
        ("i¦d: mine", "Here that would be `at22-orgs-smoke`."),
        ("name: o¦rgs", "Left out it would be the same."),
        ("parallelism: ¦3", "Left out it would be `1`."),
        ("resources: {requests: {cpu: ¦4}}", "Left out it would be `250m`."),
    ] {
        assert_eq!(last(&run(rest)), expected, "{rest}");
    }
    let scoped = TEAM.replace("    contexts", "    test_scope: s¦\n    contexts");
    assert_eq!(last(&scoped), "Left out it would be `k6`.");
    let typed = TEAM.replace("        test_run", "        test_type: {type: soa¦k}\n        test_run");
    assert_eq!(last(&typed), "Left out it would be `smoke`.");
}

#[test]
fn a_text_that_is_no_yaml_still_says_what_its_keys_are() {
    let broken =
        "namespace: [team\ntest_definitions:\n  - test_file: a.js\n    contexts:\n      - environ¦ment: yt01\n";
    assert_eq!(
        hovered(broken),
        "environment\nenvironment\nWhat the test runs against: one of the platform's environments.\nRequired in contexts[]."
    );
}

#[test]
fn a_place_has_a_path_and_a_path_has_lines() {
    for (marked, path, lines) in [
        ("¦namespace: a\n", "namespace", "namespace: a"),
        ("namespace: a # c¦\n", "namespace", "namespace: a"),
        ("namespace: a\n¦\nbase_dir: b\n", "", ""),
        ("a:\n  - ¦b: 1\n", "a[0].b", "b: 1"),
        ("a:\n ¦ - b: 1\n    c: 2\n", "a[0].b", "b: 1"),
        ("a:\n  - b: 1\n ¦   c: 2 \n", "a[0].c", "c: 2"),
        ("a:¦\n  - b: 1\n  - c\n", "a", "a:\n  - b: 1\n  - c"),
        ("a:\n- b\n- c¦\n", "a[1]", "c"),
        ("a: [b, {c: ¦d}]\n", "a[1].c", "c: d"),
        ("a: |\n  b¦\nc: 1\n", "a", "a: |\n  b"),
        ("a: 1\r\nb:\r\n  - c: 2¦\r\n", "b[0].c", "c: 2"),
        ("a:\n  b:¦\n", "a.b", "b:"),
        ("¦", "", ""),
        ("a¦", "", ""),
    ] {
        let (text, at) = caret(marked);
        let document = Document::read(&text).unwrap();
        let found = path_at(&document, at);
        assert_eq!(found.to_string(), path, "{marked}");
        assert_eq!(extent(&document, &found).map_or("", |range| &text[range]), lines, "{marked}");
    }
    let document = Document::read(TEAM).unwrap();
    let absent = "test_definitions[0].contexts[0].node_type".parse().unwrap();
    let context = extent(&document, &absent).unwrap();
    assert!(TEAM[context.clone()].starts_with("environment: at22\n") && TEAM[context].ends_with("- a-secret"));
}
