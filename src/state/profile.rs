//! Which platform the page works for: the one that the person gave it, that of
//! the link it was opened with, that of the page's own origin, or the built-in
//! one.

use leptos::{prelude::*, task::spawn_local};
use serde_json::json;

use super::{Store, Tone};
use crate::{
    browser::{clock, http, location, storage},
    controls::plural,
    protocol::{Answer, Ask, ProfileFacts},
};

/// Where a page has its profile.
const FILE: &str = "profile.yaml";

/// The person's own: name of the file, and text.
const KEY: &str = "k6cfg.profile";

/// The path of the link that this tab was opened with.
const LINK: &str = "k6cfg.profile-link";

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
            clock::turn().await;
            let (from, text) = self.find_profile().await;
            self.use_profile_text(from, text);
        });
    }

    async fn find_profile(self) -> (PlatformFrom, Option<String>) {
        let kept = storage::get(KEY).and_then(|json| serde_json::from_str::<(String, String)>(&json).ok());
        if let Some((name, text)) = kept {
            return (PlatformFrom::Person(name), Some(text));
        }
        // Other screens have other addresses: what the page was opened with stays with its tab.
        let linked = location::in_query(&location::current().1, "profile");
        if let Some(path) = &linked {
            storage::set_of_tab(LINK, path);
        }
        if let Some(path) = linked.or_else(|| storage::of_tab(LINK)) {
            if let Some(text) = http::beside(&path).await {
                return (PlatformFrom::Link(path), Some(text));
            }
            let why = format!("the profile `{path}` of this link is not beside the page: the page's own is used");
            self.tell(Tone::Problem, why, false);
        }
        match http::beside(FILE).await {
            Some(text) => (PlatformFrom::Page, Some(text)),
            None => (PlatformFrom::BuiltIn, None),
        }
    }

    fn use_profile_text(self, from: PlatformFrom, text: Option<String>) {
        self.ask(Ask::UseProfile { text }, move |answer| {
            let Some(Answer::Profile(facts)) = answer else { return };
            let is_first = self.profile.with_untracked(|(profile, _)| profile.name.is_empty());
            if !facts.is_used && is_first {
                let why =
                    "the platform profile of this page has mistakes, and the built-in one is used: see Preview, Platform";
                self.tell(Tone::Problem, why.into(), false);
            }
            self.profile_is(facts, from);
        });
    }

    pub(super) fn use_profile(self, name: String, text: String) {
        self.ask(Ask::UseProfile { text: Some(text.clone()) }, move |answer| {
            let Some(Answer::Profile(facts)) = answer else { return };
            let title = &facts.title;
            if !facts.is_used {
                let mistakes = plural(facts.problems.len(), "mistake");
                self.tell(Tone::Problem, format!("`{name}` has {mistakes}: see Preview, Platform"), false);
            } else if storage::set(KEY, &json!([name, text]).to_string()).is_err() {
                let why = "this browser does not keep the profile: give it again after a reload";
                self.tell(Tone::Problem, why.into(), false);
            } else {
                self.tell(Tone::Info, format!("the page now works for {title}"), false);
            }
            self.profile_is(facts, PlatformFrom::Person(name));
        });
    }

    /// One with mistakes leaves the one before, and is told.
    fn profile_is(self, facts: ProfileFacts, from: PlatformFrom) {
        let ProfileFacts { is_new, is_used, .. } = facts;
        self.profile.update(|(known, known_from)| {
            *known = facts;
            if is_used {
                *known_from = from;
            }
        });
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
