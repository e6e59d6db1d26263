//! What scripts say they need of k6: `"use k6 >= 1.0"`, `"use k6 with k6/x/sql"`.

use std::collections::BTreeMap;

use thiserror::Error;

/// What a test needs, and in which versions: `k6` and extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dependencies(BTreeMap<String, Option<String>>);

/// What is wrong with such a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum DirectiveError {
    #[error("`{0}` is not a constraint on a version")]
    Constraint(String),
    #[error("two places constrain the version of `{0}`")]
    Twice(String),
}

impl Default for Dependencies {
    fn default() -> Self {
        Self(BTreeMap::from([("k6".to_owned(), None)]))
    }
}

impl Dependencies {
    /// An extension that is imported.
    pub(crate) fn import(&mut self, extension: &str) {
        self.0.entry(extension.to_owned()).or_default();
    }

    /// What the head of a script says.
    pub(crate) fn read(&mut self, source: &str) -> Result<(), DirectiveError> {
        for directive in directives(source) {
            let directive = directive.replace("  ", " ");
            let Some(rest) = directive.strip_prefix("use k6") else { continue };
            let rest = rest.trim();
            let (name, constraint) = match rest.strip_prefix("with ").map(str::trim) {
                Some(with) if with.starts_with("k6/x/") && rest.starts_with("with k6/x/") => {
                    with.split_once(' ').unwrap_or((with, ""))
                }
                _ => ("k6", rest),
            };
            let constraint = (!constraint.is_empty()).then(|| normal(constraint)).transpose()?;
            let before = self.0.get(name).cloned().flatten();
            if before.as_deref().is_none_or(|before| before == "*") {
                self.0.insert(name.to_owned(), constraint);
            } else if constraint.is_some() {
                return Err(DirectiveError::Twice(name.to_owned()));
            }
        }
        Ok(())
    }

    /// As the archive stores them: `*` for any version.
    pub(crate) fn to_map(&self) -> BTreeMap<String, String> {
        self.0.iter().map(|(name, version)| (name.clone(), version.clone().unwrap_or_else(|| "*".to_owned()))).collect()
    }
}

/// The strings at the head of a script, before any other syntax.
fn directives(source: &str) -> Vec<&str> {
    let mut rest = source;
    if rest.starts_with("#!") {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c == ';' || is_space(c));
        if let Some(after) = rest.strip_prefix("//") {
            let Some((_, after)) = after.split_once('\n') else { return found };
            rest = after;
        } else if let Some(after) = rest.strip_prefix("/*") {
            let Some((_, after)) = after.split_once("*/") else { return found };
            rest = after;
        } else if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            let Some((text, after)) = rest.get(1..).and_then(|rest| rest.split_once(quote)) else { return found };
            found.push(text);
            rest = after;
        } else {
            return found;
        }
    }
}

/// What Go calls white space.
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// A constraint as k6 writes it: `>= 0.50, < 2` -> `>=0.50 <2`.
fn normal(constraint: &str) -> Result<String, DirectiveError> {
    let wrong = || DirectiveError::Constraint(constraint.to_owned());
    let mut ors = Vec::new();
    for or in constraint.split("||") {
        let mut ands = Vec::new();
        let mut rest = or.trim();
        if rest.is_empty() {
            return Err(wrong());
        }
        while !rest.is_empty() {
            let (part, after) = one(rest).ok_or_else(wrong)?;
            ands.push(part);
            rest = after.trim_start().trim_start_matches(',').trim_start();
        }
        ors.push(ands.join(" "));
    }
    Ok(ors.join(" || "))
}

/// One comparison at the head of a text, and what follows it.
fn one(text: &str) -> Option<(String, &str)> {
    let operator =
        [">=", "=>", "<=", "=<", "!=", "~>", "=", ">", "<", "~", "^"].into_iter().find(|op| text.starts_with(op));
    let operator = operator.unwrap_or_default();
    let rest = text.get(operator.len()..)?.trim_start();
    let end = rest.find([' ', ',']).unwrap_or(rest.len());
    let (version, after) = rest.split_at(end);
    // `1.2 - 2.3`: both ends belong to it.
    if operator.is_empty()
        && let Some(upper) = after.trim_start().strip_prefix("- ")
    {
        let upper = upper.trim_start();
        let end = upper.find([' ', ',']).unwrap_or(upper.len());
        let (last, after) = upper.split_at(end);
        return (is_version(version) && is_version(last)).then(|| (format!(">={version} <={last}"), after));
    }
    is_version(version).then(|| (format!("{operator}{version}"), after))
}

/// `1`, `v1.2`, `1.x`, `1.2.3-rc.1+build`, `*`.
fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    let core = text.split(['-', '+']).next().unwrap_or_default();
    let tail = text.get(core.len()..).unwrap_or_default();
    let parts: Vec<&str> = core.split('.').collect();
    let number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let any = |part: &&str| matches!(*part, "x" | "X" | "*");
    (1..=3).contains(&parts.len())
        && parts.iter().all(|part| number(part) || any(part))
        && (tail.is_empty() || tail.len() > 1)
        && tail.bytes().all(|b| b.is_ascii_alphanumeric() || b"-+.".contains(&b))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn read(source: &str) -> String {
        let mut dependencies = Dependencies::default();
        match dependencies.read(source) {
            Ok(()) => {
                let said = dependencies.to_map();
                said.iter().flat_map(|(name, version)| [name.as_str(), "=", version.as_str(), ";"]).collect()
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_head_says_what_is_needed() {
        assert_eq!(read("export default () => {}"), "k6=*;");
        assert_eq!(read("#!/usr/bin/env k6\n// x\n/* y */ 'use strict'; \"use k6 >= 0.50\"\nlet a"), "k6=>=0.50;");
        assert_eq!(read("'use k6 with k6/x/faker >= 0.3'"), "k6=*;k6/x/faker=>=0.3;");
        assert_eq!(read("'use k6 with k6/x/faker'"), "k6=*;k6/x/faker=*;");
        assert_eq!(read("let a; 'use k6 > 1'"), "k6=*;");
        assert_eq!(read("'use k6 >= 1'; 'use k6 < 2'"), "two places constrain the version of `k6`");
        assert_eq!(read("'use k6 new'"), "`new` is not a constraint on a version");
    }
}
