//! What would become of objects: the transaction of a submit, not committed.

use redb::Database;
use serde_json::Value;

use super::apply::{Writer, refusal};
use super::{EmbeddedError, Stamps, tables};
use crate::cluster::foresee::as_written;
use crate::cluster::{ClusterError, Fate, Foreseen, Submit, Words};

pub(super) fn foresee(database: &Database, stamps: &Stamps, submit: Submit) -> Result<Vec<Foreseen>, EmbeddedError> {
    let submit = submit.in_order();
    let transaction = tables::begin_write(database)?;
    let foreseen = {
        let mut writer = Writer::open(&transaction)?;
        let mut version = writer.version()?;
        let mut foreseen = Vec::with_capacity(submit.objects.len());
        for object in &submit.objects {
            let key = object.key().clone();
            let live = writer.stored(&key)?.map(|object| as_written(Value::Object(object)));
            let one = Submit { objects: vec![object.clone()], marks: submit.marks.clone(), ..Submit::default() };
            let fate = match refusal(&writer, &one, stamps)? {
                Some(refusal) => Fate::Refused { refused: words(&refusal) },
                None => Fate::Applied {
                    outcome: writer.apply(object.clone(), &submit.marks, &mut version, stamps)?.outcome,
                },
            };
            foreseen.push(Foreseen { api_version: key.kind.api_version(), key, fate, live });
        }
        foreseen
    };
    transaction.abort()?;
    Ok(foreseen)
}

fn words(refusal: &ClusterError) -> Words {
    let message = match refusal {
        ClusterError::StillNeeded(needs) => needs.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    };
    Words { status: 409, set_by_another: false, message }
}
