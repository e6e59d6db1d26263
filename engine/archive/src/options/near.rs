//! What was probably meant.

/// No name of k6 is as long; what is longer is not worth comparing.
const LONGEST: usize = 64;

/// The candidate most like `given`, if it is like it at all. Case does not
/// count.
pub(crate) fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if given.len() > LONGEST {
        return None;
    }
    let given = given.to_lowercase();
    let likeness = |candidate: &str| strsim::jaro_winkler(&candidate.to_lowercase(), &given);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (candidate, likeness(candidate)))
        .filter(|(_, likeness)| *likeness > 0.88)
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(candidate, _)| candidate)
}
