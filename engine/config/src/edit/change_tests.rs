use pretty_assertions::assert_eq;

use super::*;

const TEAM: &str = "\
namespace: team
test_definitions:
  - test_file: a/orgs.js
    contexts:
      - environment: at22 # the daily one
        test_run:
          secrets:
            - token-at22
      - environment: yt01
        test_type:
          type: soak
          enabled: false
  - test_file: a/persons.js
    contexts:
      - environment: tt02
";

fn at(test: usize, context: usize) -> Path {
    Path::context(test, context)
}

fn defaults() -> Defaults {
    Defaults { test_type: "smoke".to_owned() }
}

fn change(change: &Change) -> Done {
    Editing::default().done(TEAM, change, &defaults()).unwrap()
}

fn preview(change: &Change) -> String {
    Editing::default().preview(TEAM, change, &defaults()).unwrap()
}

fn everywhere() -> Vec<Path> {
    vec![at(0, 0), at(0, 1), at(1, 0)]
}

#[test]
fn parking_names_the_type_that_the_context_had() {
    let done = change(&Change::Enable { contexts: everywhere(), enabled: false });
    let parked = "        test_type:\n          type: smoke\n          enabled: false\n";
    let expected = TEAM
        .replace("# the daily one\n", &format!("# the daily one\n{parked}"))
        .replace("tt02\n", &format!("tt02\n{parked}"));
    assert_eq!(done, Done { text: expected, said: "2 contexts parked".to_owned() });
}

#[test]
fn taking_up_again_keeps_the_type() {
    let done = change(&Change::Enable { contexts: everywhere(), enabled: true });
    assert_eq!(done.text, TEAM.replace("enabled: false", "enabled: true"));
    assert_eq!(done.said, "1 context taken up again");
}

#[test]
fn a_first_test_type_says_that_it_is_enabled() {
    let done = change(&Change::ChooseType { contexts: vec![at(1, 0)], name: Some("spike".to_owned()) });
    let spike = "tt02\n        test_type:\n          type: spike\n          enabled: true\n";
    assert_eq!(done.text, TEAM.replace("tt02\n", spike));
    assert_eq!(done.said, "`spike` in 1 context");
}

#[test]
fn another_test_type_leaves_a_parked_context_parked() {
    let done = change(&Change::ChooseType { contexts: vec![at(0, 1)], name: Some("spike".to_owned()) });
    assert_eq!(done.text, TEAM.replace("soak", "spike"));
}

#[test]
fn the_default_type_of_a_run_takes_the_object_away_but_a_parked_one_goes_on_naming_a_type() {
    let default = |text: &str| {
        let change = Change::ChooseType { contexts: vec![at(0, 1)], name: None };
        Editing::default().apply(text, &change, &defaults()).unwrap()
    };
    let running = TEAM.replace("enabled: false", "enabled: true");
    let object = "        test_type:\n          type: soak\n          enabled: true\n";
    assert_eq!(default(&running), running.replace(object, ""));
    assert_eq!(default(TEAM), TEAM.replace("soak", "smoke"));
    let options = running.replace("enabled: true\n", "enabled: true\n          config_file: o.json\n");
    assert_eq!(default(&options), options.replace("soak", "smoke"));
}

#[test]
fn options_of_a_type_bring_the_type() {
    let done = change(&Change::TypeOptions { context: at(1, 0), file: "o.json".to_owned() });
    let object =
        "tt02\n        test_type:\n          type: smoke\n          enabled: true\n          config_file: o.json\n";
    assert_eq!(done.text, TEAM.replace("tt02\n", object));
}

#[test]
fn nodes_for_many_and_back() {
    let nodes = |name: Option<&str>| Change::ChooseNodes { contexts: everywhere(), name: name.map(str::to_owned) };
    let done = change(&nodes(Some("spot")));
    assert_eq!(done.text.matches("        node_type: spot\n").count(), 3);
    assert_eq!(done.said, "3 contexts on `spot` nodes");
    let back = Editing::default().done(&done.text, &nodes(None), &defaults()).unwrap();
    assert_eq!(back.text, TEAM);
}

#[test]
fn copies_follow_the_environment_and_skip_what_is_there() {
    let copy = Change::CopyTo {
        contexts: vec![at(0, 0), at(1, 0)],
        environments: ["at23", "yt01"].map(str::to_owned).to_vec(),
    };
    assert_eq!(preview(&copy), "adds 2 contexts in `at23`, 1 context in `yt01`");
    let done = change(&copy);
    let like =
        "      - environment: at23 # the daily one\n        test_run:\n          secrets:\n            - token-at23\n";
    let expected = TEAM.replace("            - token-at22\n", &format!("            - token-at22\n{like}"));
    let expected = format!("{expected}      - environment: at23\n      - environment: yt01\n");
    assert_eq!(done, Done { text: expected, said: "3 contexts added".to_owned() });
}

#[test]
fn two_environments_of_one_test_are_not_copied_to_the_same_third() {
    let copy =
        |contexts: &[Path]| Change::CopyTo { contexts: contexts.to_vec(), environments: vec!["at23".to_owned()] };
    assert_eq!(preview(&copy(&[at(0, 0), at(0, 1)])), "adds 1 context in `at23`");
    // Two runs in one environment are two things.
    let text = TEAM.replace("environment: yt01", "environment: at22");
    let both = Editing::default().preview(&text, &copy(&[at(0, 0), at(0, 1)]), &defaults()).unwrap();
    assert_eq!(both, "adds 2 contexts in `at23`");
}

#[test]
fn an_environment_for_tests_like_another_or_plain() {
    let add = |like: Option<&str>| Change::AddEnvironment {
        tests: vec![Path::test(0), Path::test(1)],
        environment: "at23".to_owned(),
        like: like.map(str::to_owned),
    };
    assert_eq!(preview(&add(Some("at22"))), "`at23` for 2 tests, 1 of them like `at22`, the others plain");
    let done = change(&add(Some("at22")));
    assert!(done.text.contains("token-at23"), "{}", done.text);
    assert!(done.text.ends_with("tt02\n      - environment: at23\n"), "{}", done.text);
    assert_eq!(done.said, "`at23` added to 2 tests");
    assert!(!change(&add(None)).text.contains("token-at23"));
}

#[test]
fn a_secret_by_pattern() {
    let secret = Change::AddSecret { contexts: everywhere(), name: format!("token-{ENVIRONMENT}") };
    assert_eq!(preview(&secret), "`token-yt01` for 1 context, `token-tt02` for 1 context; 1 has it already");
    let done = change(&secret);
    assert_eq!(done.said, "secret added to 2 contexts");
    for name in ["token-at22", "token-yt01", "token-tt02"] {
        assert_eq!(done.text.matches(name).count(), 1, "{}", done.text);
    }
}

#[test]
fn variables_become_a_secret() {
    const TEXT: &str = "\
namespace: load
test_definitions:
  - test_file: a.js
    contexts:
      - environment: at22
        test_run:
          env:
            - name: API_KEY # secret
              value: hunter2
      - environment: yt01
        test_run:
          env:
            - name: LOAD
              value: \"3\"
            - name: API_KEY
              value: hunter2
          secrets:
            - creds
";
    let variables = ["contexts[0].test_run.env[0]", "contexts[1].test_run.env[1]"];
    let variables = variables.map(|at| format!("test_definitions[0].{at}").parse().unwrap()).to_vec();
    let change = Change::MoveToSecret { variables, name: "creds".to_owned() };
    let done = Editing::default().done(TEXT, &change, &Defaults::default()).unwrap();
    assert_eq!(done.said, "2 variables moved to `creds`");
    assert_eq!(
        done.text,
        "\
namespace: load
test_definitions:
  - test_file: a.js
    contexts:
      - environment: at22
        test_run:
          secrets:
            - creds
      - environment: yt01
        test_run:
          env:
            - name: LOAD
              value: \"3\"
          secrets:
            - creds
"
    );
}

#[test]
fn a_variable_for_all() {
    let set =
        |value: &str| Change::SetVariable { contexts: everywhere(), name: "LOAD".to_owned(), value: value.to_owned() };
    assert_eq!(preview(&set("3")), "`LOAD`: new in 3 contexts");
    let done = change(&set("3"));
    assert_eq!(done.text.matches("- name: LOAD\n").count(), 3);
    assert_eq!(done.said, "`LOAD` set in 3 contexts");
    let mut editing = Editing::default();
    assert_eq!(editing.preview(&done.text, &set("4"), &defaults()).unwrap(), "`LOAD`: another value in 3 contexts");
    assert_eq!(editing.preview(&done.text, &set("3"), &defaults()).unwrap(), "nothing to do: it is so already");
    assert_eq!(editing.done(&done.text, &set("3"), &defaults()).unwrap().text, done.text);
}

#[test]
fn tests_and_contexts_go_together() {
    let done = change(&Change::Remove { paths: vec![at(0, 1), Path::test(1)] });
    let (before, _) = TEAM.split_once("      - environment: yt01").unwrap();
    assert_eq!(
        done,
        Done { text: before.to_owned(), said: "1 test with all its contexts, 1 context removed".to_owned() }
    );
}

#[test]
fn one_impossible_part_leaves_all_undone() {
    let remove = Change::Remove { paths: vec![at(0, 0), at(7, 0)] };
    assert_eq!(Editing::default().apply(TEAM, &remove, &defaults()), Err(EditError::Gone(at(7, 0))));
}

#[test]
fn objects_go_into_braces_too() {
    let text = "test_definitions: [{contexts: [{environment: at22}]}]\n";
    let park = Change::Enable { contexts: vec![at(0, 0)], enabled: false };
    let parked = "{environment: at22, test_type: {type: smoke, enabled: false}}";
    let edited = Editing::default().apply(text, &park, &defaults());
    assert_eq!(edited, Ok(text.replace("{environment: at22}", parked)));
}

#[test]
fn variables_and_secrets_are_repeated_under_names_of_their_own() {
    let list = at(0, 0).key("test_run");
    let repeat =
        |text: &str, item: Path| Editing::default().apply(text, &Change::Repeat { item }, &defaults()).unwrap();
    let done = change(&Change::Repeat { item: list.key("secrets").item(0) });
    let expected = TEAM.replace("- token-at22\n", "- token-at22\n            - token-at22-2\n");
    assert_eq!(done, Done { text: expected.clone(), said: "duplicated".to_owned() });
    let again = repeat(&expected, list.key("secrets").item(0));
    assert_eq!(again.matches("- token-at22-3\n").count(), 1);

    let env = "          env:\n            # how many\n            - name: LOAD\n              value: |\n                1\n                2\n            - name: LOAD_2\n              value: b # c\n";
    let text = TEAM.replace("          secrets:\n            - token-at22\n", env);
    let first = env.split_inclusive('\n').skip(1).take(5).collect::<String>();
    let edited = repeat(&text, list.key("env").item(0));
    assert_eq!(edited, text.replace(&first, &format!("{first}{}", first.replace("LOAD", "LOAD_3"))));
    let second = "            - name: LOAD_2\n              value: b # c\n";
    let edited = repeat(&text, list.key("env").item(1));
    assert_eq!(edited, text.replace(second, &format!("{second}{}", second.replace("LOAD_2", "LOAD_3"))));

    for (before, after) in [
        ("secrets: [a, b]", "secrets: [a, a-2, b]"),
        ("env: [{name: A, value: '1'}]", "env: [{name: A, value: '1'}, {name: A_2, value: '1'}]"),
        ("secrets: [\"\"]", "secrets: [\"\", \"\"]"),
    ] {
        let text = |list: &str| format!("test_definitions: [{{contexts: [{{test_run: {{{list}}}}}]}}]\n");
        let key = before.split(':').next().unwrap().to_owned();
        assert_eq!(repeat(&text(before), list.key(key).item(0)), text(after));
    }
}
