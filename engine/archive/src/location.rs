//! Where a file of a test is: in the repository or on the disk, or at an
//! `https` address. Specifiers of imports become locations here, as k6
//! resolves them.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One file, named the same way however a script wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Location {
    /// An absolute path without `.` and `..`: `/tests/a b.js`. Where a
    /// repository is looked at, its root is `/`.
    File(String),
    /// An address without its `https://`, as it was written:
    /// `jslib.k6.io/url/1.0.0/index.js?x=1`.
    Https(String),
}

/// Why a specifier names no file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SpecifierError {
    #[error("the name is empty")]
    Empty,
    #[error("`{0}` is not something that k6 can load")]
    Unknown(String),
    #[error("`{0}` is not over https")]
    Scheme(String),
    #[error("`{0}` has a `%` without two digits after it")]
    Escape(String),
    #[error("a module from the network cannot load the local file `{0}`")]
    LocalFromRemote(String),
}

impl SpecifierError {
    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Empty => "name a file, beginning with `./`",
            Self::Unknown(_) => {
                "begin a local file with `./`, and give others by their whole `https://` address; \
                 k6 does not look into node_modules"
            }
            Self::Escape(_) => "write `%25` for a per cent sign",
            Self::Scheme(_) => "k6 loads modules over `https://` alone",
            Self::LocalFromRemote(_) => "load it from your own script instead",
        }
    }
}

impl Location {
    /// A file by its path; relative ones begin at `/`.
    pub fn file(path: &str) -> Self {
        Self::File(clean(&format!("/{path}")))
    }

    /// What [`Location::key`] wrote.
    pub fn from_key(key: &str) -> Option<Self> {
        match (key.strip_prefix("file://"), key.strip_prefix("https://")) {
            (Some(path), _) => Some(Self::File(path.to_owned())),
            (_, Some(rest)) => Some(Self::Https(rest.to_owned())),
            _ => None,
        }
    }

    /// `file:///a b.js`, `https://host/a.js`: as a text that names it alone.
    pub fn key(&self) -> String {
        match self {
            Self::File(path) => format!("file://{path}"),
            Self::Https(rest) => format!("https://{rest}"),
        }
    }

    /// As a URL: `file:///a%20b.js`.
    pub fn url(&self) -> String {
        match self {
            Self::File(path) => crate::metadata::file_url(path),
            Self::Https(rest) => format!("https://{rest}"),
        }
    }

    /// What `specifier` means in a module here.
    pub fn resolve(&self, specifier: &str) -> Result<Self, SpecifierError> {
        if specifier.is_empty() {
            return Err(SpecifierError::Empty);
        }
        if has_bad_escape(specifier) {
            return Err(SpecifierError::Escape(specifier.to_owned()));
        }
        if specifier.starts_with(['.', '/']) {
            return Ok(self.relative(specifier));
        }
        let Some((scheme, rest)) = specifier.split_once("://") else {
            return Err(SpecifierError::Unknown(specifier.to_owned()));
        };
        match (scheme, self) {
            ("https", _) => Ok(Self::Https(normalised(rest))),
            ("file", Self::File(_)) => Ok(Self::file(&decoded(rest))),
            ("file", Self::Https(_)) => Err(SpecifierError::LocalFromRemote(specifier.to_owned())),
            _ => Err(SpecifierError::Scheme(specifier.to_owned())),
        }
    }

    fn relative(&self, specifier: &str) -> Self {
        match self {
            Self::File(path) => Self::File(joined(path, &decoded(specifier))),
            Self::Https(rest) => {
                let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                let path = path.split(['?', '#']).next().unwrap_or_default();
                let (specifier, query) =
                    specifier.find(['?', '#']).map_or((specifier, ""), |at| specifier.split_at(at));
                Self::Https(format!("{host}{}{query}", joined(&format!("/{path}"), specifier)))
            }
        }
    }

    /// The file of a source map that a script here names.
    pub(crate) fn resolve_map(&self, name: &str) -> Option<Self> {
        if name.contains("://") { self.resolve(name).ok() } else { Some(self.relative(name)) }
    }

    /// A file opened from here: as a path, nothing of it is decoded.
    #[must_use]
    pub fn opened(&self, path: &str) -> Self {
        let path = path.strip_prefix("file://").unwrap_or(path);
        let base = match self {
            Self::File(base) => base.clone(),
            Self::Https(rest) => format!("/{}", rest.split_once('/').map_or("", |(_, path)| path)),
        };
        Self::File(joined(&base, path))
    }

    /// Its name under `file` or `https` in an archive, before anything is made
    /// anonymous: `/tests/a b.js`, `/host/a b.js?x=1`.
    pub fn entry(&self) -> String {
        match self {
            Self::File(path) => path.clone(),
            Self::Https(rest) => clean(&format!("/{}", decoded(rest))),
        }
    }
}

impl fmt::Display for Location {
    /// As people know it: files from the root without its `/`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(path.strip_prefix('/').unwrap_or(path)),
            Self::Https(rest) => write!(f, "https://{rest}"),
        }
    }
}

/// `specifier` from the folder of `path`.
fn joined(path: &str, specifier: &str) -> String {
    if specifier.starts_with('/') {
        return clean(specifier);
    }
    let folder = path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or("/");
    clean(&format!("{folder}{specifier}"))
}

/// Without `.`, `..` and empty parts; absolute.
fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// The host in lower case, dots in the path resolved.
fn normalised(rest: &str) -> String {
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    format!("{}{path}", host.to_ascii_lowercase())
}

fn has_bad_escape(text: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| *byte == b'%' && !(digit(bytes.get(at + 1)) && digit(bytes.get(at + 2))))
}

/// `%20` as what it stands for; left alone where it stands for nothing.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = |at: usize| tail.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (byte, hex(0), hex(1)) {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(byte);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(from: &str, specifier: &str) -> String {
        Location::from_key(from).unwrap().resolve(specifier).map_or_else(|error| error.to_string(), |to| to.key())
    }

    #[test]
    fn specifiers_are_resolved_as_k6_does() {
        let from = "file:///tests/orgs/get.js";
        assert_eq!(resolved(from, "./a.js"), "file:///tests/orgs/a.js");
        assert_eq!(resolved(from, "../lib/./a%20b.js"), "file:///tests/lib/a b.js");
        assert_eq!(resolved(from, "../../../../a.js"), "file:///a.js");
        assert_eq!(resolved(from, "/x.js"), "file:///x.js");
        assert_eq!(resolved(from, "https://JSLIB.k6.io/url/1.0.0/index.js"), "https://jslib.k6.io/url/1.0.0/index.js");
        assert_eq!(resolved(from, "lodash"), "`lodash` is not something that k6 can load");
        assert_eq!(resolved(from, "http://x.no/a.js"), "`http://x.no/a.js` is not over https");
        assert_eq!(resolved(from, ""), "the name is empty");
    }

    #[test]
    fn addresses_keep_their_host() {
        let from = "https://x.no/a/b.js?v=1";
        assert_eq!(resolved(from, "./c.js?v=2"), "https://x.no/a/c.js?v=2");
        assert_eq!(resolved(from, "../../../c.js"), "https://x.no/c.js");
        assert_eq!(resolved(from, "/c.js"), "https://x.no/c.js");
        assert_eq!(
            resolved(from, "file:///c.js"),
            "a module from the network cannot load the local file `file:///c.js`"
        );
    }

    #[test]
    fn opened_paths_are_paths() {
        let script = Location::file("tests/get.js");
        assert_eq!(script.opened("./a%20b.csv").key(), "file:///tests/a%20b.csv");
        assert_eq!(script.opened("file:///data.csv").key(), "file:///data.csv");
        assert_eq!(Location::Https("x.no/a/b%20c.js?x=1".into()).entry(), "/x.no/a/b c.js?x=1");
    }
}
