//! Who a token is about.

use serde_json::{Map, Value};

use super::TokenError;
use crate::who::Person;

/// Which claims say it, and what goes before names so that they are the provider's and nobody else's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    pub user: String,
    pub groups: String,
    pub user_prefix: String,
    pub groups_prefix: String,
}

impl Claims {
    pub(super) fn person(&self, claims: &Map<String, Value>) -> Result<Person, TokenError> {
        let user = claims.get(&self.user).and_then(Value::as_str).filter(|user| !user.is_empty());
        let user = user.ok_or_else(|| TokenError::NoUser(self.user.clone()))?;
        // As the API server does: anybody may write any address into an account.
        if self.user == "email" && claims.get("email_verified").is_some_and(|verified| *verified != Value::Bool(true)) {
            return Err(TokenError::Unconfirmed);
        }
        let groups = self.groups(claims)?.map(|group| format!("{}{group}", self.groups_prefix)).collect();
        Ok(Person::new(format!("{}{user}", self.user_prefix), groups)?)
    }

    fn groups<'a>(&self, claims: &'a Map<String, Value>) -> Result<impl Iterator<Item = &'a str>, TokenError> {
        let wrong = || TokenError::Groups(self.groups.clone());
        let listed = match claims.get(&self.groups) {
            // Entra ID names in `_claim_names` what it left out because it is too much.
            None if claims.get("_claim_names").and_then(|names| names.get(&self.groups)).is_some() => {
                return Err(TokenError::GroupsLeftOut);
            }
            None | Some(Value::Null) => &[],
            Some(one @ Value::String(_)) => std::slice::from_ref(one),
            Some(Value::Array(groups)) => groups.as_slice(),
            Some(_) => return Err(wrong()),
        };
        if listed.iter().all(Value::is_string) { Ok(listed.iter().filter_map(Value::as_str)) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(user: &str) -> Claims {
        let [user, groups, user_prefix, groups_prefix] = [user, "groups", "oidc:", "g:"].map(str::to_owned);
        Claims { user, groups, user_prefix, groups_prefix }
    }

    fn read(claim: &str, token: Value) -> Result<(String, Vec<String>), TokenError> {
        let Value::Object(token) = token else { panic!("no claims") };
        claims(claim).person(&token).map(|person| (person.user().to_owned(), person.groups().to_vec()))
    }

    #[test]
    fn names_have_their_prefixes() {
        let person = read("sub", json!({"sub": "u1", "groups": ["a", "b"]})).unwrap();
        assert_eq!(person, ("oidc:u1".to_owned(), vec!["g:a".to_owned(), "g:b".to_owned()]));
        assert_eq!(read("sub", json!({"sub": "u1", "groups": "a"})).unwrap().1, ["g:a"]);
        assert_eq!(read("sub", json!({"sub": "u1"})).unwrap().1, [] as [String; 0]);
    }

    #[test]
    fn the_shape_of_entra_id() {
        let token = json!({"oid": "0f0d", "preferred_username": "kari@example.org", "groups": ["c2b1"], "ver": "2.0"});
        assert_eq!(read("preferred_username", token.clone()).unwrap().0, "oidc:kari@example.org");
        assert_eq!(read("oid", token).unwrap().0, "oidc:0f0d");
        let many = json!({"oid": "0f0d", "_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {}}});
        assert!(matches!(read("oid", many), Err(TokenError::GroupsLeftOut)));
    }

    #[test]
    fn what_is_missing_or_no_name() {
        for token in [json!({}), json!({"sub": ""}), json!({"sub": 7})] {
            assert!(matches!(read("sub", token), Err(TokenError::NoUser(claim)) if claim == "sub"));
        }
        for groups in [json!({"a": 1}), json!([1]), json!(7)] {
            assert!(matches!(read("sub", json!({"sub": "u", "groups": groups})), Err(TokenError::Groups(_))));
        }
        let unconfirmed = json!({"email": "a@b.c", "email_verified": false});
        assert!(matches!(read("email", unconfirmed), Err(TokenError::Unconfirmed)));
        assert!(read("email", json!({"email": "a@b.c", "email_verified": true})).is_ok());
    }
}
