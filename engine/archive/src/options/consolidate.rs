//! The tiers put together, and what became of each value.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::error::Problem;
use super::executor::{self, Executor, Scenario};
use super::json::{Escape, Json, Kind, array, indent, object, string};
use super::key::{KEYS, LOAD};
use super::tier::{Origin, Tier};

/// The value of an option and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub value: Value,
    /// The place that sets it; of `dns`, whose members are set one by one, the
    /// highest.
    pub origin: Origin,
    json: String,
}

/// Why a value has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A higher place sets the same option.
    Same,
    /// A higher place sets this one of `duration`, `iterations`, `stages` and
    /// `scenarios`: that takes away all four of the lower places.
    Load(&'static str),
    /// `vus` is set beside scenarios: k6 runs the iterations of `vus` and none
    /// of the scenarios, though the archive keeps them.
    Vus,
}

/// A value that has no effect.
#[derive(Debug, Clone, PartialEq)]
pub struct Overridden {
    pub key: &'static str,
    pub origin: Origin,
    pub value: Value,
    /// The place that overrode it.
    pub by: Origin,
    pub why: Why,
}

impl Overridden {
    /// In a sentence, with the place of a key called as `name` does.
    pub fn said(&self, name: impl Fn(Origin, &str) -> String) -> String {
        let Self { key, origin, value, by, why } = self;
        let because = match why {
            Why::Same => format!("it is set by {} too", name(*by, key)),
            Why::Load(taking) => format!("`{taking}` is set by {}", name(*by, taking)),
            Why::Vus => format!("`vus` is set by {}, and k6 runs that instead", name(*by, "vus")),
        };
        // Their names are all that is lost.
        let tags = value.as_object().filter(|tags| *key == "tags" && !tags.is_empty());
        let tags = tags.map(|tags| tags.keys().map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", "));
        let tags = tags.map(|tags| format!(" ({tags})")).unwrap_or_default();
        format!("`{key}`{tags} of {} has no effect: {because}", name(*origin, key))
    }
}

impl fmt::Display for Overridden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(|origin, _| origin.to_string()))
    }
}

/// All options of a test.
#[derive(Debug, Clone, PartialEq)]
pub struct Consolidated {
    settings: BTreeMap<&'static str, Setting>,
    /// What is set and has no effect, in k6's order of options.
    pub overridden: Vec<Overridden>,
    /// Whether thresholds are not checked.
    pub no_thresholds: bool,
}

/// Puts the tiers together with k6's precedence, in whatever order they are
/// given.
pub fn consolidate(tiers: &[Tier]) -> Consolidated {
    let mut tiers: Vec<&Tier> = tiers.iter().collect();
    tiers.sort_by_key(|tier| tier.origin);
    let mut all = Consolidated { settings: BTreeMap::new(), overridden: Vec::new(), no_thresholds: false };
    all.add(&tiers);
    all
}

impl Consolidated {
    /// What an option is set to. One that nobody sets is not there, though k6
    /// has a default for it.
    pub fn get(&self, key: &str) -> Option<&Setting> {
        self.settings.get(key)
    }

    /// Everything that is set, in k6's order.
    pub fn settings(&self) -> impl Iterator<Item = (&'static str, &Setting)> {
        KEYS.iter().filter_map(|(key, _)| self.settings.get(key).map(|setting| (*key, setting)))
    }

    /// The place that sets what a problem is about.
    pub fn origin_of(&self, problem: &Problem) -> Option<Origin> {
        let key = problem.path.split(['.', '[']).next()?;
        self.get(key).map(|setting| setting.origin)
    }

    /// With more tiers over these, the higher after the lower.
    #[must_use]
    pub fn with(&self, tiers: &[Tier]) -> Self {
        let mut all = self.clone();
        all.add(&tiers.iter().collect::<Vec<_>>());
        all
    }

    fn add(&mut self, tiers: &[&Tier]) {
        for tier in tiers {
            self.apply(tier);
        }
        self.overridden.retain(|overridden| overridden.why != Why::Vus);
        let scenarios = self.get("scenarios").filter(|s| s.value.as_object().is_some_and(|map| !map.is_empty()));
        if let (Some(vus), Some(scenarios), None) = (self.get("vus"), scenarios, self.get("stages")) {
            let (by, scenarios) = (vus.origin, scenarios.clone());
            self.lost("scenarios", scenarios, by, Why::Vus);
        }
        let order = |key: &str| KEYS.iter().position(|(name, _)| *name == key);
        self.overridden.sort_by_key(|overridden| (order(overridden.key), overridden.origin));
    }

    fn apply(&mut self, tier: &Tier) {
        let takes = LOAD.into_iter().find(|key| tier.set.contains_key(*key));
        if let Some(taking) = takes {
            for key in LOAD {
                if let Some(lower) = self.settings.remove(key) {
                    let why = if tier.set.contains_key(key) { Why::Same } else { Why::Load(taking) };
                    self.lost(key, lower, tier.origin, why);
                }
            }
        }
        for (key, _) in KEYS {
            let (Some(value), Some(json)) = (tier.set.get(key), tier.json(key)) else { continue };
            let mut setting = Setting { value: value.clone(), origin: tier.origin, json: json.to_owned() };
            let lower = self.settings.remove(key);
            if key == "dns" {
                setting = merged(lower.as_ref(), setting);
            }
            if let Some(lower) = lower {
                self.lost(key, lower, tier.origin, Why::Same);
            }
            self.settings.insert(key, setting);
        }
        self.no_thresholds = tier.no_thresholds.unwrap_or(self.no_thresholds);
    }

    fn lost(&mut self, key: &'static str, lower: Setting, by: Origin, why: Why) {
        self.overridden.push(Overridden { key, origin: lower.origin, value: lower.value, by, why });
    }

    /// The options as an archive stores them, compact: every one of them, in
    /// k6's order.
    pub fn to_json(&self) -> String {
        let one = |key: &'static str| match self.get(key) {
            Some(setting) => Some((key, setting.json.clone())),
            // It alone is left out.
            None if key == "cloud" => None,
            None => Some((key, default(key))),
        };
        object(KEYS.into_iter().filter_map(|(key, _)| one(key)))
    }

    /// The same in lines, as `metadata.json` has them.
    pub fn to_pretty_json(&self) -> String {
        indent(&self.to_json())
    }

    fn int(&self, key: &str) -> Option<i64> {
        self.get(key)?.value.as_i64()
    }

    pub(super) fn nanos(&self, key: &str) -> Option<i64> {
        executor::nanos(self.get(key).map(|setting| &setting.value))
    }

    /// What k6 runs: the scenarios, or the one that it makes of `vus`,
    /// `duration`, `iterations` and `stages`.
    pub fn scenarios(&self) -> Vec<Scenario> {
        let vus = self.int("vus");
        let stages = executor::stages(self.get("stages").map(|setting| &setting.value));
        let derived = |executor: Executor| Scenario { derived: true, ..Scenario::new("default", executor) };
        if let Some(iterations) = self.int("iterations") {
            let base = derived(Executor::SharedIterations);
            let max_duration = self.nanos("duration");
            return vec![Scenario { vus, iterations: Some(iterations), max_duration, ..base }];
        }
        if let Some(duration) = self.nanos("duration") {
            return vec![Scenario { vus, duration: Some(duration), ..derived(Executor::ConstantVus) }];
        }
        if !stages.is_empty() {
            return vec![Scenario { start_vus: vus, stages, ..derived(Executor::RampingVus) }];
        }
        if let (Some(vus), None) = (vus, self.get("stages")) {
            return vec![Scenario { vus: Some(vus), iterations: Some(vus), ..derived(Executor::SharedIterations) }];
        }
        // Beside stages that are set and empty, `vus` has no effect.
        let scenarios = self.get("scenarios").and_then(|setting| setting.value.as_object());
        match scenarios.filter(|map| !map.is_empty()) {
            Some(map) => map.iter().filter_map(|(name, value)| Scenario::read(name, value)).collect(),
            None => vec![derived(Executor::PerVuIterations)],
        }
    }
}

/// `dns` member by member.
fn merged(lower: Option<&Setting>, higher: Setting) -> Setting {
    let Some(lower) = lower else { return higher };
    let members = |json: &str| match Json::parse(json).map(Json::kind) {
        Ok(Kind::Object(members)) => members.into_iter().map(|(key, json)| (key, json.text().to_owned())).collect(),
        _ => Vec::new(),
    };
    let below: BTreeMap<String, String> = members(&lower.json).into_iter().collect();
    let both = members(&higher.json).into_iter().map(|(key, json)| {
        let json = if json == "null" { below.get(&key).cloned().unwrap_or(json) } else { json };
        (key, json)
    });
    let json = object(both);
    Setting { value: serde_json::from_str(&json).unwrap_or_default(), json, ..higher }
}

fn default(key: &str) -> String {
    let list = |texts: &[&str]| array(texts.iter().map(|text| string(text, Escape::Plain)));
    match key {
        "dns" => object([("ttl", "null"), ("select", "null"), ("policy", "null")]),
        "summaryTrendStats" => list(&["avg", "min", "med", "max", "p(90)", "p(95)"]),
        "systemTags" => list(&[
            "check",
            "error",
            "error_code",
            "expected_response",
            "group",
            "method",
            "name",
            "proto",
            "scenario",
            "service",
            "status",
            "subproto",
            "tls_version",
            "url",
        ]),
        _ => "null".to_owned(),
    }
}
