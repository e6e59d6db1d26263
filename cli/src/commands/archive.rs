//! `k6cfg archive` and `k6cfg inspect`

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use k6cfg_archive::{Archive, Fault, Files, Input, Location, STEPS};
use k6cfg_loader::Disk;
use serde_json::{Value, json};

use crate::files::Output;
use crate::k6_arguments::K6Arguments;
use crate::load::{self, Failure};
use crate::scripts::Scripts;
use crate::streams;
use crate::surroundings::{now_ms, own_folder};

#[derive(Args)]
#[command(
    disable_help_flag = true,
    after_help = "\
SCRIPT is a path, an https address, or - for standard input. k6's own flags mean
what they mean to k6: --config, -e, --vus, --duration, --stage, --tag and so on,
and so do the K6_ variables of the environment. Besides:

  -O, --archive-out FILE  where the archive goes [default: archive.tar]
  --root DIR              read files in this folder alone
  --cache DIR             keep modules from the network there
  --vendor DIR            the same, for a folder that is committed
  --offline               fetch nothing

Examples:
  k6cfg archive tests/orders.js -O orders.tar
  k6cfg archive tests/orders.js --config load.json -e BASE_URL=https://test.example.com --vus 5"
)]
pub(crate) struct ArchiveCommand {
    /// The script, and k6's flags.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "SCRIPT and flags", required = true)]
    words: Vec<String>,
}

#[derive(Args)]
#[command(
    disable_help_flag = true,
    after_help = "\
Takes the same flags as `k6cfg archive`; --json prints everything for programs.

Examples:
  k6cfg inspect tests/orders.js
  k6cfg inspect tests/orders.js -e ENVIRONMENT=yt01 --json"
)]
pub(crate) struct Inspect {
    /// The script, and k6's flags.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "SCRIPT and flags", required = true)]
    words: Vec<String>,
}

impl ArchiveCommand {
    pub(crate) fn run(self) -> Result<bool, Failure> {
        if let Some(shown) = help(&self.words, "archive") {
            return shown;
        }
        let given = K6Arguments::read(&self.words)?;
        let out = given.out.clone().unwrap_or_else(|| PathBuf::from("archive.tar"));
        match made(given)? {
            Ok(archive) => {
                let mut output = Output::default();
                output.add(out, archive.bytes);
                output.write()?;
                Ok(true)
            }
            Err(faults) => say(&faults),
        }
    }
}

impl Inspect {
    pub(crate) fn run(self) -> Result<bool, Failure> {
        if let Some(shown) = help(&self.words, "inspect") {
            return shown;
        }
        let given = K6Arguments::read(&self.words)?;
        let as_json = given.json;
        match made(given)? {
            Ok(archive) => {
                streams::out(&if as_json { for_programs(&archive) } else { for_people(&archive) })?;
                Ok(true)
            }
            Err(faults) => say(&faults),
        }
    }
}

/// `--help` among words that are all k6's.
fn help(words: &[String], command: &str) -> Option<Result<bool, Failure>> {
    let asked = words.iter().take_while(|word| *word != "--").any(|word| word == "--help" || word == "-h");
    asked.then(|| crate::help_of(command).map(|()| true))
}

fn say(faults: &[Fault]) -> Result<bool, Failure> {
    let mut text = String::new();
    for fault in faults {
        let _ = writeln!(text, "error: {}", fault.message);
        if let Some(at) = &fault.at {
            let _ = writeln!(text, "  at {at}");
        }
        if !fault.help.is_empty() {
            let _ = writeln!(text, "  help: {}", fault.help);
        }
    }
    streams::err(&text)?;
    Ok(false)
}

fn made(given: K6Arguments) -> Result<Result<Archive, Vec<Fault>>, Failure> {
    let script = given.script.ok_or(Failure::NoScript)?;
    let folder = std::env::current_dir().map_err(Failure::Program)?;
    let folder_text = folder.to_string_lossy().into_owned();
    let surroundings: Vec<(String, String)> = std::env::vars().collect();
    let config = config(given.config.as_deref())?;
    let mut env = given.env;
    if given.include_system_env {
        env = surroundings.iter().cloned().chain(env).collect();
    }
    let mut files = Files::default();
    let location = if script == "-" {
        let mut bytes = Vec::new();
        let failed = |source| Failure::Read { path: PathBuf::from("standard input"), source };
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        files.0.insert(Location::file("-"), bytes);
        Location::file("-")
    } else {
        match Location::from_key(&script) {
            Some(location) => location,
            None => Location::file(&folder.join(&script).to_string_lossy()),
        }
    };
    let root = given
        .root
        .map_or_else(|| Ok(PathBuf::from("/")), |root| root.canonicalize().map_err(|_| Failure::NoRoot(root)))?;
    let scripts = Scripts::new(Disk::whole(&root), &given.modules)?;
    Ok(scripts.loader(files).build(&Input {
        config: config.as_deref(),
        surroundings: &surroundings,
        flags: &given.flags,
        steps: STEPS,
        keeps_env: !given.exclude_env,
        folder: (script == "-").then_some(folder_text.as_str()),
        ..Input::new(location, &env, now_ms())
    }))
}

/// The file of `--config`, or the one that k6 reads by itself where it is there.
fn config(given: Option<&Path>) -> Result<Option<String>, Failure> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let named = given.map(Path::to_owned).or_else(|| std::env::var_os("K6_CONFIG").map(PathBuf::from));
    if let Some(path) = named {
        return Ok(Some(text(load::read(&path)?)));
    }
    let base = own_folder("XDG_CONFIG_HOME", ".config");
    Ok(base.and_then(|base| std::fs::read(base.join("k6/config.json")).ok()).map(text))
}

fn for_programs(archive: &Archive) -> String {
    let test = &archive.test;
    let settings: serde_json::Map<String, Value> = test
        .options
        .settings()
        .map(|(key, setting)| (key.to_owned(), json!({"value": setting.value, "origin": setting.origin.to_string()})))
        .collect();
    let files: Vec<Value> =
        test.files.iter().map(|(location, size)| json!({"name": location.to_string(), "size": size})).collect();
    let overridden: Vec<String> = test.options.overridden.iter().map(ToString::to_string).collect();
    let all = json!({
        "options": settings,
        "overridden": overridden,
        "functions": test.facts.functions,
        "files": files,
        "archive_size": archive.bytes.len(),
        "unset_variables": test.asked,
    });
    format!("{all:#}\n")
}

fn for_people(archive: &Archive) -> String {
    let test = &archive.test;
    let mut shown = String::from("options\n");
    for (key, setting) in test.options.settings() {
        let _ = writeln!(shown, "  {key} = {}  (from {})", setting.value, setting.origin);
    }
    for overridden in &test.options.overridden {
        let _ = writeln!(shown, "  {overridden}");
    }
    let _ = writeln!(shown, "files ({}, archive {} bytes)", test.files.len(), archive.bytes.len());
    for (location, size) in &test.files {
        let _ = writeln!(shown, "  {size:>9}  {location}");
    }
    if !test.asked.is_empty() {
        let names: Vec<&str> = test.asked.iter().map(String::as_str).collect();
        let _ = writeln!(shown, "variables that are read and not set\n  {}", names.join(", "));
    }
    shown
}
