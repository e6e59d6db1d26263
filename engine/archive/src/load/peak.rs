//! The most of what all scenarios do at once.

use super::{ScenarioLoad, Segment, Unit};

/// The most moments that are looked at. With more of them those between the ends
/// of segments are left out, which a few VUs may depend on; with more than that
/// the scenarios' own peaks are added up, which is never too few.
const MOMENTS: usize = 2_000;

/// Just before a moment, in seconds.
const BIT: f64 = 1e-6;

/// What rounding may lose of a number of VUs.
const NEAR: f64 = 1e-10;

/// The most VUs at once.
pub(super) fn vus(scenarios: &[ScenarioLoad]) -> i64 {
    let ends = |scenario: &ScenarioLoad| {
        let late = scenario.graceful_ramp_down.unwrap_or(0.0);
        let ends = scenario.segments.iter().flat_map(move |s| [s.start, s.end, s.start + late, s.end + late]);
        ends.chain([scenario.load_ends() + scenario.graceful_stop]).collect::<Vec<f64>>()
    };
    let steps = |scenario: &ScenarioLoad| scenario.segments.iter().flat_map(steps).take(MOMENTS + 1).collect();
    // At one moment k6 lets the scenarios change one after the other.
    let mut order: Vec<&ScenarioLoad> = scenarios.iter().collect();
    order.sort_by(|a, b| a.starts.total_cmp(&b.starts));
    let most = most(scenarios, ends, steps, |at| {
        let mut all: f64 = order.iter().map(|scenario| reserved(scenario, at - BIT)).sum();
        let mut most = all;
        for scenario in &order {
            all += reserved(scenario, at) - reserved(scenario, at - BIT);
            // At a jump a scenario has what was before it too, for no time at all.
            most = most.max(all + (touched(scenario, at) - reserved(scenario, at)).max(0.0));
        }
        most
    });
    #[expect(clippy::cast_possible_truncation, reason = "a count of VUs")]
    let most = most.round() as i64;
    most
}

/// The most iterations started in a second.
pub(super) fn rate(scenarios: &[ScenarioLoad]) -> f64 {
    let open: Vec<ScenarioLoad> =
        scenarios.iter().filter(|scenario| scenario.unit == Unit::IterationsPerSecond).cloned().collect();
    let ends = |scenario: &ScenarioLoad| scenario.segments.iter().flat_map(|s| [s.start, s.end]).collect();
    let line = |segments: &[Segment], at| segment_at(segments, at).map_or(0.0, |segment| exact(segment, at));
    let sum = |at| open.iter().map(|scenario| line(&scenario.segments, at)).sum::<f64>();
    most(&open, ends, |_| Vec::new(), |at| sum(at - BIT).max(sum(at)))
}

fn most(
    scenarios: &[ScenarioLoad],
    ends: impl Fn(&ScenarioLoad) -> Vec<f64>,
    between: impl Fn(&ScenarioLoad) -> Vec<f64>,
    all: impl Fn(f64) -> f64,
) -> f64 {
    let mut moments: Vec<f64> = scenarios.iter().flat_map(ends).collect();
    moments.sort_by(f64::total_cmp);
    moments.dedup();
    if moments.len() > MOMENTS {
        return scenarios.iter().map(highest).sum();
    }
    let room = MOMENTS - moments.len();
    let between: Vec<f64> = scenarios.iter().flat_map(between).take(room + 1).collect();
    if between.len() <= room {
        moments.extend(between);
    }
    moments.into_iter().map(all).fold(0.0, f64::max)
}

fn highest(scenario: &ScenarioLoad) -> f64 {
    let of_segments = || scenario.segments.iter().map(|s| s.from.max(s.to)).fold(0.0, f64::max);
    scenario.max_vus.map_or_else(of_segments, super::height)
}

/// When a rising line starts each of its VUs.
fn steps(segment: &Segment) -> Vec<f64> {
    let (length, rise) = (segment.end - segment.start, segment.to - segment.from);
    let mut steps = Vec::new();
    let mut vus = 1.0;
    while vus < rise && steps.len() <= MOMENTS {
        steps.push(segment.start + length * vus / rise);
        vus += 1.0;
    }
    steps
}

/// The VUs that k6 keeps for a scenario at a moment.
pub(super) fn reserved(scenario: &ScenarioLoad, at: f64) -> f64 {
    let end = scenario.load_ends();
    if at < scenario.starts || at >= end + scenario.graceful_stop {
        return 0.0;
    }
    if let Some(most) = scenario.max_vus {
        return super::height(most);
    }
    let last = scenario.segments.last().map_or(0.0, |segment| segment.to);
    let now = if at >= end { last } else { segment_at(&scenario.segments, at).map_or(0.0, |s| whole(s, at)) };
    let ramp_down = scenario.graceful_ramp_down.unwrap_or(0.0);
    if ramp_down <= 0.0 {
        return now;
    }
    // VUs that stopped less than `ramp_down` ago are still there.
    let since = at - ramp_down;
    let recent = scenario.segments.iter().filter(|s| s.end > since && s.start <= at);
    recent.map(|s| whole(s, s.start.max(since)).max(whole(s, s.end.min(at)))).fold(now, f64::max)
}

/// The VUs that a scenario has at a moment for no time at all: at a jump, and
/// where it is over as it begins.
fn touched(scenario: &ScenarioLoad, at: f64) -> f64 {
    if let Some(most) = scenario.max_vus {
        let begins = (at - scenario.starts).abs() < BIT / 2.0;
        return if begins { super::height(most) } else { 0.0 };
    }
    let ends_here = |s: &&Segment| (at - s.end).abs() < BIT / 2.0 && (s.from < s.to || s.start >= s.end);
    scenario.segments.iter().filter(ends_here).map(|s| whole(s, at)).fold(0.0, f64::max)
}

/// The segment at a moment; at a jump the one after it.
fn segment_at(segments: &[Segment], at: f64) -> Option<&Segment> {
    segments.iter().rfind(|s| s.start <= at && at < s.end)
}

fn exact(segment: &Segment, at: f64) -> f64 {
    let length = segment.end - segment.start;
    if length <= 0.0 {
        return segment.from.max(segment.to);
    }
    let part = ((at - segment.start) / length).clamp(0.0, 1.0);
    segment.from + (segment.to - segment.from) * part
}

/// Whole VUs: one more only when a rising line has reached it, one less only
/// when a falling line has.
fn whole(segment: &Segment, at: f64) -> f64 {
    let exact = exact(segment, at);
    if segment.from < segment.to { (exact + NEAR).floor() } else { (exact - NEAR).ceil() }
}
