//! Which platform the page works for: the one that the person gave it, that of
//! the link it was opened with, that of the page's own origin, or the built-in
//! one.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{Store, Tone};
use crate::{
    browser::{http, location, storage},
    protocol::{Answer, Ask, ProfileFacts},
};

/// Where a page has its profile.
const FILE: &str = "profile.yaml";

/// The person's own: name of the file, and text.
const KEY: &str = "k6cfg.profile";

/// Where the profile in use comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum PlatformFrom {
    #[default]
    BuiltIn,
    /// [`FILE`] beside the page.
    Page,
    /// The path in the page's address: `?profile=…`.
    Link(String),
    /// A file that the person gave.
    Person(String),
}

impl Store {
    /// Tells a fresh worker which platform it works for.
    pub(super) fn brief_platform(self) {
        spawn_local(async move {
            let (from, text) = self.find_profile().await;
            self.use_profile_text(from, text);
        });
    }

    async fn find_profile(self) -> (PlatformFrom, Option<String>) {
        let kept = storage::get(KEY).and_then(|json| serde_json::from_str::<(String, String)>(&json).ok());
        if let Some((name, text)) = kept {
            return (PlatformFrom::Person(name), Some(text));
        }
        if let Some(path) = location::in_query(&location::current().1, "profile") {
            match fetch(&path).await {
                Some(text) => return (PlatformFrom::Link(path), Some(text)),
                None => {
                    let why =
                        format!("the profile `{path}` of this link is not beside the page: the page's own is used");
                    self.tell(Tone::Problem, why, false);
                }
            }
        }
        match fetch(FILE).await {
            Some(text) => (PlatformFrom::Page, Some(text)),
            None => (PlatformFrom::BuiltIn, None),
        }
    }

    fn use_profile_text(self, from: PlatformFrom, text: Option<String>) {
        self.ask(Ask::UseProfile { text }, move |answer| {
            let Some(Answer::Profile(facts)) = answer else { return };
            let before = self.profile.with_untracked(|profile| profile.name.clone());
            if facts.is_used {
                self.profile_from.set(from);
            } else if before.is_empty() {
                let why = "the platform profile of this page has mistakes, and the built-in one is used: see Preview, Platform";
                self.tell(Tone::Problem, why.into(), false);
            }
            self.profile_is(facts);
        });
    }

    pub(super) fn use_profile(self, name: String, text: String) {
        self.ask(Ask::UseProfile { text: Some(text.clone()) }, move |answer| {
            let Some(Answer::Profile(facts)) = answer else { return };
            let ProfileFacts { title, is_used, .. } = &facts;
            if *is_used {
                if storage::set(KEY, &json!([name, text]).to_string()).is_err() {
                    let why = "this browser does not keep the profile: give it again after a reload";
                    self.tell(Tone::Problem, why.into(), false);
                } else {
                    self.tell(Tone::Info, format!("the page now works for {title}"), false);
                }
                self.profile_from.set(PlatformFrom::Person(name));
            } else {
                let count = facts.problems.len();
                let why = format!("`{name}` has {}: see Preview, Platform", crate::controls::plural(count, "mistake"));
                self.tell(Tone::Problem, why, false);
            }
            self.profile_is(facts);
        });
    }

    fn profile_is(self, facts: ProfileFacts) {
        let is_new = facts.is_new;
        self.profile.set(facts);
        if is_new {
            self.ask_platform();
            self.look_again();
        }
    }

    pub(super) fn forget_profile(self) {
        storage::remove(KEY);
        self.brief_platform();
    }

    pub(super) fn ask_platform(self) {
        self.ask(Ask::Platform, move |answer| {
            if let Some(Answer::Platform(platform)) = answer {
                self.platform.set(platform);
            }
        });
    }
}

/// A file beside the page, in YAML; `None` where there is none. Nothing is
/// fetched from elsewhere, whatever a link says.
async fn fetch(path: &str) -> Option<String> {
    let is_beside = !path.contains([':', '\\']) && !path.starts_with('/') && !path.contains("..");
    let answer = if is_beside { http::call("GET", path, None).await.ok()? } else { return None };
    // A host without the file may answer with its page.
    (answer.is_success() && answer.media_type != "text/html").then_some(answer.body)
}
