//! Objects for the preview and for a submit.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use k6cfg_config::expand::Role;
use k6cfg_config::{GenerationContext, Reading};
use k6cfg_manifest::{Input, OVERLAY, Outcome, Overlay, Which, generate, json, object_digest, yaml};
use k6cfg_seal::SealedSecret;
use serde_json::{Value, json as json_value};

use crate::analysis;
use crate::engine::{self, Engine};
use crate::offsets::Offsets;
use crate::protocol::{Answer, Document, Listed, ObjectRef, ObjectText, RunObjects, RunOverview};

/// The objects of one run, whatever is wrong elsewhere in the document.
pub(crate) fn objects(engine: &mut Engine, document: &Document, id: &str) -> Result<Answer, String> {
    let context = engine::context(document).map_err(|error| error.to_string())?;
    let reading = engine.read(document, &context);
    let objects = of_run(engine, &reading, &context, id)?;
    let objects = objects.iter().map(|(file, object)| text(object, file)).collect();
    Ok(Answer::Objects(RunObjects { revision: document.revision, run: id.to_owned(), objects }))
}

/// The objects of several runs, as they are listed and compared.
pub(crate) fn overview(engine: &mut Engine, document: &Document, runs: &[String]) -> Result<Answer, String> {
    let context = engine::context(document).map_err(|error| error.to_string())?;
    // The page asks for a few runs at a time, of what was just read.
    let latest = engine.latest.take();
    let read;
    let reading = match &latest {
        Some(latest) if latest.document == *document => &latest.reading,
        _ => {
            read = engine.read(document, &context);
            &read
        }
    };
    let overview = runs.iter().map(|id| match of_run(engine, reading, &context, id) {
        Ok(objects) => RunOverview {
            run: id.clone(),
            objects: objects.iter().map(|(_, object)| listed(object)).collect(),
            refused: String::new(),
        },
        Err(refused) => RunOverview { run: id.clone(), objects: Vec::new(), refused },
    });
    let overview = overview.collect();
    engine.latest = latest;
    Ok(Answer::Overview(overview))
}

/// The objects in files that somebody has.
pub(crate) fn manifests(files: &BTreeMap<String, Vec<u8>>) -> Answer {
    let (mut objects, mut refused) = (Vec::new(), Vec::new());
    for (path, bytes) in files {
        let read = match std::str::from_utf8(bytes) {
            Ok(text) => k6cfg_manifest::objects(text),
            Err(_) => Err("it is not UTF-8 text".to_owned()),
        };
        match read {
            Ok(read) => objects.extend(read.iter().map(listed)),
            Err(why) => refused.push((path.clone(), why)),
        }
    }
    Answer::Manifests { objects, refused }
}

/// What differs among objects as they are shown.
pub(crate) fn side_by_side(shown: &[String]) -> Answer {
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let rows = k6cfg_manifest::side_by_side(&shown);
    Answer::SideBySide { rows: rows.into_iter().map(|row| (row.field, row.values)).collect() }
}

fn listed(object: &Value) -> Listed {
    let at = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    Listed {
        key: k6cfg_manifest::key(object),
        kind: at("/kind"),
        name: at("/metadata/name"),
        size: object.to_string().len(),
        shown: k6cfg_manifest::shown(object),
    }
}

/// Name of the file and object, in the order in which they are applied.
fn of_run(
    engine: &mut Engine,
    reading: &Reading,
    context: &GenerationContext,
    id: &str,
) -> Result<Vec<(String, Value)>, String> {
    let run =
        reading.plan.runs.iter().find(|run| run.id == id).ok_or_else(|| format!("there is no run `{id}` any more"))?;
    let overlay = engine.overlay();
    let loading = std::mem::take(&mut engine.loading);
    let made = engine.maker().map(|maker| maker.run(run, context, &loading, named(overlay.as_deref())));
    engine.loading = loading;
    let made = made?.map_err(|error| error.to_string())?;
    let sealed = engine.secrets.known().applied([run]);
    let sealed =
        sealed.iter().map(|sealed| (format!("sealed-secrets/{}", sealed.target().name), sealed.object().clone()));
    let own = made.objects().into_iter().zip(["configmap", "testrun"]);
    Ok(sealed.chain(own.map(|(object, name)| (format!("{id}/{name}"), object.clone()))).collect())
}

fn named(overlay: Option<&str>) -> Option<Overlay<'_>> {
    overlay.map(|text| Overlay { name: OVERLAY, text })
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
    let outcome = match all(engine, document, only.as_ref())? {
        Ok(outcome) => outcome,
        Err(refused) => return Ok(refused),
    };
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
        "overlay": engine.overlay(),
        "context": {"at_ms": document.at_ms, "suffix": document.suffix, "arguments": document.arguments, "github": context.github},
        "runs": only,
        "digest": outcome.digest,
        "objects": objects,
    });
    Ok(Answer::Submission { body: body.to_string(), objects })
}

/// Everything that these runs make, all of them when none is named; or the
/// answer that says what is wrong.
pub(crate) fn all(
    engine: &Engine,
    document: &Document,
    only: Option<&BTreeSet<String>>,
) -> Result<Result<Outcome, Answer>, String> {
    let context = engine::context(document).map_err(|error| error.to_string())?;
    let overlay = engine.overlay();
    let outcome = generate(&Input {
        profile: engine.profile,
        file_name: &document.file_name,
        text: &document.text,
        sources: &engine.files,
        context: &context,
        archiver: &engine.loading,
        scripts_given: false,
        which: only.map_or(Which::All, Which::Only),
        secrets: engine.secrets.known(),
        overlay: named(overlay.as_deref()),
    });
    if outcome.has_errors() || outcome.runs.is_empty() {
        let offsets = Offsets::new(&document.text);
        let problems = outcome.diagnostics.iter().map(|d| analysis::problem(d, &offsets)).collect();
        return Ok(Err(Answer::Refused { message: "the document has errors".to_owned(), problems }));
    }
    Ok(Ok(outcome))
}
