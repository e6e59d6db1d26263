//! `k6cfg generate`

use std::path::PathBuf;

use clap::Args;
use k6cfg_archive::Files;
use k6cfg_config::{GenerationContext, Suffix};
use k6cfg_loader::Disk;
use k6cfg_manifest::{Secrets, Which, json};
use k6cfg_seal::SealedSecret;

use crate::files::{Output, Repository};
use crate::find::EXPANDED;
use crate::load::{self, Config, Failure, OverlayFile};
use crate::report::{Checked, Colour, text};
use crate::scripts::{Modules, Scripts};
use crate::streams;
use crate::surroundings::now_ms;

#[derive(Args)]
#[command(after_help = "\
Nothing is written unless every run can be made. The folders written are listed
on standard output, problems on standard error.

Examples:
  k6cfg generate --config k6cfg.yaml --out manifests
  k6cfg generate --config k6/smoke.yaml --out manifests --args '--vus 2 -e BASE_URL=http://localhost'
  k6cfg generate --config k6cfg.yaml --out a --at 1700000000000 --suffix abcde")]
pub(crate) struct Generate {
    /// The config file.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// The repository's root, which the config's paths are relative to.
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where `<id>/testrun.json` and `<id>/configmap.json` are written.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Where the expanded config, options and archives are written.
    #[arg(long, value_name = "DIR")]
    intermediate: Option<PathBuf>,
    /// A platform profile other than the built-in one.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Command-line arguments for k6, as one word.
    #[arg(long, value_name = "ARGS", default_value = "", allow_hyphen_values = true)]
    args: String,
    /// Generation time in milliseconds since the epoch; now when left out.
    #[arg(long, value_name = "MS")]
    at: Option<u64>,
    /// Five characters a-z0-9 at the end of names; random when left out.
    #[arg(long, value_name = "xxxxx", value_parser = suffix)]
    suffix: Option<Suffix>,
    /// A SealedSecret that belongs to the runs that name it. May be repeated.
    #[arg(long, value_name = "FILE")]
    sealed: Vec<PathBuf>,
    /// Jsonnet laid over each object; `overlay.jsonnet` beside the config when left out.
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    #[command(flatten)]
    modules: Modules,
    #[command(flatten)]
    colour: Colour,
}

fn suffix(text: &str) -> Result<Suffix, String> {
    Suffix::try_from(text.to_owned()).map_err(|error| error.to_string())
}

impl Generate {
    pub(crate) fn run(self) -> Result<bool, Failure> {
        let profile = load::profile(self.profile.as_deref())?;
        let config = Config::read(&self.config)?;
        let repository = Repository::new(&self.root)?;
        let context = GenerationContext {
            at_ms: self.at.unwrap_or_else(now_ms),
            suffix: self.suffix.map_or_else(random_suffix, Ok)?,
            arguments: self.args,
            github: load::github(),
        };
        let scripts = Scripts::new(Disk::repository(&self.root), &self.modules)?;
        let sealed = match sealed(&self.sealed)? {
            Ok(sealed) => sealed,
            Err(why) => {
                streams::err(&format!("error: {why}\n"))?;
                return Ok(false);
            }
        };
        let secrets = Secrets { sealed: &sealed, in_cluster: None };
        let overlay = OverlayFile::read(self.overlay.as_deref(), &self.config)?;
        let overlay = overlay.as_ref().map(OverlayFile::overlay);
        let loader = scripts.loader(Files::default());
        let outcome = config.outcome(&profile, &repository, &context, &loader, Which::All, secrets, overlay);
        let checked = Checked::new(config, outcome.reading, outcome.diagnostics);
        streams::err(&text::render(std::slice::from_ref(&checked), self.colour))?;
        if checked.has_errors() {
            return Ok(false);
        }
        let mut output = Output::default();
        for sealed in &outcome.sealed {
            let name = format!("{}.json", sealed.target().name);
            output.add(self.out.join("sealed-secrets").join(name), sealed.json());
        }
        for run in &outcome.runs {
            let folder = self.out.join(&run.id);
            output.add(folder.join("testrun.json"), json(&run.test_run));
            output.add(folder.join("configmap.json"), json(&run.config_map));
            if let Some(intermediate) = &self.intermediate {
                let folder = intermediate.join(&run.id);
                output.add(folder.join("options.json"), json(&run.options));
                output.add(folder.join("archive.tar"), run.archive.clone());
            }
        }
        if let (Some(intermediate), Some(expanded)) = (&self.intermediate, &checked.reading.expanded) {
            let expanded = serde_yaml::to_string(expanded).unwrap_or_default();
            let text = format!("{EXPANDED}: the config with every default filled in.\n{expanded}");
            output.add(intermediate.join("expanded-configfile.yaml"), text);
        }
        output.write()?;
        let folders = outcome.runs.iter().map(|run| format!("{}\n", self.out.join(&run.id).display()));
        streams::out(&folders.collect::<Vec<_>>().concat())?;
        Ok(true)
    }
}

/// Each namespace and name once; else why not.
fn sealed(paths: &[PathBuf]) -> Result<Result<Vec<SealedSecret>, String>, Failure> {
    let mut all: Vec<SealedSecret> = Vec::new();
    for path in paths {
        let shown = path.display();
        let read = match String::from_utf8(load::read(path)?) {
            Ok(text) => SealedSecret::read(&text).map_err(|error| format!("{shown}: {error}")),
            Err(_) => Err(format!("{shown} is not UTF-8")),
        };
        match read {
            Ok(sealed) => {
                let same = |other: &SealedSecret| {
                    let (own, other) = (sealed.target(), other.target());
                    (own.namespace, own.name) == (other.namespace, other.name)
                };
                if all.iter().any(same) {
                    return Ok(Err(format!("{shown}: another file has a SealedSecret of that name")));
                }
                all.push(sealed);
            }
            Err(why) => return Ok(Err(why)),
        }
    }
    Ok(Ok(all))
}

fn random_suffix() -> Result<Suffix, Failure> {
    let mut random = [0; 5];
    getrandom::fill(&mut random).map_err(|_| Failure::Random)?;
    Ok(Suffix::from_random(random))
}
