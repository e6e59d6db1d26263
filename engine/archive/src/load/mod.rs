//! The load that a test makes over time, as numbers to draw.
//!
//! [`Load::of`] takes consolidated options that validate; [`Load::per_runner`]
//! cuts it the way k6-operator does for `parallelism`. Times are seconds from
//! the start of the test.

mod peak;
mod runner;

use crate::options::{Consolidated, Executor, Scenario};

/// What a test does.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// Sorted by name.
    pub scenarios: Vec<ScenarioLoad>,
    /// When the last iteration may be over: the time that k6 and its users have
    /// to wait at most, stopping included.
    pub ends: f64,
    /// The most VUs at once, those that are still stopping and those that an
    /// arrival rate may add included. What k6 makes room for; where a ramp rises
    /// again while its VUs still stop, k6 may plan fewer.
    pub peak_vus: i64,
    /// The most iterations that are started in a second by scenarios with an
    /// arrival rate, at once.
    pub peak_rate: f64,
}

/// One scenario's part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioLoad {
    pub name: String,
    pub executor: Executor,
    /// Whether k6 makes it of `vus`, `duration`, `iterations` and `stages`.
    pub derived: bool,
    pub unit: Unit,
    /// Without gaps, in order of time. A segment without length is a jump.
    pub segments: Vec<Segment>,
    /// When it begins.
    pub starts: f64,
    /// How long iterations may go on after the last segment.
    pub graceful_stop: f64,
    /// How long a VU may go on that a ramp stops; of ramping VUs alone.
    pub graceful_ramp_down: Option<f64>,
    /// VUs made before the test and at most while it runs; of arrival rates
    /// alone.
    pub pre_allocated_vus: Option<i64>,
    pub max_vus: Option<i64>,
    /// Where it is over as soon as these iterations are made, and at the end of
    /// its segment at the latest: of all VUs together, or of each VU for
    /// `per-vu-iterations`.
    pub iterations: Option<i64>,
}

/// What the height of a segment counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Vus,
    IterationsPerSecond,
}

/// A straight line of load.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    pub start: f64,
    pub end: f64,
    pub from: f64,
    pub to: f64,
}

impl Load {
    /// The load of a whole test, whatever its execution segment. Options that do not validate give numbers too,
    /// though none that k6 would run.
    pub fn of(options: &Consolidated) -> Self {
        let mut scenarios: Vec<ScenarioLoad> = options.scenarios().iter().map(ScenarioLoad::of).collect();
        scenarios.sort_by(|a, b| a.name.cmp(&b.name));
        Self::whole(scenarios)
    }

    /// The load of each of `runners` k6, as k6-operator cuts it: equal
    /// execution segments. VUs are dealt out one by one, so that the first
    /// runners may have one more; a rate is divided exactly. Scenarios that
    /// leave a runner nothing to do are not among its own.
    pub fn per_runner(&self, runners: u16) -> Vec<Self> {
        (0..runners).map(|runner| Self::whole(runner::cut(&self.scenarios, runner, runners))).collect()
    }

    fn whole(scenarios: Vec<ScenarioLoad>) -> Self {
        let ends = scenarios.iter().map(ScenarioLoad::ends).fold(0.0, f64::max);
        let (peak_vus, peak_rate) = (peak::vus(&scenarios), peak::rate(&scenarios));
        Self { scenarios, ends, peak_vus, peak_rate }
    }
}

#[expect(clippy::cast_precision_loss, reason = "for drawing")]
fn seconds(nanos: i64) -> f64 {
    nanos as f64 / 1e9
}

#[expect(clippy::cast_precision_loss, reason = "for drawing")]
fn height(count: i64) -> f64 {
    count as f64
}

impl ScenarioLoad {
    fn of(scenario: &Scenario) -> Self {
        let unit = if scenario.executor.is_open() { Unit::IterationsPerSecond } else { Unit::Vus };
        let per_second = |rate: i64| height(rate) / seconds(scenario.unit().max(1));
        let flat = |height: f64| {
            let (start, end) =
                (seconds(scenario.starts()), seconds(scenario.starts().saturating_add(scenario.lasts())));
            vec![Segment { start, end, from: height, to: height }]
        };
        let segments = match scenario.executor {
            Executor::ConstantVus | Executor::PerVuIterations | Executor::SharedIterations => {
                flat(height(scenario.vus.unwrap_or(1)))
            }
            Executor::ConstantArrivalRate => flat(per_second(scenario.rate.unwrap_or(0))),
            Executor::RampingVus => ramp(scenario, scenario.start_vus.unwrap_or(1), height),
            Executor::RampingArrivalRate => ramp(scenario, scenario.start_rate.unwrap_or(0), per_second),
        };
        let open = scenario.executor.is_open();
        let counts = matches!(scenario.executor, Executor::PerVuIterations | Executor::SharedIterations);
        Self {
            name: scenario.name.clone(),
            executor: scenario.executor,
            derived: scenario.derived,
            unit,
            segments,
            starts: seconds(scenario.starts()),
            graceful_stop: seconds(scenario.stops_within()),
            graceful_ramp_down: (scenario.executor == Executor::RampingVus)
                .then(|| seconds(scenario.ramps_down_within())),
            pre_allocated_vus: open.then(|| scenario.pre_allocated_vus.unwrap_or(0)),
            max_vus: open.then(|| scenario.most_vus()),
            iterations: counts.then(|| scenario.iterations.unwrap_or(1)),
        }
    }

    /// When its load ends, before the time to stop.
    pub fn load_ends(&self) -> f64 {
        self.segments.last().map_or(self.starts, |segment| segment.end)
    }

    /// How many VUs may still be at work when its load ends.
    pub fn left_to_stop(&self) -> f64 {
        peak::reserved(self, self.load_ends())
    }

    /// When its last iteration may be over.
    pub fn ends(&self) -> f64 {
        let stop = self.load_ends() + self.graceful_stop;
        let idle = self.segments.last().is_none_or(|segment| segment.to <= 0.0);
        match self.graceful_ramp_down {
            // Without a VU left the rest of its time does not count.
            Some(ramp_down) if idle => {
                let busy = self.segments.iter().rfind(|segment| segment.from > 0.0 || segment.to > 0.0);
                busy.map_or(self.starts, |last| (last.end + ramp_down).min(stop))
            }
            _ if self.max_vus == Some(0) => self.starts,
            _ => stop,
        }
    }
}

fn ramp(scenario: &Scenario, from: i64, height: impl Fn(i64) -> f64) -> Vec<Segment> {
    let (mut at, mut value) = (scenario.starts(), from);
    let mut segments = Vec::with_capacity(scenario.stages.len());
    for stage in &scenario.stages {
        let (end, target) = (at.saturating_add(stage.duration.unwrap_or(0)), stage.target.unwrap_or(value));
        segments.push(Segment { start: seconds(at), end: seconds(end), from: height(value), to: height(target) });
        (at, value) = (end, target);
    }
    segments
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use serde_json::json;

    use super::*;
    use crate::options::{consolidate, from_script};

    fn load(options: &serde_json::Value) -> Load {
        Load::of(&consolidate(&[from_script(options).unwrap().0]))
    }

    #[test]
    fn stages_are_lines() {
        let load = load(&json!({"vus": 2, "stages": [
            {"duration": "1m", "target": 10}, {"duration": 0, "target": 4}, {"duration": "30s", "target": 0}
        ]}));
        let [scenario] = &load.scenarios[..] else { panic!("one scenario") };
        assert_eq!((scenario.name.as_str(), scenario.derived, scenario.unit), ("default", true, Unit::Vus));
        assert_eq!(
            scenario.segments,
            [
                Segment { start: 0.0, end: 60.0, from: 2.0, to: 10.0 },
                Segment { start: 60.0, end: 60.0, from: 10.0, to: 4.0 },
                Segment { start: 60.0, end: 90.0, from: 4.0, to: 0.0 },
            ]
        );
        assert_eq!((load.ends, load.peak_vus), (120.0, 10));
        // The ramp down takes as long as its VUs may go on.
        assert!((scenario.left_to_stop() - 4.0).abs() < 1e-9);
    }

    #[test]
    fn rates_are_per_second() {
        let load = load(&json!({"scenarios": {
            "b": {"executor": "constant-arrival-rate", "rate": 90, "timeUnit": "1m", "duration": "1m",
                "startTime": "10s", "preAllocatedVUs": 2, "maxVUs": 7},
            "a": {"executor": "per-vu-iterations", "vus": 3, "iterations": 4, "maxDuration": "20s"},
        }}));
        let [a, b] = &load.scenarios[..] else { panic!("two scenarios") };
        assert_eq!((a.iterations, a.segments[0].end, a.unit), (Some(4), 20.0, Unit::Vus));
        assert_eq!(b.segments, [Segment { start: 10.0, end: 70.0, from: 1.5, to: 1.5 }]);
        assert_eq!((b.pre_allocated_vus, b.max_vus, b.unit), (Some(2), Some(7), Unit::IterationsPerSecond));
        assert_eq!((load.ends, load.peak_vus, load.peak_rate), (100.0, 10, 1.5));
    }

    #[test]
    fn many_vus_one_after_the_other_are_not_added_up() {
        let ramp = |start: &str| {
            json!({"executor": "ramping-vus", "startTime": start, "stages": [
                {"duration": "1m", "target": 5000}, {"duration": "1m", "target": 0}
            ]})
        };
        let load = load(&json!({"scenarios": {"a": ramp("0s"), "b": ramp("5m")}}));
        assert_eq!((load.peak_vus, load.ends), (5000, 450.0));
    }

    #[test]
    fn runners_get_vus_one_by_one_and_rates_exactly() {
        let load = load(&json!({"scenarios": {
            "a": {"executor": "constant-vus", "vus": 7, "duration": "10s"},
            "b": {"executor": "shared-iterations", "vus": 2, "iterations": 8},
            "c": {"executor": "constant-arrival-rate", "rate": 10, "duration": "10s", "preAllocatedVUs": 5, "maxVUs": 7},
        }}));
        let runners = load.per_runner(3);
        let peaks: Vec<i64> = runners.iter().map(|runner| runner.peak_vus).collect();
        assert_eq!(peaks, [3 + 1 + 3, 2 + 1 + 2, 2 + 2]);
        let names: Vec<&str> = runners[2].scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
        assert_eq!(names, ["a", "c"]);
        assert_eq!(runners[0].scenarios[1].iterations, Some(3));
        assert_eq!(runners[1].scenarios[2].pre_allocated_vus, Some(2));
        let rate: f64 = runners.iter().map(|runner| runner.peak_rate).sum();
        assert!((rate - 10.0).abs() < 1e-9);
    }
}
