//! Objects for the preview and for a submit.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use k6cfg_config::expand::Role;
use k6cfg_manifest::{Input, Which, generate, json, object_digest, yaml};
use k6cfg_seal::SealedSecret;
use serde_json::{Value, json as json_value};

use crate::analysis;
use crate::engine::{self, Engine};
use crate::offsets::Offsets;
use crate::protocol::{Answer, Document, ObjectRef, ObjectText, RunObjects};

/// The objects of one run, whatever is wrong elsewhere in the document.
pub(crate) fn objects(engine: &mut Engine, document: &Document, id: &str) -> Result<Answer, String> {
    let context = engine::context(document).map_err(|error| error.to_string())?;
    let reading = engine.read(document, &context);
    let run =
        reading.plan.runs.iter().find(|run| run.id == id).ok_or_else(|| format!("there is no run `{id}` any more"))?;
    let loading = std::mem::take(&mut engine.loading);
    let made = engine
        .maker()
        .map(|maker| maker.archive(run, &loading, &context).and_then(|archive| maker.objects(run, &context, archive)));
    engine.loading = loading;
    let made = made?.map_err(|error| error.to_string())?;
    let sealed = engine.secrets.known().applied([run]);
    let sealed = sealed.iter().map(|sealed| text(sealed.object(), &format!("sealed-secrets/{}", sealed.target().name)));
    let names = ["configmap", "testrun"];
    let own = made.objects().into_iter().zip(names).map(|(object, name)| text(object, &format!("{id}/{name}")));
    let objects = sealed.chain(own).collect();
    Ok(Answer::Objects(RunObjects { revision: document.revision, run: id.to_owned(), objects }))
}

fn text(object: &Value, file: &str) -> ObjectText {
    let at = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    ObjectText {
        kind: at("/kind"),
        namespace: at("/metadata/namespace"),
        name: at("/metadata/name"),
        file: file.to_owned(),
        yaml: yaml(object),
        json: json(object),
        size: object.to_string().len(),
    }
}

/// The body of a submit of `runs`, all of them when none is named.
pub(crate) fn submission(engine: &Engine, document: &Document, runs: Vec<String>) -> Result<Answer, String> {
    let context = engine::context(document).map_err(|error| error.to_string())?;
    let only: Option<BTreeSet<String>> = (!runs.is_empty()).then(|| runs.into_iter().collect());
    let outcome = generate(&Input {
        profile: engine.profile,
        file_name: &document.file_name,
        text: &document.text,
        sources: &engine.files,
        context: &context,
        archiver: &engine.loading,
        scripts_given: false,
        which: only.as_ref().map_or(Which::All, Which::Only),
        secrets: engine.secrets.known(),
    });
    if outcome.has_errors() || outcome.runs.is_empty() {
        let offsets = Offsets::new(&document.text);
        let problems = outcome.diagnostics.iter().map(|d| analysis::problem(d, &offsets)).collect();
        return Ok(Answer::Refused { message: "the document has errors".to_owned(), problems });
    }
    let files: BTreeMap<&String, String> = outcome
        .reading
        .plan
        .files
        .iter()
        .filter(|(_, role)| *role != Role::TestFile)
        .filter_map(|(path, _)| Some((path, STANDARD.encode(engine.files.0.get(path)?))))
        .collect();
    let archives: BTreeMap<&String, String> =
        outcome.runs.iter().map(|r| (&r.id, STANDARD.encode(&r.archive))).collect();
    let sealed: Vec<&Value> = outcome.sealed.iter().map(SealedSecret::object).collect();
    let objects: Vec<ObjectRef> = outcome
        .objects()
        .map(|object| {
            let digest = object_digest(object);
            ObjectRef { kind: digest.kind, name: digest.name, digest: digest.digest }
        })
        .collect();
    let body = json_value!({
        "config": {"name": document.file_name, "text": document.text},
        "files": files,
        "archives": archives,
        "sealed_secrets": sealed,
        "context": {"at_ms": context.at_ms, "suffix": context.suffix, "arguments": context.arguments},
        "runs": only,
        "digest": outcome.digest,
        "objects": objects,
    });
    Ok(Answer::Submission { body: body.to_string(), objects })
}
