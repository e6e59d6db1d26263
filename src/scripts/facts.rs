//! What is known of a run, each kind in a part that unfolds.

use leptos::prelude::*;

use super::{fold::Fold, problems::look};
use crate::{
    controls,
    protocol::{Severity, TestOption, TestVariable},
};

#[component]
pub(super) fn Options(options: Vec<TestOption>) -> impl IntoView {
    let title = format!("Options ({})", options.len());
    let rows: Vec<_> = options
        .into_iter()
        .map(|option| {
            view! {
                <tr>
                    <th scope="row" class="option__name">{option.name}</th>
                    <td class="option__value path">{option.value}</td>
                    <td>{option.origin}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Fold name="options" title=title open=true>
            <div class="wide">
                <table class="ds-table rows" data-size="sm">
                    <thead>
                        <tr>
                            <th scope="col">"Option"</th>
                            <th scope="col">"Value"</th>
                            <th scope="col">"From"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Fold>
    }
}

#[component]
pub(super) fn Variables(
    variables: Vec<TestVariable>,
    unset: Vec<String>,
    #[prop(optional)] open: bool,
) -> impl IntoView {
    let title = format!("Variables ({})", variables.len());
    let rows: Vec<_> = variables
        .into_iter()
        .map(|variable| {
            view! {
                <tr>
                    <th scope="row" class="path">{variable.name}</th>
                    <td class="path">{variable.value}</td>
                    <td>{variable.origin}</td>
                </tr>
            }
        })
        .collect();
    let unset = (!unset.is_empty()).then(|| {
        view! {
            <p class="ds-paragraph" data-size="sm">
                "Read while the script is loaded, and not set: " <span class="path">{unset.join(", ")}</span>
                ". What comes from a Secret or the environment's ConfigMap is there only once the run has started."
            </p>
        }
    });
    view! {
        <Fold name="variables" title=title open=open>
            {unset}
            <div class="wide">
                <table class="ds-table rows" data-size="sm">
                    <thead>
                        <tr>
                            <th scope="col">"Variable"</th>
                            <th scope="col">"Value"</th>
                            <th scope="col">"From"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Fold>
    }
}

/// Files with bars: what takes the room.
#[component]
pub(super) fn Archive(
    files: Vec<(String, usize)>,
    size: usize,
    limit: usize,
    problem: Option<Severity>,
) -> impl IntoView {
    const SHOWN: usize = 40;
    let percent = size.saturating_mul(100) / limit.max(1);
    let title = format!("Archive: {} of {}, {percent} %", controls::bytes(size), controls::bytes(limit));
    let largest = files.first().map_or(1, |(_, size)| *size).max(1);
    let more = files.len().saturating_sub(SHOWN);
    let rows: Vec<_> = files
        .into_iter()
        .take(SHOWN)
        .map(|(name, size)| {
            view! {
                <li class="weight">
                    <span class="path">{name}</span>
                    <meter class="weight__bar" min="0" max=largest value=size aria-hidden="true"></meter>
                    <span class="weight__size">{controls::bytes(size)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <Fold name="archive" title=title open=problem.is_some() colour=problem.map(|problem| look(problem).0)>
            <p class="ds-paragraph" data-size="sm">
                {match problem {
                    Some(Severity::Error) => "A ConfigMap does not hold that much: import less, or open smaller files.",
                    Some(_) => "A ConfigMap holds hardly more: import less, or open smaller files.",
                    None => "Everything that the script reads while it is loaded is in it.",
                }}
            </p>
            <ul class="weights">{rows}</ul>
            {(more > 0).then(|| format!("{more} smaller files"))}
        </Fold>
    }
}

/// As it is written, and the file; k6's own have none.
type Import = (String, Option<String>);

#[component]
pub(super) fn Imports(imports: Vec<(String, String, Option<String>)>) -> impl IntoView {
    let title = format!("Imports ({})", imports.len());
    let mut files: Vec<(String, Vec<Import>)> = Vec::new();
    for (from, specifier, to) in imports {
        match files.last_mut().filter(|(file, _)| *file == from) {
            Some((_, list)) => list.push((specifier, to)),
            None => files.push((from, vec![(specifier, to)])),
        }
    }
    let rows: Vec<_> = files
        .into_iter()
        .map(|(from, list)| {
            let list: Vec<_> = list
                .into_iter()
                .map(|(specifier, to)| {
                    let kind = match &to {
                        None => "k6",
                        Some(to) if to.starts_with("https://") => "from the network",
                        Some(_) => "",
                    };
                    view! {
                        <li>
                            <span class="path">{to.unwrap_or(specifier)}</span>
                            " "
                            {(!kind.is_empty()).then(|| view! { <span class="ds-tag" data-size="sm">{kind}</span> })}
                        </li>
                    }
                })
                .collect();
            view! { <li><span class="path">{from}</span><ul>{list}</ul></li> }
        })
        .collect();
    view! {
        <Fold name="imports" title=title>
            <ul class="imports">{rows}</ul>
        </Fold>
    }
}

#[component]
pub(super) fn Names(names: Vec<(String, String, usize)>) -> impl IntoView {
    let rows: Vec<_> = names
        .into_iter()
        .map(|(what, name, limit)| {
            let length = format!("{} of {limit}", name.len());
            view! {
                <tr>
                    <th scope="row">{what}</th>
                    <td class="path">{name}</td>
                    <td>{length}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Fold name="names" title="Names">
            <div class="wide">
                <table class="ds-table rows" data-size="sm">
                    <thead>
                        <tr>
                            <th scope="col">"Name of"</th>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Characters"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Fold>
    }
}
