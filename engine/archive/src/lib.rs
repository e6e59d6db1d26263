//! The k6 archive of a test: what `k6 archive` writes, made without k6.
//!
//! Start at [`build`]: the script and all that it imports are read
//! ([`graph`]), loaded as k6 loads them (`evaluate`), its options put together
//! with those given beside it ([`options`]), and everything it read is laid out
//! as a tar file. What keeps a script from being archived comes back as
//! [`Fault`]s at their places. [`Contents`] reads an archive back, [`load`]
//! says what load the options make over time.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod anonymous;
mod csv;
mod digest;
mod duration;
mod evaluate;
mod exported;
mod fault;
mod graph;
pub mod load;
mod location;
mod metadata;
pub mod options;
mod place;
mod protos;
mod read;
mod reads;
mod sources;
mod syntax;
mod tar;

pub use exported::Exported;
pub use fault::{Fault, FaultKind, Spot};
pub use graph::Edge;
pub use location::{Location, SpecifierError};
pub use place::{Placed, place};
pub use read::{Contents, ReadError};
pub use reads::Reads;
pub use sources::{Absent, Files, Sources};

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use evaluate::Surroundings;
use graph::Graph;
use options::{Consolidated, ScriptFacts, Tier, Unknown};

/// Steps of the evaluator that loading a script may take: some tens of seconds.
pub const STEPS: usize = 2_000_000_000;

/// What an archive is made from.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    pub script: Location,
    /// The text of the options file.
    pub config: Option<&'a str>,
    /// What `-e` sets, the later over the earlier.
    pub env: &'a [(String, String)],
    /// The variables that k6 would be started with; those named `K6_…` count.
    pub surroundings: &'a [(String, String)],
    /// k6's own flags, as [`options::from_flags`] takes them.
    pub flags: &'a [(String, String)],
    /// Milliseconds since the epoch: when every entry is dated.
    pub at_ms: u64,
    /// How many steps loading it may take; [`STEPS`] where nothing is known.
    pub steps: usize,
    /// Whether the archive says what `env` is.
    pub keeps_env: bool,
    /// The working directory, where it is not the script's folder: of a script
    /// from standard input.
    pub folder: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// An archive of a script without anything beside it.
    pub fn new(script: Location, env: &'a [(String, String)], at_ms: u64) -> Self {
        Self {
            script,
            config: None,
            env,
            surroundings: &[],
            flags: &[],
            at_ms,
            steps: STEPS,
            keeps_env: true,
            folder: None,
        }
    }
}

/// A made archive, and what was learned on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Archive {
    /// The tar file.
    pub bytes: Vec<u8>,
    pub test: Test,
}

/// What is known of a test once it was loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// All options, with their origins and what has no effect.
    pub options: Consolidated,
    pub facts: ScriptFacts,
    /// Options of the script that k6 does not have.
    pub unknown: Vec<Unknown>,
    /// Everything in the archive but the metadata, with its size.
    pub files: Vec<(Location, usize)>,
    pub imports: Vec<Edge>,
    /// Variables that it read while it was loaded, and that are not set.
    pub asked: BTreeSet<String>,
}

/// A test that was loaded: all that its archive needs of it. Where scripts are
/// kept apart, this is what comes back from there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// The options that it exports; null for none.
    pub options: Exported,
    pub facts: ScriptFacts,
    pub files: BTreeMap<Location, Vec<u8>>,
    /// What it needs, `k6` first, with its version constraint.
    pub dependencies: BTreeMap<String, String>,
    pub imports: Vec<Edge>,
    pub asked: BTreeSet<String>,
}

/// Makes the archive of a test.
///
/// Takes milliseconds to seconds; a script that does not end is stopped after
/// [`Input::steps`].
///
/// # Errors
/// With what k6 would stop at, what is not there, and addresses that are to be
/// fetched first.
pub fn build(input: &Input<'_>, sources: &Rc<dyn Sources>) -> Result<Archive, Vec<Fault>> {
    check(input)?;
    assemble(input, &load_test(&input.into(), sources)?)
}

/// Loads a test as k6 does before it runs it. The part of [`build`] that runs
/// code of the test.
///
/// # Errors
/// As [`build`].
pub fn load_test(order: &LoadOrder, sources: &Rc<dyn Sources>) -> Result<Loaded, Vec<Fault>> {
    attempt(order, sources).loaded
}

/// What came of loading a test, and what that depends on beside the files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    pub loaded: Result<Loaded, Vec<Fault>>,
    pub reads: Reads,
}

/// As [`load_test`], with the variables that it read.
pub fn attempt(order: &LoadOrder, sources: &Rc<dyn Sources>) -> Attempt {
    let reads = Rc::new(RefCell::default());
    let loaded = load_noting(order, sources, &reads);
    Attempt { loaded, reads: reads.take() }
}

fn load_noting(order: &LoadOrder, sources: &Rc<dyn Sources>, reads: &Rc<RefCell<Reads>>) -> Result<Loaded, Vec<Fault>> {
    let graph = Graph::read(&order.script, sources.as_ref())?;
    let imports = graph.edges();
    let env: BTreeMap<String, String> = order.env.iter().cloned().collect();
    let folder = order.folder.as_ref().map(|folder| Location::file(&format!("{folder}/-")));
    let reads = Rc::clone(reads);
    let surroundings = Surroundings { env, at_ms: order.at_ms, steps: order.steps, folder, reads };
    let ran = evaluate::evaluate(&graph, sources, &surroundings).map_err(|fault| vec![fault])?;
    let mut files = ran.files;
    files.extend(source_maps(&graph, &files, sources.as_ref()));
    let dependencies = graph.dependencies(&ran.modules).map_err(|fault| vec![fault])?.to_map();
    let options = ran.options.into();
    Ok(Loaded { options, facts: ran.facts, files, dependencies, imports, asked: ran.asked })
}

/// What [`load_test`] needs of an [`Input`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LoadOrder {
    pub script: Location,
    pub env: Vec<(String, String)>,
    pub at_ms: u64,
    pub steps: usize,
    pub folder: Option<String>,
}

impl From<&Input<'_>> for LoadOrder {
    fn from(input: &Input<'_>) -> Self {
        Self {
            script: input.script.clone(),
            env: input.env.to_vec(),
            at_ms: input.at_ms,
            steps: input.steps,
            folder: input.folder.map(str::to_owned),
        }
    }
}

/// Puts the archive of a loaded test together. Runs nothing of it.
///
/// # Errors
/// With options that k6 refuses.
pub fn assemble(input: &Input<'_>, loaded: &Loaded) -> Result<Archive, Vec<Fault>> {
    let given = given_tiers(input)?;
    let (script_tier, unknown) = options::from_script(&loaded.options.clone().into()).map_err(fault::of_options)?;
    let tiers: Vec<Tier> = given.into_iter().chain([script_tier]).collect();
    let options = options::consolidate(&tiers);
    options.validate(&loaded.facts).map_err(fault::of_options)?;
    let bytes = lay_out(input, &options, loaded);
    let files = loaded.files.iter().map(|(location, bytes)| (location.clone(), bytes.len())).collect();
    let Loaded { facts, imports, asked, .. } = loaded;
    let (facts, imports, asked) = (facts.clone(), imports.clone(), asked.clone());
    Ok(Archive { bytes, test: Test { options, facts, unknown, files, imports, asked } })
}

/// What can be refused before anything is loaded.
///
/// # Errors
/// With options that k6 refuses, and names that no variable has.
pub fn check(input: &Input<'_>) -> Result<(), Vec<Fault>> {
    given_tiers(input)?;
    match input.env.iter().find(|(name, _)| !is_variable(name)) {
        None => Ok(()),
        Some((name, _)) => {
            let message = format!("`{name}` is not the name of a variable");
            let help = "use letters, digits and `_`, with no digit first";
            Err(vec![Fault::new(FaultKind::Options, message, help)])
        }
    }
}

fn is_variable(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_ascii_digit())
}

/// The options from everywhere but the script.
fn given_tiers(input: &Input<'_>) -> Result<Vec<Tier>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut tiers = Vec::new();
    let config = input.config.map(options::from_config).transpose();
    let env = options::from_env(input.surroundings).map(Some);
    let flags = options::from_flags(input.flags).map(Some);
    for tier in [config, env, flags] {
        match tier {
            Ok(tier) => tiers.extend(tier),
            Err(error) => faults.extend(fault::of_options(error)),
        }
    }
    if faults.is_empty() { Ok(tiers) } else { Err(faults) }
}

/// Files of source maps that are there: k6 reads them along.
fn source_maps(graph: &Graph, files: &BTreeMap<Location, Vec<u8>>, sources: &dyn Sources) -> Vec<(Location, Vec<u8>)> {
    let maps = graph.scripts.iter().filter(|(location, _)| files.contains_key(*location));
    let named = maps.filter_map(|(location, script)| location.resolve_map(script.source_map.as_deref()?));
    named.filter_map(|map| sources.read(&map).ok().map(|bytes| (map, bytes))).collect()
}

fn lay_out(input: &Input<'_>, options: &Consolidated, loaded: &Loaded) -> Vec<u8> {
    let (filename, pwd) = metadata::urls(&input.script);
    let env: Option<BTreeMap<String, String>> = input.keeps_env.then(|| input.env.iter().cloned().collect());
    let metadata = metadata::Metadata {
        options,
        filename: &filename,
        pwd: &input.folder.map_or(pwd, |folder| metadata::file_url(&anonymous::anonymous(folder))),
        env: env.as_ref(),
        dependencies: &loaded.dependencies,
    };
    let metadata = metadata.to_json();
    let named = loaded.files.iter().map(|(location, bytes)| (entry_name(location), bytes.as_slice())).collect();
    tar::archive(&tar::Contents {
        metadata: &metadata,
        script: loaded.files.get(&input.script).map(Vec::as_slice).unwrap_or_default(),
        link: &entry_name(&input.script),
        files: &named,
        seconds: input.at_ms / 1000,
    })
}

/// The name of a file's entry.
fn entry_name(location: &Location) -> String {
    match location {
        Location::File(path) => format!("file{}", anonymous::anonymous(path)),
        Location::Https(_) => format!("https{}", location.entry()),
    }
}
