//! Files of the disk, where scripts may read.

use std::fs;
use std::path::{Path, PathBuf};

use k6cfg_archive::{Absent, Location, Sources};
use serde::{Deserialize, Serialize};

/// A part of the disk, and how its paths are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disk {
    /// The folder that may be read; nothing outside of it.
    within: PathBuf,
    /// What stands before the paths of scripts on the disk: empty where they
    /// are those of the disk.
    before: PathBuf,
    /// Where modules from the network are kept.
    cache: Option<PathBuf>,
}

impl Disk {
    /// A repository, whose root is `/` to its scripts.
    pub fn repository(root: &Path) -> Self {
        Self { within: root.to_owned(), before: root.to_owned(), cache: None }
    }

    /// The disk as it is, of which only `within` may be read.
    pub fn whole(within: &Path) -> Self {
        Self { within: within.to_owned(), before: PathBuf::new(), cache: None }
    }

    /// With a folder where modules from the network are kept.
    #[must_use]
    pub fn with_cache(self, cache: Option<&Path>) -> Self {
        Self { cache: cache.map(Path::to_owned), ..self }
    }

    fn path(&self, path: &str) -> PathBuf {
        if self.before.as_os_str().is_empty() {
            PathBuf::from(path)
        } else {
            self.before.join(path.trim_start_matches('/'))
        }
    }

    /// Where a module from the network is kept.
    pub(crate) fn cached(cache: &Path, location: &Location) -> PathBuf {
        // Without `..`, and so inside.
        cache.join(location.entry().trim_start_matches('/'))
    }
}

impl Sources for Disk {
    fn read(&self, location: &Location) -> Result<Vec<u8>, Absent> {
        let Location::File(path) = location else {
            let cache = self.cache.as_ref().ok_or(Absent::Unfetched)?;
            return fs::read(Self::cached(cache, location)).map_err(|_| Absent::Unfetched);
        };
        let path = self.path(path);
        if !path.starts_with(&self.within) {
            return Err(Absent::Missing);
        }
        if path.is_dir() {
            return Err(Absent::Folder);
        }
        fs::read(path).map_err(|_| Absent::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("repository");
        fs::create_dir_all(root.join("a")).unwrap();
        fs::write(root.join("a/t.js"), "1").unwrap();
        fs::write(folder.path().join("secret"), "2").unwrap();
        let disk = Disk::repository(&root);
        assert_eq!(disk.read(&Location::file("a/t.js")), Ok(b"1".to_vec()));
        assert_eq!(disk.read(&Location::file("a")), Err(Absent::Folder));
        assert_eq!(disk.read(&Location::file("../secret")), Err(Absent::Missing));
        let whole = Disk::whole(&root);
        let key = |path: &Path| Location::File(path.to_str().unwrap().to_owned());
        assert_eq!(whole.read(&key(&root.join("a/t.js"))), Ok(b"1".to_vec()));
        assert_eq!(whole.read(&key(&folder.path().join("secret"))), Err(Absent::Missing));
        assert_eq!(whole.read(&Location::Https("x.no/a.js".into())), Err(Absent::Unfetched));
    }
}
