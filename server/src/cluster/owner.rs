//! Who owns an archive: the runs that read it. When the last of them is deleted,
//! the cluster deletes the archive.

use serde_json::{Value, json};

use super::Kind;

/// The ConfigMap that a TestRun with this `spec` reads its script from.
pub(super) fn archive_of(spec: Option<&Value>) -> Option<&str> {
    let name = spec?.pointer("/script/configMap/name")?.as_str()?;
    (!name.is_empty()).then_some(name)
}

/// `ownerReferences` of an archive: the runs that still need it, what is none of
/// ours, and `run` where one comes to read it. Both are given by their metadata.
/// `None` when nothing changes.
pub(super) fn owners(archive: &Value, run: Option<&Value>, still_needs: impl Fn(&str) -> bool) -> Option<Vec<Value>> {
    let before = archive.get("ownerReferences").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_run = |owner: &Value| owner["kind"] == Kind::TestRun.name();
    let stays = |owner: &&Value| !is_run(owner) || owner["name"].as_str().is_some_and(&still_needs);
    let owners: Vec<Value> = match run {
        Some(run) if before.iter().any(|owner| owner["uid"] == run["uid"]) => return None,
        Some(run) => {
            let (api_version, kind) = (Kind::TestRun.api_version(), Kind::TestRun.name());
            let new = json!({"apiVersion": api_version, "kind": kind, "name": run["name"], "uid": run["uid"]});
            before.iter().filter(stays).cloned().chain([new]).collect()
        }
        None => before.iter().filter(stays).cloned().collect(),
    };
    (owners != before).then_some(owners)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_belongs_to_the_runs_that_need_it() {
        assert_eq!(archive_of(Some(&json!({"script": {"configMap": {"name": "m"}}}))), Some("m"));
        let run = json!({"name": "r2", "uid": "2"});
        let owner = |kind: &str, name: &str, uid: &str| json!({"apiVersion": "k6.io/v1alpha1", "kind": kind, "name": name, "uid": uid});
        let archive = |owners: &[Value]| json!({"ownerReferences": owners});
        let own = owner("TestRun", "r2", "2");
        assert_eq!(owners(&json!({}), Some(&run), |_| true), Some(vec![own.clone()]));
        let (first, other) = (owner("TestRun", "r1", "1"), owner("Team", "t", "3"));
        let before = archive(&[first.clone(), other.clone()]);
        let all = vec![first, other.clone(), own.clone()];
        assert_eq!(owners(&before, Some(&run), |name| name == "r1"), Some(all));
        assert_eq!(owners(&before, Some(&run), |_| false), Some(vec![other.clone(), own.clone()]));
        assert_eq!(owners(&archive(&[own]), Some(&run), |_| false), None);
        assert_eq!(owners(&before, None, |_| false), Some(vec![other]));
        assert_eq!(owners(&before, None, |_| true), None);
    }
}
