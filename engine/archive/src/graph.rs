//! What a test is made of, as far as its syntax tells: the script, what it
//! imports, what that imports, and so on.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, FaultKind, Spot};
use crate::location::Location;
use crate::sources::{Absent, Sources};
use crate::syntax::{Dependencies, How, Import, Kind, NAMESPACE, Names, Script, Written};

/// Everything that can be read without evaluating anything.
#[derive(Debug, Clone)]
pub(crate) struct Graph {
    pub(crate) entry: Location,
    /// Everything that reads as a script, and what a literal `require` may
    /// bring.
    pub(crate) scripts: BTreeMap<Location, Rc<Script>>,
    /// What belongs to the archive for sure: the script and what is imported.
    pub(crate) files: BTreeMap<Location, Vec<u8>>,
    /// What is asked of modules that have their names only once they ran: by
    /// the key of a CommonJS file, by the name of a module of k6.
    wanted: BTreeMap<String, Names>,
}

/// An import as it is shown to people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edge {
    pub from: Location,
    /// As it is written.
    pub specifier: String,
    /// The file; `None` of k6's own modules.
    pub to: Option<Location>,
}

pub(crate) fn is_own(specifier: &str) -> bool {
    specifier == "k6" || specifier.starts_with("k6/")
}

/// Threads that read at once.
const THREADS: usize = 4;
/// For scripts that nest as deep as they may.
const STACK: usize = 128 << 20;

/// The scripts that these files are, on several of the machine's processors.
fn read_all(files: &[(Location, Vec<u8>)]) -> Vec<Result<Script, Fault>> {
    let read = |(location, bytes): &(Location, Vec<u8>)| Script::read(location, bytes);
    let at_once = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS).min(files.len());
    // A browser gives a worker no more of them.
    if at_once < 2 || cfg!(target_arch = "wasm32") {
        return files.iter().map(read).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(index) else { return done };
            done.push((index, read(file)));
        }
    };
    let mut all: Vec<(usize, Result<Script, Fault>)> = std::thread::scope(|scope| {
        let others: Vec<_> =
            (1..at_once).map(|_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)).collect();
        let mut all = work();
        for other in others.into_iter().flatten() {
            all.extend(other.join().unwrap_or_default());
        }
        all
    });
    all.sort_by_key(|(index, _)| *index);
    // Where a thread was lost, its files are read here.
    files
        .iter()
        .enumerate()
        .map(|(index, file)| match all.iter().position(|(known, _)| *known == index) {
            Some(at) => all.swap_remove(at).1,
            None => read(file),
        })
        .collect()
}

impl Graph {
    /// Reads the script at `entry` and all that it imports.
    ///
    /// # Errors
    /// With everything that is not there, does not read or must be fetched
    /// first.
    pub(crate) fn read(entry: &Location, sources: &dyn Sources) -> Result<Self, Vec<Fault>> {
        let mut graph =
            Self { entry: entry.clone(), scripts: BTreeMap::new(), files: BTreeMap::new(), wanted: BTreeMap::new() };
        let mut faults = Vec::new();
        let mut seen = BTreeSet::from([entry.clone()]);
        let mut wanted: Vec<(Location, Option<Spot>)> = vec![(entry.clone(), None)];
        while !wanted.is_empty() {
            let mut files = Vec::new();
            for (location, wanted_at) in wanted.drain(..) {
                match sources.read(&location) {
                    Ok(bytes) => files.push((location, bytes)),
                    Err(absent) => faults.push(not_there(&location, absent, wanted_at)),
                }
            }
            let scripts = read_all(&files);
            for ((location, bytes), script) in files.into_iter().zip(scripts) {
                match script {
                    Ok(script) => {
                        for import in &script.imports {
                            let spot = Spot { file: location.to_string(), line: import.line, column: import.column };
                            match target(&location, import) {
                                Ok(Some(to)) if seen.insert(to.clone()) => wanted.push((to, Some(spot))),
                                Ok(_) => {}
                                Err(fault) => faults.push(fault.at(Some(spot))),
                            }
                        }
                        graph.scripts.insert(location.clone(), Rc::new(script));
                    }
                    Err(fault) => faults.push(fault),
                }
                graph.files.insert(location, bytes);
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        graph.read_required(sources);
        graph.want();
        Ok(graph)
    }

    /// What a literal `require` may bring, where it is there: only running the
    /// script tells whether it does.
    fn read_required(&mut self, sources: &dyn Sources) {
        let mut queue: VecDeque<Location> = self.scripts.keys().cloned().collect();
        while let Some(from) = queue.pop_front() {
            let Some(script) = self.scripts.get(&from) else { continue };
            let script = Rc::clone(script);
            let specifiers = script.requires.iter().chain(script.imports.iter().map(|import| &import.specifier));
            for specifier in specifiers.filter(|specifier| !is_own(specifier)) {
                let Ok(to) = from.resolve(specifier) else { continue };
                if self.scripts.contains_key(&to) {
                    continue;
                }
                let Ok(bytes) = sources.read(&to) else { continue };
                if let Ok(script) = Script::read(&to, &bytes) {
                    self.scripts.insert(to.clone(), Rc::new(script));
                    queue.push_back(to);
                }
            }
        }
    }

    fn want(&mut self) {
        // Names go on through `export *`, so this is done until nothing is new.
        let mut named: BTreeMap<Location, Names> = BTreeMap::new();
        loop {
            let mut changed = false;
            for (from, script) in &self.scripts {
                for import in &script.imports {
                    let mut asked_of_it = import.names.clone();
                    let stars = script.mends.iter().any(
                        |mend| matches!(&mend.how, How::Star { specifier, exported: None } if *specifier == import.specifier),
                    );
                    if stars && let Some(asked) = named.get(from) {
                        asked_of_it.add(asked);
                    }
                    if is_own(&import.specifier) {
                        let wanted = self.wanted.entry(import.specifier.clone()).or_default();
                        let before = wanted.clone();
                        wanted.add(&asked_of_it);
                        changed |= *wanted != before;
                    } else if let Ok(to) = from.resolve(&import.specifier) {
                        let wanted = named.entry(to).or_default();
                        let before = wanted.clone();
                        wanted.add(&asked_of_it);
                        changed |= *wanted != before;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        self.wanted.extend(named.into_iter().map(|(location, names)| (location.key(), names)));
    }

    pub(crate) fn wanted(&self, key: &str) -> Names {
        self.wanted.get(key).cloned().unwrap_or_default()
    }

    /// Whether a module imports `specifier` only while it runs.
    pub(crate) fn is_dynamic(&self, from: &Location, specifier: &str) -> bool {
        self.scripts.get(from).is_some_and(|script| !script.imports.iter().any(|import| import.specifier == specifier))
    }

    /// Whether the names of what `specifier` brings are known only once it ran.
    fn is_late(&self, from: &Location, specifier: &str) -> bool {
        is_own(specifier)
            || from
                .resolve(specifier)
                .ok()
                .and_then(|to| self.scripts.get(&to))
                .is_some_and(|script| script.kind == Kind::CommonJs)
    }

    /// What of `export *` the script at `from` has from modules that have their
    /// names only once they ran.
    pub(crate) fn late_stars<'a>(&'a self, from: &'a Location) -> impl Iterator<Item = &'a str> {
        let mends = self.scripts.get(from).map(|script| script.mends.as_slice()).unwrap_or_default();
        mends.iter().filter_map(move |mend| match &mend.how {
            How::Star { specifier, exported: None } if self.is_late(from, specifier) => Some(specifier.as_str()),
            _ => None,
        })
    }

    /// What is written otherwise in the module at `location` when it is
    /// evaluated.
    pub(crate) fn written(&self, location: &Location, script: &Script) -> Vec<Written> {
        let mut all = Vec::new();
        for mend in &script.mends {
            if mend.how == How::Bracket {
                // What is within may be written otherwise too.
                all.push((mend.span.start..mend.span.start, "(".to_owned()));
                all.push((mend.span.end..mend.span.end, ")".to_owned()));
            } else if let Some(text) = self.mended(location, script, &mend.how) {
                all.push((mend.span.clone(), text));
            }
        }
        all
    }

    /// What a part becomes; nothing where it can stay.
    fn mended(&self, location: &Location, script: &Script, how: &How) -> Option<String> {
        match how {
            How::Bracket => None,
            How::Namespace { specifier, local } => {
                self.is_late(location, specifier).then(|| format!("{{ {NAMESPACE} as {local} }}"))
            }
            How::Star { specifier, .. } if !self.is_late(location, specifier) => None,
            How::Star { specifier, exported: Some(exported) } => {
                Some(format!("export {{ {NAMESPACE} as {exported} }} from {specifier:?};"))
            }
            How::Star { specifier, exported: None } => {
                let names = self.wanted(&location.key()).named;
                let names: Vec<String> = names
                    .into_iter()
                    .filter(|name| name != "default" && !self.exports(location, script, name))
                    .map(|name| format!("{name:?}"))
                    .collect();
                Some(format!("export {{ {} }} from {specifier:?};", names.join(", ")))
            }
        }
    }

    /// Whether a module has a name of its own, or of another module's `export *`.
    fn exports(&self, location: &Location, script: &Script, name: &str) -> bool {
        script.exports.contains(name)
            || script.mends.iter().any(|mend| match &mend.how {
                How::Star { specifier, exported: None } => location
                    .resolve(specifier)
                    .ok()
                    .and_then(|to| self.scripts.get(&to))
                    .is_some_and(|other| other.exports.contains(name)),
                _ => false,
            })
    }

    /// Every import of what belongs to the archive.
    pub(crate) fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (from, script) in self.scripts.iter().filter(|(from, _)| self.files.contains_key(*from)) {
            for import in &script.imports {
                let to = target(from, import).ok().flatten();
                edges.push(Edge { from: from.clone(), specifier: import.specifier.clone(), to });
            }
        }
        edges
    }

    /// What the heads of the scripts say about k6's version, and extensions.
    pub(crate) fn dependencies(&self, modules: &BTreeSet<String>) -> Result<Dependencies, Fault> {
        let mut dependencies = Dependencies::default();
        for module in modules.iter().filter(|module| module.starts_with("k6/x/")) {
            dependencies.import(module);
        }
        for (location, bytes) in &self.files {
            let Ok(source) = std::str::from_utf8(bytes) else { continue };
            dependencies.read(source).map_err(|error| {
                let at = Spot { file: location.to_string(), line: 1, column: 1 };
                let help = "write one constraint for each, like `\"use k6 >= 1.0\"`";
                Fault::new(FaultKind::Syntax, error.to_string(), help).at(Some(at))
            })?;
        }
        Ok(dependencies)
    }
}

fn target(from: &Location, import: &Import) -> Result<Option<Location>, Fault> {
    if is_own(&import.specifier) {
        return Ok(None);
    }
    match from.resolve(&import.specifier) {
        Ok(to) => Ok(Some(to)),
        Err(error) => Err(Fault::new(FaultKind::Syntax, error.to_string(), error.help())),
    }
}

/// The fault for a file that an import or the test itself names.
pub(crate) fn not_there(location: &Location, absent: Absent, at: Option<Spot>) -> Fault {
    let key = location.key();
    let (kind, message, help) = match (absent, location) {
        (Absent::Unfetched, _) => (
            FaultKind::Unfetched(key),
            format!("`{location}` has not been fetched"),
            "fetch it, or hand it over as a file",
        ),
        (Absent::Folder, _) => (
            FaultKind::Missing(key),
            format!("`{location}` is a folder"),
            "name a file in it; k6 does not look for index.js",
        ),
        (Absent::Missing, _) => {
            (FaultKind::Missing(key), format!("`{location}` is not there"), "add the file, or mend the path")
        }
    };
    Fault::new(kind, message, help).at(at)
}
