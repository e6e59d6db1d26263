//! `metadata.json` of an archive, byte for byte as Go's encoder writes it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::anonymous::anonymous;
use crate::location::Location;
use crate::options::{Consolidated, indent, json};

/// The k6 whose archives these are.
const K6_VERSION: &str = "2.2.0";

/// What an archive says about itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Metadata<'a> {
    pub(crate) options: &'a Consolidated,
    /// The script as a URL, and its folder without a final `/`: see
    /// [`file_urls`].
    pub(crate) filename: &'a str,
    pub(crate) pwd: &'a str,
    /// What `-e` sets; `None` where it is kept out.
    pub(crate) env: Option<&'a BTreeMap<String, String>>,
    /// What the script needs, `k6` first, with its version constraint.
    pub(crate) dependencies: &'a BTreeMap<String, String>,
}

impl Metadata<'_> {
    pub(crate) fn to_json(self) -> Vec<u8> {
        let text = |text: &str| json::string(text, json::Escape::Plain);
        let texts = |map: &BTreeMap<String, String>| json::object(map.iter().map(|(key, value)| (key, text(value))));
        let mut members = vec![
            ("type", text("js")),
            ("options", self.options.to_json()),
            ("filename", text(self.filename)),
            ("pwd", text(self.pwd)),
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

/// The URLs of a script and its folder.
pub(crate) fn urls(script: &Location) -> (String, String) {
    match script {
        Location::File(path) => file_urls(&anonymous(path)),
        Location::Https(rest) => {
            let path = rest.split(['?', '#']).next().unwrap_or_default();
            // k6 leaves the slash here alone.
            let folder = path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or_default();
            (format!("https://{rest}"), format!("https://{folder}"))
        }
    }
}

/// The URLs of a path and its folder: `/t/a b.js` -> `file:///t/a%20b.js`,
/// `file:///t`. Where a repository is looked at, its root is `/`.
fn file_urls(path: &str) -> (String, String) {
    let folder = path.rsplit_once('/').map(|(folder, _)| folder).filter(|folder| !folder.is_empty());
    (file_url(path), file_url(folder.unwrap_or("/")))
}

pub(crate) fn file_url(path: &str) -> String {
    let mut url = String::from("file://");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~$&+,/:;=@".contains(&byte) {
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
        let (filename, pwd) = file_urls("/d;=@&+,$:!'()*~-_.[]x/ü \"#%?/s|^{}<>`.js");
        assert_eq!(pwd, "file:///d;=@&+,$:%21%27%28%29%2A~-_.%5B%5Dx/%C3%BC%20%22%23%25%3F");
        assert_eq!(filename, format!("{pwd}/s%7C%5E%7B%7D%3C%3E%60.js"));
        assert_eq!(file_urls("/a.js"), ("file:///a.js".to_owned(), "file:///".to_owned()));
    }

    #[test]
    fn json_is_gos() {
        let env = BTreeMap::from([("B".to_owned(), "<&>\u{2028}".to_owned()), ("A".to_owned(), String::new())]);
        let dependencies = BTreeMap::from([("k6".to_owned(), "*".to_owned())]);
        let (options, filename, pwd) = (&consolidate(&[]), "file:///t/a.js", "file:///t");
        let metadata = Metadata { options, filename, pwd, env: Some(&env), dependencies: &dependencies };
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
        let (options, filename, pwd) = (&consolidate(&[]), "file:///a.js", "file:///");
        let metadata = Metadata { options, filename, pwd, env: None, dependencies: &none };
        let json = String::from_utf8(metadata.to_json()).unwrap();
        assert!(json.contains("\"pwd\": \"file:///\",\n  \"env\": null,\n"), "{json}");
        assert!(json.ends_with("\"goos\": \"linux\"\n}\n"), "{json}");
    }
}
