//! Where dropped files belong in the repository.

use std::collections::BTreeSet;

/// A dropped file and its path in the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub dropped: String,
    pub path: String,
}

/// Places dropped files by the paths that the document names. Where a dropped
/// path and a named one end alike, what stands before that end is the folder
/// that was dropped and the one it stands for: all of the drop follows. Loose
/// files go to the named path with their name, else into `base_dir`.
pub fn place(dropped: &[String], wanted: &BTreeSet<String>, base_dir: &str) -> Vec<Placed> {
    let shift = dropped
        .iter()
        .filter(|d| d.contains('/'))
        .flat_map(|d| wanted.iter().map(move |w| (common_tail(d, w), d, w)))
        .filter(|(common, ..)| *common > 0)
        .max_by_key(|(common, ..)| *common)
        .map(|(common, d, w)| (head(d, common), head(w, common)));
    let base = base_dir.trim_end_matches('/');
    dropped
        .iter()
        .map(|d| {
            let shifted =
                shift.as_ref().and_then(|(from, to)| d.strip_prefix(from.as_str()).map(|rest| format!("{to}{rest}")));
            let named = || wanted.iter().find(|w| !d.contains('/') && w.rsplit('/').next() == Some(d)).cloned();
            let loose = || match base {
                _ if d.contains('/') => d.clone(),
                "" => d.clone(),
                base => format!("{base}/{d}"),
            };
            let path = if d.contains('/') { shifted.unwrap_or_else(loose) } else { named().unwrap_or_else(loose) };
            Placed { dropped: d.clone(), path }
        })
        .collect()
}

/// How many path components `a` and `b` share at their end.
fn common_tail(a: &str, b: &str) -> usize {
    a.rsplit('/').zip(b.rsplit('/')).take_while(|(x, y)| x == y).count()
}

/// `path` without its last `count` components; with its final `/`, or empty.
fn head(path: &str, count: usize) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let kept = parts.get(..parts.len().saturating_sub(count)).unwrap_or_default();
    kept.iter().flat_map(|part| [*part, "/"]).collect()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn placed(dropped: &[&str], wanted: &[&str], base: &str) -> Vec<String> {
        let dropped: Vec<String> = dropped.iter().map(ToString::to_string).collect();
        let wanted = wanted.iter().map(ToString::to_string).collect();
        place(&dropped, &wanted, base).into_iter().map(|p| p.path).collect()
    }

    #[test]
    fn a_loose_script_goes_where_it_is_named() {
        assert_eq!(placed(&["get.js"], &["tests/orgs/get.js"], "tests"), ["tests/orgs/get.js"]);
        assert_eq!(placed(&["other.json"], &["tests/orgs/get.js"], "tests/"), ["tests/other.json"]);
        assert_eq!(placed(&["x.js"], &[], ""), ["x.js"]);
    }

    #[test]
    fn a_folder_goes_as_a_whole() {
        let dropped = ["orgs/get.js", "orgs/lib/util.js", "orgs/data.csv"];
        let expected = ["tests/k6/orgs/get.js", "tests/k6/orgs/lib/util.js", "tests/k6/orgs/data.csv"];
        assert_eq!(placed(&dropped, &["tests/k6/orgs/get.js"], "tests/k6"), expected);
        let renamed = ["checkout/tests/a.js", "checkout/lib.js"];
        assert_eq!(placed(&renamed, &["tests/a.js"], ""), ["tests/a.js", "lib.js"]);
    }
}
