//! The form, made of the one before it and what the worker says has changed.

use std::sync::Arc;

use crate::protocol::{Form, FormPatch, TestForm, TestPatch};

/// `None` where the patch is for another form than `before`.
pub(super) fn patched(before: &Form, patch: FormPatch) -> Option<Form> {
    let FormPatch { form, tests } = patch;
    let tests = tests.into_iter().enumerate().map(|(at, patch)| test(before.tests.get(at), patch));
    Some(Form { tests: tests.collect::<Option<_>>()?, ..form })
}

fn test(before: Option<&Arc<TestForm>>, patch: TestPatch) -> Option<Arc<TestForm>> {
    let old = before.map(|test| test.contexts.as_slice()).unwrap_or_default();
    if let (Some(before), None) = (before, &patch.test)
        && old.len() == patch.contexts.len()
        && patch.contexts.iter().all(Option::is_none)
    {
        return Some(Arc::clone(before));
    }
    let contexts = patch.contexts.into_iter().enumerate().map(|(at, context)| match context {
        Some(context) => Some(Arc::new(context)),
        None => old.get(at).cloned(),
    });
    let contexts = contexts.collect::<Option<_>>()?;
    let own = patch.test.or_else(|| before.map(|test| TestForm { contexts: Vec::new(), ..TestForm::clone(test) }))?;
    Some(Arc::new(TestForm { contexts, ..own }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::ContextForm;

    fn context(says: &str) -> ContextForm {
        ContextForm { says: says.into(), ..ContextForm::default() }
    }

    fn patch(tests: Vec<TestPatch>) -> FormPatch {
        FormPatch { tests, ..FormPatch::default() }
    }

    #[test]
    fn what_is_left_out_stays_the_very_same() {
        let whole =
            TestPatch { test: Some(TestForm::default()), contexts: vec![Some(context("a")), Some(context("b"))] };
        let before = patched(&Form::default(), patch(vec![whole.clone(), whole])).unwrap();
        let same = TestPatch { test: None, contexts: vec![None, None] };
        let one = TestPatch { test: None, contexts: vec![None, Some(context("c"))] };
        let after = patched(&before, patch(vec![same, one])).unwrap();
        assert!(Arc::ptr_eq(&before.tests[0], &after.tests[0]));
        assert!(Arc::ptr_eq(&before.tests[1].contexts[0], &after.tests[1].contexts[0]));
        assert_eq!(after.tests[1].contexts[1].says, "c");
    }

    #[test]
    fn a_patch_of_another_form_is_refused() {
        let same = TestPatch { test: None, contexts: vec![None] };
        assert_eq!(patched(&Form::default(), patch(vec![same])), None);
    }
}
