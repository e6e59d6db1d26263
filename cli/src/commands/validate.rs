//! `k6cfg validate`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use k6cfg_archive::Files;
use k6cfg_config::{GenerationContext, Severity, Suffix, together};
use k6cfg_loader::Disk;
use k6cfg_manifest::{Secrets, Which};

use crate::files::Repository;
use crate::find::{self, Found, Source};
use crate::load::{self, Config, Failure, OverlayFile};
use crate::parallel;
use crate::report::text::counted;
use crate::report::{Checked, Colour, github, json, sarif, text};
use crate::scripts::{Modules, Scripts};
use crate::streams;

#[derive(Args)]
#[command(after_help = "\
A folder is searched for *.yaml and *.yml files that have the top-level key
`test_definitions`, or no top-level key but those of the format, and for *.json
files that have that key; also where they cannot be read for a mistake. Hidden
folders, node_modules and links to folders are left out; --verbose says which
files were.

Exit codes: 0 fine, warnings included; 1 problems; 2 a path that cannot be
validated, or wrong use.

Examples:
  k6cfg validate k6cfg.yaml
  k6cfg validate --root ../service ../service/k6
  k6cfg validate --format github --deny warnings .
  k6cfg validate --format sarif . > k6cfg.sarif
  git show HEAD:k6/smoke.yaml | k6cfg validate - --file-name k6/smoke.yaml")]
pub(crate) struct Validate {
    /// Config files, and folders to search for them; `-` is standard input [default: .]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A config file; the same as PATH.
    #[arg(long, value_name = "FILE")]
    config: Vec<PathBuf>,
    /// What standard input is called; a config's name decides its default test type [default: stdin.yaml]
    #[arg(long, value_name = "NAME")]
    file_name: Option<PathBuf>,
    /// The repository's root, which the configs' paths are relative to.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// A platform profile other than the built-in one.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// How problems are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail on these too.
    #[arg(long, value_name = "WHAT", value_enum)]
    deny: Option<Deny>,
    /// Say which files were found and left out.
    #[arg(long, short)]
    verbose: bool,
    #[command(flatten)]
    modules: Modules,
    #[command(flatten)]
    colour: Colour,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Source excerpts for people, on standard error.
    Text,
    /// One JSON document: `{"files": […], "failures": […]}`.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

impl Validate {
    pub(crate) fn run(mut self) -> Result<bool, Failure> {
        let profile = load::profile(self.profile.as_deref())?;
        let repository = Repository::new(&self.root)?;
        let mut paths = std::mem::take(&mut self.paths);
        paths.append(&mut self.config);
        if paths.is_empty() {
            paths.push(PathBuf::from("."));
        }
        if self.file_name.is_some() && !paths.iter().any(|path| find::is_stdin(path)) {
            return Err(Failure::NoStdin);
        }
        let stdin = self.file_name.take().unwrap_or_else(|| PathBuf::from("stdin.yaml"));
        let mut found = find::find(&paths, &stdin);
        if self.verbose {
            streams::err(&seen(&found))?;
        }
        // Nothing that validation says depends on time or suffix.
        let context = GenerationContext {
            at_ms: 0,
            suffix: Suffix::from_random([0; 5]),
            arguments: String::new(),
            github: load::github(),
        };
        let scripts = Scripts::new(Disk::repository(&self.root), &self.modules)?;
        let loader = scripts.loader(Files::default());
        let validated = parallel::map(&found.sources, |source| -> Result<Result<Checked, Failure>, Failure> {
            let config = match source {
                Source::File(path) => Config::read(path),
                Source::Stdin => Config::stdin(&stdin),
            };
            let config = match config {
                Ok(config) => config,
                Err(failure) => return Ok(Err(failure)),
            };
            let overlay = OverlayFile::read(None, &config.path)?;
            let overlay = overlay.as_ref().map(OverlayFile::overlay);
            let (which, secrets) = (Which::OneOfEach, Secrets::default());
            let outcome = config.outcome(&profile, &repository, &context, &loader, which, secrets, overlay);
            Ok(Ok(Checked::new(config, outcome.reading, outcome.diagnostics)))
        });
        let mut checked = Vec::new();
        for one in validated {
            match one? {
                Ok(one) => checked.push(one),
                Err(failure) => found.failures.push(failure),
            }
        }
        add_shared(&mut checked);
        self.report(&checked, found.failures)
    }

    fn report(&self, checked: &[Checked], mut failures: Vec<Failure>) -> Result<bool, Failure> {
        let said: Vec<String> = failures.iter().map(ToString::to_string).collect();
        match self.format {
            Format::Text => streams::err(&text::render(checked, self.colour))?,
            Format::Json => streams::out(&json::render(checked, &said))?,
            Format::Github => streams::out(&github::render(checked))?,
            Format::Sarif => streams::out(&sarif::render(checked, &said))?,
        }
        if let Some(failure) = failures.pop() {
            if failures.is_empty() && checked.is_empty() {
                return Err(failure);
            }
            streams::err(&said.iter().map(|failure| format!("k6cfg: {failure}\n")).collect::<Vec<_>>().concat())?;
            return Err(Failure::Incomplete);
        }
        let warnings = checked.iter().map(|file| file.count(Severity::Warning)).sum();
        let denied = warnings > 0 && self.deny == Some(Deny::Warnings);
        if denied {
            streams::err(&format!("k6cfg: {}, and warnings are denied\n", counted(warnings, "warning")))?;
        }
        Ok(!denied && !checked.iter().any(Checked::has_errors))
    }
}

/// Adds what is wrong with the files together.
fn add_shared(checked: &mut [Checked]) {
    let files: Vec<together::File<'_>> =
        checked.iter().map(|c| together::File { name: &c.shown, reading: &c.reading }).collect();
    let found = together::check(&files);
    for (file, diagnostics) in checked.iter_mut().zip(found) {
        file.add(diagnostics);
    }
}

fn seen(found: &Found) -> String {
    let mut lines = vec![format!("looked at {}", counted(found.looked_at, "file"))];
    for source in &found.sources {
        lines.push(match source {
            Source::File(path) => format!("  {}: validated", path.display()),
            Source::Stdin => "  standard input: validated".to_owned(),
        });
    }
    lines.extend(found.skipped.iter().map(|(path, why)| format!("  {}: left out, {why}", path.display())));
    lines.join("\n") + "\n\n"
}
