//! Where in a document something is, by name: `test_definitions[0].contexts[1].environment`.
//!
//! Rules speak of places; only the document turns one into bytes.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::document::NodeId;

/// A walk from the root of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Path(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    Key(Cow<'static, str>),
    /// Zero-based index in a list.
    Item(usize),
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a path such as `test_definitions[0].test_file`")]
pub struct PathError(String);

impl Path {
    pub fn root() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.with(Step::Key(key.into()))
    }

    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.with(Step::Item(index))
    }

    #[must_use]
    pub fn with(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }

    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The path of what holds this, and the last step; `None` at the root.
    pub fn split_last(&self) -> Option<(Self, &Step)> {
        let (last, rest) = self.0.split_last()?;
        Some((Self(rest.to_vec()), last))
    }

    /// The path of what holds this; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        Some(self.split_last()?.0)
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    pub fn starts_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The longest path that both begin with.
    #[must_use]
    pub fn common(&self, other: &Self) -> Self {
        let both = self.0.iter().zip(&other.0).take_while(|(a, b)| a == b);
        Self(both.map(|(step, _)| step.clone()).collect())
    }

    /// `test_definitions[0].contexts[2]`, for an index pair that rules use often.
    pub fn context(test: usize, context: usize) -> Self {
        Self::test(test).key("contexts").item(context)
    }

    /// The context that this is in.
    pub fn context_of(&self) -> Option<Self> {
        let context = self.0.get(..4)?;
        let is_one = matches!(context, [Step::Key(tests), Step::Item(_), Step::Key(contexts), Step::Item(_)]
            if tests == "test_definitions" && contexts == "contexts");
        is_one.then(|| Self(context.to_vec()))
    }

    pub fn test(test: usize) -> Self {
        Self::root().key("test_definitions").item(test)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let bad = || PathError(text.to_owned());
        let mut steps = Vec::new();
        if text.is_empty() {
            return Ok(Self(steps));
        }
        for part in text.split('.') {
            let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
            if !key.is_empty() {
                steps.push(Step::Key(key.to_owned().into()));
            } else if rest.is_empty() || !steps.is_empty() {
                return Err(bad());
            }
            while let Some(inner) = rest.strip_prefix('[') {
                let (index, tail) = inner.split_once(']').ok_or_else(bad)?;
                steps.push(Step::Item(index.parse().map_err(|_| bad())?));
                rest = tail;
            }
            if !rest.is_empty() {
                return Err(bad());
            }
        }
        Ok(Self(steps))
    }
}

impl TryFrom<String> for Path {
    type Error = PathError;
    fn try_from(text: String) -> Result<Self, PathError> {
        text.parse()
    }
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.to_string()
    }
}

/// A path, and which part of what is there is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub path: Path,
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The name before the colon.
    Key,
    /// The value; where there is none, the nearest thing that is there.
    Value,
    /// Of the document, what no path leads to: a key that is not a word, or one
    /// that stands there again.
    Node(NodeId),
    /// The document as a whole, or what is outside of it: no text is meant.
    Document,
}

impl From<Path> for Place {
    fn from(path: Path) -> Self {
        Self { path, part: Part::Value }
    }
}

impl Place {
    pub fn key_of(path: Path) -> Self {
        Self { path, part: Part::Key }
    }

    /// No place in the text.
    pub fn document() -> Self {
        Self { path: Path::root(), part: Part::Document }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        for text in ["", "namespace", "test_definitions[0].contexts[12].test_run.env[3].name", "a[0][1].b"] {
            assert_eq!(text.parse::<Path>().unwrap().to_string(), text);
        }
        for bad in ["a..b", "a[", "a[x]", "a[0]b", ".a", "a."] {
            assert!(bad.parse::<Path>().is_err(), "{bad}");
        }
    }
}
