//! Keys that a level does not have, and those that it must have.

use std::collections::BTreeSet;

use super::{Map, Reader};
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::document::{Kind, NodeId, Scalar};
use crate::edit::{Edit, Value};
use crate::nearest::nearest;
use crate::place::Place;
use crate::schema::{self, Level, Type};

impl Reader<'_> {
    /// Reports keys that the level does not have. Returns those that were
    /// probably meant.
    pub(super) fn unknown_keys(&mut self, unknown: &[&str], map: &Map<'_>) -> BTreeSet<&'static str> {
        let mut slips = BTreeSet::new();
        for name in unknown {
            let elsewhere = schema::levels_with(name, map.level);
            let finding = if elsewhere.is_empty() {
                unknown_key(name, map, &mut slips)
            } else {
                self.misplaced_key(name, map, &elsewhere, unknown)
            };
            self.findings.push(finding);
        }
        slips
    }

    fn misplaced_key(&self, name: &str, map: &Map<'_>, levels: &[&Level], unknown: &[&str]) -> Finding {
        let from = map.path.key(name.to_owned());
        let belongs: Vec<&str> = levels.iter().map(|l| l.name).collect();
        let help = format!("it belongs under {}", belongs.join(" or "));
        let message = format!("`{name}` does not belong under {}", map.level.name);
        let finding = Finding::new(Code::MisplacedKey, Place::key_of(from.clone()), message);
        let home = schema::home_of(&map.path, name).filter(|_| levels.len() == 1);
        let Some(to) = home else { return finding.help(help) };
        if self.document.get(&to).is_some() {
            let help = format!("{help}, where there is one already: remove one of the two");
            return finding.help(help).mend(Mend::Edit("remove it here".to_owned(), Edit::Remove { path: from }));
        }
        let mut edits = vec![Edit::Relocate { from, to: to.clone() }];
        // A context without a test type runs; one with a test type is asked whether it does.
        if let Some(holder) = to.parent()
            && name == "type"
            && self.document.get(&holder).is_none_or(|id| self.is_null(id))
            && !unknown.contains(&"enabled")
        {
            edits.push(Edit::Set { path: holder.key("enabled"), value: Value::Bool(true) });
        }
        finding.help(help).mend(Mend::Edits(format!("move it to `{to}`"), edits))
    }

    /// Reports required keys that are not there, but for slips: those have been
    /// reported where they are written.
    pub(super) fn required(&mut self, map: &Map<'_>, slips: &BTreeSet<&str>) {
        for key in map.level.keys.iter().filter(|k| k.required && !slips.contains(&k.name)) {
            let given = map.get(key.name);
            let is_empty = given.is_none_or(|id| self.is_nothing(id, key.is));
            // An empty env value is its own mistake, with its own advice.
            if !is_empty || (map.level == &schema::ENV && key.name == "value") {
                continue;
            }
            let (message, place) = if given.is_some() {
                (format!("`{}` has no value", key.name), Place::key_of(map.path.key(key.name)))
            } else {
                let whose =
                    if map.path.is_root() { "the file".to_owned() } else { format!("this {}", singular(map.level)) };
                (format!("{whose} has no `{}`", key.name), Place::from(map.path.clone()))
            };
            self.findings.push(Finding::new(Code::Missing, place, message).help(key.about));
        }
    }

    /// Whether a value is there as it should be, but empty.
    fn is_nothing(&self, id: NodeId, is: Type) -> bool {
        match (&self.document.node(id).kind, is) {
            (Kind::Scalar(scalar), Type::Text) => scalar.is_null() || scalar.text.is_empty(),
            (Kind::Scalar(scalar), _) => scalar.is_null(),
            (Kind::Seq { items, .. }, Type::List(_) | Type::Texts) => items.is_empty(),
            (Kind::Map { entries, .. }, Type::Object(_)) => entries.is_empty(),
            _ => false,
        }
    }

    pub(super) fn is_null(&self, id: NodeId) -> bool {
        self.document.scalar(id).is_some_and(Scalar::is_null)
    }
}

/// The finding for a key that no level has. Puts the one that was probably meant
/// among the slips.
fn unknown_key(name: &str, map: &Map<'_>, slips: &mut BTreeSet<&'static str>) -> Finding {
    let path = map.path.key(name.to_owned());
    let message = format!("{} has no key `{name}`", map.level.name);
    let finding = Finding::new(Code::UnknownKey, Place::key_of(path.clone()), message);
    let Some(near) = nearest(name, map.level.keys.iter().map(|k| k.name)) else {
        let keys: Vec<&str> = map.level.keys.iter().map(|k| k.name).collect();
        return finding.help(format!("its keys are {}", keys.join(", ")));
    };
    if map.get(near).is_some() {
        let help = format!("did you mean `{near}`? it is there already: remove one of the two");
        return finding.help(help).mend(Mend::Edit("remove it".to_owned(), Edit::Remove { path }));
    }
    let finding = finding.help(format!("did you mean `{near}`?"));
    if slips.insert(near) { finding.mend(Mend::Rename(near.to_owned())) } else { finding }
}

fn singular(level: &Level) -> &'static str {
    match level.name {
        "test_definitions[]" => "test",
        "contexts[]" => "context",
        "env[]" => "variable",
        name => name,
    }
}
