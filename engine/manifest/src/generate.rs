//! From a config's text to all of its objects.

use std::collections::BTreeSet;

use k6cfg_archive::{Fault, FaultKind};
use k6cfg_config::{Code, Diagnostic, Finding, GenerationContext, Path, Plan, Reading, Run, Severity, Sources};
use k6cfg_profile::Profile;
use k6cfg_seal::SealedSecret;
use serde_json::Value;

use crate::archiver::{Ahead, Archiver, NoArchive, Order};
use crate::check;
use crate::digest::digest;
use crate::make::{GeneratedRun, MakeError, Maker};
use crate::overlay::{self, Overlay};
use crate::secrets::Secrets;

/// Inputs of [`generate`].
pub struct Input<'a> {
    pub profile: &'a Profile,
    /// The config file's own name.
    pub file_name: &'a str,
    pub text: &'a str,
    pub sources: &'a dyn Sources,
    pub context: &'a GenerationContext,
    /// Makes the archives.
    pub archiver: &'a dyn Archiver,
    /// Whether the scripts are in the archives that come along, so that the
    /// plan need not look for them.
    pub scripts_given: bool,
    pub which: Which<'a>,
    pub secrets: Secrets<'a>,
    /// The team's own Jsonnet over the objects.
    pub overlay: Option<Overlay<'a>>,
}

/// The runs to make.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    All,
    /// By id.
    Only(&'a BTreeSet<String>),
    /// One of each test, for what is wrong with it: what is wrong with a script
    /// shows in one run. No objects are kept.
    OneOfEach,
}

impl Which<'_> {
    fn runs(self, plan: &Plan) -> Vec<&Run> {
        match self {
            Self::All => plan.runs.iter().collect(),
            Self::Only(ids) => plan.runs.iter().filter(|run| ids.contains(&run.id)).collect(),
            Self::OneOfEach => check::one_of_each(plan),
        }
    }
}

/// Objects of every run, or what keeps them from being made.
#[derive(Debug, Default)]
pub struct Outcome {
    pub reading: Reading,
    /// All problems; no run is made while there is an error among them.
    pub diagnostics: Vec<Diagnostic>,
    /// What is applied before the runs: the SealedSecrets that they name.
    pub sealed: Vec<SealedSecret>,
    pub runs: Vec<GeneratedRun>,
    /// Of all objects; see [`digest`]. Empty when there is none.
    pub digest: String,
}

impl Outcome {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// In the order in which they are applied.
    pub fn objects(&self) -> impl Iterator<Item = &Value> {
        self.sealed.iter().map(SealedSecret::object).chain(self.runs.iter().flat_map(GeneratedRun::objects))
    }
}

/// Reads the config and makes the objects of its runs: all or none.
pub fn generate(input: &Input<'_>) -> Outcome {
    let with_scripts = WithScripts(input.sources);
    let sources: &dyn Sources = if input.scripts_given { &with_scripts } else { input.sources };
    let mut reading = k6cfg_config::read(&k6cfg_config::Input {
        text: input.text,
        file_name: input.file_name,
        profile: input.profile,
        sources,
        context: input.context,
    });
    let archiver = Ahead::new(input.archiver);
    let order = |run: &Run| Order::new(run, input.profile, input.context);
    archiver.expect(check::with_doubtful_load(&reading).map(order));
    check::heed_scripts(&mut reading, |run| archiver.test(&order(run)));
    let mut findings = Vec::new();
    let mut runs = Vec::new();
    if !reading.has_errors() {
        findings.extend(check::started(&reading.plan, input.profile, input.context));
        findings.extend(input.secrets.findings(&reading.plan, input.profile));
        runs = make(input, &archiver, &reading.plan, &mut findings);
    }
    let mut diagnostics = reading.diagnostics.clone();
    if let Some(document) = &reading.document {
        diagnostics.extend(findings.into_iter().map(|f| document.place(f)));
    }
    diagnostics.sort_by_key(|d| (d.at.span.start, d.severity, d.code));
    let mut outcome = Outcome { reading, diagnostics, runs, ..Outcome::default() };
    if outcome.has_errors() {
        outcome.runs.clear();
    } else if !outcome.runs.is_empty() {
        let made = input.which.runs(&outcome.reading.plan);
        outcome.sealed = input.secrets.applied(made);
        outcome.digest = digest(outcome.objects());
    }
    outcome
}

fn make(input: &Input<'_>, archiver: &Ahead<'_>, plan: &Plan, findings: &mut Vec<Finding>) -> Vec<GeneratedRun> {
    let maker = match Maker::new(input.profile) {
        Ok(maker) => maker,
        Err(error) => {
            findings.push(Finding::new(Code::Manifest, Path::root(), error.to_string()));
            return Vec::new();
        }
    };
    let mut made = Vec::new();
    // What is wrong with a script is said once, however many runs it has.
    let mut said = BTreeSet::new();
    let mut say = |run: &Run, all: Vec<Finding>, findings: &mut Vec<Finding>| {
        findings.extend(all.into_iter().filter(|f| said.insert((run.test, f.code, f.message.clone()))));
    };
    let runs = input.which.runs(plan);
    let made_of = runs.iter().filter(|run| run.blocked.is_empty());
    archiver.expect(made_of.map(|run| Order::new(run, input.profile, input.context)));
    for run in runs {
        match maker.run(run, input.context, archiver, input.overlay) {
            Ok(objects) => {
                let near = check::size(run, objects.archive.len(), objects.test.as_ref(), input.profile);
                say(run, near.into_iter().collect(), findings);
                if let Some(test) = &objects.test {
                    say(run, check::learned(run, test, input.profile, input.context), findings);
                }
                if !matches!(input.which, Which::OneOfEach) {
                    made.push(objects);
                }
            }
            Err(error) => {
                let mut all = failed(run, &error);
                if matches!(input.which, Which::OneOfEach) {
                    soften(&mut all, &error);
                }
                say(run, all, findings);
                // It is the same one for each run, and may take long before it fails.
                if matches!(error, MakeError::Overlay { .. } | MakeError::OverlayRefused) {
                    break;
                }
            }
        }
    }
    made
}

/// The findings for a run that has no objects.
pub fn failed(run: &Run, error: &MakeError) -> Vec<Finding> {
    let place = || Path::test(run.test).key("test_file");
    match error {
        MakeError::Blocked(why) => vec![Finding::new(Code::FileMissing, place(), why.clone())],
        MakeError::Archive(NoArchive::Faults(faults)) => faults.iter().map(|fault| faulty(run, fault)).collect(),
        MakeError::Archive(error) => vec![Finding::new(Code::Script, place(), format!("`{}`: {error}", run.id))],
        MakeError::TooLarge { size, limit, largest } => vec![check::too_large(run, *size, *limit, largest)],
        MakeError::Overlay { name, error } => vec![overlay::finding(name, error)],
        MakeError::OverlayRefused => {
            vec![Finding::new(Code::OverlayRefused, Path::root(), error.to_string()).help("take the overlay away")]
        }
        MakeError::Jsonnet(error) => vec![Finding::new(Code::Manifest, place(), error.to_string())],
    }
}

/// Where nothing is made, what was not fetched is not known to be wrong.
fn soften(findings: &mut [Finding], error: &MakeError) {
    let MakeError::Archive(NoArchive::Faults(faults)) = error else { return };
    for (finding, fault) in findings.iter_mut().zip(faults) {
        if matches!(fault.kind, FaultKind::Unfetched(_)) {
            finding.severity = Severity::Info;
        }
    }
}

/// The finding for one fault of a script.
pub fn faulty(run: &Run, fault: &Fault) -> Finding {
    let place = Path::test(run.test).key("test_file");
    let at = fault.at.as_ref().map(|at| format!(" at {at}")).unwrap_or_default();
    let (code, message) = match &fault.kind {
        FaultKind::Missing(_) | FaultKind::Unfetched(_) => {
            let wanted = fault.at.as_ref().map(|at| format!(", which {at} needs")).unwrap_or_default();
            (Code::ArchiveIncomplete, format!("{}{wanted}", fault.message))
        }
        _ => (Code::Script, format!("`{}` cannot run: {}{at}", run.test_file, fault.message)),
    };
    let finding = Finding::new(code, place, message);
    if fault.help.is_empty() { finding } else { finding.help(fault.help.clone()) }
}

/// Sources in which every script is there, since archives hold them.
struct WithScripts<'a>(&'a dyn Sources);

impl Sources for WithScripts<'_> {
    fn read(&self, path: &str) -> Option<std::borrow::Cow<'_, [u8]>> {
        let script = [".js", ".ts"].iter().any(|ending| path.ends_with(ending));
        self.0.read(path).or_else(|| script.then(|| std::borrow::Cow::Borrowed(&[][..])))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use k6cfg_config::Suffix;

    use super::*;
    use crate::archiver::InProcess;

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
            archiver: &InProcess::of_paths(&sources, sources.keys().cloned()),
            scripts_given: false,
            which: Which::All,
            secrets: Secrets::default(),
            overlay: None,
        })
    }

    fn codes(script: &str) -> Vec<String> {
        outcome(script, "", Profile::built_in()).diagnostics.iter().map(|d| d.code.to_string()).collect()
    }

    #[test]
    fn a_script_with_options_decides_on_the_load() {
        assert_eq!(codes("export default function () {}"), ["K6C029"]);
        assert_eq!(codes("export const options = { vus: 5, iterations: 9 };\nexport default function () {}"), [""; 0]);
        assert_eq!(codes("export const options = { vus: 1 };\nexport default function () {}"), ["K6C029"]);
        assert_eq!(codes("export default function ( {}"), ["K6C029"]);
    }

    #[test]
    fn what_the_runners_are_started_with_counts_over_the_script() {
        let of = |script: &str, arguments: &str| {
            let outcome = outcome(script, arguments, Profile::built_in());
            outcome.diagnostics.iter().map(|d| format!("{} {}", d.code, d.message)).collect::<Vec<_>>().join("; ")
        };
        let steady = "export const options = { vus: 5, iterations: 9 };\nexport default function () {}";
        assert_eq!(of(steady, "--vus 7"), "");
        assert!(of(steady, "--vus 10").starts_with("K6C065 "), "{}", of(steady, "--vus 10"));
        assert!(of(steady, "-u 1 -i 9").starts_with("K6C029 "), "{}", of(steady, "-u 1 -i 9"));
        assert_eq!(of("export default function () {}", "--vus 2 --iterations 4"), "");
    }

    #[test]
    fn an_operator_of_today_takes_words() {
        let spec = |operator: &str| {
            let mut profile = Profile::built_in().clone();
            operator.clone_into(&mut profile.limits.k6_operator);
            let outcome = outcome("export default function () {}", "--vus 2 -i 2 -e 'A=two words'", &profile);
            outcome.runs.first().unwrap().test_run["spec"].clone()
        };
        let words = spec("1.6");
        assert_eq!(words.get("arguments"), None);
        let words: Vec<&str> = words["args"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
        assert_eq!(words[..2], ["--tag", "testid=at22-t"]);
        assert_eq!(
            words[words.len() - 7..],
            ["experimental-prometheus-rw", "--vus", "2", "-i", "2", "-e", "A=two words"]
        );
        let line = spec("1.5");
        assert_eq!(line.get("args"), None);
        assert!(line["arguments"].as_str().unwrap().ends_with("--vus 2 -i 2 -e 'A=two words'"));
    }
}
