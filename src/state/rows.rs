//! Which row of the form is which, while the text under it changes.
//!
//! The document knows tests and contexts by their position only. A row on the
//! screen must keep its identity when one above it goes, or the field that has
//! the focus is torn down. [`Rows::follow`] carries the numbers over from one
//! reading to the next by what the rows look like.

use crate::protocol::{ContextForm, Form, TestForm};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    tests: Vec<Row<Vec<Row<()>>>>,
    next: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row<T> {
    id: u32,
    looks: String,
    inner: T,
}

impl Rows {
    /// The rows of a new reading, with the numbers of those that were there.
    pub(crate) fn follow(before: Option<&Self>, form: &Form) -> Self {
        let empty = Self::default();
        let before = before.unwrap_or(&empty);
        let mut next = before.next;
        let looks: Vec<String> = form.tests.iter().map(test_looks).collect();
        let kept = matching(&before.tests, &looks);
        let tests = form
            .tests
            .iter()
            .zip(looks)
            .zip(kept)
            .map(|((test, looks), kept)| {
                let old = kept.and_then(|at| before.tests.get(at));
                let contexts = follow_contexts(old.map(|row| row.inner.as_slice()), test, &mut next);
                Row { id: id_of(old.map(|row| row.id), &mut next), looks, inner: contexts }
            })
            .collect();
        Self { tests, next }
    }

    pub(crate) fn test_ids(&self) -> Vec<u32> {
        self.tests.iter().map(|row| row.id).collect()
    }

    pub(crate) fn context_ids(&self, test: u32) -> Vec<u32> {
        self.test(test).map(|row| row.inner.iter().map(|row| row.id).collect()).unwrap_or_default()
    }

    /// Where a test stands now; `None` once it is gone.
    pub(crate) fn test_at(&self, test: u32) -> Option<usize> {
        self.tests.iter().position(|row| row.id == test)
    }

    pub(crate) fn context_at(&self, test: u32, context: u32) -> Option<usize> {
        self.test(test)?.inner.iter().position(|row| row.id == context)
    }

    fn test(&self, id: u32) -> Option<&Row<Vec<Row<()>>>> {
        self.tests.iter().find(|row| row.id == id)
    }
}

fn follow_contexts(before: Option<&[Row<()>]>, test: &TestForm, next: &mut u32) -> Vec<Row<()>> {
    let before = before.unwrap_or_default();
    let looks: Vec<String> = test.contexts.iter().map(context_looks).collect();
    let kept = matching(before, &looks);
    looks
        .into_iter()
        .zip(kept)
        .map(|(looks, kept)| {
            let old = kept.and_then(|at| before.get(at)).map(|row| row.id);
            Row { id: id_of(old, next), looks, inner: () }
        })
        .collect()
}

fn id_of(old: Option<u32>, next: &mut u32) -> u32 {
    old.unwrap_or_else(|| {
        *next += 1;
        *next
    })
}

/// For each new row the old one it continues: those that look the same from
/// the top and from the bottom; between them, one by one.
fn matching<T>(old: &[Row<T>], new: &[String]) -> Vec<Option<usize>> {
    if old.len() == new.len() {
        return (0..new.len()).map(Some).collect();
    }
    let same = |(row, looks): &(&Row<T>, &String)| row.looks == **looks;
    let shorter = old.len().min(new.len());
    let top = old.iter().zip(new).take_while(same).count();
    let bottom = old.iter().rev().zip(new.iter().rev()).take(shorter - top).take_while(same).count();
    let old_middle = top..old.len() - bottom;
    (0..new.len())
        .map(|at| {
            if at >= new.len() - bottom {
                Some(at + old.len() - new.len())
            } else {
                (at < top || old_middle.contains(&at)).then_some(at)
            }
        })
        .collect()
}

fn test_looks(test: &TestForm) -> String {
    let file = test.test_file.given.as_deref().unwrap_or_default();
    let first = test.contexts.first().map(context_looks).unwrap_or_default();
    format!("{file}\n{}\n{first}", test.contexts.len())
}

fn context_looks(context: &ContextForm) -> String {
    [&context.environment, &context.test_type, &context.enabled, &context.id, &context.name, &context.type_config_file]
        .map(|field| field.given.as_deref().unwrap_or_default())
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Field;

    fn context(environment: &str) -> ContextForm {
        ContextForm {
            environment: Field { given: Some(environment.into()), ..Field::default() },
            ..ContextForm::default()
        }
    }

    fn form(environments: &[&str]) -> Form {
        let contexts = environments.iter().map(|name| context(name)).collect();
        Form { tests: vec![TestForm { contexts, ..TestForm::default() }], ..Form::default() }
    }

    fn ids(rows: &Rows) -> Vec<u32> {
        let test = rows.test_ids().first().copied().unwrap_or_default();
        rows.context_ids(test)
    }

    #[test]
    fn editing_a_row_keeps_all_numbers() {
        let before = Rows::follow(None, &form(&["at22", "at23", "yt01"]));
        let after = Rows::follow(Some(&before), &form(&["at22", "prod", "yt01"]));
        assert_eq!(ids(&before), ids(&after));
    }

    #[test]
    fn rows_around_a_removed_one_stay() {
        let before = Rows::follow(None, &form(&["at22", "at23", "yt01"]));
        let after = Rows::follow(Some(&before), &form(&["at22", "yt01"]));
        let (before, after) = (ids(&before), ids(&after));
        assert_eq!(after, [before[0], before[2]]);
    }

    #[test]
    fn a_duplicate_is_the_new_row() {
        let before = Rows::follow(None, &form(&["at22", "at23"]));
        let after = Rows::follow(Some(&before), &form(&["at22", "at22", "at23"]));
        let (old, new) = (ids(&before), ids(&after));
        assert_eq!((new[0], new[2]), (old[0], old[1]));
        assert!(!old.contains(&new[1]));
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
        let before = Rows::follow(None, &form(&["at22", "at22", "at22"]));
        let after = Rows::follow(Some(&before), &form(&["at22"]));
        assert_eq!(ids(&after).len(), 1);
    }
}
