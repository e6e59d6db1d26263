//! The platform profile that the engine works with.

use k6cfg_profile::Profile;

use crate::engine::Engine;
use crate::protocol::{ProfileFacts, RunNotes};

/// Takes the profile in `text`, the built-in one without a text; one with errors
/// leaves the one before.
pub(crate) fn take(engine: &mut Engine, text: Option<&str>) -> ProfileFacts {
    let (profile, mut problems) = match text {
        Some(text) => Profile::read(text),
        None => (Some(Profile::built_in().clone()), Vec::new()),
    };
    problems.sort_by_key(|problem| problem.is_warning);
    let is_used = profile.is_some();
    // The same again would only make everything anew.
    let other = profile.filter(|profile| profile != engine.profile);
    let is_new = other.is_some();
    if let Some(profile) = other {
        engine.use_profile(profile);
    }
    let Profile { name, title, .. } = engine.profile;
    ProfileFacts {
        name: name.clone(),
        title: title.clone(),
        problems: problems.iter().map(|problem| format!("line {problem}")).collect(),
        is_used,
        is_new,
        allows_overlays: engine.profile.allows_overlays(),
        yaml: engine.profile.to_yaml(),
        notes: RunNotes {
            id: engine.profile.noted("id"),
            name: engine.profile.noted("name"),
            test_file: engine.profile.noted("test_file"),
            environment: engine.profile.noted("environment"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_profile_leaves_the_one_before() {
        let mut engine = Engine::new();
        let small = include_str!("../../engine/profile/profiles/small.yaml");
        let facts = take(&mut engine, Some(small));
        assert_eq!((facts.name.as_str(), facts.is_used, facts.is_new, facts.problems.len()), ("fjord", true, true, 0));
        assert!(!take(&mut engine, Some(small)).is_new);
        let facts = take(&mut engine, Some(&small.replace("title: Fjord", "titel: Fjord")));
        assert_eq!((facts.name.as_str(), facts.is_used, facts.problems.len()), ("fjord", false, 2));
        assert_eq!(take(&mut engine, None).name, "altinn-k6-tests");
    }
}
