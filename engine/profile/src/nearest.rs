//! "Did you mean": the nearest of some words, for all that read what people write.

use strsim::damerau_levenshtein;

/// The candidate nearest to `word`, when it is near enough to be a slip: at
/// most a third of its letters, letter case aside.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    all_nearest(word, candidates).first().copied()
}

/// The same, with all that are as near as the nearest.
pub fn all_nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = word.to_lowercase();
    let length = word.chars().count();
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|c| {
            let own = c.chars().count();
            let most = own.max(length).div_ceil(3);
            // Lengths alone may say that it is none: a word can be a megabyte.
            let distance = (own.abs_diff(length) <= most).then(|| damerau_levenshtein(&lower, &c.to_lowercase()))?;
            (distance <= most).then_some((distance, c))
        })
        .collect();
    let least = near.iter().map(|(distance, _)| *distance).min();
    near.retain(|(distance, _)| Some(*distance) == least);
    near.into_iter().map(|(_, c)| c).collect()
}

/// "`a`, `b` or `c`".
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// "a, b and c", of words that are quoted where they need it.
pub fn all_of<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> String {
    let words: Vec<W> = words.into_iter().collect();
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        assert_eq!(nearest("namspace", ["namespace", "base_dir"]), Some("namespace"));
        assert_eq!(nearest("at32", ["at22", "at23", "prod"]), Some("at22"));
        assert_eq!(all_nearest("at24", ["at22", "at23", "prod"]), ["at22", "at23"]);
        assert_eq!(nearest("YT01", ["yt01", "tt02"]), Some("yt01"));
        assert_eq!(nearest("replicas", ["namespace", "base_dir"]), None);
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(all_of(["a", "b", "c"]), "a, b and c");
        assert_eq!(all_of(["a"]), "a");
    }
}
