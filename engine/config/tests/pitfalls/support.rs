//! A document with its surroundings, and what is said of it.

use std::collections::BTreeMap;

use k6cfg_config::{Diagnostic, Dropped, GenerationContext, Input, Reading, Severity, Suffix, read};
use k6cfg_profile::Profile;

#[derive(Clone)]
pub(crate) struct Case {
    text: String,
    file_name: &'static str,
    files: BTreeMap<String, Vec<u8>>,
    arguments: &'static str,
    github: BTreeMap<String, String>,
    profile: Profile,
    /// Whether a file that is not given is missing.
    complete: bool,
}

impl Case {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            file_name: "functional.yaml",
            files: BTreeMap::new(),
            arguments: "",
            github: BTreeMap::new(),
            profile: Profile::built_in().clone(),
            complete: false,
        }
    }

    /// `test_definitions` with one test, and under its one context these lines.
    pub(crate) fn context(lines: &str) -> Self {
        Self::test("", lines)
    }

    /// The same with lines of the test itself.
    pub(crate) fn test(of_test: &str, of_context: &str) -> Self {
        let indented = |lines: &str, by: usize| -> String {
            let lines: Vec<String> = lines.lines().map(|line| format!("{}{line}\n", " ".repeat(by))).collect();
            lines.concat()
        };
        Self::new(format!(
            "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n{}    contexts:\n      - environment: at22\n{}",
            indented(of_test, 4),
            indented(of_context, 8)
        ))
    }

    /// The document with a part of it written otherwise.
    pub(crate) fn replaced(mut self, from: &str, to: &str) -> Self {
        assert!(self.text.contains(from), "{}", self.text);
        self.text = self.text.replace(from, to);
        self
    }

    pub(crate) fn named(mut self, file_name: &'static str) -> Self {
        self.file_name = file_name;
        self
    }

    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
        self
    }

    pub(crate) fn arguments(mut self, arguments: &'static str) -> Self {
        self.arguments = arguments;
        self
    }

    pub(crate) fn github_ref(mut self, github_ref: &str) -> Self {
        self.github.insert("GITHUB_REF".to_owned(), github_ref.to_owned());
        self
    }

    pub(crate) fn profile(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        change(&mut self.profile);
        self
    }

    /// The version of k6-operator in the cluster.
    pub(crate) fn operator(self, version: &str) -> Self {
        self.profile(|profile| version.clone_into(&mut profile.limits.k6_operator))
    }

    /// A file that is not given does not exist.
    pub(crate) fn complete(mut self) -> Self {
        self.complete = true;
        self
    }

    pub(crate) fn read(&self) -> Reading {
        let context = GenerationContext {
            at_ms: 0,
            suffix: Suffix::try_from("abcde".to_owned()).unwrap(),
            arguments: self.arguments.to_owned(),
            github: self.github.clone(),
        };
        let dropped = Dropped(self.files.clone());
        read(&Input {
            text: &self.text,
            file_name: self.file_name,
            profile: &self.profile,
            sources: if self.complete { &self.files } else { &dropped },
            context: &context,
        })
    }

    /// All that is said, but for scripts that have not been dropped in.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.read().diagnostics;
        all.retain(|d| self.complete || !d.message.starts_with("there is no file"));
        all
    }

    /// Nothing is said.
    #[track_caller]
    pub(crate) fn is_fine(&self) {
        let all = self.diagnostics();
        assert!(all.is_empty(), "{all:#?}");
    }

    /// The one thing that is said.
    #[track_caller]
    pub(crate) fn says(&self, code: &str, words: &str) -> Told {
        let all = self.diagnostics();
        assert_eq!(all.len(), 1, "{all:#?}");
        self.also(code, words)
    }

    /// One of the things that are said.
    #[track_caller]
    pub(crate) fn also(&self, code: &str, words: &str) -> Told {
        let all = self.diagnostics();
        let one = all.iter().find(|d| d.code.as_str().contains(code) && d.message.contains(words));
        let diagnostic = one.unwrap_or_else(|| panic!("no {code} with `{words}` in {all:#?}")).clone();
        Told { case: self.clone(), diagnostic }
    }

    /// How many things are said.
    #[track_caller]
    pub(crate) fn count(&self, count: usize) -> &Self {
        let all = self.diagnostics();
        assert_eq!(all.len(), count, "{all:#?}");
        self
    }

    /// Nothing that is said holds this.
    #[track_caller]
    pub(crate) fn hides(&self, secret: &str) -> &Self {
        for d in self.diagnostics() {
            let texts = [Some(&d.message), d.help.as_ref()].into_iter().flatten();
            let related = d.related.iter().map(|r| &r.message);
            for text in texts.chain(related) {
                assert!(!text.contains(secret), "{text}");
            }
        }
        self
    }
}

pub(crate) struct Told {
    case: Case,
    pub(crate) diagnostic: Diagnostic,
}

impl Told {
    #[track_caller]
    pub(crate) fn says_also(self, words: &str) -> Self {
        assert!(self.diagnostic.message.contains(words), "{}", self.diagnostic.message);
        self
    }

    #[track_caller]
    pub(crate) fn helps(self, words: &str) -> Self {
        let help = self.diagnostic.help.as_deref().unwrap_or_default();
        assert!(help.contains(words), "{help}");
        self
    }

    /// The text that is underlined.
    #[track_caller]
    pub(crate) fn underlines(self, text: &str) -> Self {
        assert_eq!(&self.case.text[self.diagnostic.at.span.clone()], text);
        self
    }

    #[track_caller]
    pub(crate) fn on_line(self, line: usize) -> Self {
        assert_eq!(self.diagnostic.at.line, line);
        self
    }

    /// Line and column.
    #[track_caller]
    pub(crate) fn at(self, line: usize, column: usize) -> Self {
        assert_eq!((self.diagnostic.at.line, self.diagnostic.at.column), (line, column));
        self
    }

    /// The text of the other place.
    #[track_caller]
    pub(crate) fn points_to(self, text: &str) -> Self {
        let texts: Vec<&str> = self.diagnostic.related.iter().map(|r| &self.case.text[r.at.span.clone()]).collect();
        assert!(texts.contains(&text), "{texts:?}");
        self
    }

    #[track_caller]
    pub(crate) fn error(self) -> Self {
        self.is(Severity::Error)
    }

    #[track_caller]
    pub(crate) fn warning(self) -> Self {
        self.is(Severity::Warning)
    }

    #[track_caller]
    pub(crate) fn info(self) -> Self {
        self.is(Severity::Info)
    }

    #[track_caller]
    fn is(self, severity: Severity) -> Self {
        assert_eq!(self.diagnostic.severity, severity);
        self
    }

    /// The mend takes this problem away, brings no error, and takes no line away
    /// but the one that is underlined.
    #[track_caller]
    pub(crate) fn mends_to(self, part: &str) {
        let fix = self.diagnostic.fix.as_ref().expect("a mend");
        let mut mended = self.case.clone();
        mended.text = fix.edit.apply(&self.case.text);
        assert!(mended.text.contains(part), "{}", mended.text);
        let after = mended.diagnostics();
        let same = |d: &&Diagnostic| (d.code, &d.message) == (self.diagnostic.code, &self.diagnostic.message);
        assert!(!after.iter().any(|d| same(&d)), "{after:#?}");
        let errors = |all: &[Diagnostic]| all.iter().filter(|d| d.severity == Severity::Error).count();
        assert!(errors(&after) <= errors(&self.case.diagnostics()), "{after:#?}");
        let old: Vec<&str> = self.case.text.lines().collect();
        let new: Vec<&str> = mended.text.lines().collect();
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        for line in head + 1..=old.len() - tail {
            assert_eq!(line, self.diagnostic.at.line, "line {line} changed in\n{}", mended.text);
        }
    }
}
