//! The files that an archive may hold, as whoever makes it hands them over.

use std::collections::BTreeMap;

use crate::location::Location;

/// Why the bytes of a file are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absent {
    /// There is no such file.
    Missing,
    /// It is a folder.
    Folder,
    /// Nobody has looked yet: an address that is to be fetched, a file that may
    /// still be handed over.
    Unfetched,
}

/// Where scripts and what they load come from. Nothing else of the machine is
/// within their reach.
pub trait Sources {
    /// The bytes at a location.
    ///
    /// # Errors
    /// When they are not there.
    fn read(&self, location: &Location) -> Result<Vec<u8>, Absent>;
}

/// Files by location. What is not among them is missing, and an address that
/// is not is still to be fetched.
#[derive(Debug, Clone, Default)]
pub struct Files(pub BTreeMap<Location, Vec<u8>>);

impl Files {
    /// Files by their path, the repository's root being `/`.
    pub fn of_paths<'a>(paths: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        Self(paths.into_iter().map(|(path, bytes)| (Location::file(path), bytes.to_vec())).collect())
    }
}

impl Sources for Files {
    fn read(&self, location: &Location) -> Result<Vec<u8>, Absent> {
        if let Some(bytes) = self.0.get(location) {
            return Ok(bytes.clone());
        }
        let Location::File(path) = location else {
            // An address may be escaped, the name of its file is not.
            let name = location.entry();
            let same = |other: &Location| matches!(other, Location::Https(_)) && other.entry() == name;
            let found = self.0.iter().find(|(other, _)| same(other));
            return found.map(|(_, bytes)| bytes.clone()).ok_or(Absent::Unfetched);
        };
        let inside = format!("{}/", path.trim_end_matches('/'));
        let first = self.0.range(Location::File(inside.clone())..).next();
        let folder = first.is_some_and(|(file, _)| matches!(file, Location::File(name) if name.starts_with(&inside)));
        Err(if folder { Absent::Folder } else { Absent::Missing })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_not_there() {
        let files = Files::of_paths([("a/b.js", b"1".as_slice())]);
        let read = |key: &str| files.read(&Location::from_key(key).unwrap());
        assert_eq!(read("file:///a/b.js"), Ok(b"1".to_vec()));
        assert_eq!(read("file:///a"), Err(Absent::Folder));
        assert_eq!(read("file:///"), Err(Absent::Folder));
        assert_eq!(read("file:///a/c.js"), Err(Absent::Missing));
        assert_eq!(read("https://x.no/c.js"), Err(Absent::Unfetched));
        let files = Files(BTreeMap::from([(Location::Https("x.no/a b.js".into()), b"2".to_vec())]));
        assert_eq!(files.read(&Location::Https("x.no/c/../a%20b.js".into())), Ok(b"2".to_vec()));
    }
}
