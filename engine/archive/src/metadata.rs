//! `metadata.json` of an archive, byte for byte as Go's encoder writes it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::options::{Consolidated, indent, json};

/// The k6 whose archives these are.
const K6_VERSION: &str = "2.2.0";

/// What an archive says about itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Metadata<'a> {
    pub(crate) options: &'a Consolidated,
    /// The script's path in the archive, beginning with `/`.
    pub(crate) path: &'a str,
    /// What `-e` sets; `None` where it is kept out.
    pub(crate) env: Option<&'a BTreeMap<String, String>>,
    /// What the script needs, `k6` first, with its version constraint.
    pub(crate) dependencies: &'a BTreeMap<String, String>,
}

impl Metadata<'_> {
    pub(crate) fn to_json(self) -> Vec<u8> {
        let text = |text: &str| json::string(text, json::Escape::Plain);
        let texts = |map: &BTreeMap<String, String>| json::object(map.iter().map(|(key, value)| (key, text(value))));
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut members = vec![
            ("type", text("js")),
            ("options", self.options.to_json()),
            ("filename", text(&file_url(self.path))),
            ("pwd", text(&file_url(if folder.is_empty() { "/" } else { folder }))),
            ("env", self.env.map_or_else(|| "null".to_owned(), texts)),
            ("compatibilityMode", text("extended")),
            ("k6version", text(K6_VERSION)),
            ("goos", text("linux")),
        ];
        if !self.dependencies.is_empty() {
            members.push(("dependencies", texts(self.dependencies)));
        }
        format!("{}\n", indent(&json::object(members))).into_bytes()
    }
}

/// `/a b.js` -> `file:///a%20b.js`. The repository's root is `/` in an archive.
pub(crate) fn file_url(path: &str) -> String {
    let mut url = String::from("file://");
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

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::options::consolidate;

    #[test]
    fn urls_are_percent_encoded() {
        assert_eq!(file_url("/a b/ø.js"), "file:///a%20b/%C3%B8.js");
        assert_eq!(file_url("/"), "file:///");
    }

    #[test]
    fn json_is_gos() {
        let env = BTreeMap::from([("B".to_owned(), "<&>\u{2028}".to_owned()), ("A".to_owned(), String::new())]);
        let dependencies = BTreeMap::from([("k6".to_owned(), "*".to_owned())]);
        let metadata =
            Metadata { options: &consolidate(&[]), path: "/t/a.js", env: Some(&env), dependencies: &dependencies };
        let json = String::from_utf8(metadata.to_json()).unwrap();
        let (head, _) = json.split_once("    \"duration\"").unwrap();
        assert_eq!(head, "{\n  \"type\": \"js\",\n  \"options\": {\n    \"paused\": null,\n    \"vus\": null,\n");
        let (_, tail) = json.split_once("    \"features\"").unwrap();
        assert_eq!(
            tail,
            concat!(
                ": null\n  },\n  \"filename\": \"file:///t/a.js\",\n  \"pwd\": \"file:///t\",\n",
                "  \"env\": {\n    \"A\": \"\",\n    \"B\": \"<&>\\u2028\"\n  },\n",
                "  \"compatibilityMode\": \"extended\",\n  \"k6version\": \"2.2.0\",\n  \"goos\": \"linux\",\n",
                "  \"dependencies\": {\n    \"k6\": \"*\"\n  }\n}\n"
            )
        );
    }

    #[test]
    fn what_is_kept_out_is_null() {
        let none = BTreeMap::new();
        let metadata = Metadata { options: &consolidate(&[]), path: "/a.js", env: None, dependencies: &none };
        let json = String::from_utf8(metadata.to_json()).unwrap();
        assert!(json.contains("\"pwd\": \"file:///\",\n  \"env\": null,\n"), "{json}");
        assert!(json.ends_with("\"goos\": \"linux\"\n}\n"), "{json}");
    }
}
