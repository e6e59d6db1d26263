//! What is to be applied together, and what is noted of it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Kind, Object};

/// Objects that are applied together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Submit {
    pub objects: Vec<Object>,
    pub marks: Marks,
    /// Also fields that somebody else set are set, and are ours then.
    pub take_over: bool,
}

/// What a new TestRun says of the submit that it came with: the cluster itself
/// remembers who submitted what, so any number of servers need no memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The one who submitted, where people sign in.
    pub by: Option<String>,
    /// Of all objects, as it was previewed.
    pub digest: Option<String>,
    /// Hex digits that stand for the caller's own key of the submit.
    pub key: Option<String>,
}

/// What names of labels and annotations of this server begin with.
pub(super) const OF_THE_SERVER: &str = "k6cfg/";

/// Label: [`Marks::key`].
pub const KEY_LABEL: &str = "k6cfg/submission";
/// Annotation: [`Marks::by`].
pub const BY_ANNOTATION: &str = "k6cfg/submitted-by";
/// Annotation: [`Marks::digest`].
pub const DIGEST_ANNOTATION: &str = "k6cfg/digest";

impl From<Vec<Object>> for Submit {
    fn from(objects: Vec<Object>) -> Self {
        Self { objects, ..Self::default() }
    }
}

impl Submit {
    /// What a run needs stands before it.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.objects.sort_by_key(|object| object.key().kind);
        self
    }
}

impl Marks {
    /// The object of a kind as it is made: runs are marked.
    pub(super) fn put_on(&self, kind: Kind, mut body: Map<String, Value>) -> Map<String, Value> {
        if kind != Kind::TestRun {
            return body;
        }
        let noted = [
            ("labels", KEY_LABEL, &self.key),
            ("annotations", BY_ANNOTATION, &self.by),
            ("annotations", DIGEST_ANNOTATION, &self.digest),
        ];
        for (field, name, value) in noted {
            let Some(value) = value else { continue };
            let Some(Value::Object(metadata)) = body.get_mut("metadata") else { continue };
            if let Value::Object(notes) = metadata.entry(field).or_insert_with(|| json!({})) {
                notes.insert(name.to_owned(), json!(value));
            }
        }
        body
    }

    /// Whether a run came with another submit of the same key.
    pub(super) fn is_of_another(&self, run: &Value) -> bool {
        self.key.is_some()
            && note(run, "labels", KEY_LABEL) == self.key.as_deref()
            && note(run, "annotations", DIGEST_ANNOTATION) != self.digest.as_deref()
    }
}

/// A label or an annotation.
fn note<'a>(object: &'a Value, field: &str, name: &str) -> Option<&'a str> {
    object.get("metadata")?.get(field)?.get(name)?.as_str()
}

/// Where objects are to be; in practice it is one.
pub(super) fn namespaces(objects: &[Object]) -> BTreeSet<&str> {
    objects.iter().map(|object| object.key().namespace.as_str()).collect()
}

/// Whether a run that is there is the one that was submitted: it came with the same submit, or says all that was wanted.
/// A cluster may add to it, and leave out what it does not know.
pub(super) fn is_same(run: &Value, wanted: &Map<String, Value>, marks: &Marks) -> bool {
    let digest = note(run, "annotations", DIGEST_ANNOTATION);
    (digest.is_some() && digest == marks.digest.as_deref()) || says(run, &Value::Object(wanted.clone()))
}

/// Whether an object has all that `wanted` has; the cluster may add to it.
fn says(object: &Value, wanted: &Value) -> bool {
    match (object, wanted) {
        (Value::Object(object), Value::Object(wanted)) => {
            wanted.iter().all(|(key, wanted)| object.get(key).is_some_and(|object| says(object, wanted)))
        }
        (Value::Array(object), Value::Array(wanted)) => {
            object.len() == wanted.len() && object.iter().zip(wanted).all(|(object, wanted)| says(object, wanted))
        }
        _ => object == wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_cluster_adds_is_no_difference() {
        let wanted = json!({"spec": {"parallelism": 1, "runner": {"env": [{"name": "A", "value": "x"}]}}});
        let mut there = wanted.clone();
        there["metadata"] = json!({"uid": "1"});
        there["spec"]["runner"]["env"][0]["more"] = json!(true);
        assert!(says(&there, &wanted));
        there["spec"]["parallelism"] = json!(2);
        assert!(!says(&there, &wanted));
        there["spec"] = json!({"parallelism": 1, "runner": {"env": []}});
        assert!(!says(&there, &wanted));
    }

    #[test]
    fn runs_are_marked_and_nothing_else() {
        let text = |text: &str| Some(text.to_owned());
        let marks = Marks { by: text("kari"), digest: text("sha256:1"), key: text("ab") };
        let Value::Object(body) = json!({"metadata": {"name": "r", "labels": {"a": "b"}}}) else { panic!() };
        assert_eq!(marks.put_on(Kind::ConfigMap, body.clone()), body);
        let marked = Value::Object(marks.put_on(Kind::TestRun, body));
        let expected = json!({"metadata": {"name": "r", "labels": {"a": "b", "k6cfg/submission": "ab"},
            "annotations": {"k6cfg/submitted-by": "kari", "k6cfg/digest": "sha256:1"}}});
        assert_eq!(marked, expected);
        assert!(!marks.is_of_another(&marked));
        assert!(Marks { digest: text("sha256:2"), ..marks.clone() }.is_of_another(&marked));
        assert!(!Marks { digest: text("sha256:2"), key: text("cd"), ..marks }.is_of_another(&marked));
    }
}
