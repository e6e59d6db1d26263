//! Variables in plain text that look like credentials, and the way to seal them.

use k6cfg_config::Path;
use leptos::prelude::*;

use crate::{
    browser::page,
    controls::{Button, live, shown},
    protocol::Form,
    sealing::{Sealing, Stage, indices},
    state::{memo, use_store},
};

/// The code of their warning.
const CODE: &str = "K6C049";

#[component]
pub(super) fn PlainCredentials(sealing: Sealing) -> impl IntoView {
    let store = use_store();
    let form = store.form();
    let found = memo(move || {
        let paths = store.problems().with(|problems| {
            problems
                .iter()
                .filter(|problem| problem.code == CODE)
                .map(|problem| problem.path.clone())
                .collect::<Vec<_>>()
        });
        form.with(|form| paths.iter().filter_map(|path| variable(form, path)).collect::<Vec<_>>())
    });
    let moved = memo(move || match sealing.stage().get() {
        Stage::Sealed { name, moved } if sealing.are_there(&moved) => Some((name, moved)),
        _ => None,
    });
    view! {
        {shown(move || found.with(|found| !found.is_empty()), move || view! {
            <section aria-labelledby="plain-credentials">
                <h2 class="ds-heading" data-size="xs" id="plain-credentials">
                    "In plain text"
                </h2>
                <p class="screen__state">"These variables look like credentials. Sealed, nobody reads them in the repository."</p>
                <ul class="secrets__list">
                    {live(move || found.get().into_iter().map(|(path, key, value, place)| view! {
                        <li class="secrets__one-head">
                            <strong class="path">{key.clone()}</strong> <span class="field__origin">{place}</span>
                            <Button text="Seal its value" variant="secondary" on_press=move |()| {
                                sealing.move_here(path.clone(), key.clone(), value.clone());
                                page::bring_to("seal-form");
                            } />
                        </li>
                    }).collect_view())}
                </ul>
            </section>
        })}
        {live(move || moved.get().map(|(name, moved)| view! {
            <div class="ds-alert" data-color="info" data-size="sm" role="status">
                <p class="ds-paragraph">"The values that you moved are still in the config file, in plain text. Earlier versions that this browser keeps, and your repository, have them too: whoever read one knows them until they are changed."</p>
                <Button text="Take them out, and name the Secret there" variant="primary" on_press=move |()| {
                    sealing.remove_variables(&moved, &name);
                } />
            </div>
        }))}
    }
}

/// Its entry's path, its name, its value, and where it is.
fn variable(form: &Form, path: &str) -> Option<(String, String, String, String)> {
    let path: Path = path.parse().ok()?;
    let [test, context, entry] = indices(&path)?;
    let of_context = form.tests.get(test)?.contexts.get(context)?;
    let (name, value) = of_context.env.get(entry)?;
    let place = format!(
        "in {}, {}",
        of_context.environment.given.clone().unwrap_or_default(),
        of_context.run.as_ref().map(|run| run.id.clone()).unwrap_or_default()
    );
    let at = Path::context(test, context).key("test_run").key("env").item(entry);
    Some((at.to_string(), name.given.clone()?, value.given.clone()?, place.trim_end_matches(", ").to_owned()))
}
