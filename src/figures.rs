//! Numbers and times as people read them, in the page and in its worker.

/// Two decimals at most: `2`, `0.5`.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The unit in which people say a rate, and how many seconds it has: `0.5` and
/// `20` are per second, a third is 20 per minute.
pub(crate) fn rate_unit(per_second: f64) -> (f64, &'static str) {
    let is_plain = |rate: f64| rate >= 1.0 || (rate >= 0.1 && ((rate * 100.0).round() - rate * 100.0).abs() < 1e-6);
    match per_second {
        rate if rate <= 0.0 || is_plain(rate) => (1.0, "second"),
        rate if is_plain(rate * 60.0) => (60.0, "minute"),
        _ => (3600.0, "hour"),
    }
}

/// Seconds as k6 writes them: `1h 2m 3s`, `0.5s`.
pub(crate) fn duration(seconds: f64) -> String {
    if seconds > 0.0 && seconds < 1.0 {
        return format!("{}s", number(seconds));
    }
    let whole = whole(seconds);
    let parts = [(whole / 3600, "h"), (whole % 3600 / 60, "m"), (whole % 60, "s")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count}{unit}")).collect();
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}

/// The nearest whole second.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shown to people")]
pub(crate) fn whole(seconds: f64) -> u64 {
    seconds.max(0.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        assert_eq!([0.0, 0.25, 59.6, 5400.0].map(duration), ["0s", "0.25s", "1m", "1h 30m"]);
        assert_eq!([2.0, 0.5, 1.0 / 3.0].map(number), ["2", "0.5", "0.33"]);
    }

    #[test]
    fn a_slow_rate_is_no_zero() {
        let said = |rate: f64| {
            let (factor, unit) = rate_unit(rate);
            format!("{} per {unit}", number(rate * factor))
        };
        let rates = [420.0, 1.5, 0.5, 1.0 / 6.0, 0.5 / 60.0, 3.0 / 3600.0, 0.0];
        let says = ["420 per second", "1.5 per second", "0.5 per second", "10 per minute", "0.5 per minute"];
        assert_eq!(rates.map(said).to_vec(), [&says[..], &["3 per hour", "0 per second"]].concat());
    }
}
