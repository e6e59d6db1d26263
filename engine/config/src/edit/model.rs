//! What a text means, without how it is written: the guard after a patch.

use super::step::Step as Planned;
use super::{Edit, Value};
use crate::document::{Document, Kind, NodeId};
use crate::place::{Path, Step};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Model {
    Null,
    Scalar(String),
    Seq(Vec<Model>),
    /// A key is a scalar by its text, or a list or a map, which no path names.
    Map(Vec<(Model, Model)>),
}

impl Model {
    pub(super) fn of(document: &Document, id: Option<NodeId>) -> Self {
        let Some(id) = id else { return Self::Null };
        match &document.node(id).kind {
            Kind::Scalar(scalar) if scalar.is_null() => Self::Null,
            Kind::Scalar(scalar) => Self::Scalar(scalar.text.clone()),
            Kind::Seq { items, .. } => Self::Seq(items.iter().map(|i| Self::of(document, Some(*i))).collect()),
            Kind::Map { entries, .. } => Self::Map(
                entries
                    .iter()
                    .map(|(k, v)| {
                        let name = document.scalar_text(*k).map(Self::key);
                        let name = name.unwrap_or_else(|| Self::of(document, Some(*k)));
                        (name, Self::of(document, Some(*v)))
                    })
                    .collect(),
            ),
        }
    }

    pub(super) fn key(text: &str) -> Self {
        Self::Scalar(text.to_owned())
    }

    pub(super) fn is_key(&self, text: &str) -> bool {
        matches!(self, Self::Scalar(key) if key == text)
    }

    fn from_value(value: &Value) -> Self {
        match value {
            Value::List(items) => Self::Seq(items.iter().map(Self::from_value).collect()),
            Value::Map(entries) => {
                Self::Map(entries.iter().map(|(k, v)| (Self::key(k), Self::from_value(v))).collect())
            }
            scalar => Self::Scalar(scalar.scalar().unwrap_or_default()),
        }
    }

    pub(super) fn apply(&mut self, step: &Planned) {
        match step {
            Planned::Edit(edit) => self.edit(edit),
            Planned::Copies { after, items } => {
                let Some((list, Step::Item(index))) = after.split_last() else { return };
                if let Some(Self::Seq(there)) = self.at(list.steps()) {
                    let at = (index + 1).min(there.len());
                    there.splice(at..at, items.iter().map(|(_, model)| model.clone()));
                }
            }
        }
    }

    fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Set { path, value } => self.put(path.steps(), Self::from_value(value)),
            Edit::Clear { path } | Edit::Remove { path } => self.take(path),
            Edit::Insert { list, index, value } => {
                let value = Self::from_value(value);
                match self.at(list.steps()) {
                    Some(Self::Seq(items)) => items.insert((*index).min(items.len()), value),
                    Some(other) => *other = Self::Seq(vec![value]),
                    None => self.put(list.steps(), Self::Seq(vec![value])),
                }
            }
            Edit::Relocate { from, to } => {
                let Some(value) = self.at(from.steps()).cloned() else { return };
                self.take(from);
                self.put(to.steps(), value);
            }
            Edit::Enlist { path } => {
                if let Some(value) = self.at(path.steps()) {
                    let item = std::mem::replace(value, Self::Null);
                    *value = Self::Seq(vec![item]);
                }
            }
            Edit::Rename { path, key } => {
                let Some((parent, Step::Key(old))) = path.split_last() else { return };
                if let Some(Self::Map(entries)) = self.at(parent.steps())
                    && let Some((name, _)) = entries.iter_mut().find(|(name, _)| name.is_key(old))
                {
                    *name = Self::key(key);
                }
            }
            Edit::Duplicate { path } => {
                let Some((list, Step::Item(index))) = path.split_last() else { return };
                if let Some(Self::Seq(items)) = self.at(list.steps())
                    && let Some(item) = items.get(*index).cloned()
                {
                    items.insert(index + 1, item);
                }
            }
            Edit::Move { path, to } => {
                let Some((list, Step::Item(index))) = path.split_last() else { return };
                if let Some(Self::Seq(items)) = self.at(list.steps())
                    && *index < items.len()
                {
                    let item = items.remove(*index);
                    items.insert((*to).min(items.len()), item);
                }
            }
        }
    }

    fn at(&mut self, steps: &[Step]) -> Option<&mut Self> {
        let Some((step, rest)) = steps.split_first() else { return Some(self) };
        let inner = match (self, step) {
            (Self::Map(entries), Step::Key(key)) => entries.iter_mut().find(|(k, _)| k.is_key(key)).map(|(_, v)| v),
            (Self::Seq(items), Step::Item(index)) => items.get_mut(*index),
            _ => None,
        };
        inner?.at(rest)
    }

    /// Order of keys means nothing: they are compared sorted.
    fn put(&mut self, steps: &[Step], value: Self) {
        let Some((step, rest)) = steps.split_first() else {
            *self = value;
            return;
        };
        match step {
            Step::Key(key) => {
                if !matches!(self, Self::Map(_)) {
                    *self = Self::Map(Vec::new());
                }
                let Self::Map(entries) = self else { return };
                if let Some((_, inner)) = entries.iter_mut().find(|(k, _)| k.is_key(key)) {
                    inner.put(rest, value);
                } else {
                    let mut inner = Self::Null;
                    inner.put(rest, value);
                    entries.push((Self::key(key), inner));
                }
            }
            Step::Item(index) => {
                if !matches!(self, Self::Seq(_)) {
                    *self = Self::Seq(Vec::new());
                }
                let Self::Seq(items) = self else { return };
                if let Some(inner) = items.get_mut(*index) {
                    inner.put(rest, value);
                } else {
                    let mut inner = Self::Null;
                    inner.put(rest, value);
                    items.push(inner);
                }
            }
        }
    }

    fn take(&mut self, path: &Path) {
        let mut path = path.clone();
        loop {
            let Some((parent, step)) = path.split_last() else { return };
            let Some(holder) = self.at(parent.steps()) else { return };
            let left = match (holder, step) {
                (Self::Map(entries), Step::Key(key)) => {
                    entries.retain(|(k, _)| !k.is_key(key));
                    entries.len()
                }
                (Self::Seq(items), Step::Item(index)) if *index < items.len() => {
                    items.remove(*index);
                    items.len()
                }
                _ => return,
            };
            // As `remove::pruned`: what is empty goes, but no list item and not the whole.
            if left > 0 || matches!(parent.split_last(), None | Some((_, Step::Item(_)))) {
                return;
            }
            path = parent;
        }
    }

    /// With the keys of every map in one order.
    pub(super) fn sorted(mut self) -> Self {
        self.sort();
        self
    }

    fn sort(&mut self) {
        match self {
            Self::Seq(items) => items.iter_mut().for_each(Self::sort),
            Self::Map(entries) => {
                for (_, value) in entries.iter_mut() {
                    value.sort();
                }
                entries.sort_by(|a, b| a.0.cmp(&b.0));
            }
            Self::Null | Self::Scalar(_) => {}
        }
    }
}
