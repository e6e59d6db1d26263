//! What fits into a field: names that are used elsewhere in the file, dropped
//! files, sizes that nodes have.

use std::collections::{BTreeMap, BTreeSet};

use k6cfg_config::Reading;
use k6cfg_config::edit::ENVIRONMENT;
use k6cfg_config::model::Context;
use k6cfg_profile::Profile;

use crate::engine::Engine;
use crate::protocol::Suggestion;

/// More than these are no help.
const MOST: usize = 60;

/// By the field's key in the file.
pub(crate) fn suggestions(engine: &Engine, reading: &Reading) -> Vec<(String, Vec<Suggestion>)> {
    let contexts: Vec<&Context> = reading.config.iter().flat_map(|c| &c.tests).flat_map(|t| &t.contexts).collect();
    let files = Files::of(engine, reading);
    let all = [
        ("secrets", secrets(engine.profile, &contexts)),
        ("env", variables(engine.profile, &contexts)),
        (
            "cpu",
            quantities(&[
                ("250m", "a quarter of a processor"),
                ("500m", "half a processor"),
                ("1", "one processor"),
                ("2", "two processors"),
            ]),
        ),
        (
            "memory",
            quantities(&[
                ("200Mi", "200 megabytes"),
                ("512Mi", "half a gigabyte"),
                ("1Gi", "one gigabyte"),
                ("4Gi", "four gigabytes"),
            ]),
        ),
        ("test_file", files.ending(&[".js", ".ts"], |_| None)),
        ("config_file", files.ending(&[".json"], |test| test.config_file.as_deref())),
        ("env_file", files.ending(&[".env"], |test| test.env_file.as_deref())),
    ];
    let most = |(key, mut list): (&str, Vec<Suggestion>)| {
        list.truncate(MOST);
        (key.to_owned(), list)
    };
    all.into_iter().map(most).collect()
}

fn suggestion(value: impl Into<String>, about: impl Into<String>) -> Suggestion {
    Suggestion { value: value.into(), about: about.into(), environment: String::new() }
}

fn quantities(known: &[(&str, &str)]) -> Vec<Suggestion> {
    known.iter().map(|(value, about)| suggestion(*value, *about)).collect()
}

/// `in 3 contexts`
fn used(count: usize) -> String {
    format!("in {count} context{}", if count == 1 { "" } else { "s" })
}

/// Secrets of other contexts. One that has its environment as a part of its
/// name is a pattern: every environment has one like it.
fn secrets(profile: &Profile, contexts: &[&Context]) -> Vec<Suggestion> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut patterns: BTreeMap<String, &str> = BTreeMap::new();
    for context in contexts {
        let environment = context.environment.as_deref().unwrap_or_default();
        for name in context.test_run.secrets.iter().filter(|name| !name.is_empty()) {
            *counts.entry(name).or_default() += 1;
            if let Some(pattern) = pattern(name, environment) {
                patterns.entry(pattern).or_insert(name);
            }
        }
    }
    let mut list = Vec::new();
    let mut of_pattern = BTreeSet::new();
    for (pattern, example) in &patterns {
        for environment in profile.environments.iter().map(|environment| &environment.name) {
            let value = pattern.replace(ENVIRONMENT, environment);
            let about = counts.get(value.as_str()).map_or_else(|| format!("like {example}"), |count| used(*count));
            of_pattern.insert(value.clone());
            list.push(Suggestion { environment: environment.clone(), ..suggestion(value, about) });
        }
        list.push(Suggestion { environment: "*".to_owned(), ..suggestion(pattern, format!("as {example}")) });
    }
    let others = counts.into_iter().filter(|(name, _)| !of_pattern.contains(*name));
    list.extend(others.map(|(name, count)| suggestion(name, used(count))));
    list
}

/// `token-at22` in `at22` is `token-{environment}`.
fn pattern(name: &str, environment: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('-').collect();
    let found = !environment.is_empty() && parts.contains(&environment);
    let part = |part: &&str| if *part == environment { ENVIRONMENT } else { *part }.to_owned();
    found.then(|| parts.iter().map(part).collect::<Vec<_>>().join("-"))
}

fn variables(profile: &Profile, contexts: &[&Context]) -> Vec<Suggestion> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let names = contexts.iter().flat_map(|context| &context.test_run.env).filter_map(|entry| entry.name.as_deref());
    for name in names.filter(|name| !name.is_empty()) {
        *counts.entry(name).or_default() += 1;
    }
    let tuning = profile.test_types.iter().filter_map(|kind| Some((kind, kind.options.tuned_by.as_ref()?)));
    let tuning = tuning.flat_map(|(kind, by)| {
        [
            (&by.stage_duration, "how long the load grows"),
            (&by.stage_target, "where the load grows to"),
            (&by.abort_on_fail, "whether a broken threshold ends it"),
        ]
        .map(|(name, about)| suggestion(name, format!("{}: {about}", kind.name)))
    });
    let tuning: Vec<Suggestion> = tuning.filter(|tuning| !counts.contains_key(tuning.value.as_str())).collect();
    counts.iter().map(|(name, count)| suggestion(*name, used(*count))).chain(tuning).collect()
}

/// Files that a field could name, as the file's `base_dir` has them written.
struct Files<'a> {
    reading: &'a Reading,
    dropped: Vec<&'a str>,
}

impl<'a> Files<'a> {
    fn of(engine: &'a Engine, reading: &'a Reading) -> Self {
        let base = reading.expanded.as_ref().map_or("", |expanded| expanded.base_dir.trim_end_matches('/'));
        let written = |path: &'a String| match path.strip_prefix(base).and_then(|rest| rest.strip_prefix('/')) {
            Some(rest) if !base.is_empty() => rest,
            _ => path,
        };
        Self { reading, dropped: engine.files.0.keys().map(written).collect() }
    }

    fn ending(&self, ends: &[&str], of: fn(&k6cfg_config::model::TestDefinition) -> Option<&str>) -> Vec<Suggestion> {
        let dropped = self.dropped.iter().filter(|path| ends.iter().any(|end| path.ends_with(end)));
        let mut list: Vec<Suggestion> = dropped.map(|path| suggestion(*path, "dropped here")).collect();
        let named: BTreeSet<&str> = self.reading.config.iter().flat_map(|c| &c.tests).filter_map(of).collect();
        for path in named.into_iter().filter(|path| !path.is_empty()) {
            if !list.iter().any(|known| known.value == path) {
                list.push(suggestion(path, "used by another test"));
            }
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use k6cfg_config::model::TestRun;

    use super::*;

    fn context(environment: &str, secrets: &[&str]) -> Context {
        let secrets = secrets.iter().map(|name| (*name).to_owned()).collect();
        Context {
            environment: Some(environment.to_owned()),
            test_run: TestRun { secrets, ..TestRun::default() },
            ..Context::default()
        }
    }

    #[test]
    fn a_secret_named_for_its_environment_is_a_pattern_for_the_others() {
        let contexts = [context("at22", &["token-at22", "shared"]), context("yt01", &["token-yt01", "shared"])];
        let list = secrets(Profile::built_in(), &contexts.iter().collect::<Vec<_>>());
        let flat: Vec<_> = list.iter().map(|s| (s.value.as_str(), s.about.as_str(), s.environment.as_str())).collect();
        assert_eq!(
            flat,
            [
                ("token-at22", "in 1 context", "at22"),
                ("token-at23", "like token-at22", "at23"),
                ("token-tt02", "like token-at22", "tt02"),
                ("token-yt01", "in 1 context", "yt01"),
                ("token-prod", "like token-at22", "prod"),
                ("token-{environment}", "as token-at22", "*"),
                ("shared", "in 2 contexts", ""),
            ]
        );
    }

    #[test]
    fn a_part_of_a_word_is_no_environment() {
        assert_eq!(pattern("prod-token", "prod").as_deref(), Some("{environment}-token"));
        assert_eq!(pattern("products", "prod"), None);
        assert_eq!(pattern("a", ""), None);
    }
}
