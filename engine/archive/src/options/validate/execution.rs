//! Options about how the test as a whole is run.

use super::super::consolidate::Consolidated;
use super::super::error::Problem;

pub(super) fn check(options: &Consolidated, problems: &mut Vec<Problem>) {
    if options.nanos("setupTimeout").is_some_and(|nanos| nanos <= 0) {
        let help = "write how long `setup()` may take, or leave it out for 60 seconds";
        problems.push(Problem::new("setupTimeout", "must be more than 0", help));
    }
    let text = |key: &str| options.get(key).and_then(|setting| setting.value.as_str());
    let Some(sequence) = text("executionSegmentSequence") else { return };
    let segment = text("executionSegment").unwrap_or("0:1");
    let points: Vec<&str> = sequence.split(',').collect();
    if !points.iter().zip(points.iter().skip(1)).any(|(from, to)| format!("{from}:{to}") == segment) {
        let message = format!("has no segment `{segment}`, only the parts of `{sequence}`");
        let help = "set `executionSegment` to two neighbours of it";
        problems.push(Problem::new("executionSegmentSequence", message, help));
    }
}
