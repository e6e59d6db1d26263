//! From a config's text to all of its objects.

use std::collections::{BTreeMap, BTreeSet};

use k6cfg_archive::Lack;
use k6cfg_config::{Code, Diagnostic, Finding, GenerationContext, Path, Plan, Reading, Run, Severity, Sources};
use k6cfg_profile::Profile;

use crate::digest::digest;
use crate::make::{GeneratedRun, MakeError, Maker};

/// Inputs of [`generate`].
pub struct Input<'a> {
    pub profile: &'a Profile,
    /// The config file's own name.
    pub file_name: &'a str,
    pub text: &'a str,
    pub sources: &'a dyn Sources,
    pub context: &'a GenerationContext,
    pub archives: Archives<'a>,
    /// Ids of the runs to make; all where there is no choice.
    pub only: Option<&'a BTreeSet<String>>,
}

/// Where the archives come from.
#[derive(Clone, Copy)]
pub enum Archives<'a> {
    /// Made from the scripts.
    Build,
    /// Made elsewhere, by run id. The scripts are not looked at.
    Given(&'a BTreeMap<String, Vec<u8>>),
}

/// Objects of every run, or what keeps them from being made.
#[derive(Debug, Default)]
pub struct Outcome {
    pub reading: Reading,
    /// All problems; no run is made while there is an error among them.
    pub diagnostics: Vec<Diagnostic>,
    pub runs: Vec<GeneratedRun>,
    /// Of all objects; see [`digest`]. Empty when there is none.
    pub digest: String,
}

impl Outcome {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}

/// Reads the config and makes the objects of its runs: all or none.
pub fn generate(input: &Input<'_>) -> Outcome {
    let sources: &dyn Sources = match input.archives {
        Archives::Build => input.sources,
        // The archive holds the script: the plan need not look for it.
        Archives::Given(archives) => &WithArchives { sources: input.sources, archives },
    };
    let mut reading = k6cfg_config::read(&k6cfg_config::Input {
        text: input.text,
        file_name: input.file_name,
        profile: input.profile,
        sources,
        context: input.context,
    });
    for test in reading.tests_with_doubtful_load() {
        if script_has_options(input, &reading.plan, test) {
            reading.script_decides(test);
        }
    }
    let mut findings = Vec::new();
    let mut runs = Vec::new();
    if !reading.has_errors() {
        runs = make(input, &reading.plan, &mut findings);
    }
    let mut diagnostics = reading.diagnostics.clone();
    if let Some(document) = &reading.document {
        diagnostics.extend(findings.into_iter().map(|f| document.place(f)));
    }
    diagnostics.sort_by_key(|d| (d.at.span.start, d.severity, d.code));
    let mut outcome = Outcome { reading, diagnostics, runs, digest: String::new() };
    if outcome.has_errors() {
        outcome.runs.clear();
    } else if !outcome.runs.is_empty() {
        outcome.digest = digest(outcome.runs.iter().flat_map(GeneratedRun::objects));
    }
    outcome
}

/// Whether the script of a test has options of its own. One that is not there
/// or does not read has none.
fn script_has_options(input: &Input<'_>, plan: &Plan, test: usize) -> bool {
    let has_options = |path: &str, script: &[u8]| {
        k6cfg_archive::check(path, script).is_ok_and(|lacks| lacks.contains(&Lack::Options))
    };
    plan.runs.iter().filter(|run| run.test == test).any(|run| match input.archives {
        Archives::Build => {
            input.sources.read(&run.test_file).is_some_and(|script| has_options(&run.test_file, &script))
        }
        Archives::Given(archives) => archives
            .get(&run.id)
            .and_then(|bytes| k6cfg_archive::Contents::read(bytes).ok())
            .is_some_and(|contents| has_options(&run.test_file, &contents.script)),
    })
}

fn make(input: &Input<'_>, plan: &Plan, findings: &mut Vec<Finding>) -> Vec<GeneratedRun> {
    let maker = match Maker::new(input.profile) {
        Ok(maker) => maker,
        Err(error) => {
            findings.push(Finding::new(Code::Manifest, Path::root(), error.to_string()));
            return Vec::new();
        }
    };
    let mut made = Vec::new();
    let mut reported = BTreeSet::new();
    for run in plan.runs.iter().filter(|run| input.only.is_none_or(|only| only.contains(&run.id))) {
        let archive = match input.archives {
            Archives::Build => maker.archive(run, input.sources, input.context),
            Archives::Given(archives) => match archives.get(&run.id) {
                Some(bytes) => maker.given_archive(run, bytes, input.context),
                None => Err(MakeError::Blocked(format!("the archive of `{}` is missing", run.id))),
            },
        };
        match archive.and_then(|archive| maker.objects(run, input.context, archive)) {
            Ok(objects) => {
                if !objects.lacks.is_empty() && reported.insert((run.test, Code::ArchiveIncomplete)) {
                    findings.push(incomplete(run, &objects.lacks));
                }
                made.push(objects);
            }
            Err(error) => {
                let finding = failed(run, &error);
                if reported.insert((run.test, finding.code)) {
                    findings.push(finding);
                }
            }
        }
    }
    made
}

/// The finding for a script whose archive lacks something.
pub fn incomplete(run: &Run, lacks: &[Lack]) -> Finding {
    let lacks: Vec<String> = lacks.iter().map(ToString::to_string).collect();
    let message = format!("the archive of `{}` lacks {}", run.test_file, lacks.join(", "));
    let help =
        "this version archives scripts that import only k6's own modules; such a run would fail or run another load";
    Finding::new(Code::ArchiveIncomplete, Path::test(run.test).key("test_file"), message).help(help)
}

/// The finding for a run that has no objects.
pub fn failed(run: &Run, error: &MakeError) -> Finding {
    let place = Path::test(run.test).key("test_file");
    let (code, message) = match error {
        MakeError::Blocked(why) => (Code::FileMissing, why.clone()),
        MakeError::Script(script) => (Code::Script, format!("`{}` cannot run: {script}", run.test_file)),
        MakeError::TooLarge { .. } => {
            let finding = Finding::new(Code::ArchiveTooLarge, place, error.to_string());
            return finding.help("import less, or open smaller files");
        }
        MakeError::Archive(_) | MakeError::OtherArchive => (Code::Script, format!("`{}`: {error}", run.id)),
        MakeError::Jsonnet(error) => (Code::Manifest, error.to_string()),
    };
    Finding::new(code, place, message)
}

/// Sources in which the scripts of given archives count as there.
struct WithArchives<'a> {
    sources: &'a dyn Sources,
    archives: &'a BTreeMap<String, Vec<u8>>,
}

impl Sources for WithArchives<'_> {
    fn read(&self, path: &str) -> Option<std::borrow::Cow<'_, [u8]>> {
        let script = [".js", ".ts"].iter().any(|ending| path.ends_with(ending)) && !self.archives.is_empty();
        self.sources.read(path).or_else(|| script.then(|| std::borrow::Cow::Borrowed(&[][..])))
    }
}

#[cfg(test)]
mod tests {
    use k6cfg_config::Suffix;

    use super::*;

    const CONFIG: &str = "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n        test_run:\n          parallelism: 2\n";

    fn outcome(script: &str, arguments: &str, profile: &Profile) -> Outcome {
        let context = GenerationContext {
            at_ms: 0,
            suffix: Suffix::try_from("abcde".to_owned()).unwrap(),
            arguments: arguments.to_owned(),
            github: BTreeMap::new(),
        };
        let sources = BTreeMap::from([("a/t.js".to_owned(), script.as_bytes().to_vec())]);
        generate(&Input {
            profile,
            file_name: "functional.yaml",
            text: CONFIG,
            sources: &sources,
            context: &context,
            archives: Archives::Build,
            only: None,
        })
    }

    fn codes(script: &str) -> Vec<String> {
        outcome(script, "", Profile::built_in()).diagnostics.iter().map(|d| d.code.to_string()).collect()
    }

    #[test]
    fn a_script_with_options_decides_on_the_load() {
        assert_eq!(codes("export default function () {}"), ["K6C029"]);
        assert_eq!(codes("export const options = { vus: 5 };\nexport default function () {}"), ["K6C061"]);
        assert_eq!(codes("export default function ( {}"), ["K6C029"]);
    }

    #[test]
    fn an_operator_of_today_takes_words() {
        let spec = |operator: &str| {
            let mut profile = Profile::built_in().clone();
            operator.clone_into(&mut profile.limits.k6_operator);
            let outcome = outcome("export default function () {}", "--vus 2 -e 'A=two words'", &profile);
            outcome.runs.first().unwrap().test_run["spec"].clone()
        };
        let words = spec("1.6");
        assert_eq!(words.get("arguments"), None);
        let words: Vec<&str> = words["args"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
        assert_eq!(words[..2], ["--tag", "testid=at22-t"]);
        assert_eq!(words[words.len() - 5..], ["experimental-prometheus-rw", "--vus", "2", "-e", "A=two words"]);
        let line = spec("1.5");
        assert_eq!(line.get("args"), None);
        assert!(line["arguments"].as_str().unwrap().ends_with("--vus 2 -e 'A=two words'"));
    }
}
