//! The examples of the pages under `docs/diagnostics`: each has the problem of
//! its page and no other, and none once it is mended.
//!
//! Every file that a document names is there, unless the example shows a
//! script: then there is only what it shows. A block `arguments` is the command
//! line; one `profile` has keys that replace those of the built-in profile. Several
//! `.yaml` files are checked together. Under Mend stands only what changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use k6cfg_config::expand::Role;
use k6cfg_config::explain::{CONFIG, Case, Explanation, File, explain};
use k6cfg_config::{Code, Diagnostic, GenerationContext, Severity, Suffix, decode, together};
use k6cfg_manifest::{InProcess, Input, OVERLAY, Outcome, Overlay, Secrets, Which, generate};
use k6cfg_profile::Profile;
use k6cfg_seal::SealedSecret;
use serde_yaml::Mapping;

/// Codes that no input is known to provoke.
const WITHOUT: [Code; 1] = [Code::Manifest];

/// The folder of what was sealed here.
const SEALED: &str = "sealed/";

/// What is given to k6cfg.
struct Given {
    /// Name of the config file.
    config: &'static str,
    /// By name; `arguments`, `cluster` and `profile` are none.
    files: BTreeMap<String, Vec<u8>>,
}

impl Given {
    fn new(case: &Case) -> Self {
        let config = case.files.first().map_or(CONFIG, |file| file.name);
        let mut given = Self { config, files: BTreeMap::new() };
        given.lay_over(case);
        given
    }

    fn lay_over(&mut self, case: &Case) {
        self.files.extend(case.files.iter().map(|file| (file.name.to_owned(), bytes(file))));
    }

    /// All problems, and how many runs were made.
    fn outcome(&self) -> (Vec<Diagnostic>, usize) {
        let mut found = Vec::new();
        let mut made = Vec::new();
        let is_config =
            |name: &str| name == self.config || name.rsplit('.').next() == Some("yaml") && !name.starts_with(SEALED);
        for (name, bytes) in self.files.iter().filter(|(name, _)| is_config(name)) {
            match decode(bytes) {
                Ok(text) => made.push((name, text, self.outcome_of(name, text))),
                Err(diagnostic) => found.push(*diagnostic),
            }
        }
        let files: Vec<_> = made
            .iter()
            .map(|(name, _, outcome): &(&String, &str, Outcome)| together::File { name, reading: &outcome.reading })
            .collect();
        found.extend(made.iter().flat_map(|(.., outcome)| outcome.diagnostics.clone()));
        found.extend(together::check(&files).into_iter().flatten());
        (found, made.iter().map(|(.., outcome)| outcome.runs.len()).sum())
    }

    fn outcome_of(&self, name: &str, text: &str) -> Outcome {
        let mut sources = self.files.clone();
        if !sources.keys().any(|name| [".js", ".ts"].iter().any(|ending| name.ends_with(ending))) {
            for (name, role) in self.generate(name, text, &BTreeMap::new()).reading.plan.files {
                sources.entry(name).or_insert_with(|| default(role).to_vec());
            }
        }
        self.generate(name, text, &sources)
    }

    fn generate(&self, file_name: &str, text: &str, sources: &BTreeMap<String, Vec<u8>>) -> Outcome {
        let given = |name| self.files.get(name).map(|bytes| String::from_utf8(bytes.clone()).unwrap());
        let profile = given("profile").map_or_else(|| Profile::built_in().clone(), |keys| profile(&keys));
        let context = GenerationContext {
            at_ms: 1_700_000_000_123,
            suffix: Suffix::from_random([0; 5]),
            arguments: given("arguments").unwrap_or_default().trim().to_owned(),
            github: BTreeMap::new(),
        };
        let sealed = self.files.iter().filter(|(name, _)| name.starts_with(SEALED));
        let sealed = sealed.map(|(_, bytes)| SealedSecret::read(str::from_utf8(bytes).unwrap()).unwrap());
        let sealed: Vec<SealedSecret> = sealed.collect();
        let cluster: Option<BTreeSet<String>> =
            given("cluster").map(|names| names.lines().map(str::to_owned).collect());
        let overlay = given(OVERLAY).filter(|text| !text.is_empty());
        generate(&Input {
            profile: &profile,
            file_name,
            text,
            sources,
            context: &context,
            archiver: &InProcess::of_paths(sources, sources.keys().cloned()),
            scripts_given: false,
            which: Which::All,
            secrets: Secrets { sealed: &sealed, in_cluster: cluster.as_ref() },
            overlay: overlay.as_deref().map(|text| Overlay { name: OVERLAY, text }),
        })
    }
}

/// The built-in profile with other values for some keys.
fn profile(keys: &str) -> Profile {
    let mut all: Mapping = serde_yaml::from_str(include_str!("../../profile/profiles/altinn.yaml")).unwrap();
    all.extend(serde_yaml::from_str::<Mapping>(keys).unwrap());
    Profile::from_yaml(&serde_yaml::to_string(&all).unwrap()).unwrap()
}

/// A file that is named and not shown.
fn default(role: Role) -> &'static [u8] {
    match role {
        Role::TestFile => b"export default function () {}\n",
        Role::ConfigFile => b"{}\n",
        Role::EnvFile => b"",
    }
}

/// What a block stands for. In a `text` block `\r` is a carriage return, `\xE5`
/// that byte, and `\{3}` the character before it three times in all.
fn bytes(file: &File) -> Vec<u8> {
    let mut pieces = file.text.split('\\');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let escaped = if file.language == "text" { escape(piece, &mut bytes) } else { None };
        let rest = escaped.unwrap_or_else(|| {
            bytes.push(b'\\');
            piece
        });
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

/// Writes what an escape stands for; the rest comes back.
fn escape<'a>(piece: &'a str, bytes: &mut Vec<u8>) -> Option<&'a str> {
    if let Some(rest) = piece.strip_prefix('r') {
        bytes.push(b'\r');
        return Some(rest);
    }
    if let Some(rest) = piece.strip_prefix('x') {
        bytes.push(u8::from_str_radix(rest.get(..2)?, 16).ok()?);
        return rest.get(2..);
    }
    let (count, rest) = piece.strip_prefix('{')?.split_once('}')?;
    let (count, before): (usize, u8) = (count.parse().ok()?, *bytes.last()?);
    bytes.extend(std::iter::repeat_n(before, count.checked_sub(1)?));
    Some(rest)
}

/// Those that have an example.
fn explanations() -> impl Iterator<Item = Explanation> {
    Code::ALL.iter().filter(|code| !WITHOUT.contains(code)).map(|code| explain(*code))
}

fn described(code: Code, diagnostics: &[Diagnostic]) -> String {
    let mut text = format!("\n{code}");
    for found in diagnostics {
        let _ = write!(text, "\n  line {}: {} {}", found.at.line, found.code, found.message);
    }
    text
}

#[test]
fn examples_have_the_problem_of_their_page() {
    let mut wrong = String::new();
    for Explanation { code, example, .. } in explanations() {
        assert!(!example.files.is_empty(), "{code}");
        let (found, _) = Given::new(&example).outcome();
        let codes: BTreeSet<Code> = found.iter().map(|d| d.code).collect();
        // What comes along besides an error is said so.
        let said = |other: Code| other.severity() != Severity::Error && example.words.contains(other.as_str());
        if !codes.contains(&code) || codes.iter().any(|other| *other != code && !said(*other)) {
            wrong += &described(code, &found);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn mended_examples_have_no_problem() {
    let mut wrong = String::new();
    for Explanation { code, example, mend, .. } in explanations() {
        let mut given = Given::new(&example);
        for file in &mend.files {
            assert_ne!(given.files.get(file.name), Some(&bytes(file)), "{code}: {} is not mended", file.name);
        }
        given.lay_over(&mend);
        let (found, runs) = given.outcome();
        if !found.is_empty() || runs == 0 {
            wrong += &described(code, &found);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn pages_without_an_example_are_few() {
    for code in WITHOUT {
        let Explanation { example, mend, .. } = explain(code);
        assert!(example.files.is_empty() && mend.files.is_empty() && !example.words.is_empty(), "{code}");
    }
}

#[test]
fn profile_blocks_replace_keys() {
    let (own, built_in) = (profile("default_node_type: spot"), Profile::built_in());
    assert_eq!((own.default_node_type.as_str(), &own.image), ("spot", &built_in.image));
}

#[test]
fn text_blocks_have_escapes() {
    let given = |language, text| bytes(&File { name: CONFIG, language, text });
    assert_eq!(given("text", "a\\rb\\xE5c\\{3}\\d\n"), b"a\rb\xE5ccc\\d\n");
    assert_eq!(given("js", "'\\r\\{2}'"), b"'\\r\\{2}'");
}
