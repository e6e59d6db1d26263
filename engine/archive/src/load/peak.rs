//! The most of what all scenarios do at once.

use super::{ScenarioLoad, Segment, Unit};

/// With more moments than these to look at, the scenarios' own peaks are added
/// up: never less than the truth.
const MOMENTS: usize = 2_000;

/// A nanosecond: just before a moment.
const BEFORE: f64 = 1e-9;

/// The most VUs at once.
pub(super) fn vus(scenarios: &[ScenarioLoad]) -> i64 {
    let boundaries = |scenario: &ScenarioLoad| {
        let late = scenario.graceful_ramp_down.unwrap_or(0.0);
        let ends = scenario.segments.iter().flat_map(move |s| [s.start, s.end, s.start + late, s.end + late]);
        ends.chain([scenario.load_ends() + scenario.graceful_stop]).collect::<Vec<f64>>()
    };
    let most = most(scenarios, boundaries, reserved);
    #[expect(clippy::cast_possible_truncation, reason = "a count of VUs")]
    let most = most.round() as i64;
    most
}

/// The most iterations started in a second.
pub(super) fn rate(scenarios: &[ScenarioLoad]) -> f64 {
    let open: Vec<ScenarioLoad> =
        scenarios.iter().filter(|scenario| scenario.unit == Unit::IterationsPerSecond).cloned().collect();
    let boundaries = |scenario: &ScenarioLoad| scenario.segments.iter().flat_map(|s| [s.start, s.end]).collect();
    most(&open, boundaries, |scenario, at| line(&scenario.segments, at))
}

fn most(
    scenarios: &[ScenarioLoad],
    boundaries: impl Fn(&ScenarioLoad) -> Vec<f64>,
    value: impl Fn(&ScenarioLoad, f64) -> f64,
) -> f64 {
    let mut moments: Vec<f64> = scenarios.iter().flat_map(boundaries).collect();
    moments.sort_by(f64::total_cmp);
    moments.dedup();
    if moments.len() > MOMENTS {
        return scenarios.iter().map(highest).sum();
    }
    let sum = |at: f64| scenarios.iter().map(|scenario| value(scenario, at)).sum::<f64>();
    moments.into_iter().flat_map(|at| [at - BEFORE, at]).map(sum).fold(0.0, f64::max)
}

fn highest(scenario: &ScenarioLoad) -> f64 {
    let of_segments = || scenario.segments.iter().map(|s| s.from.max(s.to)).fold(0.0, f64::max);
    scenario.max_vus.map_or_else(of_segments, super::height)
}

/// The VUs that k6 keeps for a scenario at a moment.
fn reserved(scenario: &ScenarioLoad, at: f64) -> f64 {
    let end = scenario.load_ends();
    if at < scenario.starts || at >= end + scenario.graceful_stop {
        // One without any time to stop is over at its end.
        return 0.0;
    }
    if let Some(most) = scenario.max_vus {
        return super::height(most);
    }
    let last = scenario.segments.last().map_or(0.0, |segment| segment.to);
    let now = if at >= end { last } else { line(&scenario.segments, at) };
    let ramp_down = scenario.graceful_ramp_down.unwrap_or(0.0);
    if ramp_down <= 0.0 {
        return now;
    }
    // VUs that stopped less than `ramp_down` ago are still there.
    let since = at - ramp_down;
    let recent = scenario.segments.iter().filter(|s| s.end > since && s.start <= at);
    recent.map(|s| height_at(s, s.start.max(since)).max(height_at(s, s.end.min(at)))).fold(now, f64::max)
}

/// The height at a moment; at a jump the one after it.
fn line(segments: &[Segment], at: f64) -> f64 {
    segments.iter().rfind(|s| s.start <= at && at < s.end).map_or(0.0, |segment| height_at(segment, at))
}

fn height_at(segment: &Segment, at: f64) -> f64 {
    let length = segment.end - segment.start;
    if length <= 0.0 {
        return segment.from.max(segment.to);
    }
    let part = ((at - segment.start) / length).clamp(0.0, 1.0);
    segment.from + (segment.to - segment.from) * part
}
