//! The platform that objects are made for, and another in its place.

use leptos::prelude::*;

use crate::{
    browser::{download, files::Found},
    controls::{Button, PickFile, Words, each, either, in_turn, live, of, shown},
    protocol::Choice,
    shell::Drops,
    state::{Action, PlatformFrom, use_dispatch, use_store},
};

#[component]
pub(super) fn Platform() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let profile = store.profile();
    let from = store.profile_from();
    let take = move |found: Found| {
        if let Some(file) = found.files.into_iter().next() {
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            dispatch(Action::UseProfile { name: file.path, text });
        }
    };
    // A profile that is dropped here is used; all else goes where it goes elsewhere.
    Drops::take_all(Callback::new(move |found: Found| match found.files.as_slice() {
        [file] if is_like_profile(&file.bytes) => take(found),
        _ => dispatch(Action::AddFiles(found)),
    }));
    let problems = of(move || profile.with(|profile| profile.problems.clone()));
    let list = move |title: &'static str, word: &'static str, choices: Memo<Vec<Choice>>| {
        view! {
            <h3 class="ds-heading" data-size="2xs">{title} " " <span class="field__word">{word}</span></h3>
            <ul class="platform__list">
                {each(
                    move || choices.with(|choices| choices.iter().map(|choice| choice.name.clone()).collect::<Vec<_>>()),
                    move |name: String| {
                        let named = name.clone();
                        let about = of(move || choices.with(|choices| {
                            choices.iter().find(|choice| choice.name == named).map(|choice| choice.title.clone()).unwrap_or_default()
                        }));
                        view! { <li><strong>{name}</strong> " " {about}</li> }.into_any()
                    },
                )}
            </ul>
        }
    };
    view! {
        <section class="platform" aria-labelledby="platform-title">
            <h2 class="ds-heading" data-size="2xs" id="platform-title">
                {live(move || profile.with(|profile| profile.title.clone()))}
            </h2>
            <p class="ds-paragraph" data-size="sm">
                {live(move || match from.get() {
                    PlatformFrom::BuiltIn => "The platform that is built in.".to_owned(),
                    PlatformFrom::Page => "The platform of this page: profile.yaml beside it.".to_owned(),
                    PlatformFrom::Link(path) => format!("The platform of the link that opened this page: {path}."),
                    PlatformFrom::Person(name) => format!("Yours: {name}. Only this browser uses it."),
                })}
            </p>
            {shown(move || problems.with(|problems| !problems.is_empty()), move || view! {
                <div class="ds-alert" data-color=of(move || if profile.with(|profile| profile.is_used) { "info" } else { "warning" }) data-size="sm" role="alert">
                    {either(
                        move || profile.with(|profile| profile.is_used),
                        || view! { <p class="ds-paragraph">"It is used, and could be better:"</p> },
                        || view! { <p class="ds-paragraph">"The profile has mistakes, so the one before is used on:"</p> },
                    )}
                    <ul class="ds-list">
                        {live(move || problems.get().into_iter().map(|problem| view! { <li><Words text=problem /></li> }).collect_view())}
                    </ul>
                </div>
            })}
            {in_turn(move || view! { <div class="buttons">
                <PickFile text="Use another profile…" picks="profile" on_found=take />
                <Button icon="download" text="Save this one" on_press=move |()| {
                    download::save("profile.yaml", "application/yaml", &profile.with_untracked(|profile| profile.yaml.clone()));
                } />
                {shown(move || matches!(from.get(), PlatformFrom::Person(_)), move || view! {
                    <Button text="Back to the one of this page" variant="secondary" on_press=move |()| dispatch(Action::ForgetProfile) />
                })}
            </div> })}
            {in_turn(move || list("Environments", "", store.environments()))}
            {in_turn(move || list("Machines", "node types", store.node_types()))}
            {in_turn(move || list("Kinds of test", "test types", store.test_types()))}
        </section>
    }
}

/// Whether a file is meant as a profile: no other has lists of these names.
fn is_like_profile(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    ["node_types:", "test_types:", "environments:"].iter().all(|key| text.lines().any(|line| line.starts_with(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_are_told_from_other_files() {
        assert!(is_like_profile(include_bytes!("../../engine/profile/profiles/small.yaml")));
        assert!(!is_like_profile(b"namespace: team\ntest_definitions: []\n"));
        assert!(!is_like_profile(b"export default function () {}\n") && !is_like_profile(&[0xff, 0xfe]));
    }
}
