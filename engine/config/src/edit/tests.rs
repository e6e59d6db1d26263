use pretty_assertions::assert_eq;

use super::*;

fn path(text: &str) -> Path {
    text.parse().unwrap()
}

fn set(text: &str, at: &str, value: &str) -> Result<String, EditError> {
    apply(text, &Edit::Set { path: path(at), value: Value::text(value) })
}

fn clear(text: &str, at: &str) -> Result<String, EditError> {
    apply(text, &Edit::Clear { path: path(at) })
}

const TEAM: &str = "\
# the team's tests
namespace: team # ours
test_definitions:
  # orgs
  - test_file: a/orgs.js
    contexts:
      - environment: at22 # not maintained
        test_run:
          env:
            - name: A
              value: '1'

      # the slow one
      - environment: yt01
        node_type: \"spot\"
";

#[test]
fn setting_keeps_comment_and_quotes() {
    let text = set(TEAM, "namespace", "other").unwrap();
    assert_eq!(text, TEAM.replace("namespace: team", "namespace: other"));
    let text = set(TEAM, "test_definitions[0].contexts[1].node_type", "default").unwrap();
    assert_eq!(text, TEAM.replace("\"spot\"", "\"default\""));
    let text = set(TEAM, "test_definitions[0].contexts[0].test_run.env[0].value", "it's").unwrap();
    assert_eq!(text, TEAM.replace("'1'", "'it''s'"));
}

/// What stands below a line decides whether it can be judged alone.
#[test]
fn a_line_is_as_it_is_in_the_whole() {
    for (before, value, after) in [
        ("namespace: a # x\nbase_dir: b\n", "new: # y", Ok("namespace: \"new: # y\" # x\nbase_dir: b\n")),
        ("namespace: a\n  b\nbase_dir: c\n", "d", Ok("namespace: d\nbase_dir: c\n")),
        ("namespace: a\n\n  b\nbase_dir: c\n", "d", Ok("namespace: d\nbase_dir: c\n")),
        ("base_dir: b\nnamespace: a", "d", Ok("base_dir: b\nnamespace: d")),
        ("namespace: 'a\n  b'\n", "d", Ok("namespace: 'd'\n")),
        ("namespace: |\n  a\nbase_dir: b\n", "d", Ok("namespace: d\nbase_dir: b\n")),
        ("namespace: [a]\n", "d", Err(EditError::Unsafe)),
    ] {
        assert_eq!(set(before, "namespace", value).as_deref(), after.as_deref(), "{before}");
    }
    let file = "test_definitions[0].test_file";
    for (before, value, after) in [
        (
            "test_definitions:\n- test_file: a\n  contexts: []\n",
            "b",
            "test_definitions:\n- test_file: b\n  contexts: []\n",
        ),
        ("test_definitions:\n- test_file: a\n    b\n", "c", "test_definitions:\n- test_file: c\n"),
        ("test_definitions: [{test_file: a}]\n", "b", "test_definitions: [{test_file: b}]\n"),
        (
            "test_definitions:\n- {test_file: a, test_scope: s}\n",
            "b",
            "test_definitions:\n- {test_file: b, test_scope: s}\n",
        ),
    ] {
        assert_eq!(set(before, file, value).as_deref(), Ok(after));
    }
}

/// Whatever is put in the place of a value, as it is: the guard that reads a
/// line or an item says what the one that reads all of it says.
#[test]
fn guards_of_parts_agree_with_the_guard_of_the_whole() {
    let raw = [
        "a",
        "a b",
        "a: b",
        "a:",
        "a #b",
        "#",
        "- x",
        "-",
        "|",
        ">-",
        "'",
        "'a'",
        "\"",
        "\"a\"",
        "&a",
        "&a b",
        "*a",
        "!t",
        "!t a",
        "%",
        "%YAML 1.2",
        "---",
        "--- a",
        "...",
        "[",
        "[]",
        "{",
        "{}",
        "? x",
        "?",
        "@",
        "`",
        ",",
        "a,b",
        "]",
        "}",
        "~",
        "null",
        "",
        " ",
        "\t",
        "a\n  b",
        "a\nb: c",
        "a\n- b",
        "<<",
        "<<: a",
        "yes",
        "0x1",
        "1_0",
    ];
    let paths = [
        "namespace",
        "test_definitions[0].test_file",
        "test_definitions[0].contexts[0].environment",
        "test_definitions[0].contexts[0].test_run.env[0].value",
        "test_definitions[0].contexts[1].node_type",
        "test_definitions[0].contexts[1].test_run.env[0].value",
    ];
    for layout in [TEAM.to_owned(), TEAM.replace("# ours", ""), TEAM.replace('\n', "\r\n"), TEAM.replace("\n\n", "\n")]
    {
        let text = layout.replace("node_type: \"spot\"", "test_run: {env: [{name: A, value: b}]}");
        for text in [layout.clone(), text] {
            let document = Document::read(&text).unwrap();
            for (path, value) in paths.iter().flat_map(|at| raw.map(|value| (path(at), value))) {
                let Some(id) = document.get(&path) else { continue };
                let patch = TextEdit { span: document.node(id).span.clone(), text: value.to_owned() };
                let step = step::Step::Edit(Edit::Set { path: path.clone(), value: Value::text(value) });
                let whole = guard::means(&patch.apply(&text), &document, std::iter::once(&step));
                assert_eq!(
                    guard::holds(&document, &patch, std::slice::from_ref(&step), &mut Budget::unlimited()),
                    whole,
                    "{path}: {value:?} in {text}"
                );
            }
        }
    }
}

#[test]
fn a_new_key_goes_where_the_format_has_it() {
    let text = set(TEAM, "base_dir", "a").unwrap();
    assert_eq!(text, TEAM.replace("# ours\n", "# ours\nbase_dir: a\n"));
    let text = set(TEAM, "test_definitions[0].contexts[0].node_type", "spot").unwrap();
    assert_eq!(text, TEAM.replace("# not maintained\n", "# not maintained\n        node_type: spot\n"));
    let text = set(TEAM, "test_definitions[0].contexts[1].test_run.resources.requests.cpu", "2").unwrap();
    let added = "\"spot\"\n        test_run:\n          resources:\n            requests:\n              cpu: \"2\"\n";
    assert_eq!(text, TEAM.replace("\"spot\"\n", added));
}

#[test]
fn clearing_takes_empty_objects_along() {
    let text = set(TEAM, "test_definitions[0].contexts[1].test_run.resources.requests.cpu", "2").unwrap();
    assert_eq!(clear(&text, "test_definitions[0].contexts[1].test_run.resources.requests.cpu").unwrap(), TEAM);
    assert_eq!(clear(TEAM, "base_dir").unwrap(), TEAM);
    assert_eq!(clear(TEAM, "namespace").unwrap(), TEAM.replace("namespace: team # ours\n", ""));
}

#[test]
fn items_come_and_go_with_their_comments() {
    let context = Value::Map(vec![("environment".into(), Value::text("tt02"))]);
    let insert = |index| Edit::Insert { list: path("test_definitions[0].contexts"), index, value: context.clone() };
    let text = apply(TEAM, &insert(9)).unwrap();
    assert_eq!(text, format!("{TEAM}\n      - environment: tt02\n"));
    let text = apply(TEAM, &insert(1)).unwrap();
    assert_eq!(text, TEAM.replace("      # the slow one", "      - environment: tt02\n\n      # the slow one"));
    let text = apply(TEAM, &Edit::Remove { path: path("test_definitions[0].contexts[1]") }).unwrap();
    assert_eq!(text, TEAM.split("\n      # the slow one").next().unwrap());
    let text = apply(TEAM, &Edit::Remove { path: path("test_definitions[0].contexts[0].test_run.env[0]") }).unwrap();
    assert!(!text.contains("test_run") && text.contains("# the slow one"));
    let text = apply(TEAM, &Edit::Duplicate { path: path("test_definitions[0].contexts[1]") }).unwrap();
    let slow = "      # the slow one\n      - environment: yt01\n        node_type: \"spot\"\n";
    assert_eq!(text, TEAM.replace(slow, &format!("{slow}\n{slow}")));
}

#[test]
fn from_nothing() {
    let text = set("", "namespace", "team").unwrap();
    assert_eq!(text, "namespace: team\n");
    let text = set(&text, "test_definitions[0].test_file", "a/t.js").unwrap();
    assert_eq!(text, "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n");
    let text = set(&text, "test_definitions[0].contexts[0].environment", "at22").unwrap();
    let whole = "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n";
    assert_eq!(text, whole);
    assert_eq!(set("# hello", "namespace", "x").unwrap(), "# hello\nnamespace: x\n");
}

#[test]
fn empty_lists_null_values_and_flow_style() {
    let at = |text: &str| set(text, "test_definitions[0].test_file", "t.js").unwrap();
    assert_eq!(at("test_definitions: []\n"), "test_definitions: [{test_file: t.js}]\n");
    assert_eq!(at("test_definitions: # none\n"), "test_definitions: # none\n  - test_file: t.js\n");
    assert_eq!(
        at("test_definitions: ~ # none\nnamespace: a\n"),
        "test_definitions: # none\n  - test_file: t.js\nnamespace: a\n"
    );
    assert_eq!(set("namespace:\nbase_dir: a\n", "namespace", "x").unwrap(), "namespace: x\nbase_dir: a\n");
    let flow = "test_definitions: [{test_file: a.js, contexts: [{environment: at22}]}]\n";
    let text = set(flow, "test_definitions[0].contexts[0].node_type", "spot").unwrap();
    assert_eq!(text, flow.replace("at22", "at22, node_type: spot"));
    let text = apply(flow, &Edit::Duplicate { path: path("test_definitions[0].contexts[0]") }).unwrap();
    assert_eq!(text, flow.replace("{environment: at22}", "{environment: at22}, {environment: at22}"));
}

#[test]
fn lists_in_the_keys_column_stay_there() {
    let text = "test_definitions:\n- test_file: a.js\n  contexts:\n  - environment: at22\n";
    let value = Value::Map(vec![("environment".into(), Value::text("tt02"))]);
    let edit = Edit::Insert { list: path("test_definitions[0].contexts"), index: 1, value };
    assert_eq!(apply(text, &edit).unwrap(), format!("{text}  - environment: tt02\n"));
    let set = set(text, "test_definitions[0].contexts[0].test_run.secrets[0]", "s").unwrap();
    assert_eq!(set, format!("{text}    test_run:\n      secrets:\n      - s\n"));
}

#[test]
fn crlf_stays() {
    let text = "namespace: a\r\ntest_definitions:\r\n  - test_file: x.js\r\n";
    let edited = set(text, "base_dir", "b").unwrap();
    assert_eq!(edited, "namespace: a\r\nbase_dir: b\r\ntest_definitions:\r\n  - test_file: x.js\r\n");
}

#[test]
fn values_that_look_like_something_else_are_quoted() {
    for value in ["yes", "12", "a: b", "#x", "", " x", "1.0", "null", "*a", "æ"] {
        let text = set("namespace: a\n", "base_dir", value).unwrap();
        let document = Document::read(&text).unwrap();
        let id = document.get(&path("base_dir")).unwrap();
        assert_eq!(document.scalar_text(id), Some(value), "{text}");
    }
}

#[test]
fn what_fills_an_empty_value_is_quoted_only_where_it_must_be() {
    assert_eq!(set("namespace: \"\"\n", "namespace", "team").unwrap(), "namespace: team\n");
    assert_eq!(set("namespace: ''\n", "namespace", "12").unwrap(), "namespace: \"12\"\n");
    assert_eq!(set("namespace: team\n", "namespace", "").unwrap(), "namespace: \"\"\n");
}

#[test]
fn refuses_what_it_cannot_do() {
    assert_eq!(set("a: [", "namespace", "x"), Err(EditError::Unreadable));
    assert_eq!(set("namespace: [a]\n", "namespace", "x"), Err(EditError::Unsafe));
    assert_eq!(set("- a\n", "namespace", "x"), Err(EditError::Unsafe));
    let gone = apply("namespace: a\n", &Edit::Remove { path: path("test_definitions[3]") });
    assert_eq!(gone, Err(EditError::Gone(path("test_definitions[3]"))));
}

#[test]
fn a_key_after_a_question_mark_is_not_judged_by_its_line() {
    let text = "? \n: a.";
    let edit = Edit::Remove { path: Path::root().key("~") };
    if let Ok(edited) = apply(text, &edit) {
        assert!(agrees(text, &edited, &Change::One(edit.clone()), &Defaults::default()), "{edited:?}");
    }
    assert_eq!(apply(text, &edit), Err(EditError::Unsafe));
}
