//! Everything that one environment of one test can be told.

use leptos::prelude::*;

use super::{secrets::Secrets, variables::Variables};
use crate::{
    controls::{ChoiceField, TextField},
    state::{Action, Context, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn ContextDetails(context: Context) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let choose_node = move |chosen: Option<String>| {
        let path = context.path("node_type").get_untracked();
        dispatch(Action::Edit(match chosen {
            Some(chosen) => change::set_typed(&path, &chosen, false),
            None => change::clear(&path),
        }));
    };
    let type_options = Callback::new(move |typed: String| {
        change::type_options(&context.here().get_untracked(), &context.now(), &typed)
    });
    view! {
        <div class="details">
            <fieldset class="fields">
                <legend class="ds-label">"Load"</legend>
                <TextField
                    label="Options for this test type"
                    word="config_file"
                    hint="JSON that goes over the test's own options"
                    field=context.field(|context| &context.type_config_file)
                    path=context.path("test_type.config_file")
                    make=type_options
                />
                <TextField
                    label="Load generators"
                    word="parallelism"
                    hint="Pods that share the load"
                    number=true
                    field=context.field(|context| &context.parallelism)
                    path=context.path("test_run.parallelism")
                />
            </fieldset>
            <fieldset class="fields">
                <legend class="ds-label">"Machine"</legend>
                <ChoiceField
                    label="Node type"
                    word="node_type"
                    field=context.field(|context| &context.node_type)
                    path=context.path("node_type")
                    choices=store.node_types()
                    on_choose=choose_node
                />
                <TextField
                    label="CPU for each generator"
                    word="cpu"
                    field=context.field(|context| &context.cpu)
                    path=context.path("test_run.resources.requests.cpu")
                />
                <TextField
                    label="Memory for each generator"
                    word="memory"
                    field=context.field(|context| &context.memory)
                    path=context.path("test_run.resources.requests.memory")
                />
            </fieldset>
            <fieldset class="fields">
                <legend class="ds-label">"Name"</legend>
                <TextField
                    label="Test name"
                    word="name"
                    hint="Shown in dashboards"
                    field=context.field(|context| &context.name)
                    path=context.path("test_run.name")
                />
                <TextField
                    label="Run id"
                    word="id"
                    hint="Tells this run from the others"
                    field=context.field(|context| &context.id)
                    path=context.path("test_run.id")
                />
            </fieldset>
            <Variables context=context />
            <Secrets context=context />
        </div>
    }
}
