//! Loads that k6 does not take as they stand, once the options are merged.

use std::collections::BTreeSet;

use super::{At, Subject};
use crate::code::Code;
use crate::diagnostic::Finding;
use crate::expand::load::{self, Clash};
use crate::expand::{Brought, Run};
use crate::nearest::all_of;
use crate::place::Path;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut reported = BTreeSet::new();
    for (run, at) in subject.runs() {
        for finding in [clash(run, &at), argument(subject, run, &at)].into_iter().flatten() {
            if reported.insert((finding.place.path.clone(), finding.message.clone())) {
                findings.push(finding);
            }
        }
    }
}

fn clash(run: &Run, at: &At<'_>) -> Option<Finding> {
    let clash = load::clash(run.known_options()?)?;
    let mut files: Vec<(Brought, Path)> =
        clash.keys().iter().filter_map(|key| brought(run, key)).filter_map(|by| Some((by, place(at, by)?))).collect();
    files.sort();
    files.dedup();
    // The profile's own scenario is not the team's to mend.
    let (_, place) = files.pop()?;
    let (code, message) = match &clash {
        Clash::Refused(keys) => {
            let keys = all_of(keys.iter().map(|key| format!("`{key}`")));
            (Code::LoadConflict, format!("k6 does not start with {keys} together"))
        }
        Clash::FewIterations { iterations, vus } => {
            (Code::LoadConflict, format!("k6 does not start with fewer `iterations` ({iterations}) than `vus` ({vus})"))
        }
        Clash::Dropped => {
            (Code::LoadDropped, "k6 takes only one of `vus` and `scenarios` and drops the other".to_owned())
        }
    };
    let of_type: Vec<String> = clash
        .keys()
        .iter()
        .filter(|key| brought(run, key) == Some(Brought::Profile))
        .map(|key| format!("`{key}`"))
        .collect();
    let help = match of_type.len() {
        0 => "set the load in one way only".to_owned(),
        count => format!(
            "the `{}` type brings {}, where the test's own `config_file` sets no load; set all of the load there",
            run.test_type,
            if count == 1 { of_type.concat() } else { all_of(of_type) }
        ),
    };
    let finding = Finding::new(code, place, message).help(help);
    Some(files.into_iter().fold(finding, |finding, (_, other)| finding.see(other, "this file brings the other part")))
}

/// Who brings an option, letter case aside.
fn brought(run: &Run, key: &str) -> Option<Brought> {
    run.brought.iter().filter(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, by)| *by).max()
}

fn place(at: &At<'_>, by: Brought) -> Option<Path> {
    match by {
        Brought::Profile => None,
        Brought::Test => Some(at.test_path().key("config_file")),
        Brought::Context => Some(at.path().key("test_type").key("config_file")),
    }
}

/// `--vus` alone, where the options have scenarios.
fn argument(subject: &Subject<'_>, run: &Run, at: &At<'_>) -> Option<Finding> {
    let arguments = &subject.plan.arguments;
    let scenarios = load::get(run.known_options()?.as_object()?, "scenarios").is_some();
    if !scenarios || !arguments.has("vus") || arguments.sets_load() {
        return None;
    }
    let place = brought(run, "scenarios").and_then(|by| place(at, by)).unwrap_or_else(|| at.path().clone());
    let message = "`--vus` in the command-line arguments does not change `scenarios`: k6 takes only one of them";
    let help = "leave `--vus` out, or give a whole load, such as `--vus 10 --duration 5m`";
    Some(Finding::new(Code::LoadDropped, place, message).help(help))
}
