//! The same work on many things, several at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Of scripts too, each of which may take a lot of memory.
const MOST: usize = 4;
/// As much as the first thread of a program has.
const STACK: usize = 8 << 20;

/// How many are done at once on this machine.
pub(crate) fn at_once() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST)
}

/// What `work` makes of each of `items`, in their order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            done.push((index, work(item)));
        }
    };
    let mut all = thread::scope(|scope| {
        let others = (1..at_once().min(items.len()))
            .filter_map(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, some).ok());
        let others: Vec<_> = others.collect();
        let mut all = some();
        for other in others {
            match other.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_once_and_in_order() {
        let items: Vec<usize> = (0..1_000).collect();
        assert_eq!(map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(map(&[] as &[usize], |item| *item).is_empty());
    }
}
