//! Values into a SealedSecret.

use k6cfg_seal::{Certificate, SealedSecret, SecretType, Target, Value, check};

use crate::random::Browser;
use crate::refused;
use crate::task::{Answer, Order, Refused};

pub(crate) fn seal(order: Order) -> Result<Answer, Refused> {
    let Order { certificate, namespace, name, scope, secret_type, values, into } = order;
    // From here on they are wiped when they are dropped.
    let values: Vec<(String, Value)> =
        values.into_iter().map(|(key, mut value)| (key, Value::from(std::mem::take(&mut *value)))).collect();
    let certificate =
        Certificate::read(certificate.as_bytes()).map_err(|error| refused(error.to_string(), error.help()))?;
    let kind = SecretType::from(secret_type.as_str());
    let mut sealed = if let Some(text) = into {
        SealedSecret::read(&text).map_err(|error| refused(error.to_string(), error.help()))?
    } else {
        let scope = scope.parse().unwrap_or_default();
        SealedSecret::new(&Target { namespace, name, scope }, &kind)
    };
    // What is merged into says itself what it is bound to.
    let (target, kind) = (sealed.target(), sealed.secret_type());
    let given: Vec<(&str, &Value)> = values.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let kept = sealed.keys();
    if let Some(flaw) = check(&target, &kind, &given, &kept).into_iter().next() {
        return Err(refused(flaw.message, flaw.help));
    }
    for (key, value) in &values {
        let value = k6cfg_seal::seal(&certificate, value, &target, &mut Browser)
            .map_err(|error| refused(error.to_string(), "nothing was sealed; the values are still here"))?;
        sealed.set(key, value);
    }
    Ok(Answer::Sealed { yaml: sealed.yaml() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Bytes;

    fn order() -> Order {
        Order {
            certificate: include_str!("../../engine/seal/tests/known.pem").to_owned(),
            namespace: "load".to_owned(),
            name: "creds".to_owned(),
            scope: "namespace-wide".to_owned(),
            secret_type: String::new(),
            values: vec![("password".to_owned(), Bytes::new(b"hunter2".to_vec()))],
            into: None,
        }
    }

    fn sealed(order: Order) -> SealedSecret {
        match seal(order) {
            Ok(Answer::Sealed { yaml }) => SealedSecret::read(&yaml).unwrap(),
            Ok(_) => panic!("another answer"),
            Err(refused) => panic!("{refused:?}"),
        }
    }

    #[test]
    fn values_are_sealed_and_merged() {
        let first = sealed(order());
        assert_eq!((first.flaws(None).len(), first.target().scope.name()), (0, "namespace-wide"));
        let more = Order {
            name: "other".to_owned(),
            scope: "strict".to_owned(),
            values: vec![("token".to_owned(), Bytes::default())],
            into: Some(first.yaml()),
            ..order()
        };
        let second = sealed(more);
        assert_eq!((second.keys(), second.target()), (vec!["password", "token"], first.target()));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let twice = order().values.into_iter().chain(order().values).collect();
        let message = |order| seal(order).err().unwrap().message;
        assert_eq!(message(Order { values: twice, ..order() }), "the key `password` is there twice");
        assert_eq!(message(Order { certificate: String::new(), ..order() }), "there is no certificate in it");
        assert_eq!(
            message(Order { into: Some("kind: Secret".to_owned()), ..order() }),
            "it is a plain Secret, not a sealed one"
        );
    }
}
