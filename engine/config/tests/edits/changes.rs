//! Wishes for many contexts at once, each with the exact text it leaves.

use k6cfg_config::Path;
use k6cfg_config::edit::{Change, Defaults, Edit, EditError, Editing, Value};
use pretty_assertions::assert_eq;

const TEAM: &str = "\
namespace: team
test_definitions:
  - test_file: a/orgs.js # first
    contexts:
      # not maintained
      - environment: at22
        test_type:
          type: smoke
          enabled: false # for now
        test_run:
          id: at22-own
          secrets:
            - creds-at22
            - common
      - environment: yt01

  - test_file: a/persons.js
    contexts:
      - environment: at22
        test_run: { secrets: [creds-at22], env: [{ name: A, value: 1 }] }
";

fn apply(text: &str, change: &Change) -> Result<String, EditError> {
    Editing::default().apply(text, change, &Defaults { test_type: "functional".to_owned() })
}

fn made(change: &Change) -> String {
    apply(TEAM, change).unwrap()
}

fn all() -> Vec<Path> {
    vec![Path::context(0, 0), Path::context(0, 1), Path::context(1, 0)]
}

/// `TEAM` with some of its lines in other words.
fn team(replaced: &[(&str, &str)]) -> String {
    replaced.iter().fold(TEAM.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replace(old, new)
    })
}

#[test]
fn parking_and_taking_up_again() {
    let parked =
        "      - environment: yt01\n        test_type:\n          type: functional\n          enabled: false\n";
    let last = "      - environment: at22\n        test_type:\n          type: functional\n          enabled: false\n        test_run: {";
    assert_eq!(
        made(&Change::Enable { contexts: all(), enabled: false }),
        team(&[("      - environment: yt01\n", parked), ("      - environment: at22\n        test_run: {", last)])
    );
    assert_eq!(
        made(&Change::Enable { contexts: all(), enabled: true }),
        team(&[("enabled: false # for now", "enabled: true # for now")])
    );
}

#[test]
fn test_types() {
    let name = Some("soak".to_owned());
    let one = Change::ChooseType { contexts: vec![Path::context(0, 0)], name };
    assert_eq!(made(&one), team(&[("type: smoke", "type: soak")]));
    let default = Change::ChooseType { contexts: all(), name: None };
    // A parked one stays parked; the others have no type to lose.
    assert_eq!(made(&default), team(&[("type: smoke", "type: functional")]));
    let runs = team(&[("enabled: false # for now", "enabled: true # for now")]);
    let cleared = team(&[("        test_type:\n          type: smoke\n          enabled: false # for now\n", "")]);
    assert_eq!(apply(&runs, &default).unwrap(), cleared);
    let file = Change::TypeOptions { context: Path::context(0, 1), file: "o.json".to_owned() };
    let with_file = "yt01\n        test_type:\n          type: functional\n          enabled: true\n          config_file: o.json\n";
    assert_eq!(made(&file), team(&[("yt01\n", with_file)]));
}

#[test]
fn a_test_type_of_nothing_is_filled_in() {
    let text = "test_definitions:\n  - test_file: a/b.js\n    contexts:\n      - environment: at22\n        test_type: # todo\n";
    let parked = Change::Enable { contexts: vec![Path::context(0, 0)], enabled: false };
    let filled = "test_type: # todo\n          type: functional\n          enabled: false\n";
    assert_eq!(apply(text, &parked).unwrap(), text.replace("test_type: # todo\n", filled));
}

#[test]
fn one_environment_for_many_tests() {
    let tests = vec![Path::test(0), Path::test(1)];
    let add = |environment: &str, like: Option<&str>| Change::AddEnvironment {
        tests: tests.clone(),
        environment: environment.to_owned(),
        like: like.map(str::to_owned),
    };
    let plain = "      - environment: prod\n";
    assert_eq!(made(&add("prod", None)), {
        let first = team(&[("      - environment: yt01\n", &format!("      - environment: yt01\n{plain}"))]);
        format!("{first}{plain}")
    });
    // The first test runs there already.
    assert_eq!(made(&add("yt01", None)), format!("{TEAM}      - environment: yt01\n"));
    assert_eq!(made(&add("at22", None)), TEAM);
    let copy = "      # not maintained
      - environment: tt02
        test_type:
          type: smoke
          enabled: false # for now
        test_run:
          id: tt02-own
          secrets:
            - creds-tt02
            - common
      - environment: yt01
";
    let flow = "      - environment: tt02
        test_run: { secrets: [creds-tt02], env: [{ name: A, value: 1 }] }
";
    let like = made(&add("tt02", Some("at22")));
    assert_eq!(like, format!("{}{flow}", team(&[("      - environment: yt01\n", copy)])));
}

#[test]
fn a_context_for_other_environments() {
    let environments = ["at23", "yt01", "tt02", "tt02"].map(str::to_owned).to_vec();
    let copied = made(&Change::CopyTo { contexts: vec![Path::context(1, 0)], environments });
    let flow = |at: &str| {
        format!(
            "      - environment: {at}\n        test_run: {{ secrets: [creds-{at}], env: [{{ name: A, value: 1 }}] }}\n"
        )
    };
    assert_eq!(copied, format!("{TEAM}{}{}{}", flow("at23"), flow("yt01"), flow("tt02")));
    // An id that does not name its environment would be there twice.
    let own = team(&[("id: at22-own", "id: own")]);
    let copied =
        apply(&own, &Change::CopyTo { contexts: vec![Path::context(0, 0)], environments: vec!["prod".to_owned()] });
    assert_eq!(copied.unwrap().matches("id: ").count(), 1);
}

#[test]
fn secrets_by_pattern_and_variables() {
    let secret = Change::AddSecret { contexts: all(), name: "tokens-{environment}".to_owned() };
    let expected = team(&[
        ("            - common\n", "            - common\n            - tokens-at22\n"),
        ("yt01\n", "yt01\n        test_run:\n          secrets:\n            - tokens-yt01\n"),
        ("[creds-at22]", "[creds-at22, tokens-at22]"),
    ]);
    assert_eq!(made(&secret), expected);
    assert_eq!(apply(&expected, &secret).unwrap(), expected, "those that have it are left alone");
    let variable = Change::SetVariable { contexts: all(), name: "A".to_owned(), value: "2".to_owned() };
    let set = "          env:\n            - name: A\n              value: \"2\"\n";
    assert_eq!(
        made(&variable),
        team(&[
            (
                "          secrets:\n            - creds-at22\n",
                &format!("{set}          secrets:\n            - creds-at22\n")
            ),
            ("yt01\n", &format!("yt01\n        test_run:\n{set}")),
            ("value: 1 }", "value: 2 }"),
        ])
    );
}

#[test]
fn many_removed_at_once() {
    let some = Change::Remove { paths: vec![Path::context(0, 1), Path::test(1)] };
    let left = TEAM.split("      - environment: yt01").next().unwrap();
    assert_eq!(made(&some), left);
    let whole_list = Change::Remove { paths: vec![Path::context(0, 0), Path::context(0, 1)] };
    let kept = apply(TEAM, &whole_list).unwrap();
    assert!(kept.contains("- test_file: a/orgs.js # first\n\n  - test_file: a/persons.js"), "{kept}");
}

#[test]
fn all_or_nothing() {
    let gone = Change::Remove { paths: vec![Path::context(0, 1), Path::context(7, 1)] };
    assert_eq!(apply(TEAM, &gone), Err(EditError::Gone(Path::context(7, 1))));
    assert_eq!(apply("a: [", &Change::Enable { contexts: all(), enabled: true }), Err(EditError::Unreadable));
}

#[test]
fn moving_takes_comments_along_and_leaves_blank_lines() {
    let change = Change::One(Edit::Move { path: Path::context(0, 0), to: 1 });
    let moved = made(&change);
    let start = "    contexts:\n      - environment: yt01\n      # not maintained\n      - environment: at22\n";
    assert!(moved.contains(start), "{moved}");
    assert!(moved.contains("            - common\n\n  - test_file: a/persons.js"), "{moved}");
}

/// One text after another through one session, as a field that is typed in.
#[test]
fn the_text_that_was_read_is_not_confused_with_another() {
    let mut editing = Editing::default();
    let defaults = Defaults::default();
    let set = |value: &str| Change::One(Edit::Set { path: Path::root().key("namespace"), value: Value::text(value) });
    let mut text = TEAM.to_owned();
    for value in ["a", "ab", "abc"] {
        text = editing.apply(&text, &set(value), &defaults).unwrap();
        assert_eq!(text, TEAM.replace("team", value));
    }
}

/// A known key at the wrong level goes where it belongs, with its comments.
#[test]
fn misplaced_keys_go_home() {
    let contexts = "test_definitions:\n- test_file: a/b.js\n  contexts:\n";
    let relocate = |text: &str, from: &str, to: &str| {
        let edit = Edit::Relocate { from: from.parse().unwrap(), to: to.parse().unwrap() };
        apply(text, &Change::One(edit))
    };
    let at = "test_definitions[0].contexts[0]";
    let text = format!(
        "{contexts}  - environment: at22\n    test_run:\n        id: x\n        # why\n        test_type: # what\n            type: smoke\n  - environment: yt01\n"
    );
    assert_eq!(
        relocate(&text, &format!("{at}.test_run.test_type"), &format!("{at}.test_type")).unwrap(),
        format!(
            "{contexts}  - environment: at22\n    # why\n    test_type: # what\n        type: smoke\n    test_run:\n        id: x\n  - environment: yt01\n"
        )
    );
    // The object that it leaves goes, the one that it needs comes.
    let text = format!("{contexts}  - environment: at22\n    test_type:\n      id: x # own\n    node_type: spot");
    assert_eq!(
        relocate(&text, &format!("{at}.test_type.id"), &format!("{at}.test_run.id")).unwrap(),
        format!("{contexts}  - environment: at22\n    node_type: spot\n    test_run:\n      id: x # own")
    );
    let text = format!("{contexts}  - environment: at22\n    secrets:\n    - a\n    node_type: spot\n");
    assert_eq!(
        relocate(&text, &format!("{at}.secrets"), &format!("{at}.test_run.secrets")).unwrap(),
        format!("{contexts}  - environment: at22\n    node_type: spot\n    test_run:\n      secrets:\n      - a\n")
    );
    let both = format!("{contexts}  - environment: at22\n    test_type:\n      id: x\n    test_run:\n      id: y\n");
    let refused = relocate(&both, &format!("{at}.test_type.id"), &format!("{at}.test_run.id"));
    assert_eq!(refused, Err(EditError::Unsafe));
}
