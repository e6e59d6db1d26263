//! Random numbers of the browser, as the engine takes them.

use std::fmt;

use rand_core::{TryCryptoRng, TryRng};

/// `crypto.getRandomValues`.
pub(crate) struct Browser;

/// This browser gives none.
#[derive(Debug)]
pub(crate) struct None;

impl fmt::Display for None {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this browser gives no random numbers")
    }
}

impl std::error::Error for None {}

impl TryRng for Browser {
    type Error = None;

    fn try_next_u32(&mut self) -> Result<u32, None> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, None> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), None> {
        getrandom::fill(into).map_err(|_| None)
    }
}

impl TryCryptoRng for Browser {}
