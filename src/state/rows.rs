//! Which row of the form is which, while the text under it changes.
//!
//! The document knows tests and contexts by their position only. A row on the
//! screen must keep its identity when one above it goes, or the field that has
//! the focus is torn down. [`Rows::follow`] carries the numbers over from one
//! reading to the next by what the rows look like.

use std::sync::Arc;

use crate::protocol::{ContextForm, Form, TestForm};

/// The numbers of all tests and contexts; no two are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    form: Arc<Form>,
    tests: Vec<Row>,
    next: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: u32,
    pub(crate) contexts: Vec<u32>,
}

/// What the rows say is of no account here.
impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.tests == other.tests
    }
}

impl Rows {
    /// The rows of a new reading, with the numbers of those that were there.
    pub(crate) fn follow(before: Option<&Self>, form: &Arc<Form>) -> Self {
        let empty = Self::default();
        let before = before.unwrap_or(&empty);
        let (old, mut next) = (&before.form.tests, before.next);
        let same = |a: usize, b: usize| match (old.get(a), form.tests.get(b)) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b) || same_test(a, b),
            _ => false,
        };
        let kept = matching(old.len(), form.tests.len(), &same);
        let tests = form.tests.iter().zip(kept).map(|(test, kept)| {
            let old = kept.and_then(|at| Some((before.tests.get(at)?, old.get(at)?)));
            let id = id_of(old.map(|(row, _)| row.id), &mut next);
            Row { id, contexts: follow_contexts(old, test, &mut next) }
        });
        let tests = tests.collect();
        Self { form: Arc::clone(form), tests, next }
    }

    pub(crate) fn tests(&self) -> &[Row] {
        &self.tests
    }

    /// Where a test stands now; `None` once it is gone.
    pub(crate) fn test_at(&self, test: u32) -> Option<usize> {
        self.tests.iter().position(|row| row.id == test)
    }

    pub(crate) fn context_at(&self, test: u32, context: u32) -> Option<usize> {
        let row = self.tests.iter().find(|row| row.id == test)?;
        row.contexts.iter().position(|id| *id == context)
    }
}

fn follow_contexts(old: Option<(&Row, &Arc<TestForm>)>, test: &TestForm, next: &mut u32) -> Vec<u32> {
    let ids = old.map(|(row, _)| row.contexts.as_slice()).unwrap_or_default();
    let old = old.map(|(_, test)| test.contexts.as_slice()).unwrap_or_default();
    let same = |a: usize, b: usize| match (old.get(a), test.contexts.get(b)) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || same_context(a, b),
        _ => false,
    };
    let kept = matching(old.len(), test.contexts.len(), &same);
    kept.into_iter().map(|kept| id_of(kept.and_then(|at| ids.get(at)).copied(), next)).collect()
}

/// The numbers of the rows of one list that is not part of [`Rows`], by what
/// each of them looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ListRows {
    pub(crate) ids: Vec<u32>,
    looks: Vec<String>,
    next: u32,
}

impl ListRows {
    pub(crate) fn follow(before: Option<&Self>, looks: Vec<String>) -> Self {
        let empty = Self::default();
        let before = before.unwrap_or(&empty);
        let mut next = before.next;
        let same = |a: usize, b: usize| before.looks.get(a) == looks.get(b);
        let kept = matching(before.looks.len(), looks.len(), &same);
        let ids = kept.into_iter().map(|kept| id_of(kept.and_then(|at| before.ids.get(at)).copied(), &mut next));
        let ids = ids.collect();
        Self { ids, looks, next }
    }

    pub(crate) fn at(&self, id: u32) -> Option<usize> {
        self.ids.iter().position(|own| *own == id)
    }
}

fn id_of(old: Option<u32>, next: &mut u32) -> u32 {
    old.unwrap_or_else(|| {
        *next += 1;
        *next
    })
}

/// For each new row the old one it continues: those that look the same from
/// the top and from the bottom. Between them either one row has moved, or rows
/// came or went and the others keep their order; else they were changed where
/// they stand.
fn matching(old: usize, new: usize, same: &dyn Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    let shorter = old.min(new);
    let top = (0..shorter).take_while(|at| same(*at, *at)).count();
    let bottom = (0..shorter - top).take_while(|at| same(old - 1 - at, new - 1 - at)).count();
    let (old_end, end) = (old - bottom, new - bottom);
    let moved_down = || same(top, end - 1) && (top + 1..end).all(|at| same(at, at - 1));
    let moved_up = || same(end - 1, top) && (top + 1..end).all(|at| same(at - 1, at));
    let middle: Vec<Option<usize>> = if old != new {
        let mut from = top;
        let mut find = |at| {
            let found = (from..old_end).find(|old| same(*old, at));
            from = found.map_or(from, |found| found + 1);
            found
        };
        (top..end).map(&mut find).collect()
    } else if top == end {
        Vec::new()
    } else if moved_down() {
        (top + 1..end).chain([top]).map(Some).collect()
    } else if moved_up() {
        [end - 1].into_iter().chain(top..end - 1).map(Some).collect()
    } else {
        (top..end).map(Some).collect()
    };
    (0..top).map(Some).chain(middle).chain((old_end..old).map(Some)).collect()
}

fn same_test(a: &TestForm, b: &TestForm) -> bool {
    let first = || match (a.contexts.first(), b.contexts.first()) {
        (Some(a), Some(b)) => same_context(a, b),
        _ => true,
    };
    a.test_file.given == b.test_file.given && a.contexts.len() == b.contexts.len() && first()
}

fn same_context(a: &ContextForm, b: &ContextForm) -> bool {
    let given = |context: &ContextForm| {
        let ContextForm { environment, test_type, id, name, type_config_file, .. } = context;
        [environment, test_type, id, name, type_config_file].map(|field| field.given.clone())
    };
    a.enabled == b.enabled && given(a) == given(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Field;

    fn form(environments: &[&str]) -> Arc<Form> {
        let context = |name: &&str| {
            let environment = Field { given: Some((*name).into()), ..Field::default() };
            Arc::new(ContextForm { environment, ..ContextForm::default() })
        };
        let contexts = environments.iter().map(context).collect();
        Arc::new(Form { tests: vec![Arc::new(TestForm { contexts, ..TestForm::default() })], ..Form::default() })
    }

    fn ids(rows: &Rows) -> Vec<u32> {
        rows.tests().first().map(|row| row.contexts.clone()).unwrap_or_default()
    }

    /// The numbers before and after.
    fn follow(before: &[&str], after: &[&str]) -> (Vec<u32>, Vec<u32>) {
        let before = Rows::follow(None, &form(before));
        let after = Rows::follow(Some(&before), &form(after));
        (ids(&before), ids(&after))
    }

    #[test]
    fn editing_a_row_keeps_all_numbers() {
        let (before, after) = follow(&["at22", "at23", "yt01"], &["at22", "prod", "yt01"]);
        assert_eq!(before, after);
    }

    #[test]
    fn rows_around_a_removed_one_stay() {
        let (before, after) = follow(&["at22", "at23", "yt01"], &["at22", "yt01"]);
        assert_eq!(after, [before[0], before[2]]);
    }

    #[test]
    fn rows_between_removed_ones_stay() {
        let (before, after) = follow(&["a", "b", "c", "d", "e"], &["b", "d"]);
        assert_eq!(after, [before[1], before[3]]);
    }

    #[test]
    fn a_duplicate_is_the_new_row() {
        let (old, new) = follow(&["at22", "at23"], &["at22", "at22", "at23"]);
        assert_eq!((new[0], new[2]), (old[0], old[1]));
        assert!(!old.contains(&new[1]));
    }

    #[test]
    fn a_moved_row_takes_its_number_along() {
        let (before, after) = follow(&["a", "b", "c", "d"], &["a", "c", "b", "d"]);
        assert_eq!(after, [before[0], before[2], before[1], before[3]]);
        let (before, after) = follow(&["a", "b", "c", "d"], &["b", "c", "d", "a"]);
        assert_eq!(after, [before[1], before[2], before[3], before[0]]);
        let (before, after) = follow(&["a", "b", "c", "d"], &["d", "a", "b", "c"]);
        assert_eq!(after, [before[3], before[0], before[1], before[2]]);
    }

    #[test]
    fn emptying_and_filling_gives_new_numbers() {
        let before = Rows::follow(None, &form(&["at22"]));
        let none = Rows::follow(Some(&before), &form(&[]));
        let after = Rows::follow(Some(&none), &form(&["at22"]));
        assert_ne!(ids(&before), ids(&after));
    }

    #[test]
    fn all_equal_rows_do_not_confuse_it() {
        let (_, after) = follow(&["at22", "at22", "at22"], &["at22"]);
        assert_eq!(after.len(), 1);
    }

    #[test]
    fn a_list_follows_its_rows_too() {
        let looks = |all: &[&str]| all.iter().map(|look| (*look).to_owned()).collect::<Vec<_>>();
        let before = ListRows::follow(None, looks(&["A", "B", "C"]));
        let after = ListRows::follow(Some(&before), looks(&["B", "A", "C"]));
        assert_eq!(after.ids, [before.ids[1], before.ids[0], before.ids[2]]);
        assert_eq!(after.at(before.ids[0]), Some(1));
    }
}
