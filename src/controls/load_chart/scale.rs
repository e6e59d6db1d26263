//! The numbers at the axes: few, and such as people count in.

use crate::figures::whole;

/// More parts than that are too many for a small picture.
const PARTS: f64 = 5.0;

/// Seconds between the times that are written.
const TIMES: [f64; 19] = [
    1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10_800.0, 21_600.0,
    43_200.0, 86_400.0, 604_800.0,
];

/// Heights from zero to the first one that is not below `peak`. Of virtual users
/// there are whole ones only.
pub(super) fn heights(peak: f64, are_whole: bool) -> Vec<f64> {
    let mut unit = if are_whole { 1.0 } else { 0.01 };
    let step = loop {
        let factors = [1.0, 2.0, 2.5, 5.0];
        let fits = |step: &f64| peak <= step * PARTS && (!are_whole || step.fract() == 0.0);
        match factors.map(|factor| factor * unit).into_iter().find(fits) {
            Some(step) => break step,
            None => unit *= 10.0,
        }
    };
    let mut heights = vec![0.0, step];
    let mut next = 2.0;
    while heights.last().is_some_and(|last| *last < peak) {
        heights.push(step * next);
        next += 1.0;
    }
    heights
}

/// Whole seconds, minutes or hours up to `end`.
pub(super) fn times(end: f64) -> Vec<f64> {
    let step = TIMES.into_iter().find(|step| end <= step * PARTS).unwrap_or(end / PARTS);
    let mut times = Vec::new();
    let mut at = 0.0;
    while at <= end {
        times.push(at);
        at += step;
    }
    times
}

/// `0:00`, `1:30`, `2:00:00`
pub(super) fn clock(seconds: f64) -> String {
    let whole = whole(seconds);
    match whole / 3600 {
        0 => format!("{}:{:02}", whole / 60, whole % 60),
        hours => format!("{hours}:{:02}:{:02}", whole % 3600 / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!((clock(90.0), clock(7200.0)), ("1:30".to_owned(), "2:00:00".to_owned()));
    }

    #[test]
    fn there_is_no_half_virtual_user() {
        assert_eq!(heights(1.0, true), [0.0, 1.0]);
        assert_eq!(heights(0.0, true), [0.0, 1.0]);
        assert_eq!(heights(14.0, true), [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(heights(12_345.0, true).last(), Some(&12_500.0));
        assert_eq!(heights(1.0, false).last(), Some(&1.0));
        assert_eq!(heights(0.5, false).last(), Some(&0.5));
    }

    #[test]
    fn times_are_whole() {
        assert_eq!(times(630.0), [0.0, 300.0, 600.0]);
        assert_eq!(times(210.0), [0.0, 60.0, 120.0, 180.0]);
        assert_eq!(times(36.0 * 3600.0), [0.0, 43_200.0, 86_400.0, 129_600.0]);
    }
}
