//! Where a TestRun of the platform says what it is a run of.

use serde::{Deserialize, Serialize};

use crate::Profile;

/// A place of a TestRun that holds one fact and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Noted {
    Annotation(String),
    Label(String),
    /// A variable of the runners.
    Variable(String),
}

impl Profile {
    /// Where every TestRun says the fact of this name, one of [`crate::Facts::NAMES`]; `None` where the platform has no
    /// such place.
    #[must_use]
    pub fn noted(&self, fact: &str) -> Option<Noted> {
        let wanted = format!("{{{fact}}}");
        let annotation = self.annotations.iter().find(|(_, value)| value.as_str() == wanted);
        let label = || self.labels.test_run.iter().find(|(_, value)| value.as_str() == wanted);
        let variable = || self.runner_env.iter().find(|variable| variable.value.as_str() == wanted);
        annotation
            .map(|(name, _)| Noted::Annotation(name.clone()))
            .or_else(|| label().map(|(name, _)| Noted::Label(name.clone())))
            .or_else(|| variable().map(|variable| Noted::Variable(variable.name.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_platform_has_its_own_places() {
        let built_in = Profile::built_in();
        assert_eq!(built_in.noted("id"), Some(Noted::Annotation("k6-action-image/testid".to_owned())));
        assert_eq!(built_in.noted("environment"), Some(Noted::Variable("ENVIRONMENT".to_owned())));
        let small = Profile::from_yaml(include_str!("../profiles/small.yaml")).unwrap();
        assert_eq!(small.noted("id"), None);
        assert_eq!(small.noted("name"), Some(Noted::Annotation("fjord.example/test".to_owned())));
        assert_eq!(small.noted("unique_name"), Some(Noted::Label("fjord.example/run".to_owned())));
        assert_eq!(small.noted("environment"), Some(Noted::Variable("FJORD_ENVIRONMENT".to_owned())));
    }
}
