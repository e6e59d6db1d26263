//! Short links: what a share link holds, kept here for a while under a few
//! letters.

use std::path::Path;

use jiff::Timestamp;
use redb::{Builder, Database, ReadableDatabase as _, ReadableTableMetadata as _, TableDefinition};
use thiserror::Error;

/// Id to the second of the epoch in which it ends, and what the page made.
const LINKS: TableDefinition<&str, (u64, &str)> = TableDefinition::new("links");

/// How long a link is kept, in seconds.
pub(crate) const KEPT: u64 = 30 * 24 * 60 * 60;

/// Bytes that one link may have.
pub(crate) const MOST_BYTES: usize = 64 * 1024;

/// Links that are kept at once.
const MOST: u64 = 20_000;

/// Letters of an id: what nobody guesses, and everybody can read out.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const LENGTH: usize = 12;

/// The store of links, in a file of its own.
pub struct Links {
    database: Database,
}

#[derive(Debug, Error)]
pub enum LinkError {
    #[error("the store of links cannot be used")]
    Store(#[from] Box<redb::Error>),
    #[error("there are {MOST} links already; some end every day")]
    Full,
    #[error("this machine gives no random numbers")]
    Random,
}

macro_rules! from_redb {
    ($($error:ty),+) => {$(
        impl From<$error> for LinkError {
            fn from(error: $error) -> Self {
                Self::Store(Box::new(error.into()))
            }
        }
    )+};
}
from_redb!(redb::DatabaseError, redb::TransactionError, redb::TableError, redb::StorageError, redb::CommitError);

impl Links {
    /// Opens the file at `path`, or makes it. Blocks.
    ///
    /// # Errors
    /// When it cannot be opened, or another process has it open.
    pub fn open(path: &Path) -> Result<Self, LinkError> {
        let database = Builder::new().create(path)?;
        let transaction = database.begin_write()?;
        transaction.open_table(LINKS)?;
        transaction.commit()?;
        Ok(Self { database })
    }

    /// Keeps `content` under a new id. Those that have ended make room. Blocks.
    pub(crate) fn keep(&self, content: &str, now: u64) -> Result<String, LinkError> {
        let id = new_id()?;
        let transaction = self.database.begin_write()?;
        {
            let mut links = transaction.open_table(LINKS)?;
            // Looked through where there is need, and not each time.
            if links.len()? >= MOST {
                links.retain(|_, (ends, _)| ends > now)?;
            }
            if links.len()? >= MOST {
                return Err(LinkError::Full);
            }
            links.insert(id.as_str(), (now.saturating_add(KEPT), content))?;
        }
        transaction.commit()?;
        Ok(id)
    }

    /// What is kept under `id`, while it is. Blocks.
    pub(crate) fn find(&self, id: &str, now: u64) -> Result<Option<String>, LinkError> {
        let links = self.database.begin_read()?.open_table(LINKS)?;
        let found = links.get(id)?.map(|found| {
            let (ends, content) = found.value();
            (ends, content.to_owned())
        });
        Ok(found.filter(|(ends, _)| *ends > now).map(|(_, content)| content))
    }
}

fn new_id() -> Result<String, LinkError> {
    let mut random = [0; LENGTH];
    getrandom::fill(&mut random).map_err(|_| LinkError::Random)?;
    Ok(random.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32))).map(|letter| char::from(*letter)).collect())
}

/// Seconds since the epoch.
pub(crate) fn now() -> u64 {
    u64::try_from(Timestamp::now().as_second()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links() -> (tempfile::TempDir, Links) {
        let folder = tempfile::tempdir().unwrap();
        let links = Links::open(&folder.path().join("links.redb")).unwrap();
        (folder, links)
    }

    #[test]
    fn a_link_is_kept_until_it_ends() {
        let (folder, links) = links();
        let id = links.keep("1abc", 1000).unwrap();
        assert_eq!(id.len(), LENGTH);
        drop(links);
        let links = Links::open(&folder.path().join("links.redb")).unwrap();
        assert_eq!(links.find(&id, 1000 + KEPT - 1).unwrap().as_deref(), Some("1abc"));
        assert_eq!(links.find(&id, 1000 + KEPT).unwrap(), None);
        assert_eq!(links.find("nothing", 0).unwrap(), None);
    }

    #[test]
    fn one_that_has_ended_is_not_found() {
        let (_folder, links) = links();
        let old = links.keep("1old", 0).unwrap();
        let new = links.keep("1new", KEPT + 1).unwrap();
        assert_eq!(links.find(&old, KEPT + 1).unwrap(), None);
        assert_eq!(links.find(&new, KEPT + 1).unwrap().as_deref(), Some("1new"));
    }
}
