//! The values of keys: what the platform offers and what the text has already.

use std::collections::BTreeSet;

use k6cfg_profile::{Profile, Requests};

use super::complete::Kind;
use super::files;
use super::flow;
use super::hover::about;
use super::line::unquoted;
use super::meaning;
use super::outline::{At, walk};
use super::spot::{Spot, root_slot};
use crate::schema::{self, Choice, Choices, Type};

/// A question for the values of a key.
pub(super) struct Asked<'a, 't> {
    pub(super) text: &'t str,
    pub(super) at: At,
    pub(super) spot: &'a Spot<'t>,
    pub(super) profile: &'a Profile,
    /// Paths in the repository.
    pub(super) files: &'a [&'a str],
}

/// A value that fits, as the format reads it.
pub(super) struct Offer {
    pub(super) text: String,
    pub(super) detail: String,
    pub(super) info: Vec<String>,
    pub(super) kind: Kind,
}

impl Offer {
    fn new(text: &str, detail: &str, info: Vec<String>) -> Self {
        Self { text: text.to_owned(), detail: detail.to_owned(), info, kind: Kind::Value }
    }
}

/// The values of a key: what the platform has, then what this text has.
pub(super) fn offers(asked: &Asked<'_, '_>) -> Vec<Offer> {
    let Asked { at, profile, .. } = asked;
    let mut found: Vec<Offer> = match (at.level.name, at.key.name) {
        _ if at.key.choices.is_some() => at.key.choices.map(|choices| chosen(profile, choices)).unwrap_or_default(),
        ("requests", key) => requests(profile, key),
        ("env[]", "name") => variables(profile),
        (_, "base_dir") => folders(asked.files),
        (_, "test_file" | "config_file" | "env_file") => paths(asked),
        _ if at.key.is == Type::Bool => ["true", "false"].map(|text| Offer::new(text, "", about(*at, profile))).into(),
        _ => Vec::new(),
    };
    // An id tells one run from the others: those of others are no help.
    let own =
        matches!(at.key.name, "namespace" | "base_dir" | "id" | "environment" | "node_type" | "type" | "test_file");
    if !own && at.key.is != Type::Bool {
        for text in seen(asked) {
            if !found.iter().any(|offer| offer.text == text) && !asked.spot.others.contains(&text) {
                let detail = "used in this file".to_owned();
                found.push(Offer { text: text.to_owned(), detail, info: Vec::new(), kind: Kind::Seen });
            }
        }
    }
    found.retain(|offer| !asked.spot.others.contains(&offer.text.as_str()) || !at.is_list());
    found
}

fn chosen(profile: &Profile, choices: Choices) -> Vec<Offer> {
    let offer = |choice: Choice<'_>| {
        let info = meaning::choice(profile, choices, choice.name).unwrap_or_default();
        Offer::new(choice.name, choice.title, info)
    };
    choices.of(profile).into_iter().map(offer).collect()
}

fn requests(profile: &Profile, key: &str) -> Vec<Offer> {
    let amount = |requests: &Requests| if key == "cpu" { &requests.cpu } else { &requests.memory }.to_string();
    let mut found: Vec<Offer> = Vec::new();
    let of_types = profile.test_types.iter().filter_map(|kind| Some((amount(kind.requests.as_ref()?), kind)));
    let default = (amount(&profile.requests), "the platform's default".to_owned());
    for (text, detail) in
        std::iter::once(default).chain(of_types.map(|(text, kind)| (text, format!("for {}", kind.name))))
    {
        if !found.iter().any(|offer| offer.text == text) {
            found.push(Offer { text, detail, info: Vec::new(), kind: Kind::Value });
        }
    }
    found
}

/// Variables that mean something to the platform.
fn variables(profile: &Profile) -> Vec<Offer> {
    let mut found = Vec::new();
    for kind in &profile.test_types {
        let Some(tuned) = &kind.options.tuned_by else { continue };
        for (name, detail, info) in [
            (&tuned.stage_duration, "how long", "How long the load of a TYPE test grows, such as `10m`."),
            (&tuned.stage_target, "how far", "How far the load of a TYPE test grows: a whole number."),
            (&tuned.abort_on_fail, "true or false", "Whether a TYPE test ends when a threshold breaks."),
        ] {
            found.push(Offer {
                text: name.clone(),
                detail: format!("{}: {detail}", kind.name),
                info: vec![info.replace("TYPE", &kind.name)],
                kind: Kind::Value,
            });
        }
    }
    found
}

fn folders(files: &[&str]) -> Vec<Offer> {
    let mut folders: Vec<&str> = files.iter().filter_map(|path| files::folder(path)).collect();
    folders.sort_unstable();
    folders.dedup();
    let info = vec!["A folder of your files.".to_owned()];
    folders
        .into_iter()
        .map(|folder| Offer { text: folder.to_owned(), detail: String::new(), info: info.clone(), kind: Kind::File })
        .collect()
}

fn paths(asked: &Asked<'_, '_>) -> Vec<Offer> {
    let base_dir = base_dir(asked.text).unwrap_or_default();
    let fitting = asked.files.iter().filter(|path| files::fits(asked.at.key.name, path));
    fitting
        .filter_map(|path| {
            let text = files::written(base_dir, path)?;
            let info = if text == **path { Vec::new() } else { vec![format!("`{path}` in the repository.")] };
            Some(Offer { text, detail: "one of your files".to_owned(), info, kind: Kind::File })
        })
        .collect()
}

fn base_dir(text: &str) -> Option<&str> {
    let mut found = None;
    each_value(text, |at, word| {
        if at.is(&schema::ROOT, "base_dir") {
            found = Some(word);
        }
        found.is_none()
    });
    found
}

/// What stands at the same key elsewhere; for a variable's value, what the
/// same variable has elsewhere.
fn seen<'t>(asked: &Asked<'_, 't>) -> Vec<&'t str> {
    let Asked { text, at, spot, .. } = asked;
    let here = text.get(spot.word.clone()).map(str::as_ptr);
    let is_value = at.is(&schema::ENV, "value");
    let name = is_value.then(|| name_beside(text, spot.word.start)).flatten();
    if is_value && name.is_none() {
        return Vec::new();
    }
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    let mut last_name = None;
    each_value(text, |other, word| {
        if other.is(&schema::ENV, "name") {
            last_name = Some(word);
        }
        let same = other.is(at.level, at.key.name) && (!is_value || last_name == name);
        let elsewhere = here.is_none_or(|here| !std::ptr::eq(word.as_ptr(), here));
        if same && elsewhere && !word.is_empty() && known.insert(word) {
            found.push(word);
        }
        true
    });
    found
}

/// The name of the variable whose value goes to a place: the last one before it.
fn name_beside(text: &str, before: usize) -> Option<&str> {
    let mut found = None;
    each_value(text.get(..before)?, |at, word| {
        if at.is(&schema::ENV, "name") {
            found = Some(word);
        }
        true
    });
    found
}

/// Every value that stands at a key of the format, until `visit` says stop.
fn each_value<'t>(text: &'t str, mut visit: impl FnMut(At, &'t str) -> bool) {
    walk(text, |stop| {
        let mut go_on = true;
        match &stop.flow {
            _ if stop.block.is_some() => {}
            Some(flow) => flow::words(text, flow, root_slot(stop), |at, word| go_on &= visit(at, word)),
            None if stop.line.value.is_empty() || stop.line.opens_block() => {}
            None => {
                let is_item = stop.line.key.is_none();
                let at = stop.after.value().filter(|at| at.inside().is_none() && at.is_list() == is_item);
                let has_place = !is_item || !stop.line.dashes.is_empty();
                if let Some(at) = at.filter(|_| has_place) {
                    go_on = visit(at, unquoted(stop.line.value_text()));
                }
            }
        }
        go_on
    });
}
