//! Time and identity, passed in from the edge so that tests can repeat them.

use jiff::Timestamp;
use uuid::Uuid;

/// Where the store takes the time and new uids from.
pub struct Stamps {
    pub now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    pub uid: Box<dyn Fn() -> Uuid + Send + Sync>,
}

impl Stamps {
    /// The machine's clock and random numbers.
    pub fn real() -> Self {
        Self { now: Box::new(Timestamp::now), uid: Box::new(Uuid::new_v4) }
    }

    /// RFC 3339 in whole seconds, as Kubernetes writes `creationTimestamp`.
    pub(super) fn time(&self) -> String {
        (self.now)().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    pub(super) fn new_uid(&self) -> String {
        (self.uid)().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_whole_seconds_of_utc() {
        let stamps = Stamps {
            now: Box::new(|| Timestamp::from_millisecond(1_709_210_096_789).unwrap()),
            uid: Box::new(|| Uuid::from_u128(1)),
        };
        assert_eq!(stamps.time(), "2024-02-29T12:34:56Z");
    }
}
