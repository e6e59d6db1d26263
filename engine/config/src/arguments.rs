//! The command-line arguments of k6, as far as generation reads them.

use thiserror::Error;

/// Why arguments cannot be split.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ArgumentsError {
    #[error("a quote is not closed")]
    OpenQuote,
    #[error("`{0}` is followed by nothing; write `{0} KEY=VALUE`")]
    NoVariable(String),
    #[error("`{0}` is not the name of a variable")]
    BadName(String),
}

/// The variables that `-e K=V`, `-eK=V`, `--env K=V` and `--env=K=V` set, in
/// order. A name without `=` has the empty value, as k6 has it.
pub fn variables(arguments: &str) -> Result<Vec<(String, String)>, ArgumentsError> {
    let words = shlex::split(arguments).ok_or(ArgumentsError::OpenQuote)?;
    let mut variables = Vec::new();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let pair = if word == "-e" || word == "--env" {
            words.next().ok_or(ArgumentsError::NoVariable(word))?
        } else if let Some(pair) = word.strip_prefix("--env=") {
            pair.to_owned()
        } else if let Some(pair) = word.strip_prefix("-e") {
            pair.strip_prefix('=').unwrap_or(pair).to_owned()
        } else {
            continue;
        };
        let (name, value) = pair.split_once('=').unwrap_or((&pair, ""));
        if !crate::names::is_env_name(name) {
            return Err(ArgumentsError::BadName(name.to_owned()));
        }
        variables.push((name.to_owned(), value.to_owned()));
    }
    Ok(variables)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        variables(text).unwrap()
    }

    #[test]
    fn every_form_of_the_flag() {
        let expected = vec![("A".to_owned(), "b=c".to_owned())];
        for text in
            ["-e A=b=c", "-eA=b=c", "--env A=b=c", "--env=A=b=c", "-e 'A=b=c'", "--vus 3 -e A=b=c --duration=1m"]
        {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(read("-e A"), vec![("A".to_owned(), String::new())]);
        assert_eq!(read("-e A='two words'"), vec![("A".to_owned(), "two words".to_owned())]);
        assert!(read("--vus 3").is_empty());
    }

    #[test]
    fn refuses_what_k6_would() {
        assert_eq!(variables("-e"), Err(ArgumentsError::NoVariable("-e".to_owned())));
        assert_eq!(variables("-e '"), Err(ArgumentsError::OpenQuote));
        assert_eq!(variables("-e 1=2"), Err(ArgumentsError::BadName("1".to_owned())));
    }
}
