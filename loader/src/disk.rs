//! Files of the disk, where scripts may read.

use std::fs;
use std::path::{Path, PathBuf};

use k6cfg_archive::{Absent, Location, Sources};
use serde::{Deserialize, Serialize};

/// A part of the disk, and how its paths are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disk {
    /// The folder that may be read, without symbolic links; nothing outside of
    /// it.
    within: PathBuf,
    /// Whether the paths of scripts begin in it; else they are those of the disk.
    is_root: bool,
    /// Where modules from the network are kept.
    cache: Option<PathBuf>,
}

impl Disk {
    /// A repository, whose root is `/` to its scripts.
    pub fn repository(root: &Path) -> Self {
        Self { within: real(root), is_root: true, cache: None }
    }

    /// The disk as it is, of which only `within` may be read.
    pub fn whole(within: &Path) -> Self {
        Self { within: real(within), is_root: false, cache: None }
    }

    /// With a folder where modules from the network are kept.
    #[must_use]
    pub fn with_cache(self, cache: Option<&Path>) -> Self {
        Self { cache: cache.map(Path::to_owned), ..self }
    }

    fn path(&self, path: &str) -> PathBuf {
        if self.is_root { self.within.join(path.trim_start_matches('/')) } else { PathBuf::from(path) }
    }

    /// Where a module from the network is kept.
    pub(crate) fn cached(cache: &Path, location: &Location) -> PathBuf {
        // Without `..`, and so inside.
        cache.join(location.entry().trim_start_matches('/'))
    }
}

/// The path without symbolic links, where there is such a file.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

impl Sources for Disk {
    fn read(&self, location: &Location) -> Result<Vec<u8>, Absent> {
        let Location::File(path) = location else {
            let cache = self.cache.as_ref().ok_or(Absent::Unfetched)?;
            return fs::read(Self::cached(cache, location)).map_err(|_| Absent::Unfetched);
        };
        // A link that leads out is as good as none.
        let path = self.path(path).canonicalize().map_err(|_| Absent::Missing)?;
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
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("secret"), root.join("a/out")).unwrap();
            std::os::unix::fs::symlink("t.js", root.join("a/in")).unwrap();
            assert_eq!(disk.read(&Location::file("a/out")), Err(Absent::Missing));
            assert_eq!(disk.read(&Location::file("a/in")), Ok(b"1".to_vec()));
            assert_eq!(whole.read(&key(&root.join("a/out"))), Err(Absent::Missing));
        }
        assert_eq!(whole.read(&Location::Https("x.no/a.js".into())), Err(Absent::Unfetched));
    }
}
