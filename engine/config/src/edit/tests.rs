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
fn a_line_at_the_top_is_as_it_is_in_the_whole() {
    for (before, value, after) in [
        ("namespace: a # x\nbase_dir: b\n", "new: # y", Ok("namespace: \"new: # y\" # x\nbase_dir: b\n")),
        ("namespace: a\n  b\nbase_dir: c\n", "d", Ok("namespace: d\nbase_dir: c\n")),
        ("base_dir: b\nnamespace: a", "d", Ok("base_dir: b\nnamespace: d")),
        ("namespace: 'a\n  b'\n", "d", Ok("namespace: 'd'\n")),
        ("namespace: |\n  a\nbase_dir: b\n", "d", Ok("namespace: d\nbase_dir: b\n")),
        ("namespace: [a]\n", "d", Err(EditError::Unsafe)),
    ] {
        assert_eq!(set(before, "namespace", value).as_deref(), after.as_deref(), "{before}");
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
fn refuses_what_it_cannot_do() {
    assert_eq!(set("a: [", "namespace", "x"), Err(EditError::Unreadable));
    assert_eq!(set("namespace: [a]\n", "namespace", "x"), Err(EditError::Unsafe));
    assert_eq!(set("- a\n", "namespace", "x"), Err(EditError::Unsafe));
    let gone = apply("namespace: a\n", &Edit::Remove { path: path("test_definitions[3]") });
    assert_eq!(gone, Err(EditError::Gone(path("test_definitions[3]"))));
}
