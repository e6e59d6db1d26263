//! The part of one runner among several.

use super::{ScenarioLoad, Segment, Unit};

/// What `runner` of `runners` does of the scenarios.
pub(super) fn cut(scenarios: &[ScenarioLoad], runner: u16, runners: u16) -> Vec<ScenarioLoad> {
    scenarios.iter().map(|scenario| part(scenario, runner, runners)).filter(has_work).collect()
}

fn part(scenario: &ScenarioLoad, runner: u16, runners: u16) -> ScenarioLoad {
    let dealt = |count: i64| dealt(count, runner, runners);
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a count of VUs, for drawing")]
    let height = |height: f64| match scenario.unit {
        Unit::Vus => dealt(height as i64) as f64,
        Unit::IterationsPerSecond => height / f64::from(runners),
    };
    let segments = scenario.segments.iter();
    let each_vu = scenario.executor == crate::options::Executor::PerVuIterations;
    ScenarioLoad {
        segments: segments.map(|s| Segment { from: height(s.from), to: height(s.to), ..*s }).collect(),
        pre_allocated_vus: scenario.pre_allocated_vus.map(dealt),
        max_vus: scenario.max_vus.map(dealt),
        iterations: scenario.iterations.map(|count| if each_vu { count } else { dealt(count) }),
        ..scenario.clone()
    }
}

/// How many of `count` things a runner gets that are dealt out in turn.
fn dealt(count: i64, runner: u16, runners: u16) -> i64 {
    let (runner, runners) = (i64::from(runner), i64::from(runners.max(1)));
    count.saturating_add(runners - 1 - runner).div_euclid(runners)
}

fn has_work(scenario: &ScenarioLoad) -> bool {
    let most = scenario.segments.iter().map(|segment| segment.from.max(segment.to)).fold(0.0, f64::max);
    scenario.max_vus.unwrap_or(1) > 0 && (most > 0.0 || scenario.unit == Unit::IterationsPerSecond)
}
