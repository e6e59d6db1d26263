//! Names that cannot be, told once for each place that they come from: a
//! script's file name makes the names of all its runs.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::edit::{Edit, Value};
use crate::names::slug;
use crate::place::Path;

/// Most runs that one mend gives other names.
const MOST: usize = 200;

/// What is wrong at each place, and how often.
#[derive(Default)]
pub(super) struct Complaints {
    places: BTreeMap<Path, Complaint>,
}

struct Complaint {
    message: String,
    offer: Offer,
    runs: usize,
}

/// The valid names that are nearest, and the keys that set them.
pub(super) struct Offer {
    edits: Vec<Edit>,
    name: String,
    help: String,
}

impl Offer {
    pub(super) fn of(key: Path, name: &str) -> Self {
        let slug = slug(name);
        let has_none = slug.is_empty() || slug == name;
        let edit = Edit::Set { path: key, value: Value::text(slug.as_str()) };
        Self {
            edits: if has_none { Vec::new() } else { vec![edit] },
            name: slug,
            help: "use lower-case letters, digits and `-`, 63 at most".to_owned(),
        }
    }

    pub(super) fn help(self, help: String) -> Self {
        Self { help, ..self }
    }

    /// This for `first` and `second` of one object, which is not there yet.
    pub(super) fn of_new(object: Path, first: (&'static str, &str), second: (&'static str, &str)) -> Self {
        let entry = |(key, name): (&str, &str)| (key.to_owned(), Value::Text(slug(name)));
        let value = Value::Map(vec![entry(first), entry(second)]);
        let mut offer = Self::of(object.key(second.0), second.1);
        if !offer.edits.is_empty() && !slug(first.1).is_empty() {
            offer.edits = vec![Edit::Set { path: object, value }];
        }
        offer
    }

    /// Both, in the words of the first.
    pub(super) fn and(mut self, other: Self) -> Self {
        // A key that several runs need is set once.
        for edit in other.edits {
            if self.edits.len() <= MOST && !self.edits.contains(&edit) {
                self.edits.push(edit);
            }
        }
        self
    }

    /// Both, in the words of the other.
    pub(super) fn before(self, other: Self) -> Self {
        let (name, help) = (other.name.clone(), other.help.clone());
        Self { name, help, ..self.and(other) }
    }

    /// The finding with what is offered.
    pub(super) fn on(self, finding: Finding) -> Finding {
        let finding = finding.help(self.help);
        let more = if self.edits.len() > 1 { " and the like" } else { "" };
        let title = format!("use `{}`{more}", self.name);
        match self.edits.len() {
            1..=MOST => finding.mend(Mend::Edits(title, self.edits)),
            _ => finding,
        }
    }
}

impl Complaints {
    /// Of one run.
    pub(super) fn add(&mut self, place: Path, message: String, offer: Offer) {
        match self.places.remove(&place) {
            None => {
                self.places.insert(place, Complaint { message, offer, runs: 1 });
            }
            Some(first) => {
                let complaint = Complaint { offer: first.offer.and(offer), runs: first.runs + 1, ..first };
                self.places.insert(place, complaint);
            }
        }
    }

    pub(super) fn tell(self, findings: &mut Vec<Finding>) {
        for (place, Complaint { message, offer, runs }) in self.places {
            let more = match runs {
                0 | 1 => String::new(),
                2 => "; the same goes for another run".to_owned(),
                runs => format!("; the same goes for {} other runs", runs - 1),
            };
            findings.push(offer.on(Finding::new(Code::BadName, place, message + &more)));
        }
    }
}
