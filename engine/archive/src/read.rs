//! An archive, read back.

use std::collections::BTreeMap;
use std::io::Read;

use serde_json::Value;
use thiserror::Error;

use crate::location::Location;
use crate::sources::Files;

/// What an archive says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// `metadata.json`
    pub metadata: Value,
    /// `data`: the script.
    pub script: Vec<u8>,
    /// Names of all entries, in order.
    pub names: Vec<String>,
    /// The script and everything that it needs, where they were.
    pub files: BTreeMap<Location, Vec<u8>>,
}

/// Why bytes are not a k6 archive.
#[derive(Debug, Error)]
pub enum ReadError {
    #[error("it is not a tar file: {0}")]
    Tar(#[from] std::io::Error),
    #[error("its metadata.json is not JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("it has no `{0}`")]
    Missing(&'static str),
}

impl Contents {
    /// Reads an archive of at most the bytes given: nothing is unpacked to
    /// more than it holds.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let (mut metadata, mut script, mut names) = (None, None, Vec::new());
        let (mut files, mut linked) = (BTreeMap::new(), Vec::new());
        for entry in tar::Archive::new(bytes).entries()? {
            let mut entry = entry?;
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            names.push(name.clone());
            let kind = entry.header().entry_type();
            if kind.is_dir() {
                continue;
            }
            let mut content = Vec::new();
            entry.read_to_end(&mut content)?;
            match name.as_str() {
                "metadata.json" => metadata = Some(content),
                "data" => script = Some(content),
                _ => {
                    let Some(location) = location(&name) else { continue };
                    if kind.is_hard_link() {
                        linked.push(location);
                    } else {
                        files.insert(location, content);
                    }
                }
            }
        }
        let metadata = serde_json::from_slice(&metadata.ok_or(ReadError::Missing("metadata.json"))?)?;
        let script = script.ok_or(ReadError::Missing("data"))?;
        files.extend(linked.into_iter().map(|location| (location, script.clone())));
        Ok(Self { metadata, script, names, files })
    }

    /// What its script can be loaded from once more.
    pub fn sources(&self) -> Files {
        Files(self.files.clone())
    }
}

/// Where an entry's file was.
fn location(entry: &str) -> Option<Location> {
    if let Some(rest) = entry.strip_prefix("https/") {
        return Some(Location::Https(rest.to_owned()));
    }
    entry.strip_prefix("file/").map(Location::file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_other_bytes() {
        assert!(matches!(Contents::read(b""), Err(ReadError::Missing("metadata.json"))));
        assert!(Contents::read(&[7; 2048]).is_err());
    }
}
