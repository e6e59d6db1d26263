//! `KEY=VALUE` files: [`read`].

use std::collections::HashMap;

use crate::names::is_env_name;

/// What an env file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct EnvFile {
    /// In the order of the file.
    pub variables: Vec<(String, String)>,
    pub bad: Vec<BadLine>,
    /// Names that are set more than once, each once.
    pub again: Vec<String>,
}

impl EnvFile {
    /// What keeps all of it from being taken as it is, and what to do; no value
    /// is in it.
    pub fn fault(&self) -> Option<(String, &'static str)> {
        if let Some(bad) = self.bad.first() {
            return Some((format!("line {} is not KEY=VALUE", bad.line), "mend the line, or begin it with #"));
        }
        self.again.first().map(|name| (format!("`{name}` is there twice"), "leave one of them"))
    }
}

/// One line that is none of blank, comment and `KEY=VALUE`. The line itself is
/// not kept, since it may hold a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// 1-based.
    pub line: usize,
    /// What stands for a name before the `=`, where it can be told.
    pub name: Option<String>,
}

/// Reads an env file. Blank lines and `#` lines are skipped; a value goes from
/// the first `=` to the end of the line, without an `export` before and quotes
/// around it.
pub fn read(text: &str) -> EnvFile {
    let mut file = EnvFile::default();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let pair = without_export(line).split_once('=').map(|(name, value)| (name.trim_end(), value));
        match pair {
            Some((name, value)) if is_env_name(name) => {
                let times = times.entry(name).or_default();
                *times += 1;
                if *times == 2 {
                    file.again.push(name.to_owned());
                }
                file.variables.push((name.to_owned(), unquoted(value.trim()).to_owned()));
            }
            pair => {
                let name = pair.filter(|(name, value)| can_be_told(name, value)).map(|(name, _)| name.to_owned());
                file.bad.push(BadLine { line: index + 1, name });
            }
        }
    }
    file
}

/// Whether what stands before a `=` is the try at a name, rather than a part of
/// a secret that ends in `=`.
fn can_be_told(name: &str, value: &str) -> bool {
    let looks = |b: u8| b.is_ascii_alphanumeric() || b"_-. ".contains(&b);
    (1..=40).contains(&name.len()) && name.bytes().all(looks) && !value.trim_matches('=').is_empty()
}

fn without_export(line: &str) -> &str {
    match line.strip_prefix("export") {
        Some(rest) if rest.starts_with([' ', '\t']) => rest.trim_start(),
        _ => line,
    }
}

fn unquoted(value: &str) -> &str {
    ['"', '\''].into_iter().find_map(|q| value.strip_prefix(q)?.strip_suffix(q)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines() {
        let text = "# c\r\n\r\nA=1\r\nexport B = \"x = y\"\nexport\tC='a=b'\nD=\n  # d\nE='\nexport=F\nexported=G\n";
        let EnvFile { variables, bad, again } = read(text);
        let expected =
            [("A", "1"), ("B", "x = y"), ("C", "a=b"), ("D", ""), ("E", "'"), ("export", "F"), ("exported", "G")];
        assert_eq!(variables, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert!(bad.is_empty() && again.is_empty());
    }

    #[test]
    fn names_the_bad_lines() {
        let file = read("A=1\nnonsense\n1B=2\n=3\nexport A\nBAD-NAME=4\nhunter!2=5\naGk-Zg==\nA=6\nA=7\n");
        let bad: Vec<(usize, Option<&str>)> = file.bad.iter().map(|bad| (bad.line, bad.name.as_deref())).collect();
        let told = [(2, None), (3, Some("1B")), (4, None), (5, None), (6, Some("BAD-NAME")), (7, None), (8, None)];
        assert_eq!(bad, told);
        assert_eq!(file.again, ["A"]);
    }
}
