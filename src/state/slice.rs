//! One test or one context of the form, wherever it stands by now.
//!
//! A row holds its number for as long as it is on the screen; its position is
//! looked up each time. A row that is gone has no path, and shows what it last
//! was until it goes off the screen. Only a row whose own part of the form has
//! changed looks at its fields again.

use std::sync::Arc;

use k6cfg_config::Path;
use leptos::prelude::*;

use super::{Store, memo};
use crate::protocol::{ContextForm, Field, TestForm};

#[derive(Clone, Copy)]
pub(crate) struct Test {
    pub(crate) id: u32,
    at: Memo<Option<usize>>,
    form: Memo<Arc<TestForm>>,
}

#[derive(Clone, Copy)]
pub(crate) struct Context {
    at: Memo<Option<(usize, usize)>>,
    form: Memo<Arc<ContextForm>>,
}

impl Store {
    pub(crate) fn test(self, id: u32) -> Test {
        let (rows, form) = (self.rows, self.form);
        let at = memo(move || rows.with(|rows| rows.test_at(id)));
        let form = Memo::new(move |before: Option<&Arc<TestForm>>| {
            let now = form.with(|form| form.tests.get(at.get()?).cloned());
            now.or_else(|| before.cloned()).unwrap_or_default()
        });
        Test { id, at, form }
    }

    pub(crate) fn context(self, test: u32, id: u32) -> Context {
        let (rows, form) = (self.rows, self.form);
        let at = memo(move || rows.with(|rows| Some((rows.test_at(test)?, rows.context_at(test, id)?))));
        let form = Memo::new(move |before: Option<&Arc<ContextForm>>| {
            let now = form.with(|form| {
                let (test, context) = at.get()?;
                form.tests.get(test)?.contexts.get(context).cloned()
            });
            now.or_else(|| before.cloned()).unwrap_or_default()
        });
        Context { at, form }
    }
}

impl Test {
    /// `test_definitions[2]`, or nothing once the test is gone.
    pub(crate) fn here(self) -> Signal<String> {
        let at = self.at;
        Signal::derive(move || at.get().map(|at| Path::test(at).to_string()).unwrap_or_default())
    }

    pub(crate) fn path(self, key: &'static str) -> Signal<String> {
        below(self.here(), key)
    }

    pub(crate) fn position(self) -> Memo<Option<usize>> {
        self.at
    }

    pub(crate) fn field(self, pick: fn(&TestForm) -> &Field) -> Memo<Field> {
        let form = self.form;
        memo(move || form.with(|form| pick(form).clone()))
    }

    pub(crate) fn get<T: Clone + PartialEq + Send + Sync + 'static>(self, pick: fn(&TestForm) -> T) -> Memo<T> {
        let form = self.form;
        memo(move || form.with(|form| pick(form)))
    }
}

impl Context {
    /// `test_definitions[2].contexts[0]`, or nothing once it is gone.
    pub(crate) fn here(self) -> Signal<String> {
        let at = self.at;
        Signal::derive(move || at.get().map(|(t, c)| Path::context(t, c).to_string()).unwrap_or_default())
    }

    pub(crate) fn path(self, key: &'static str) -> Signal<String> {
        below(self.here(), key)
    }

    pub(crate) fn position(self) -> Memo<Option<(usize, usize)>> {
        self.at
    }

    pub(crate) fn now(self) -> Signal<Arc<ContextForm>> {
        self.form.into()
    }

    pub(crate) fn field(self, pick: fn(&ContextForm) -> &Field) -> Memo<Field> {
        let form = self.form;
        memo(move || form.with(|form| pick(form).clone()))
    }

    pub(crate) fn get<T: Clone + PartialEq + Send + Sync + 'static>(self, pick: fn(&ContextForm) -> T) -> Memo<T> {
        let form = self.form;
        memo(move || form.with(|form| pick(form)))
    }
}

fn below(here: Signal<String>, key: &'static str) -> Signal<String> {
    Signal::derive(move || here.with(|here| if here.is_empty() { String::new() } else { format!("{here}.{key}") }))
}
