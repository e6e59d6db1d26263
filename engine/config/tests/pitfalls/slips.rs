//! Slips of the hand in YAML: each is one problem in plain words, where it was
//! made, with what to do.

use crate::support::Case;

const HEAD: &str = "namespace: team\nbase_dir: b\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n";

fn body(lines: &str) -> Case {
    Case::new(format!("{HEAD}{lines}"))
}

#[test]
fn slip_space_after_the_colon() {
    for more in [
        "",
        "        node_type: spot\n",
        "        test_run:\n          id: a\n",
        "\n        # why\n        node_type: spot\n",
    ] {
        let case = body(&format!("      - environment:at22\n{more}"));
        let told = case.also("", "a space is missing after `environment:`").helps("write `environment: at22`");
        told.on_line(6).underlines("environment:at22").error().mends_to("- environment: at22\n");
        case.count(1);
    }
    Case::new("namespace:team\ntest_definitions: []\n")
        .says("K6C001", "a space is missing after `namespace:`")
        .on_line(1)
        .underlines("namespace:team")
        .mends_to("namespace: team\n");
}

#[test]
fn slip_colon() {
    for more in ["", "        node_type: spot\n"] {
        let case = body(&format!("      - environment at22\n{more}"));
        case.count(1);
        case.also("", "a `:` is missing after `environment`")
            .helps("write `environment: at22`")
            .on_line(6)
            .underlines("environment at22")
            .mends_to("- environment: at22\n");
    }
    Case::new("namespace = team\ntest_definitions: []\n")
        .says("K6C001", "a `:` is missing")
        .mends_to("namespace: team\n");
    Case::new("namespace: team\nbase_dir\ntest_definitions: []\n")
        .says("K6C001", "a `:` is missing after `base_dir`")
        .on_line(2)
        .mends_to("base_dir:\n");
}

#[test]
fn slip_key_that_is_still_being_written() {
    body("      - environment: at22\n        no\n        test_run:\n          id: a\n")
        .says("K6C001", "a `:` is missing after `no`")
        .on_line(7)
        .underlines("no");
}

#[test]
fn slip_bracket() {
    let context = |lines: &str| body(&format!("      - environment: at22\n{lines}        node_type: spot\n"));
    context("        test_run:\n          secrets: [a, b\n")
        .says("K6C001", "`[` is not closed")
        .helps("write `]` where the value ends")
        .underlines("[a, b")
        .mends_to("secrets: [a, b]\n");
    context("        test_type: {type: smoke, enabled: true # on\n")
        .says("K6C001", "`{` is not closed")
        .mends_to("enabled: true} # on\n");
}

#[test]
fn slip_bracket_among_others() {
    let closed = "write `]` where the list ends";
    Case::new("namespace: team\nbase_dir: [a, [b, [c\n")
        .says("K6C001", "`[` is not closed")
        .helps(closed)
        .underlines("[")
        .at(2, 19);
    Case::new("[a, [b, [c,\n").says("K6C001", "`[` is not closed").underlines("[").at(1, 9);
    Case::new("{namespace: team, test_definitions: [}\n")
        .says("K6C001", "`[` is not closed")
        .helps(closed)
        .points_to("}")
        .at(1, 37);
    Case::new("namespace: team\ntest_definitions: [{test_file: a/t.js, contexts: [{environment: at22}}]\n")
        .says("K6C001", "`[` is not closed")
        .points_to("}")
        .at(2, 50);
    // What follows is read as if it stood between the brackets.
    let context = |lines: &str| body(&format!("      - environment: at22\n{lines}"));
    context("        test_run:\n          secrets: [a, [b, c]\n  - test_file: b/u.js\n")
        .says("K6C001", "`[` is not closed")
        .underlines("[")
        .points_to("-")
        .at(8, 20);
    context("        test_run:\n          secrets: [a,\n            b\n          name: x\n")
        .says("K6C001", "`[` is not closed")
        .underlines("[")
        .points_to(":")
        .at(8, 20);
    // Where it is closed, quotes are what is missing.
    context("        test_run:\n          name: {{ x }}y\n")
        .says("K6C001", "needs quotes")
        .mends_to("name: \"{{ x }}y\"");
}

#[test]
fn slip_comments_of_json5() {
    let tests = "\"test_definitions\": [{\"test_file\": \"a/t.js\", \"contexts\": [{\"environment\": \"at22\"}]}]";
    let json =
        |before: &str, after: &str| Case::new(format!("{{\n  \"namespace\": \"team\"{before}\n  {tests}{after}\n}}\n"));
    let help = "a comment begins with `#`; those of JSON5 and JavaScript are not read";
    let comment = |case: Case, underlined: &str, mended: &str| {
        case.says("K6C001", "begins no comment").helps(help).underlines(underlined).mends_to(mended);
    };
    comment(json(",\n  // the tests", ""), "// the tests", "\n  # the tests\n");
    comment(json(", // the team", ""), "// the team", ", # the team\n");
    comment(json(",// the team", ""), "// the team", ", # the team\n");
    comment(json(" // the team\n,", ""), "// the team", " # the team\n,");
    comment(json(", /* the team */", ""), "/* the team */", ", # the team\n");
    let within = json(",\n  /* the tests */ ", "").replaced("*/ \n  ", "*/ ");
    within.says("K6C001", "`/*` begins no comment").helps(help).underlines("/* the tests */");
    // YAML lets a `,` stand at the end.
    json(",", ",").is_fine();
    let block =
        |comments: &str| Case::context("").replaced("namespace: team\n", &format!("namespace: team\n{comments}"));
    comment(block("// one\n"), "// one", "\n# one\n");
    Case::context("")
        .replaced("namespace", "// one\n// two\nnamespace")
        .says("K6C001", "`//` begins no comment")
        .on_line(1);
    Case::context("")
        .replaced("namespace", "/* one\n   two */\nnamespace")
        .says("K6C001", "`/*` begins no comment")
        .on_line(1);
    // An address is none.
    Case::context("test_run:\n  env:\n    - name: A\n      value: //host/a").is_fine();
}

#[test]
fn slip_json_without_its_braces() {
    Case::new("\"namespace\": \"team\",\n\"test_definitions\": []\n")
        .says("K6C001", "a `,` cannot end this line")
        .helps("remove it")
        .underlines(",")
        .mends_to("\"namespace\": \"team\"\n");
    Case::new("{\"namespace\": \"team\"\n\"test_definitions\": []}\n")
        .says("K6C001", "a `,` or a `}` is missing before this")
        .helps("write a `,` between two keys")
        .on_line(2);
}

#[test]
fn slip_key_that_is_too_long() {
    let key = "k".repeat(1_025);
    let says = "this key has 1025 characters; YAML takes 1024 at most";
    Case::new(format!("namespace: team\n{key}: 1\n")).says("K6C001", says).helps("shorten it").underlines(&key);
    let quoted = format!("\"{}\"", "k".repeat(1_023));
    Case::new(format!("{{\"namespace\": \"team\", {quoted}: 1}}\n")).says("K6C001", says).underlines(&quoted);
    Case::new(format!("{{{quoted}: 1}}\n")).says("K6C001", says).underlines(&quoted);
    let short = "k".repeat(1_024);
    Case::context("").replaced("namespace", &format!("{short}: 1\nnamespace")).says("K6C010", "has no key");
}

#[test]
fn slip_dash() {
    body("      - environment: at22\n      environment: at23\n")
        .says("K6C001", "a `- ` is missing before `environment`")
        .helps("start each item of the list with `- `")
        .on_line(7)
        .underlines("environment")
        .mends_to("      - environment: at23\n");
    // All of the list without one.
    let case = Case::new(format!("{HEAD}      environment: at22\n"));
    case.says("K6C013", "`contexts` must be a list, not `key: value` lines")
        .helps("start each item with `- `")
        .underlines("contexts");
    let fix = case.also("K6C013", "").diagnostic.fix.unwrap();
    assert!(
        fix.edit.apply(&format!("{HEAD}      environment: at22\n")).ends_with("contexts:\n      - environment: at22\n")
    );
}

#[test]
fn slip_space_after_the_dash() {
    body("      - environment: at22\n      -environment: at23\n")
        .says("K6C001", "a space is missing between the `-` and `environment`")
        .helps("write `- environment: …`")
        .on_line(7)
        .underlines("-environment")
        .mends_to("      - environment: at23\n");
    body("      -environment: at22\n        node_type: spot\n")
        .says("K6C001", "between the `-` and `environment`")
        .on_line(6);
    body("      -environment: at22\n       node_type: spot\n")
        .says("K6C001", "between the `-` and `environment`")
        .on_line(6);
    body("      -environment: at22\n").says("K6C013", "between the `-` and `environment`").underlines("-environment");
    Case::new("namespace: a\ntest_definitions:\n  -test_file: a/t.js\n    contexts: []\n")
        .says("K6C001", "between the `-` and `test_file`")
        .on_line(3)
        .mends_to("  - test_file: a/t.js\n");
}

#[test]
fn slip_columns() {
    for (indent, side) in [(9, "left"), (7, "right")] {
        body(&format!("      - environment: at22\n{:indent$}node_type: spot\n", ""))
            .says(
                "K6C001",
                &format!("`node_type` is not in the column of its neighbours: it starts in {}, they in 9", indent + 1),
            )
            .helps(&format!("move it one column to the {side}; keys of one level start in one column"))
            .on_line(7)
            .underlines("node_type")
            .mends_to("        node_type: spot\n");
        // With what is below it.
        body(&format!("      - environment: at22\n{:indent$}test_run:\n          parallelism: 1\n", ""))
            .says("K6C001", "`test_run` is not in the column")
            .mends_to("        test_run:\n");
    }
    for indent in [5, 7] {
        body(&format!("      - environment: at22\n{:indent$}- environment: at23\n", ""))
            .says("K6C001", "`-` is not in the column of its neighbours")
            .underlines("- environment")
            .mends_to("\n      - environment: at23\n");
    }
    Case::new("namespace: a\n base_dir: b\n").says("K6C001", "`base_dir`").underlines("base_dir").on_line(2);
}

#[test]
fn slip_colon_in_a_value() {
    body("      - environment: at22\n        test_run:\n          env:\n            - name: A\n              value: b: c # d\n")
        .says("K6C001", "a value with `: ` in it needs quotes")
        .helps("put quotes around the value")
        .underlines("b: c")
        .mends_to("value: \"b: c\" # d\n");
}

#[test]
fn slip_first_line() {
    Case::new("\tnamespace: team\ntest_definitions: []\n")
        .says("K6C001", "a tab cannot indent YAML: the first line begins with one")
        .helps("start it in the first column")
        .on_line(1)
        .mends_to("namespace: team\n");
    Case::new("# ours\n namespace: team\ntest_definitions: []\n")
        .says("K6C001", "the first line is indented by a space, and those after it are not")
        .on_line(2)
        .underlines("namespace")
        .mends_to("\nnamespace: team\n");
}

#[test]
fn slip_quotes() {
    body("      - environment: \"C:\\dir\"\n")
        .says("K6C001", "between double quotes a `\\` begins an escape")
        .helps("use single quotes")
        .underlines("\"C:\\dir\"")
        .mends_to("environment: 'C:\\dir'\n");
    body("      - environment: 'it's'\n").says("K6C001", "a quote within the text ends it").mends_to("\"it's\"");
    for value in ["@x", "%x", "`x`", "{{ x }}y"] {
        body(&format!("      - environment: {value}\n"))
            .says("K6C001", "needs quotes")
            .underlines(value)
            .mends_to("\"");
    }
}

#[test]
fn slip_anchor_that_is_not_there() {
    body("      - environment: *x\n")
        .says("K6C007", "aliases (`*name`) and merge keys are not read")
        .underlines("*x")
        .error();
}

#[test]
fn slip_control_characters() {
    let nul = Case::new(format!("{HEAD}      - environment: at22\n").replace("team", "te\0am"));
    nul.says("K6C001", "the text holds a NUL character (U+0000)")
        .helps("save the file as UTF-8")
        .underlines("\0")
        .mends_to("team");
    let wide: String = "namespace: team\n".chars().flat_map(|c| [c, '\0']).collect();
    Case::new(wide).says("K6C004", "the file is UTF-16 text, not UTF-8").helps("save it as UTF-8").error();
}

#[test]
fn slip_values_that_read_as_something_else() {
    let value = |value: &str| Case::context(&format!("test_run:\n  env:\n    - name: A\n      value: {value}"));
    value("[1]")
        .says("K6C013", "this must be text, not a list")
        .helps("put quotes around it")
        .mends_to("value: \"[1]\"");
    value("{{ x }}").says("K6C013", "this must be text").mends_to("value: \"{{ x }}\"");
    value("{\"a\": 1}").says("K6C013", "this must be text").mends_to("value: '{\"a\": 1}'");
    Case::context("").replaced("namespace: team", "namespace: []").says("K6C013", "this must be text, not a list");
    let enabled = |value: &str| Case::context(&format!("test_type:\n  type: smoke\n  enabled: {value}"));
    enabled("\"true\"")
        .says("K6C013", "`true` in quotes is a text, not `true` or `false`")
        .helps("write `true` without quotes")
        .mends_to("enabled: true\n");
    for other in ["maybe", "1"] {
        enabled(other)
            .says("K6C013", &format!("`{other}` is neither `true` nor `false`"))
            .helps("write `true` or `false`")
            .underlines(other);
    }
    let contexts = |item: &str| Case::context("").replaced("- environment: at22", item);
    contexts("- at22")
        .says("K6C013", "contexts[] must be `key: value` lines, not a single value")
        .helps("write `- environment: at22`")
        .underlines("at22")
        .mends_to("      - environment: at22\n");
    contexts("- [at22]").says("K6C013", "not a list").helps("write `environment: …`, and its other keys");
    Case::new("namespace: team\ntest_definitions:\n  - a/t.js\n")
        .says("K6C013", "test_definitions[] must be `key: value` lines")
        .helps("write `- test_file: a/t.js`")
        .underlines("a/t.js");
    Case::context("test_type: smoke")
        .says("K6C013", "test_type must be `key: value` lines, not a single value")
        .helps("write `type: smoke` and `enabled: true` below `test_type`")
        .mends_to("test_type:\n          type: smoke\n          enabled: true\n");
    Case::context("test_run:\n  secrets: x")
        .says("K6C013", "`secrets` must be a list, not a single value")
        .mends_to("secrets: [x]\n");
    Case::context("")
        .replaced("namespace: team", "{a: b}: c\nnamespace: team")
        .says("K6C013", "a key of the top of the file must be a word")
        .underlines("{a: b}");
}

#[test]
fn slip_nothing_is_an_empty_file() {
    for text in ["---\n", "null\n", "~\n", "--- ~\n", "# only this\n---\n"] {
        Case::new(text).says("K6C002", "the file says nothing yet").error();
    }
}
