//! Rules about several config files at once.

use std::collections::{BTreeMap, BTreeSet};

use crate::Reading;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Finding, Related};
use crate::expand::Run;
use crate::place::{Path, Place};

/// How many other places a diagnostic shows at most.
const SHOWN: usize = 5;

/// One of the files, as it was read.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// What messages call it.
    pub name: &'a str,
    pub reading: &'a Reading,
}

/// A run, and where its id is written or comes from.
struct Holder<'a> {
    file: usize,
    place: Place,
    run: &'a Run,
}

/// What is wrong with `files` together: for each, in their order, its problems
/// in the order of its text. Parked contexts do not count.
pub fn check(files: &[File<'_>]) -> Vec<Vec<Diagnostic>> {
    let mut ids: BTreeMap<(&str, &str), Vec<Holder<'_>>> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        for run in named_runs(file.reading) {
            let holders = ids.entry((&file.reading.plan.namespace, &run.id)).or_default();
            // Twice in one file is that file's own error.
            if holders.last().is_none_or(|last| last.file != index) {
                holders.push(Holder { file: index, place: place_of(file.reading, run), run });
            }
        }
    }
    let mut found = vec![Vec::new(); files.len()];
    for holders in ids.values().filter(|holders| holders.len() > 1) {
        for own in holders {
            let Some(document) = files.get(own.file).and_then(|file| file.reading.document.as_ref()) else { continue };
            let others: Vec<&Holder<'_>> = holders.iter().filter(|other| other.file != own.file).collect();
            let mut diagnostic = document.place(shared(own, &others, files));
            diagnostic.related = others.iter().take(SHOWN).filter_map(|o| related(o, files)).collect();
            if let Some(list) = found.get_mut(own.file) {
                list.push(diagnostic);
            }
        }
    }
    for list in &mut found {
        list.sort_by_key(|d: &Diagnostic| d.at.span.start);
    }
    found
}

/// The runs that have an id to compare: in a namespace, for an environment that
/// there is.
fn named_runs(reading: &Reading) -> impl Iterator<Item = &Run> {
    let diagnostics = reading.diagnostics.iter().filter(|d| d.code == Code::UnknownEnvironment);
    let unknown: BTreeSet<&Path> = diagnostics.map(|d| &d.path).collect();
    let is_named = move |run: &&Run| {
        let environment = Path::context(run.test, run.context).key("environment");
        !reading.plan.namespace.is_empty() && !unknown.contains(&environment)
    };
    reading.plan.runs.iter().filter(is_named)
}

fn place_of(reading: &Reading, run: &Run) -> Place {
    let context = reading.config.as_ref().and_then(|c| c.tests.get(run.test)?.contexts.get(run.context));
    let path = Path::context(run.test, run.context);
    match context.and_then(|context| context.test_run.id.as_deref()) {
        Some(id) if !id.is_empty() => path.key("test_run").key("id").into(),
        _ => path.into(),
    }
}

fn shared(own: &Holder<'_>, others: &[&Holder<'_>], files: &[File<'_>]) -> Finding {
    let id = &own.run.id;
    let clash = others.iter().find(|other| other.run.config_map == own.run.config_map);
    let other = clash.or(others.first());
    let name = other.and_then(|other| files.get(other.file)).map_or("", |file| file.name);
    let more = match others.len() {
        0 | 1 => String::new(),
        2 => " and another file".to_owned(),
        n => format!(" and {} other files", n - 1),
    };
    let (their_scope, their_map) =
        other.map_or(("", ""), |other| (other.run.test_scope.as_str(), other.run.config_map.as_str()));
    let scope = if their_scope == own.run.test_scope {
        format!("in the same scope `{their_scope}`")
    } else {
        format!("in the scope `{their_scope}`")
    };
    let help = if clash.is_some() {
        format!(
            "both make the ConfigMap `{their_map}`, so the one that is submitted later replaces the other's script; give \
             one of them its own `test_run.id`"
        )
    } else {
        format!(
            "in the cluster they stay apart, as the ConfigMaps `{}` and `{their_map}`, but dashboards show them as one and \
             generated files go to one folder; give one of them its own `test_run.id`",
            own.run.config_map
        )
    };
    let message = format!("`{id}` is also the id of a run in `{name}`{more}, {scope}");
    Finding::new(Code::SharedId, own.place.clone(), message).help(help)
}

fn related(other: &Holder<'_>, files: &[File<'_>]) -> Option<Related> {
    let file = files.get(other.file)?;
    let document = file.reading.document.as_ref()?;
    Some(Related {
        message: format!("the run there, in the scope `{}`", other.run.test_scope),
        file: Some(file.name.to_owned()),
        at: document.region(document.span(&other.place)),
    })
}

#[cfg(test)]
mod tests {
    use k6cfg_profile::Profile;
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::{Dropped, GenerationContext, Input, Severity, Suffix, read};

    /// The problems as `file:line message`, and as many readings as texts.
    fn problems(texts: &[(&str, &str)]) -> Vec<String> {
        let context = GenerationContext {
            at_ms: 0,
            suffix: Suffix::from_random([0; 5]),
            arguments: String::new(),
            github: BTreeMap::new(),
        };
        let (profile, sources) = (Profile::built_in(), Dropped::default());
        let one = |(file_name, text): &(&str, &str)| {
            read(&Input { text, file_name, profile, sources: &sources, context: &context })
        };
        let readings: Vec<Reading> = texts.iter().map(one).collect();
        let files: Vec<File<'_>> =
            texts.iter().zip(&readings).map(|((name, _), reading)| File { name, reading }).collect();
        let found = check(&files);
        assert_eq!(found.len(), texts.len());
        let mut lines = Vec::new();
        for ((name, text), diagnostic) in
            texts.iter().zip(&found).flat_map(|(t, list)| list.iter().map(move |d| (t, d)))
        {
            assert_eq!((diagnostic.code, diagnostic.severity), (Code::SharedId, Severity::Warning));
            let marked = &text[diagnostic.at.span.clone()];
            lines.push(format!("{name}:{} `{marked}` {}", diagnostic.at.line, diagnostic.message));
            lines.push(format!("  {}", diagnostic.help.as_deref().unwrap()));
            for related in &diagnostic.related {
                lines.push(format!("  {}:{} {}", related.file.as_deref().unwrap(), related.at.line, related.message));
            }
        }
        lines
    }

    fn config(namespace: &str, file: &str, rest: &str) -> String {
        format!(
            "namespace: {namespace}\ntest_definitions:\n  - test_file: {file}\n    contexts:\n      - environment: at22\n{rest}"
        )
    }

    #[test]
    fn one_scope_means_one_config_map() {
        let (a, b) = (config("team", "orders/t.js", ""), config("team", "v2/orders/t.ts", ""));
        insta::assert_snapshot!(problems(&[("a.yaml", &a), ("b.yaml", &b)]).join("\n"), @"
        a.yaml:5 `environment: at22` `at22-t` is also the id of a run in `b.yaml`, in the same scope `orders`
          both make the ConfigMap `orders-at22-t`, so the one that is submitted later replaces the other's script; give one of them its own `test_run.id`
          b.yaml:5 the run there, in the scope `orders`
        b.yaml:5 `environment: at22` `at22-t` is also the id of a run in `a.yaml`, in the same scope `orders`
          both make the ConfigMap `orders-at22-t`, so the one that is submitted later replaces the other's script; give one of them its own `test_run.id`
          a.yaml:5 the run there, in the scope `orders`
        ");
    }

    #[test]
    fn scopes_keep_them_apart_in_the_cluster() {
        let (a, b) =
            (config("team", "orders/t.js", ""), config("team", "users/u.js", "        test_run: { id: at22-t }\n"));
        insta::assert_snapshot!(problems(&[("a.yaml", &a), ("b.yaml", &b)]).join("\n"), @"
        a.yaml:5 `environment: at22` `at22-t` is also the id of a run in `b.yaml`, in the scope `users`
          in the cluster they stay apart, as the ConfigMaps `orders-at22-t` and `users-at22-t`, but dashboards show them as one and generated files go to one folder; give one of them its own `test_run.id`
          b.yaml:6 the run there, in the scope `users`
        b.yaml:6 `at22-t` `at22-t` is also the id of a run in `a.yaml`, in the scope `orders`
          in the cluster they stay apart, as the ConfigMaps `users-at22-t` and `orders-at22-t`, but dashboards show them as one and generated files go to one folder; give one of them its own `test_run.id`
          a.yaml:5 the run there, in the scope `orders`
        ");
    }

    #[test]
    fn the_file_that_clashes_is_named_first() {
        let other = config("team", "users/t.js", "");
        let same = config("team", "orders/t.js", "");
        let all = [("a.yaml", &*same), ("b.yaml", &*other), ("c.yaml", &*same), ("d.yaml", &*other)];
        let lines = problems(&all);
        assert_eq!(
            lines[0],
            "a.yaml:5 `environment: at22` `at22-t` is also the id of a run in `c.yaml` and 2 other files, in the same scope `orders`"
        );
        assert_eq!(lines.iter().filter(|line| !line.starts_with(' ')).count(), 4);
    }

    #[test]
    fn many_places_are_not_all_shown() {
        let text = config("team", "orders/t.js", "");
        let names: Vec<String> = (0..40).map(|i| format!("{i}.yaml")).collect();
        let all: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text.as_str())).collect();
        assert_eq!(problems(&all).len(), 40 * (2 + SHOWN));
    }

    #[test]
    fn what_is_not_shared() {
        let plain = config("team", "orders/t.js", "");
        let parked = config("team", "orders/t.js", "        test_type: { type: smoke, enabled: false }\n");
        for (why, other) in [
            ("another namespace", config("other", "orders/t.js", "")),
            ("no namespace", config("\"\"", "orders/t.js", "")),
            ("another id", config("team", "orders/t.js", "        test_run: { id: at22-u }\n")),
            ("parked", parked),
            ("no YAML", "namespace: [".to_owned()),
            ("nothing", String::new()),
        ] {
            assert_eq!(problems(&[("a.yaml", &plain), ("b.yaml", &other)]), [""; 0], "{why}");
        }
        let unknown = plain.replace("at22", "at32");
        assert_eq!(problems(&[("a.yaml", &unknown), ("b.yaml", &unknown)]), [""; 0]);
        let twice = format!("{plain}      - environment: at22\n");
        assert_eq!(problems(&[("a.yaml", &twice)]), [""; 0]);
        assert_eq!(problems(&[]), [""; 0]);
    }
}
