//! 36 to 38: text that k6-operator up to 1.5 does not pass on as it is.

use crate::support::Case;

fn newer(case: Case) -> Case {
    case.operator("1.6")
}

#[test]
fn pitfall_36_a_name_that_splits_the_arguments() {
    for name in ["two words", "a;b", "a\"b", "æ", "a=b", "a,b"] {
        let text = format!("'{name}'");
        Case::context(&format!("test_run:\n  name: {text}"))
            .says("K6C030", "cannot be a tag")
            .helps("use letters, digits and `.` `_` `/` `-`")
            .underlines(&text)
            .error();
    }
    Case::context("test_run:\n  name: a/B_c.d-1").is_fine();
}

#[test]
fn pitfall_37_two_spaces_in_arguments() {
    for arguments in ["--vus  3", " --vus 3"] {
        let case = Case::context("").arguments(arguments);
        case.says("K6C047", "makes an empty argument of two spaces in a row")
            .helps("write one space between arguments")
            .warning();
        newer(case).is_fine();
    }
    Case::context("").arguments("--vus 3 --rps 5 ").is_fine();
}

#[test]
fn pitfall_38_shell_characters_in_arguments() {
    for (arguments, named) in [
        ("-e A=\"b\"", "`\"`"),
        ("-e A=`id`", "a backtick"),
        ("-e A=$(id)", "`$(`"),
        ("-e A=1;ls", "`;`"),
        ("-e A=1|ls", "`|`"),
        ("-e A=1&ls", "`&`"),
        ("-e A=1\n-e B=2", "a line break"),
        ("--summary-trend-stats=p(95)", "`(` and `)`"),
    ] {
        let case = Case::context("").arguments(arguments);
        case.says("K6C047", "k6-operator 1.5 puts the command-line arguments into a shell")
            .helps("a value for the script can stand in `test_run.env`")
            .error();
        case.also("K6C047", &format!("they hold {named}"));
        newer(case).is_fine();
    }
    Case::context("")
        .arguments("-e 'A=b'")
        .says("K6C047", "passes the quotes in the command-line arguments on to k6 as they are")
        .warning();
    Case::context("").arguments("--vus 3 -e A=/x?b=c,d%20#e --tag f=g:h --out json=x").is_fine();
}

#[test]
fn pitfall_38_shell_characters_in_values() {
    let with = |value: &str| Case::context(&format!("test_run:\n  env:\n    - name: A\n      value: '{value}'"));
    for (value, named) in [("{\"a\": 1}", "`\"`"), ("a`id`", "a backtick"), ("$(id)", "`$(`")] {
        let case = with(value);
        case.hides(value)
            .says("K6C047", &format!("the value of `A` into a shell, and it holds {named}"))
            .underlines(&format!("'{value}'"))
            .warning();
        newer(case).is_fine();
    }
    // Between double quotes these are nothing but themselves.
    for value in ["https://a.example/b?c=d&e=f;g", "a | b", "(c)", "<d>", "two  spaces", "* ? # !", "$5", "p(95)<500"] {
        with(value).is_fine();
    }
    Case::test("env_file: a/x.env", "")
        .file("a/x.env", "A={\"a\": \"hunter2\"}\n")
        .hides("hunter2")
        .says("K6C047", "the value of `A` in `a/x.env` into a shell")
        .underlines("a/x.env")
        .warning();
}
