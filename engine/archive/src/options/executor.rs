//! Executors and the scenarios that use them.

use serde_json::Value;

use crate::duration::{self, MINUTE, SECOND};

/// How a scenario makes its load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Executor {
    ConstantVus,
    RampingVus,
    ConstantArrivalRate,
    RampingArrivalRate,
    PerVuIterations,
    SharedIterations,
}

pub(crate) const EXECUTORS: [Executor; 6] = [
    Executor::ConstantVus,
    Executor::RampingVus,
    Executor::ConstantArrivalRate,
    Executor::RampingArrivalRate,
    Executor::PerVuIterations,
    Executor::SharedIterations,
];

impl Executor {
    /// k6's name of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ConstantVus => "constant-vus",
            Self::RampingVus => "ramping-vus",
            Self::ConstantArrivalRate => "constant-arrival-rate",
            Self::RampingArrivalRate => "ramping-arrival-rate",
            Self::PerVuIterations => "per-vu-iterations",
            Self::SharedIterations => "shared-iterations",
        }
    }

    /// Whether it starts iterations at a rate, whatever they take.
    pub fn is_open(self) -> bool {
        matches!(self, Self::ConstantArrivalRate | Self::RampingArrivalRate)
    }
}

/// A stage, with what is set of it. Durations are nanoseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stage {
    pub duration: Option<i64>,
    pub target: Option<i64>,
}

/// A scenario as k6 runs it. `None` is unset; the methods put k6's defaults in
/// its place. Durations are nanoseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    pub name: String,
    pub executor: Executor,
    /// Whether k6 makes it of `vus`, `duration`, `iterations` and `stages`.
    pub derived: bool,
    pub start_time: Option<i64>,
    pub graceful_stop: Option<i64>,
    pub exec: Option<String>,
    pub vus: Option<i64>,
    pub duration: Option<i64>,
    pub iterations: Option<i64>,
    pub max_duration: Option<i64>,
    pub start_vus: Option<i64>,
    pub stages: Vec<Stage>,
    pub graceful_ramp_down: Option<i64>,
    pub rate: Option<i64>,
    pub start_rate: Option<i64>,
    pub time_unit: Option<i64>,
    pub pre_allocated_vus: Option<i64>,
    pub max_vus: Option<i64>,
}

impl Scenario {
    /// A scenario of which nothing is set.
    pub(crate) fn new(name: &str, executor: Executor) -> Self {
        Self {
            name: name.to_owned(),
            executor,
            derived: false,
            start_time: None,
            graceful_stop: None,
            exec: None,
            vus: None,
            duration: None,
            iterations: None,
            max_duration: None,
            start_vus: None,
            stages: Vec::new(),
            graceful_ramp_down: None,
            rate: None,
            start_rate: None,
            time_unit: None,
            pre_allocated_vus: None,
            max_vus: None,
        }
    }

    /// Of a normalised scenario.
    pub(crate) fn read(name: &str, value: &Value) -> Option<Self> {
        let named = value.get("executor")?.as_str()?;
        let executor = EXECUTORS.into_iter().find(|executor| executor.name() == named)?;
        let int = |key: &str| value.get(key).and_then(Value::as_i64);
        let time = |key: &str| nanos(value.get(key));
        Some(Self {
            start_time: time("startTime"),
            graceful_stop: time("gracefulStop"),
            exec: value.get("exec").and_then(Value::as_str).map(str::to_owned),
            vus: int("vus"),
            duration: time("duration"),
            iterations: int("iterations"),
            max_duration: time("maxDuration"),
            start_vus: int("startVUs"),
            stages: stages(value.get("stages")),
            graceful_ramp_down: time("gracefulRampDown"),
            rate: int("rate"),
            start_rate: int("startRate"),
            time_unit: time("timeUnit"),
            pre_allocated_vus: int("preAllocatedVUs"),
            max_vus: int("maxVUs"),
            ..Self::new(name, executor)
        })
    }

    /// The exported function that it calls.
    pub fn function(&self) -> &str {
        self.exec.as_deref().unwrap_or("default")
    }

    /// When it begins, after the start of the test.
    pub fn starts(&self) -> i64 {
        self.start_time.unwrap_or(0)
    }

    /// How long iterations may take to finish after its end.
    pub fn stops_within(&self) -> i64 {
        self.graceful_stop.unwrap_or(30 * SECOND)
    }

    /// How long iterations of a VU may take that a ramp stops.
    pub fn ramps_down_within(&self) -> i64 {
        self.graceful_ramp_down.unwrap_or(30 * SECOND)
    }

    /// How long it makes load, without the time to stop: of iterations the
    /// longest they may take.
    pub fn lasts(&self) -> i64 {
        match self.executor {
            Executor::ConstantVus | Executor::ConstantArrivalRate => self.duration.unwrap_or(0),
            Executor::RampingVus | Executor::RampingArrivalRate => {
                self.stages.iter().fold(0, |sum: i64, stage| sum.saturating_add(stage.duration.unwrap_or(0)))
            }
            Executor::PerVuIterations | Executor::SharedIterations => self.max_duration.unwrap_or(10 * MINUTE),
        }
    }

    /// The time that `rate` is counted in.
    pub fn unit(&self) -> i64 {
        self.time_unit.unwrap_or(SECOND)
    }

    /// The most VUs that it may start.
    pub fn most_vus(&self) -> i64 {
        self.max_vus.or(self.pre_allocated_vus).unwrap_or(0)
    }
}

/// A normalised duration.
pub(crate) fn nanos(value: Option<&Value>) -> Option<i64> {
    value.and_then(Value::as_str).and_then(duration::go)
}

/// Normalised stages.
pub(crate) fn stages(value: Option<&Value>) -> Vec<Stage> {
    let stage = |stage: &Value| Stage {
        duration: nanos(stage.get("duration")),
        target: stage.get("target").and_then(Value::as_i64),
    };
    value.and_then(Value::as_array).map(|list| list.iter().map(stage).collect()).unwrap_or_default()
}
