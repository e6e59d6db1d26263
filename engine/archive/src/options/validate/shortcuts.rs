//! `duration`, `iterations`, `stages` and `scenarios` do not go together.

use super::super::consolidate::Consolidated;
use super::super::error::Problem;

/// Whether k6 can make scenarios of them at all.
pub(super) fn check(options: &Consolidated, problems: &mut Vec<Problem>) -> bool {
    let is_set = |key: &str| options.get(key).is_some();
    let has_stages = options.get("stages").and_then(|s| s.value.as_array()).is_some_and(|list| !list.is_empty());
    // k6 stops at the first of these.
    let conflict = match () {
        () if is_set("iterations") && has_stages => Some(("iterations", "stages")),
        () if is_set("iterations") && is_set("scenarios") => Some(("iterations", "scenarios")),
        () if is_set("iterations") => None,
        () if is_set("duration") && has_stages => Some(("duration", "stages")),
        () if is_set("duration") && is_set("scenarios") => Some(("duration", "scenarios")),
        () if is_set("duration") => None,
        () if has_stages && is_set("scenarios") => Some(("stages", "scenarios")),
        () => None,
    };
    if let Some((one, other)) = conflict {
        let origin = options.get(one).map_or_else(String::new, |setting| format!(", set by {}", setting.origin));
        let message = format!("`{one}` and `{other}` cannot be used together{origin}");
        problems.push(Problem::new(one, message, format!("take away `{one}` or `{other}`")));
        return false;
    }
    let duration = options.nanos("duration").filter(|_| !is_set("iterations"));
    if duration.is_some_and(|nanos| nanos <= 0) {
        let help = "write how long the test lasts, at least `1s`";
        problems.push(Problem::new("duration", "must be more than 0", help));
        return false;
    }
    true
}
