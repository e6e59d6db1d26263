//! The fields that unfold where they are needed, as tables: what they are
//! called, what they teach, where they are in the document.

use leptos::prelude::*;

use crate::{
    controls::{ChoiceField, TextField},
    protocol::{ContextForm, Field, TestForm},
    state::{Action, Context, Test, change, use_dispatch, use_store},
};
use k6cfg_config::{Path, edit::Change};

/// One field: of a test, or of a context.
pub(super) struct Spec<F: 'static> {
    label: &'static str,
    hint: &'static str,
    /// Below the test or context; its last part is the key people read.
    key: &'static str,
    pick: fn(&F) -> &Field,
    /// The key of the suggestions that fit.
    suggest: &'static str,
}

pub(super) type Group = (&'static str, &'static [Spec<ContextForm>]);

pub(super) const OF_TEST: &[Spec<TestForm>] = &[
    Spec {
        label: "k6 options file",
        hint: "JSON, for every environment of this test",
        key: "config_file",
        pick: |test| &test.config_file,
        suggest: "config_file",
    },
    Spec {
        label: "Variables file",
        hint: "lines of KEY=VALUE, for every environment of this test",
        key: "env_file",
        pick: |test| &test.env_file,
        suggest: "env_file",
    },
    Spec {
        label: "Scope",
        hint: "groups tests in dashboards, and begins the ConfigMap's name",
        key: "test_scope",
        pick: |test| &test.test_scope,
        suggest: "",
    },
];

pub(super) const OF_CONTEXT: [Group; 3] = [
    (
        "Load",
        &[
            Spec {
                label: "k6 options of this run",
                hint: "JSON that goes over the options of the test",
                key: "test_type.config_file",
                pick: |context| &context.type_config_file,
                suggest: "config_file",
            },
            Spec {
                label: "Load generators",
                hint: "pods that share the virtual users between them",
                key: "test_run.parallelism",
                pick: |context| &context.parallelism,
                suggest: "",
            },
        ],
    ),
    (
        "Machine",
        &[
            Spec {
                label: "Node type",
                hint: "what the load generators run on",
                key: "node_type",
                pick: |context| &context.node_type,
                suggest: "",
            },
            Spec {
                label: "Processor for each generator",
                hint: "1 is a whole one, 250m a quarter",
                key: "test_run.resources.requests.cpu",
                pick: |context| &context.cpu,
                suggest: "cpu",
            },
            Spec {
                label: "Memory for each generator",
                hint: "200Mi is about 200 megabytes",
                key: "test_run.resources.requests.memory",
                pick: |context| &context.memory,
                suggest: "memory",
            },
        ],
    ),
    (
        "Name",
        &[
            Spec {
                label: "Test name",
                hint: "shown in dashboards",
                key: "test_run.name",
                pick: |context| &context.name,
                suggest: "",
            },
            Spec {
                label: "Run id",
                hint: "tells this run from all others",
                key: "test_run.id",
                pick: |context| &context.id,
                suggest: "",
            },
        ],
    ),
];

pub(super) fn test_fields(test: Test, specs: &'static [Spec<TestForm>]) -> AnyView {
    let field = |spec: &'static Spec<TestForm>| {
        let Spec { label, hint, key, suggest, .. } = *spec;
        view! {
            <TextField
                label=label
                word=key
                hint=hint
                field=test.field(spec.pick)
                path=test.path(key)
                suggest=suggest
            />
        }
        .into_any()
    };
    specs.iter().map(field).collect_view().into_any()
}

pub(super) fn context_fields(context: Context, specs: &'static [Spec<ContextForm>]) -> AnyView {
    let store = use_store();
    let dispatch = use_dispatch();
    let place = move || context.position().get_untracked().map(|(test, context)| Path::context(test, context));
    let field = move |spec: &'static Spec<ContextForm>| {
        let Spec { label, hint, key, suggest, .. } = *spec;
        let word = key.rsplit('.').next().unwrap_or(key);
        let (field, path) = (context.field(spec.pick), context.path(key));
        if key == "node_type" {
            let choose = move |name: Option<String>| {
                let change = place().map(|at| Change::ChooseNodes { contexts: vec![at], name });
                dispatch(Action::Edit(change));
            };
            return view! {
                <ChoiceField
                    label=label
                    word=word
                    hint=hint
                    field=field
                    path=path
                    choices=store.node_types()
                    on_choose=choose
                />
            }
            .into_any();
        }
        let of_type = key == "test_type.config_file";
        let number = key == "test_run.parallelism";
        let make = move |typed: String| {
            if of_type {
                place().map(|context| Change::TypeOptions { context, file: typed })
            } else {
                change::set_typed(&path.get_untracked(), &typed, number)
            }
        };
        view! {
            <TextField
                label=label
                word=word
                hint=hint
                field=field
                path=path
                number=number
                suggest=suggest
                make=Callback::new(make)
            />
        }
        .into_any()
    };
    specs.iter().map(field).collect_view().into_any()
}
