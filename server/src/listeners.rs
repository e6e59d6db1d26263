//! How many answers without an end are given at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::problem::Problem;
use crate::who::Caller;

/// Who listens, by name, and how often.
#[derive(Debug)]
pub(crate) struct Listeners {
    of_all: usize,
    of_one: usize,
    now: Mutex<Now>,
}

#[derive(Debug, Default)]
struct Now {
    all: usize,
    people: HashMap<String, usize>,
}

/// One that listens, until it is dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    among: Arc<Listeners>,
    user: Option<String>,
}

impl Listeners {
    pub(crate) fn new(of_all: usize, of_one: usize) -> Self {
        Self { of_all, of_one, now: Mutex::default() }
    }

    /// Whoever runs the server for themselves has all places.
    pub(crate) fn admit(self: &Arc<Self>, caller: &Caller) -> Result<Listener, Problem> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if now.all >= self.of_all {
            return Err(Problem::busy());
        }
        let user = caller.user().map(str::to_owned);
        if let Some(user) = &user {
            let theirs = now.people.entry(user.clone()).or_default();
            if *theirs >= self.of_one {
                return Err(Problem::too_many_listen());
            }
            *theirs += 1;
        }
        now.all += 1;
        Ok(Listener { among: Arc::clone(self), user })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut now = self.among.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.all -= 1;
        if let Some(user) = &self.user
            && let Some(theirs) = now.people.get_mut(user)
        {
            *theirs -= 1;
            if *theirs == 0 {
                now.people.remove(user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::who::Person;

    #[test]
    fn one_person_leaves_places_for_others() {
        let listeners = Arc::new(Listeners::new(3, 2));
        let [ada, bob] =
            ["ada", "bob"].map(|name| Caller::Person(Arc::new(Person::new(name.to_owned(), Vec::new()).unwrap())));
        let first = listeners.admit(&ada).unwrap();
        let _second = listeners.admit(&ada).unwrap();
        assert_eq!(listeners.admit(&ada).unwrap_err().word(), "too-many-listen");
        let third = listeners.admit(&bob).unwrap();
        assert_eq!(listeners.admit(&Caller::Operator).unwrap_err().word(), "busy");
        drop((first, third));
        let _again = listeners.admit(&ada).unwrap();
        assert_eq!(listeners.now.lock().unwrap().people.len(), 1);
        let _operator = listeners.admit(&Caller::Operator).unwrap();
    }
}
