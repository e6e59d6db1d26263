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
