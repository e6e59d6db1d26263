//! Who owns an archive: the runs that read it. When the last of them is deleted,
//! the cluster deletes the archive.

use serde_json::{Value, json};

use super::Kind;

/// The ConfigMap that a TestRun reads its script from.
pub(super) fn archive_of(run: &Value) -> Option<&str> {
    run.pointer("/spec/script/configMap/name").and_then(Value::as_str).filter(|name| !name.is_empty())
}

/// Whether an owner of an archive remains one: a run that still needs it, or what is none of ours.
pub(super) fn stays(owner: &Value, still_needs: impl Fn(&str) -> bool) -> bool {
    owner["kind"] != Kind::TestRun.name() || owner["name"].as_str().is_some_and(still_needs)
}

/// `metadata.ownerReferences` of an archive once `run` reads it: that run, those
/// owners that still need it, and those that are none of ours.
/// `None` when nothing changes.
pub(super) fn owners(archive: &Value, run: &Value, still_needs: impl Fn(&str) -> bool) -> Option<Vec<Value>> {
    let text = |pointer: &str| run.pointer(pointer).and_then(Value::as_str);
    let (name, uid) = (text("/metadata/name")?, text("/metadata/uid")?);
    let before = archive.pointer("/metadata/ownerReferences").and_then(Value::as_array);
    let before: &[Value] = before.map_or(&[], Vec::as_slice);
    if before.iter().any(|owner| owner["uid"] == uid) {
        return None;
    }
    let new =
        json!({"apiVersion": Kind::TestRun.api_version(), "kind": Kind::TestRun.name(), "name": name, "uid": uid});
    Some(before.iter().filter(|owner| stays(owner, &still_needs)).cloned().chain([new]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_belongs_to_the_runs_that_need_it() {
        let run = json!({"metadata": {"name": "r2", "uid": "2"}, "spec": {"script": {"configMap": {"name": "m"}}}});
        assert_eq!(archive_of(&run), Some("m"));
        let owner = |kind: &str, name: &str, uid: &str| json!({"apiVersion": "k6.io/v1alpha1", "kind": kind, "name": name, "uid": uid});
        let archive = |owners: &[Value]| json!({"metadata": {"ownerReferences": owners}});
        let own = owner("TestRun", "r2", "2");
        assert_eq!(owners(&json!({"metadata": {}}), &run, |_| true), Some(vec![own.clone()]));
        let (first, other) = (owner("TestRun", "r1", "1"), owner("Team", "t", "3"));
        let before = archive(&[first.clone(), other.clone()]);
        assert_eq!(owners(&before, &run, |name| name == "r1"), Some(vec![first, other.clone(), own.clone()]));
        assert_eq!(owners(&before, &run, |_| false), Some(vec![other, own.clone()]));
        assert_eq!(owners(&archive(&[own]), &run, |_| false), None);
    }
}
