//! What goes wrong with the store's file.

use redb::{CommitError, DatabaseError, StorageError, TableError, TransactionError};
use thiserror::Error;
use tokio::task::JoinError;

use crate::cluster::Key;

#[derive(Debug, Error)]
pub enum EmbeddedError {
    #[error("another process has the store open")]
    Locked,
    #[error("the store was written by a newer version: its format is {found}, this version reads {known}")]
    Newer { found: u64, known: u64 },
    #[error("the store cannot be opened")]
    Open(#[source] DatabaseError),
    #[error("the store cannot start a transaction")]
    Transaction(#[source] Box<TransactionError>),
    #[error("a table of the store cannot be opened")]
    Table(#[from] TableError),
    #[error("the store cannot be read or written")]
    Storage(#[from] StorageError),
    #[error("the store cannot keep what was written")]
    Commit(#[from] CommitError),
    #[error("{key} is stored in a form that cannot be read")]
    Unreadable {
        key: Key,
        #[source]
        source: serde_json::Error,
    },
    #[error("an object cannot be written as JSON")]
    Unwritable(#[source] serde_json::Error),
    #[error("the work on the store stopped")]
    Stopped(#[source] JoinError),
}

impl From<DatabaseError> for EmbeddedError {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => Self::Locked,
            other => Self::Open(other),
        }
    }
}

impl From<TransactionError> for EmbeddedError {
    fn from(error: TransactionError) -> Self {
        Self::Transaction(Box::new(error))
    }
}
