//! One test or one context of the form, wherever it stands by now.
//!
//! A row holds its number for as long as it is on the screen; its position is
//! looked up each time. A row that is gone has no path and empty fields.

use std::sync::Arc;

use leptos::prelude::*;

use crate::protocol::{ContextForm, Field, Form, TestForm};

#[derive(Clone, Copy)]
pub(crate) struct Test {
    pub(super) form: Memo<Arc<Form>>,
    pub(super) at: Memo<Option<usize>>,
}

impl Test {
    /// `test_definitions[2]`, or nothing once the test is gone.
    pub(crate) fn here(self) -> Signal<String> {
        let at = self.at;
        Signal::derive(move || at.get().map(|at| format!("test_definitions[{at}]")).unwrap_or_default())
    }

    pub(crate) fn path(self, key: &'static str) -> Signal<String> {
        below(self.here(), key)
    }

    pub(crate) fn position(self) -> Memo<Option<usize>> {
        self.at
    }

    pub(crate) fn field(self, pick: fn(&TestForm) -> &Field) -> Memo<Field> {
        let Self { form, at } = self;
        Memo::new(move |_| with_test(form, at.get(), |test| pick(test).clone()))
    }

    pub(crate) fn get<T: PartialEq + Send + Sync + Default + 'static>(self, pick: fn(&TestForm) -> T) -> Memo<T> {
        let Self { form, at } = self;
        Memo::new(move |_| with_test(form, at.get(), pick))
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Context {
    pub(super) form: Memo<Arc<Form>>,
    pub(super) at: Memo<Option<(usize, usize)>>,
}

impl Context {
    /// `test_definitions[2].contexts[0]`, or nothing once it is gone.
    pub(crate) fn here(self) -> Signal<String> {
        let at = self.at;
        Signal::derive(move || {
            at.get().map(|(test, at)| format!("test_definitions[{test}].contexts[{at}]")).unwrap_or_default()
        })
    }

    pub(crate) fn path(self, key: &'static str) -> Signal<String> {
        below(self.here(), key)
    }

    pub(crate) fn position(self) -> Memo<Option<(usize, usize)>> {
        self.at
    }

    pub(crate) fn field(self, pick: fn(&ContextForm) -> &Field) -> Memo<Field> {
        let Self { form, at } = self;
        Memo::new(move |_| with_context(form, at.get(), |context| pick(context).clone()))
    }

    pub(crate) fn get<T: PartialEq + Send + Sync + Default + 'static>(self, pick: fn(&ContextForm) -> T) -> Memo<T> {
        let Self { form, at } = self;
        Memo::new(move |_| with_context(form, at.get(), pick))
    }

    /// All of it, for an edit that depends on several fields.
    pub(crate) fn now(self) -> ContextForm {
        self.form
            .with_untracked(|form| {
                let (test, at) = self.at.get_untracked()?;
                form.tests.get(test)?.contexts.get(at).cloned()
            })
            .unwrap_or_default()
    }
}

fn below(here: Signal<String>, key: &'static str) -> Signal<String> {
    Signal::derive(move || here.with(|here| if here.is_empty() { String::new() } else { format!("{here}.{key}") }))
}

fn with_test<T: Default>(form: Memo<Arc<Form>>, at: Option<usize>, read: impl FnOnce(&TestForm) -> T) -> T {
    form.with(|form| at.and_then(|at| form.tests.get(at)).map(read)).unwrap_or_default()
}

fn with_context<T: Default>(
    form: Memo<Arc<Form>>,
    at: Option<(usize, usize)>,
    read: impl FnOnce(&ContextForm) -> T,
) -> T {
    form.with(|form| at.and_then(|(test, at)| form.tests.get(test)?.contexts.get(at)).map(read)).unwrap_or_default()
}
