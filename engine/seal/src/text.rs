//! YAML and JSON, in and out.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_yaml::Location;

/// Where a text stops to be YAML, counted from 1. What the parser says of it may
/// repeat a secret, and is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// The documents of a text; JSON is YAML, too. Empty ones are passed over.
pub(crate) fn documents<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, Place> {
    let mut documents = Vec::new();
    for document in serde_yaml::Deserializer::from_str(text) {
        let document = Option::<T>::deserialize(document).map_err(|error| {
            let at = error.location();
            Place { line: at.as_ref().map_or(1, Location::line), column: at.as_ref().map_or(1, Location::column) }
        })?;
        documents.extend(document);
    }
    Ok(documents)
}

pub(crate) fn yaml(object: &Value) -> String {
    serde_yaml::to_string(object).unwrap_or_default()
}

pub(crate) fn json(object: &Value) -> String {
    serde_json::to_string_pretty(object).map(|text| text + "\n").unwrap_or_default()
}
