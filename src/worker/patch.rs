//! What changed in the form since the last answer: hundreds of contexts are
//! read anew at each letter, and the page need not read them all again.

use crate::protocol::{ContextForm, Form, FormPatch, TestForm, TestPatch};

/// The last form that the page was sent, and the number of that answer.
#[derive(Default)]
pub(crate) struct Sent {
    number: u32,
    form: Option<Form>,
}

impl Sent {
    /// The number of the next answer, and its form as it differs from the one
    /// of the answer that the page knows.
    pub(crate) fn next(&mut self, form: Option<Form>, known: u32) -> (u32, Option<FormPatch>) {
        let before = self.form.as_ref().filter(|_| known == self.number && known != 0);
        let patch = form.as_ref().map(|form| patch(before, form));
        self.number += 1;
        if form.is_some() {
            self.form = form;
        }
        (self.number, patch)
    }
}

fn patch(before: Option<&Form>, form: &Form) -> FormPatch {
    let tests = form.tests.iter().enumerate().map(|(t, test)| {
        let before = before.and_then(|before| before.tests.get(t));
        let bare = |test: &TestForm| TestForm { contexts: Vec::new(), ..test.clone() };
        let own = bare(test);
        let contexts = test.contexts.iter().enumerate().map(|(c, context)| {
            let before = before.and_then(|before| before.contexts.get(c));
            (before != Some(context)).then(|| ContextForm::clone(context))
        });
        TestPatch {
            test: (before.map(|test| bare(test)) != Some(own.clone())).then_some(own),
            contexts: contexts.collect(),
        }
    });
    FormPatch { tests: tests.collect(), form: Form { tests: Vec::new(), ..form.clone() } }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn form(says: &[&str]) -> Form {
        let context = |says: &&str| Arc::new(ContextForm { says: (*says).into(), ..ContextForm::default() });
        let test = TestForm { contexts: says.iter().map(context).collect(), ..TestForm::default() };
        Form { tests: vec![Arc::new(test)], ..Form::default() }
    }

    /// Which contexts are sent, and whether their test is.
    fn sent(patch: Option<&FormPatch>) -> (bool, Vec<bool>) {
        let test = &patch.unwrap().tests[0];
        (test.test.is_some(), test.contexts.iter().map(Option::is_some).collect())
    }

    #[test]
    fn only_what_changed_is_sent() {
        let mut all = Sent::default();
        let (first, patch) = all.next(Some(form(&["a", "b"])), 0);
        assert_eq!(sent(patch.as_ref()), (true, vec![true, true]));
        let (second, patch) = all.next(Some(form(&["a", "c", "d"])), first);
        assert_eq!(sent(patch.as_ref()), (false, vec![false, true, true]));
        // A text that makes no form changes nothing of what the page has.
        let (third, patch) = all.next(None, second);
        assert!(patch.is_none());
        assert_eq!(sent(all.next(Some(form(&["a", "c"])), third).1.as_ref()), (false, vec![false, false]));
    }

    #[test]
    fn a_page_that_has_another_answer_gets_all_of_it() {
        let mut all = Sent::default();
        all.next(Some(form(&["a"])), 0);
        let (_, patch) = all.next(Some(form(&["a"])), 7);
        assert_eq!(sent(patch.as_ref()), (true, vec![true]));
    }
}
