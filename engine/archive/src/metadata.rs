//! `metadata.json` of an archive, byte for byte as Go's encoder writes it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::{Input, options};

/// The k6 whose archives these are.
const K6_VERSION: &str = "2.2.0";

pub(crate) fn metadata(input: &Input<'_>) -> Vec<u8> {
    let path = input.path.trim_start_matches('/');
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let env: BTreeMap<&str, &str> = input.env.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let metadata = json!({
        "type": "js",
        "options": options::consolidated(input.options),
        "filename": file_url(path),
        "pwd": file_url(folder),
        "env": env,
        "compatibilityMode": "extended",
        "k6version": K6_VERSION,
        "goos": "linux",
        "dependencies": {"k6": "*"},
    });
    go_json(&metadata)
}

/// The repository's root is `/` inside an archive.
fn file_url(path: &str) -> String {
    let mut url = String::from("file:///");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~$&+,/:;=@!'()*".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// Two spaces, a final newline, U+2028 and U+2029 escaped.
fn go_json(value: &Value) -> Vec<u8> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let text = text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("{text}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_percent_encoded() {
        assert_eq!(file_url("a b/ø.js"), "file:///a%20b/%C3%B8.js");
        assert_eq!(file_url(""), "file:///");
    }

    #[test]
    fn json_is_gos() {
        assert_eq!(go_json(&json!({"a": "<&>\u{2028}"})), "{\n  \"a\": \"<&>\\u2028\"\n}\n".as_bytes());
    }
}
