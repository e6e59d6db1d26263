//! One scenario: what its executor needs.

use super::super::error::Problem;
use super::super::executor::{Executor, Scenario, Stage};
use super::super::facts::ScriptFacts;
use super::super::near::nearest;
use super::super::values::under;
use crate::duration::{SECOND, text};

/// k6 makes no more VUs in a ramp.
const MOST_VUS: i64 = 100_000_000;

pub(super) fn check(scenario: &Scenario, facts: &ScriptFacts, problems: &mut Vec<Problem>) {
    let mut checks = Checks { scenario, problems };
    checks.common(facts);
    match scenario.executor {
        Executor::ConstantVus => {
            checks.vus();
            checks.needs_duration();
        }
        Executor::RampingVus => checks.ramping_vus(),
        Executor::ConstantArrivalRate => {
            checks.rate();
            checks.needs_duration();
            checks.arrivals();
        }
        Executor::RampingArrivalRate => {
            if scenario.start_rate.is_some_and(|rate| rate < 0) {
                checks.add("startRate", "cannot be negative", "write 0 or more");
            }
            checks.stages();
            checks.arrivals();
        }
        Executor::PerVuIterations => {
            checks.vus();
            if scenario.iterations.is_some_and(|iterations| iterations <= 0) {
                checks.add("iterations", "must be more than 0", "write how many iterations each VU makes");
            }
            checks.max_duration();
        }
        Executor::SharedIterations => {
            checks.vus();
            checks.shared_iterations();
            checks.max_duration();
        }
    }
}

struct Checks<'a> {
    scenario: &'a Scenario,
    problems: &'a mut Vec<Problem>,
}

impl Checks<'_> {
    /// What a derived scenario lacks is named by the option that it is made of.
    fn path(&self, member: &str) -> String {
        let scenario = under("scenarios", &self.scenario.name);
        match (self.scenario.derived, member) {
            (true, "startVUs") => "vus".to_owned(),
            (true, "maxDuration") => "duration".to_owned(),
            (true, "exec") => String::new(),
            (true, member) => member.to_owned(),
            (false, "") => scenario,
            (false, member) => format!("{scenario}.{member}"),
        }
    }

    fn add(&mut self, member: &str, message: impl Into<String>, help: impl Into<String>) {
        let path = self.path(member);
        self.problems.push(Problem::new(path, message, help));
    }

    fn common(&mut self, facts: &ScriptFacts) {
        let name = &self.scenario.name;
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')) {
            let message = format!("`{name}` is not a name for a scenario");
            self.add("", message, "use latin letters, digits, `_` and `-` alone");
        }
        if self.scenario.start_time.is_some_and(|nanos| nanos < 0) {
            self.add("startTime", "cannot be negative", "write when the scenario begins, like `30s`");
        }
        if self.scenario.graceful_stop.is_some_and(|nanos| nanos < 0) {
            self.add("gracefulStop", "cannot be negative", "write `0s` to stop at once");
        }
        let function = self.scenario.function();
        if function.is_empty() {
            self.add("exec", "cannot be empty", "name an exported function, or leave it out for the default one");
        } else if !facts.functions.contains(function) {
            let message = format!("the script exports no function `{function}`");
            let near = nearest(function, facts.functions.iter().map(String::as_str));
            let help = match near {
                Some(name) => format!("did you mean `{name}`?"),
                None if function == "default" => "write `export default function () { … }`".to_owned(),
                None => format!("write `export function {function}() {{ … }}`"),
            };
            self.add("exec", message, help);
        }
    }

    fn vus(&mut self) {
        if self.scenario.vus.is_some_and(|vus| vus <= 0) {
            self.add("vus", "must be more than 0", "write how many VUs there are");
        }
    }

    fn needs_duration(&mut self) {
        match self.scenario.duration {
            None => self.add("duration", "is missing", "write how long the scenario lasts, like `1m`"),
            Some(nanos) => self.at_least_a_second("duration", nanos),
        }
    }

    fn max_duration(&mut self) {
        if let Some(nanos) = self.scenario.max_duration {
            self.at_least_a_second("maxDuration", nanos);
        }
    }

    fn at_least_a_second(&mut self, member: &str, nanos: i64) {
        if nanos < SECOND {
            let message = format!("must be at least `1s`, but is `{}`", text(nanos));
            self.add(member, message, "a bare number is milliseconds; write `30s` or `5m`");
        }
    }

    fn shared_iterations(&mut self) {
        let (vus, iterations) = (self.scenario.vus.unwrap_or(1), self.scenario.iterations.unwrap_or(1));
        if iterations < vus {
            let message = format!("`{iterations}` cannot be less than the number of VUs, `{vus}`");
            self.add("iterations", message, "write more iterations or fewer VUs");
        }
    }

    fn rate(&mut self) {
        match self.scenario.rate {
            None => self.add("rate", "is missing", "write how many iterations are started per `timeUnit`"),
            Some(rate) if rate <= 0 => self.add("rate", "must be more than 0", "write 1 or more"),
            Some(_) => {}
        }
    }

    /// What both executors with an arrival rate have.
    fn arrivals(&mut self) {
        if self.scenario.time_unit.is_some_and(|nanos| nanos <= 0) {
            self.add("timeUnit", "must be more than 0", "write `1s` or `1m`");
        }
        match self.scenario.pre_allocated_vus {
            None => self.add("preAllocatedVUs", "is missing", "write how many VUs are made before the test begins"),
            Some(vus) if vus < 0 => self.add("preAllocatedVUs", "cannot be negative", "write 0 or more"),
            Some(vus) if self.scenario.max_vus.is_some_and(|most| most < vus) => {
                let help = format!("write at least `{vus}`, or leave it out");
                self.add("maxVUs", "cannot be less than `preAllocatedVUs`", help);
            }
            Some(_) => {}
        }
    }

    fn stages(&mut self) {
        if self.scenario.stages.is_empty() {
            self.add(
                "stages",
                "is missing or empty",
                "write at least one stage, like `{ duration: '1m', target: 10 }`",
            );
        }
        for (i, stage) in self.scenario.stages.iter().enumerate() {
            self.stage(i, *stage);
        }
    }

    fn stage(&mut self, i: usize, stage: Stage) {
        let at = |member: &str| format!("stages[{i}].{member}");
        match stage.duration {
            None => self.add(&at("duration"), "is missing", "write how long the stage lasts, like `1m`"),
            Some(nanos) if nanos < 0 => self.add(&at("duration"), "cannot be negative", "write `0s` or more"),
            Some(_) => {}
        }
        match stage.target {
            None => self.add(&at("target"), "is missing", "write what the stage ends with, like `10`"),
            Some(target) if target < 0 => self.add(&at("target"), "cannot be negative", "write 0 or more"),
            Some(_) => {}
        }
    }

    fn ramping_vus(&mut self) {
        let start = self.scenario.start_vus.unwrap_or(1);
        let too_many = || format!("is more than k6's limit of {MOST_VUS}");
        if start < 0 {
            self.add("startVUs", "cannot be negative", "write 0 or more");
        }
        if start > MOST_VUS {
            self.add("startVUs", too_many(), "write fewer VUs");
        }
        self.stages();
        let targets: Vec<i64> = self.scenario.stages.iter().map(|stage| stage.target.unwrap_or(0)).collect();
        for (i, _) in targets.iter().enumerate().filter(|(_, target)| **target > MOST_VUS) {
            self.add(&format!("stages[{i}].target"), too_many(), "write fewer VUs");
        }
        if start == 0 && !targets.is_empty() && targets.iter().all(|target| *target == 0) {
            self.add("stages", "would start no VU at all", "write a target or a number of VUs that is more than 0");
        }
    }
}
