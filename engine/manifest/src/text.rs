//! Objects as text for people and files.

use serde_json::Value;

/// Indented JSON with a final newline.
pub fn json(object: &Value) -> String {
    let mut text = serde_json::to_string_pretty(object).unwrap_or_default();
    text.push('\n');
    text
}

/// Block-style YAML with a final newline, which readers of YAML 1.1 such as
/// kubectl read the same way.
pub fn yaml(object: &Value) -> String {
    k6cfg_seal::yaml(object)
}
