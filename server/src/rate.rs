//! How often one caller may do something.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A bucket of so many turns for each caller, which fills up again over
/// `period`.
#[derive(Debug)]
pub(crate) struct Rate<K> {
    turns: u32,
    period: Duration,
    /// Turns that are left, and when they were counted.
    callers: Mutex<HashMap<K, (f64, Instant)>>,
}

/// Callers that are remembered at once; more share what is left.
const CALLERS: usize = 10_000;

impl<K: Eq + Hash> Rate<K> {
    pub(crate) fn new(turns: u32, period: Duration) -> Self {
        Self { turns, period, callers: Mutex::default() }
    }

    /// Whether `caller` may at `now`; if so, a turn is used up.
    pub(crate) fn allows(&self, caller: K, now: Instant) -> bool {
        let most = f64::from(self.turns);
        let filled = |left: f64, counted: Instant| {
            let since = now.saturating_duration_since(counted).as_secs_f64();
            (left + since * most / self.period.as_secs_f64()).min(most)
        };
        let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
        if callers.len() >= CALLERS && !callers.contains_key(&caller) {
            // Those with all their turns are as if they had never come.
            callers.retain(|_, (left, counted)| filled(*left, *counted) < most);
            if callers.len() >= CALLERS {
                return false;
            }
        }
        let (left, counted) = callers.entry(caller).or_insert((most, now));
        *left = filled(*left, *counted);
        *counted = now;
        let may = *left >= 1.0;
        if may {
            *left -= 1.0;
        }
        may
    }
}

/// Whoever has one address of a network of IPv6 has all of its 2^64.
pub(crate) fn network(caller: IpAddr) -> IpAddr {
    match caller {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_come_back() {
        let rate = Rate::new(2, Duration::from_secs(10));
        let (a, b) = ([127, 0, 0, 1].into(), [127, 0, 0, 2].into());
        let start = Instant::now();
        assert_eq!([(); 3].map(|()| rate.allows(a, start)), [true, true, false]);
        assert!(rate.allows(b, start));
        let six = |last: u16| IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, last]);
        assert_eq!([1, 2, 3].map(|last| rate.allows(network(six(last)), start)), [true, true, false]);
        assert!(!rate.allows(a, start + Duration::from_secs(4)));
        assert!(rate.allows(a, start + Duration::from_secs(6)));
        assert!(!rate.allows(a, start + Duration::from_secs(6)));
    }
}
