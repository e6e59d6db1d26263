//! The k6 archive of a run: what `k6 archive` writes, made without k6.
//!
//! Start at [`build`]. This is the first form: one script that imports nothing
//! but k6's own modules, with the options of the options file. What a script
//! would need beyond that is named in [`Archive::lacks`], so that nobody takes
//! such an archive for whole. [`Contents`] reads an archive back.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod duration;
pub mod load;
mod metadata;
pub mod options;
mod place;
mod read;
mod scan;
mod tar;

pub use place::{Placed, place};
pub use read::{Contents, ReadError};
pub use scan::{Lack, ScriptError};

use std::collections::BTreeMap;

use serde_json::Value;

/// What an archive is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The script's path in the repository.
    pub path: &'a str,
    pub script: &'a [u8],
    /// The options file; `null` for none.
    pub options: &'a Value,
    /// What `-e` sets, the later over the earlier.
    pub env: &'a [(String, String)],
    /// Milliseconds since the epoch: when every entry is dated.
    pub at_ms: u64,
}

/// A made archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Archive {
    /// The tar file.
    pub bytes: Vec<u8>,
    /// What the script needs and the archive does not hold.
    pub lacks: Vec<Lack>,
}

/// What a script needs that an archive of it alone does not hold.
///
/// # Errors
/// When the script is not one that k6 could run.
pub fn check(path: &str, script: &[u8]) -> Result<Vec<Lack>, ScriptError> {
    let source = std::str::from_utf8(script).map_err(|_| ScriptError::Encoding)?;
    scan::scan(path, source).map(|scan| scan.lacks)
}

/// Makes the archive of a script.
///
/// # Errors
/// When the script is not one that k6 could run.
pub fn build(input: &Input<'_>) -> Result<Archive, ScriptError> {
    let lacks = check(input.path, input.script)?;
    let options = options::consolidate(&[options::from_config(&input.options.to_string())?]);
    let env = input.env.iter().cloned().collect();
    let dependencies = BTreeMap::from([("k6".to_owned(), "*".to_owned())]);
    let path = format!("/{}", input.path.trim_start_matches('/'));
    let (filename, pwd) = metadata::file_urls(&path);
    let metadata = metadata::Metadata {
        options: &options,
        filename: &filename,
        pwd: &pwd,
        env: Some(&env),
        dependencies: &dependencies,
    };
    let metadata = metadata.to_json();
    let bytes = tar::archive(&tar::Files {
        metadata: &metadata,
        script: input.script,
        path: &format!("file{path}"),
        seconds: input.at_ms / 1000,
    });
    Ok(Archive { bytes, lacks })
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use serde_json::json;

    use super::*;

    const SCRIPT: &str = "import http from 'k6/http';\nexport default function () { http.get(__ENV.BASE_URL); }\n";

    fn input<'a>(options: &'a Value, env: &'a [(String, String)]) -> Input<'a> {
        Input { path: "tests/orgs/get_orgs.js", script: SCRIPT.as_bytes(), options, env, at_ms: 1_700_000_000_123 }
    }

    #[test]
    fn holds_script_options_and_environment() {
        let options = json!({"stages": [{"duration": "1m", "target": 1}], "browser": {}});
        let env = [("B".to_owned(), "1".to_owned()), ("A".to_owned(), "=2".to_owned())];
        let archive = build(&input(&options, &env)).unwrap();
        assert_eq!(archive.lacks, []);
        let contents = Contents::read(&archive.bytes).unwrap();
        assert_eq!(contents.script, SCRIPT.as_bytes());
        assert_eq!(contents.metadata["options"]["stages"], json!([{"duration": "1m0s", "target": 1}]));
        assert_eq!(contents.metadata["options"].get("browser"), None);
        assert_eq!(contents.metadata["env"], json!({"A": "=2", "B": "1"}));
        assert_eq!(contents.metadata["filename"], json!("file:///tests/orgs/get_orgs.js"));
        assert_eq!(contents.metadata["pwd"], json!("file:///tests/orgs"));
    }

    #[test]
    fn the_same_inputs_give_the_same_bytes() {
        let options = Value::Null;
        assert_eq!(build(&input(&options, &[])), build(&input(&options, &[])));
    }
}
