//! What real k6 makes of scripts: its recorded answers stand in
//! `tests/archive/scripts`, one folder a case.

#![expect(clippy::disallowed_methods, reason = "the cases are files; the engine under test gets their text")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use k6cfg_archive::{Absent, Archive, Contents, Fault, Input, Location, Sources, build};
use pretty_assertions::assert_eq;
use serde_json::Value;

/// The folder of a case as the whole disk.
struct Case(PathBuf);

impl Case {
    fn path(&self, location: &Location) -> PathBuf {
        match location {
            Location::File(path) => self.0.join(path.trim_start_matches('/')),
            Location::Https(_) => self.0.join("https").join(location.entry().trim_start_matches('/')),
        }
    }
}

impl Sources for Case {
    fn read(&self, location: &Location) -> Result<Vec<u8>, Absent> {
        let path = self.path(location);
        if path.is_dir() && matches!(location, Location::File(_)) {
            return Err(Absent::Folder);
        }
        std::fs::read(path).map_err(|_| Absent::Missing)
    }
}

fn pairs(value: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match value {
        Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), text(value))).collect(),
        Value::Array(list) => list.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect(),
        _ => Vec::new(),
    }
}

fn made(folder: &Path, case: &Value) -> Result<Archive, Vec<Fault>> {
    let flags = pairs(&case["flags"]);
    let env: Vec<(String, String)> = flags
        .iter()
        .filter(|(name, _)| name == "-e" || name == "--env")
        .map(|(_, pair)| pair.split_once('=').map_or((pair.clone(), String::new()), |(k, v)| (k.into(), v.into())))
        .collect();
    let keeps_env = !flags.iter().any(|(name, _)| name == "--exclude-env-vars");
    let flags: Vec<(String, String)> = flags.into_iter().filter(|(name, _)| name != "-e" && name != "--env").collect();
    let config = case["config"].as_str().map(|path| std::fs::read_to_string(folder.join(path)).unwrap_or_default());
    let script = case["script"].as_str().unwrap();
    let surroundings = pairs(&case["env"]);
    let input = Input {
        config: config.as_deref(),
        flags: &flags,
        surroundings: &surroundings,
        steps: 50_000_000,
        keeps_env,
        ..Input::new(Location::from_key(script).unwrap_or_else(|| Location::file(script)), &env, 1_700_000_000_123)
    };
    let sources: Rc<dyn Sources> = Rc::new(Case(folder.to_owned()));
    build(&input, &sources)
}

/// Name, type and size of entries, as the recordings have them.
fn entries(bytes: &[u8]) -> Vec<Value> {
    let mut archive = tar::Archive::new(bytes);
    let entries = archive.entries().unwrap().map(|entry| {
        let entry = entry.unwrap();
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let kind = match entry.header().entry_type() {
            tar::EntryType::Directory => "folder",
            tar::EntryType::Link => "link",
            _ => "file",
        };
        let mut value = serde_json::json!({"name": name, "type": kind});
        if kind == "file" && name != "metadata.json" {
            value["size"] = entry.size().into();
        }
        value
    });
    entries.collect()
}

/// A value with all numbers as they are compared: `1e3` is `1000`.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64()),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        other => other.clone(),
    }
}

fn compare(folder: &Path, case: &Value, k6: &Value) -> Result<(), String> {
    match (made(folder, case), k6["error"].as_str()) {
        (Err(_), Some(_)) => Ok(()),
        (Err(faults), None) => {
            Err(format!("refused: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
        }
        (Ok(_), Some(error)) => Err(format!("made, where k6 says: {error}")),
        (Ok(archive), None) => {
            let contents = Contents::read(&archive.bytes).unwrap();
            let mut wanted: Vec<Value> = k6["entries"].as_array().unwrap().clone();
            for entry in &mut wanted {
                entry.as_object_mut().unwrap().shift_remove("sha256");
            }
            let same = |what: &str, ours: &Value, theirs: &Value| {
                if plain(ours) == plain(theirs) {
                    Ok(())
                } else {
                    Err(format!("{what}: ours {ours}\n      k6's {theirs}"))
                }
            };
            same("entries", &Value::from(entries(&archive.bytes)), &Value::from(wanted))?;
            for (key, theirs) in k6["metadata"].as_object().unwrap() {
                let ours = &contents.metadata[key];
                if key == "options" {
                    for (name, theirs) in theirs.as_object().unwrap() {
                        same(name, &ours[name], theirs)?;
                    }
                }
                same(key, ours, theirs)?;
            }
            Ok(())
        }
    }
}

/// Cases with an options file that no flag names.
const OF_PROCESS: [&str; 3] = ["options-config-by-environment", "options-config-of-home", "options-config-missing"];

#[test]
fn archives_are_k6s() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/archive/scripts");
    let only = std::env::var("CASE").ok();
    let known: BTreeMap<String, String> =
        serde_json::from_slice(&std::fs::read(root.join("known.json")).unwrap()).unwrap();
    let mut wrong = BTreeMap::new();
    let mut count = 0;
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let read = |file: &str| Some(serde_json::from_slice::<Value>(&std::fs::read(folder.join(file)).ok()?).unwrap());
        let (Some(case), Some(k6)) = (read("case.json"), read("k6.json")) else { continue };
        // What it takes from a command line is the command line's to test.
        let of_process = case.get("stdin").is_some() || OF_PROCESS.contains(&name.as_str());
        if only.as_ref().is_some_and(|only| *only != name) || of_process {
            continue;
        }
        count += 1;
        let at = folder.clone();
        let compared =
            std::thread::Builder::new().stack_size(64 << 20).spawn(move || compare(&at, &case, &k6)).unwrap();
        match compared.join() {
            Ok(Ok(())) if known.contains_key(&name) => {
                wrong.insert(name, "is as k6 has it: no longer known".to_owned());
            }
            Ok(Ok(())) => {}
            Ok(Err(_)) if known.contains_key(&name) => {}
            Ok(Err(why)) => drop(wrong.insert(name, why)),
            Err(_) => drop(wrong.insert(name, "panicked".to_owned())),
        }
    }
    let shown: String = wrong.iter().flat_map(|(name, why)| [name, ": ", why, "\n"]).collect();
    assert!(count > 0);
    assert_eq!(shown, "", "{} of {count} differ", wrong.len());
}
