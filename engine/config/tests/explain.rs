//! Every code has a page, and every page the one form that `explain` takes
//! apart. The examples are run by `engine/manifest/tests/explain.rs`.

#![expect(clippy::disallowed_methods, reason = "the folder of the pages is looked at; the engine holds their text")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use k6cfg_config::Code;
use k6cfg_config::explain::{CONFIG, Case, Explanation, GROUPS, codes_of, consequence, explain};
use pretty_assertions::assert_eq;

fn all() -> impl Iterator<Item = Explanation> {
    Code::ALL.iter().map(|code| explain(*code))
}

/// The page that an explanation was read from.
fn page(explanation: &Explanation) -> String {
    let Explanation { code, severity, title, what, why, example, mend } = explanation;
    let consequence = consequence(*severity);
    let (example, mend) = (case(example), case(mend));
    format!(
        "# {code}: {title}\n\n{consequence}\n\n## What\n\n{what}\n\n## Why\n\n{why}\n\n\
         ## Example\n\n{example}\n## Mend\n\n{mend}"
    )
}

fn case(case: &Case) -> String {
    let mut parts = Vec::new();
    if !case.words.is_empty() {
        parts.push(format!("{}\n", case.words));
    }
    for file in &case.files {
        if file.name != CONFIG {
            parts.push(format!("`{}`:\n", file.name));
        }
        parts.push(format!("```{}\n{}```\n", file.language, file.text));
    }
    parts.join("\n")
}

#[test]
fn pages_have_the_form() {
    for explanation in all() {
        let code = explanation.code;
        assert_eq!(page(&explanation), code.page(), "{code}");
        assert_eq!(explanation.title, code.meaning().trim().trim_end_matches('.'), "{code}");
        assert!(!explanation.what.is_empty() && !explanation.why.is_empty(), "{code}");
        assert!(!explanation.mend.words.is_empty(), "{code}");
        let languages = ["yaml", "js", "json", "sh", "text"];
        for file in explanation.example.files.iter().chain(&explanation.mend.files) {
            assert!(languages.contains(&file.language), "{code}: {}", file.language);
        }
    }
}

#[test]
fn pages_are_short_and_fit_a_terminal() {
    for explanation in all() {
        let Explanation { code, what, why, example, mend, .. } = &explanation;
        let words: usize =
            [*what, *why, example.words, mend.words].iter().map(|text| text.split_whitespace().count()).sum();
        assert!((60..=150).contains(&words), "{code} has {words} words");
        for line in code.page().lines() {
            assert!(line.chars().count() <= 80, "{code}: {line}");
        }
    }
}

#[test]
fn no_page_is_left_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagnostics");
    let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let pages: BTreeSet<String> = names.filter(|name| name != "README.md").collect();
    let expected: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    assert_eq!(pages, expected);
}

#[test]
fn every_code_is_in_a_group() {
    let grouped: Vec<Code> = GROUPS.iter().flat_map(|(group, _)| codes_of(group)).collect();
    assert_eq!(grouped, Code::ALL);
}

#[test]
fn explanations_are_json() {
    let json = serde_json::to_value(explain(Code::EnvFileLine)).unwrap();
    assert_eq!(json["code"], "K6C045");
    assert_eq!(json["severity"], "error");
    assert_eq!(json["example"]["files"][0]["name"], CONFIG);
    assert_eq!(
        json["mend"]["files"],
        serde_json::json!([{
            "name": "tests/common.env",
            "language": "sh",
            "text": "# for every context\nPAGE_SIZE=50\n",
        }])
    );
}
