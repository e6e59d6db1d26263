//! What was previewed, against what the server makes.

use serde_json::Value;

use crate::engine::{ObjectDigest, object_digest};
use crate::problem::{Change, Difference};

/// What the caller says was previewed.
pub(super) struct Previewed {
    pub(super) digest: String,
    /// May be empty: then there is nothing to name differences by.
    pub(super) objects: Vec<ObjectDigest>,
}

impl Previewed {
    /// Objects in the order they would be applied, then those that would not.
    pub(super) fn differences(&self, made: &[Value]) -> Vec<Difference> {
        if self.objects.is_empty() {
            return Vec::new();
        }
        let made: Vec<ObjectDigest> = made.iter().map(object_digest).collect();
        let added_or_changed = made.iter().filter_map(|object| match find(&self.objects, object) {
            None => Some(difference(object, Change::Added)),
            Some(previewed) if previewed.digest != object.digest => Some(difference(object, Change::Changed)),
            Some(_) => None,
        });
        let removed = self.objects.iter().filter(|object| find(&made, object).is_none());
        added_or_changed.chain(removed.map(|object| difference(object, Change::Removed))).collect()
    }
}

fn find<'a>(among: &'a [ObjectDigest], wanted: &ObjectDigest) -> Option<&'a ObjectDigest> {
    among.iter().find(|object| object.kind == wanted.kind && object.name == wanted.name)
}

fn difference(object: &ObjectDigest, change: Change) -> Difference {
    Difference { kind: object.kind.clone(), name: object.name.clone(), change }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(kind: &str, name: &str, value: u8) -> Value {
        json!({"kind": kind, "metadata": {"name": name}, "value": value})
    }

    #[test]
    fn each_kind_of_change_is_named() {
        let previewed = [object("A", "same", 1), object("A", "other", 1), object("A", "gone", 1)];
        let made = [object("A", "same", 1), object("A", "other", 2), object("B", "same", 1)];
        let previewed = Previewed { digest: String::new(), objects: previewed.iter().map(object_digest).collect() };
        let named = |kind: &str, name: &str, change| Difference { kind: kind.into(), name: name.into(), change };
        let expected = [
            named("A", "other", Change::Changed),
            named("B", "same", Change::Added),
            named("A", "gone", Change::Removed),
        ];
        assert_eq!(previewed.differences(&made), expected);
    }

    #[test]
    fn without_digests_of_objects_nothing_is_named() {
        let previewed = Previewed { digest: String::new(), objects: Vec::new() };
        assert_eq!(previewed.differences(&[object("A", "a", 1)]), Vec::<Difference>::new());
    }
}
