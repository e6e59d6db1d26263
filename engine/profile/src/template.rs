//! Text with `{placeholders}` that are filled in for each run.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a template can say about one run. Every field is text that is already
/// checked; none is a secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub environment: String,
    /// Milliseconds since the epoch, decimal.
    pub timestamp: String,
    /// Five characters `a-z0-9`.
    pub suffix: String,
    pub unique_name: String,
    pub id: String,
    pub name: String,
    pub namespace: String,
    pub test_scope: String,
    pub test_file: String,
    pub remote_write_url: String,
    pub trend_stats: String,
}

impl Facts {
    /// The placeholders a template may use.
    pub const NAMES: [&'static str; 11] = [
        "environment",
        "timestamp",
        "suffix",
        "unique_name",
        "id",
        "name",
        "namespace",
        "test_scope",
        "test_file",
        "remote_write_url",
        "trend_stats",
    ];

    fn get(&self, name: &str) -> Option<&str> {
        Some(match name {
            "environment" => &self.environment,
            "timestamp" => &self.timestamp,
            "suffix" => &self.suffix,
            "unique_name" => &self.unique_name,
            "id" => &self.id,
            "name" => &self.name,
            "namespace" => &self.namespace,
            "test_scope" => &self.test_scope,
            "test_file" => &self.test_file,
            "remote_write_url" => &self.remote_write_url,
            "trend_stats" => &self.trend_stats,
            _ => return None,
        })
    }
}

/// A text whose placeholders are all known; see [`Facts::NAMES`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("format" = "template"))]
pub struct Template {
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateError {
    #[error("unknown placeholder `{{{name}}}`; known are {known}", known = Facts::NAMES.join(", "))]
    Unknown { name: String },
    #[error("`{{` without `}}` in `{0}`")]
    Open(String),
}

enum Piece<'a> {
    Text(&'a str),
    Fact(&'a str),
}

impl Template {
    pub fn render(&self, facts: &Facts) -> String {
        pieces(&self.text)
            .filter_map(Result::ok)
            .map(|piece| match piece {
                Piece::Text(text) => text,
                // INVARIANT: names were checked when the template was read.
                Piece::Fact(name) => facts.get(name).unwrap_or_default(),
            })
            .collect()
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn pieces(text: &str) -> impl Iterator<Item = Result<Piece<'_>, TemplateError>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(open) = rest.find('{') else {
            return Some(Ok(Piece::Text(std::mem::take(&mut rest))));
        };
        if open > 0 {
            let (text, tail) = rest.split_at(open);
            rest = tail;
            return Some(Ok(Piece::Text(text)));
        }
        let inner = rest.get(1..).unwrap_or_default();
        Some(match inner.split_once('}') {
            Some((name, tail)) => {
                rest = tail;
                Ok(Piece::Fact(name))
            }
            None => Err(TemplateError::Open(std::mem::take(&mut rest).to_owned())),
        })
    })
}

impl TryFrom<String> for Template {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, TemplateError> {
        for piece in pieces(&text) {
            if let Piece::Fact(name) = piece?
                && !Facts::NAMES.contains(&name)
            {
                return Err(TemplateError::Unknown { name: name.to_owned() });
            }
        }
        Ok(Self { text })
    }
}

impl From<Template> for String {
    fn from(template: Template) -> Self {
        template.text
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_value() {
        let facts = Facts::default();
        for name in Facts::NAMES {
            assert!(facts.get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn fills_in_and_does_not_fill_in_twice() {
        let facts = Facts { id: "{name}".into(), name: "n".into(), ..Facts::default() };
        let template = Template::try_from("a {id} {name}".to_owned()).unwrap();
        assert_eq!(template.render(&facts), "a {name} n");
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let unknown = Template::try_from("{envronment}".to_owned()).unwrap_err();
        assert_eq!(unknown, TemplateError::Unknown { name: "envronment".into() });
        let open = Template::try_from("x {id".to_owned()).unwrap_err();
        assert_eq!(open, TemplateError::Open("{id".into()));
    }
}
