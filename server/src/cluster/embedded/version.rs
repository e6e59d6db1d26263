//! What an applied object becomes: the fields that Kubernetes' API server owns.
//!
//! Rules from Kubernetes' API conventions: `uid` and `creationTimestamp` stay
//! for an object's life, `resourceVersion` changes with every write,
//! `generation` of a custom resource with every change outside `metadata` and
//! `status`, and `status` is not the applier's to write.

use serde_json::{Map, Value, json};

use super::Stamps;
use crate::cluster::Kind;

pub(super) type Body = Map<String, Value>;

/// Fields of `metadata` that an applier does not set.
const SERVER_FIELDS: [&str; 8] = [
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "managedFields",
    "selfLink",
];

/// The object to write, or that nothing changes.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    Unchanged,
    Write(Body),
}

/// `before`: what is stored. `version`: the one this write would get.
pub(super) fn next(kind: Kind, before: Option<&Body>, wanted: Body, version: u64, stamps: &Stamps) -> Next {
    let mut wanted = without_server_fields(wanted);
    if kind.has_generation() {
        wanted.shift_remove("status");
    }
    let Some(before) = before else {
        let generation = kind.has_generation().then_some(1);
        let born = Identity { uid: stamps.new_uid().into(), created: stamps.time().into() };
        return Next::Write(stamped(wanted, born, version, generation));
    };
    if let Some(status) = before.get("status").filter(|_| kind.has_generation()) {
        wanted.insert("status".to_owned(), status.clone());
    }
    let stored = without_server_fields(before.clone());
    if stored == wanted {
        return Next::Unchanged;
    }
    let generation = kind.has_generation().then(|| {
        let count = metadata(before, "generation").as_u64().unwrap_or(0);
        count + u64::from(beyond_metadata(&stored) != beyond_metadata(&wanted))
    });
    let same = Identity { uid: metadata(before, "uid"), created: metadata(before, "creationTimestamp") };
    Next::Write(stamped(wanted, same, version, generation))
}

/// What an object keeps for its whole life.
struct Identity {
    uid: Value,
    created: Value,
}

fn stamped(mut body: Body, identity: Identity, version: u64, generation: Option<u64>) -> Body {
    if let Some(Value::Object(metadata)) = body.get_mut("metadata") {
        metadata.insert("uid".to_owned(), identity.uid);
        metadata.insert("resourceVersion".to_owned(), json!(version.to_string()));
        if let Some(generation) = generation {
            metadata.insert("generation".to_owned(), json!(generation));
        }
        metadata.insert("creationTimestamp".to_owned(), identity.created);
    }
    body
}

fn without_server_fields(mut body: Body) -> Body {
    if let Some(Value::Object(metadata)) = body.get_mut("metadata") {
        for field in SERVER_FIELDS {
            metadata.shift_remove(field);
        }
    }
    body
}

fn beyond_metadata(body: &Body) -> Body {
    let counts = |field: &str| field != "metadata" && field != "status";
    body.iter().filter(|(field, _)| counts(field)).map(|(f, v)| (f.clone(), v.clone())).collect()
}

fn metadata(body: &Body, field: &str) -> Value {
    body.get("metadata").and_then(|m| m.get(field)).cloned().unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use pretty_assertions::assert_eq;
    use uuid::Uuid;

    fn stamps(second: i64, uid: u128) -> Stamps {
        Stamps {
            now: Box::new(move || Timestamp::from_second(second).unwrap()),
            uid: Box::new(move || Uuid::from_u128(uid)),
        }
    }

    fn body(value: Value) -> Body {
        let Value::Object(body) = value else { panic!("an object") };
        body
    }

    fn run(parallelism: u64, label: &str) -> Body {
        body(json!({"kind": "TestRun", "metadata": {"name": "r", "labels": {"l": label}},
                    "spec": {"parallelism": parallelism}}))
    }

    fn written(next: Next) -> Body {
        let Next::Write(body) = next else { panic!("nothing to write") };
        body
    }

    #[test]
    fn a_new_object_is_stamped() {
        let created = written(next(Kind::TestRun, None, run(1, "a"), 7, &stamps(0, 1)));
        let expected = json!({"kind": "TestRun",
            "metadata": {"name": "r", "labels": {"l": "a"},
                "uid": "00000000-0000-0000-0000-000000000001", "resourceVersion": "7",
                "generation": 1, "creationTimestamp": "1970-01-01T00:00:00Z"},
            "spec": {"parallelism": 1}});
        assert_eq!(Value::Object(created), expected);
    }

    #[test]
    fn a_change_of_the_spec_is_a_new_generation_of_the_same_object() {
        let first = written(next(Kind::TestRun, None, run(1, "a"), 7, &stamps(0, 1)));
        let second = written(next(Kind::TestRun, Some(&first), run(2, "a"), 8, &stamps(60, 2)));
        let mut expected = first;
        expected["metadata"]["resourceVersion"] = json!("8");
        expected["metadata"]["generation"] = json!(2);
        expected["spec"]["parallelism"] = json!(2);
        assert_eq!(Value::Object(second), Value::Object(expected));
    }

    #[test]
    fn a_change_of_a_label_is_no_new_generation() {
        let first = written(next(Kind::TestRun, None, run(1, "a"), 7, &stamps(0, 1)));
        let second = written(next(Kind::TestRun, Some(&first), run(1, "b"), 8, &stamps(0, 1)));
        assert_eq!(second["metadata"]["generation"], 1);
        assert_eq!(second["metadata"]["resourceVersion"], "8");
    }

    #[test]
    fn the_same_again_changes_nothing_even_read_back() {
        let first = written(next(Kind::TestRun, None, run(1, "a"), 7, &stamps(0, 1)));
        assert_eq!(next(Kind::TestRun, Some(&first), run(1, "a"), 8, &stamps(60, 2)), Next::Unchanged);
        let read_back = first.clone();
        assert_eq!(next(Kind::TestRun, Some(&first), read_back, 8, &stamps(60, 2)), Next::Unchanged);
    }

    #[test]
    fn config_maps_have_no_generation() {
        let map = |text: &str| body(json!({"metadata": {"name": "c"}, "data": {"a": text}}));
        let first = written(next(Kind::ConfigMap, None, map("1"), 1, &stamps(0, 1)));
        let second = written(next(Kind::ConfigMap, Some(&first), map("2"), 2, &stamps(0, 1)));
        assert_eq!(second["metadata"].get("generation"), None);
        assert_eq!(second["metadata"]["uid"], first["metadata"]["uid"]);
    }

    #[test]
    fn status_is_not_the_appliers() {
        let mut wanted = run(1, "a");
        wanted.insert("status".into(), json!({"stage": "finished"}));
        let mut first = written(next(Kind::TestRun, None, wanted.clone(), 1, &stamps(0, 1)));
        assert_eq!(first.get("status"), None);
        first.insert("status".into(), json!({"stage": "started"}));
        assert_eq!(next(Kind::TestRun, Some(&first), wanted, 2, &stamps(0, 1)), Next::Unchanged);
        let second = written(next(Kind::TestRun, Some(&first), run(2, "a"), 2, &stamps(0, 1)));
        assert_eq!(second["status"]["stage"], "started");
    }
}
