//! An archive, read back.

use std::io::Read;

use serde_json::Value;
use thiserror::Error;

/// What an archive says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// `metadata.json`
    pub metadata: Value,
    /// `data`: the script.
    pub script: Vec<u8>,
    /// Names of all entries, in order.
    pub names: Vec<String>,
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
        for entry in tar::Archive::new(bytes).entries()? {
            let mut entry = entry?;
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let slot = match name.as_str() {
                "metadata.json" => Some(&mut metadata),
                "data" => Some(&mut script),
                _ => None,
            };
            if let Some(slot) = slot {
                let mut content = Vec::new();
                entry.read_to_end(&mut content)?;
                *slot = Some(content);
            }
            names.push(name);
        }
        let metadata = serde_json::from_slice(&metadata.ok_or(ReadError::Missing("metadata.json"))?)?;
        Ok(Self { metadata, script: script.ok_or(ReadError::Missing("data"))?, names })
    }
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
