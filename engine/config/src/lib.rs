//! The team's config file: text to config, problems and runs; a form's edit to
//! new text.
//!
//! Start at [`read`], which goes the whole way: [`document`] (text to tree),
//! [`model`] (tree to config), [`expand`] (defaults filled in, then the runs),
//! and the rules under `check`. [`together`] has the rules about several files.
//! [`edit`] goes back: an edit is a patch of the text. Nothing here touches a
//! file, a clock or the network.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod arguments;
pub mod assist;
mod check;
mod code;
mod context;
mod diagnostic;
pub mod document;
pub mod edit;
pub mod env_file;
pub mod expand;
pub mod explain;
mod json_schema;
pub mod model;
pub mod names;
mod place;
mod reading;
mod recognise;
pub mod schema;
mod sources;
pub mod together;

pub use check::shell;
pub use code::Code;
pub use context::{GenerationContext, Suffix, SuffixError};
pub use diagnostic::{Diagnostic, Finding, Fix, Mend, Region, Related, Severity, TextEdit};
pub use document::Document;
pub use expand::{Expanded, Plan, Run};
pub use json_schema::json_schema;
pub use names::{is_dns_label, is_dns_subdomain};
pub use place::{Part, Path, PathError, Place, Step};
pub use recognise::{has_tests, legible, looks_like_config};
pub use sources::{Dropped, Sources};

use k6cfg_profile::{Profile, nearest};

use crate::model::Config;

/// Whether a variable's name says that it holds a credential: `API_KEY`.
pub fn names_a_credential(name: &str, profile: &Profile) -> bool {
    check::credentials::is_name_of_one(name, profile)
}

/// What a text says, as far as it reads.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// All problems, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// `None` when the text is no YAML. Places what later stages find.
    pub document: Option<Document>,
    /// `None` when the text is no YAML.
    pub config: Option<Config>,
    pub expanded: Option<Expanded>,
    pub plan: Plan,
}

impl Reading {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Drops what is said of a load that the options file sets: for the run of
    /// this context the script has options of its own, and k6 puts those first.
    pub fn script_decides(&mut self, test: usize, context: usize) {
        self.diagnostics.retain(|d| !is_of_load(d, test, context));
    }

    /// Runs that [`Self::script_decides`] would change something for: test and
    /// context.
    pub fn runs_with_doubtful_load(&self) -> Vec<(usize, usize)> {
        let runs = self.plan.runs.iter().map(|run| (run.test, run.context));
        runs.filter(|(test, context)| self.diagnostics.iter().any(|d| is_of_load(d, *test, *context))).collect()
    }

    /// Contexts, parked ones included.
    pub fn contexts(&self) -> usize {
        self.config.iter().flat_map(|c| &c.tests).map(|t| t.contexts.len()).sum()
    }
}

/// Whether it is about the load that the options file sets for this context, or
/// for all of its test.
fn is_of_load(diagnostic: &Diagnostic, test: usize, context: usize) -> bool {
    // Asked of every run and problem: the cheap part first.
    if !diagnostic.code.is_of_options_file() {
        return false;
    }
    let path = &diagnostic.path;
    let of_test = path.starts_with(&Path::test(test)) && !path.starts_with(&Path::test(test).key("contexts"));
    of_test || path.starts_with(&Path::context(test, context))
}

/// Inputs of [`read`].
pub struct Input<'a> {
    pub text: &'a str,
    /// The config file's own name: decides the default test type.
    pub file_name: &'a str,
    pub profile: &'a Profile,
    pub sources: &'a dyn Sources,
    pub context: &'a GenerationContext,
}

/// Reads a config: every problem it has, and every run that can be planned.
pub fn read(input: &Input<'_>) -> Reading {
    let document = match Document::read(input.text) {
        Ok(document) => document,
        Err(diagnostics) => return Reading { diagnostics, ..Reading::default() },
    };
    let (config, mut findings) = reading::read(&document);
    if document.says_nothing() {
        let finding = Finding::new(Code::Empty, Place::document(), "the file says nothing yet");
        findings = vec![finding.help("start with `namespace:` and `test_definitions:`")];
    }
    findings.extend(document.repeated());
    let expanded = expand::expand(&config, input.file_name, input.profile);
    let (plan, of_plan) = expand::plan(&expanded, input.profile, input.sources, input.context);
    findings.extend(of_plan);
    findings.extend(check::check(&check::Subject {
        config: &config,
        expanded: &expanded,
        plan: &plan,
        profile: input.profile,
        context: input.context,
    }));
    let diagnostics = document.place_all(findings);
    Reading { diagnostics, document: Some(document), config: Some(config), expanded: Some(expanded), plan }
}

/// Reads bytes as the text of a config file, without its byte order mark.
///
/// # Errors
/// A diagnostic that names the first byte that is not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    let wide = document::is_utf_16(bytes);
    match std::str::from_utf8(if wide { &[0xff] } else { bytes }) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = String::from_utf8_lossy(good);
            let at = document::Lines::new(&good).region(&good, good.len()..good.len());
            let message = if wide { "the file is UTF-16 text, not UTF-8" } else { "the file is not UTF-8 text" };
            Err(Box::new(Diagnostic {
                code: Code::Encoding,
                severity: Severity::Error,
                message: message.to_owned(),
                help: Some("save it as UTF-8".to_owned()),
                path: Path::root(),
                at,
                related: Vec::new(),
                fix: None,
            }))
        }
    }
}
