//! What the document names: there, or missing and who needs it.

use leptos::prelude::*;

use crate::{
    controls::{self, live, shown},
    protocol::NamedFile,
    state::use_store,
};

#[component]
pub(crate) fn Needed() -> impl IntoView {
    let store = use_store();
    let files = store.named_files();
    let missing = move || files.with(|files| files.iter().filter(|file| file.size.is_none()).count());
    let (lacking, waiting) = (store.lacking(), store.scripts_waiting());
    view! {
        <section aria-labelledby="needed">
            <h2 class="ds-heading" data-size="xs" id="needed">
                "Named in the config file"
                {live(move || match files.with(Vec::len) {
                    0 => String::new(),
                    count => format!(" ({count})"),
                })}
            </h2>
            <p class="screen__state" aria-live="polite">
                {live(move || {
                    let own = match (files.with(Vec::len), missing(), lacking.get()) {
                        (0, ..) => "The config file names no script yet. Once it does, it stands here.".to_owned(),
                        (_, 0, 0) => "All files are there".to_owned(),
                        (_, 0, _) => "All of these are there".to_owned(),
                        (all, missing, _) => format!("{missing} of {all} missing"),
                    };
                    match (files.with(Vec::len), lacking.get(), waiting.get()) {
                        (0, ..) => own,
                        (_, 0, 0) => format!("{own}."),
                        (_, 0, _) => format!("{own}; what they need is still being read."),
                        (_, 1, _) => format!("{own}; 1 more that a script needs is missing."),
                        (_, more, _) => format!("{own}; {more} more that scripts need are missing."),
                    }
                })}
            </p>
            {shown(move || files.with(|files| !files.is_empty()), move || view! { <div class="wide named-files" tabindex="0" role="region" aria-label="Files that the config file names">
                    <table class="ds-table rows" data-size="sm">
                        <thead>
                            <tr>
                                <th scope="col">"File"</th>
                                <th scope="col">"What it is"</th>
                                <th scope="col">"State"</th>
                                <th scope="col">"Needed by"</th>
                            </tr>
                        </thead>
                        <tbody>
                            {live(move || files.get().into_iter().map(|file| view! { <Row file=file /> }).collect_view())}
                        </tbody>
                    </table>
                </div> })}
        </section>
    }
}

#[component]
fn Row(file: NamedFile) -> impl IntoView {
    let NamedFile { path, role, size, needed_by } = file;
    let role = match role.as_str() {
        "test_file" => "script",
        "config_file" => "k6 options",
        "env_file" => "variables",
        other => other,
    }
    .to_owned();
    let (state, colour) = match size {
        Some(size) => (format!("there, {}", controls::bytes(size)), "success"),
        None => ("missing".to_owned(), "danger"),
    };
    view! {
        <tr>
            <th scope="row" class="path">{path}</th>
            <td>{role}</td>
            <td>
                <span class="ds-tag" data-size="sm" data-color=colour>
                    {state}
                </span>
            </td>
            <td>{names(&needed_by)}</td>
        </tr>
    }
}

/// The first few, then how many more.
fn names(all: &[String]) -> String {
    const SHOWN: usize = 3;
    let first = all.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match all.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{first} and {more} more"),
        _ => first,
    }
}
