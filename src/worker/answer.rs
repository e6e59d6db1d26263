//! One request to one reply.

use std::collections::{BTreeSet, HashSet};

use k6cfg_archive::LoadOrder;
use k6cfg_config::expand::Role;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::engine::{self, Engine};
use crate::protocol::{Answer, Ask, Channels, Choice, Document, NEWS, Placed, Platform, Reply, Request};
use crate::{analysis, assist, examples, objects, package, profile, sort, test};

/// A request as it came: as bytes, or as JSON.
pub(crate) struct Message {
    request: Request,
    is_json: bool,
    /// Scripts without which it cannot be answered.
    pub(crate) needs: HashSet<LoadOrder>,
}

impl Message {
    /// `None` for a message that is no request.
    pub(crate) fn read(data: &JsValue) -> Option<Self> {
        if let Some(text) = data.as_string() {
            return Some(Self { request: serde_json::from_str(&text).ok()?, is_json: true, needs: HashSet::new() });
        }
        let bytes = data.dyn_ref::<js_sys::Uint8Array>()?.to_vec();
        Some(Self { request: postcard::from_bytes(&bytes).ok()?, is_json: false, needs: HashSet::new() })
    }

    /// Whether what scripts are made of is other after it.
    pub(crate) fn changes_scripts(&self) -> bool {
        matches!(self.request.ask, Ask::SetFiles { .. } | Ask::UseProfile { .. })
    }

    /// A reply the way the request came.
    pub(crate) fn write(&self, reply: &Reply) -> Option<JsValue> {
        if self.is_json {
            return serde_json::to_string(reply).ok().map(|text| JsValue::from_str(&text));
        }
        bytes(reply)
    }
}

fn bytes(reply: &Reply) -> Option<JsValue> {
    let bytes = postcard::to_allocvec(reply).ok()?;
    Some(js_sys::Uint8Array::from(bytes.as_slice()).into())
}

/// That scripts were loaded, and how many are still to be.
pub(crate) fn news(engine: &Engine) -> Option<JsValue> {
    bytes(&Reply { id: NEWS, answer: Answer::ScriptsRead { waiting: engine.loading.waiting() } })
}

/// The reply; `None` while it waits for scripts.
pub(crate) fn answer(engine: &mut Engine, message: &mut Message) -> Option<Reply> {
    let waits = matches!(
        message.request.ask,
        Ask::Objects { .. } | Ask::Overview { .. } | Ask::Package { .. } | Ask::Submission { .. } | Ask::Test { .. }
    );
    engine.loading.is_urgent.set(waits);
    let answer = respond(engine, message.request.ask.clone());
    message.needs = engine.loading.take_missing();
    if waits && !message.needs.is_empty() {
        return None;
    }
    Some(Reply { id: message.request.id, answer })
}

fn respond(engine: &mut Engine, ask: Ask) -> Answer {
    let answer = match ask {
        Ask::Platform => Ok(Answer::Platform(platform(engine))),
        Ask::SetFiles { files } => {
            engine.set_files(files);
            Ok(Answer::Done)
        }
        Ask::Sort { files } => Ok(Answer::Sorted(sort::sort(files))),
        Ask::Example { name } => Ok(Answer::Example(examples::example(engine.profile, &name))),
        Ask::Place { document, dropped } => place(engine, &document, &dropped),
        Ask::Analyse { document, known } => {
            analysis::analyse(engine, document, known).map(|analysis| Answer::Analysis(Box::new(analysis)))
        }
        Ask::UseProfile { text } => Ok(Answer::Profile(profile::take(engine, text.as_deref()))),
        Ask::Overview { document, runs } => objects::overview(engine, &document, &runs),
        Ask::Manifests { files } => Ok(objects::manifests(&files)),
        Ask::SideBySide { shown } => Ok(objects::side_by_side(&shown)),
        Ask::Package { document, form } => package::package(engine, &document, form),
        Ask::Library => Ok(Answer::Library { files: library() }),
        Ask::Objects { document, run } => objects::objects(engine, &document, &run),
        Ask::Submission { document, runs } => objects::submission(engine, &document, runs),
        Ask::Test { document, run } => test::test(engine, &document, &run),
        Ask::KnowSecrets { names } => {
            engine.secrets.learn(names);
            Ok(Answer::Done)
        }
        Ask::Yaml { object } => yaml(&object),
        Ask::Assist { revision, text, question } => {
            Ok(Answer::Assist { answer: assist::answer(engine, revision, text.as_deref(), &question) })
        }
    };
    answer.unwrap_or_else(refused)
}

pub(crate) fn refused(message: String) -> Answer {
    Answer::Refused { message, problems: Vec::new() }
}

fn platform(engine: &Engine) -> Platform {
    let profile = engine.profile;
    let choice = |name: &str, title: &str| Choice { name: name.to_owned(), title: title.to_owned() };
    Platform {
        title: profile.title.clone(),
        environments: profile.environments.iter().map(|e| choice(&e.name, &e.kind)).collect(),
        node_types: profile.node_types.iter().map(|n| choice(&n.name, &n.title)).collect(),
        test_types: profile.test_types.iter().map(|t| choice(&t.name, &t.title)).collect(),
        config_map_bytes: profile.limits.config_map_bytes,
        certificate: profile.secrets.certificate.clone().unwrap_or_default(),
        channels: profile.secrets.notification.as_ref().map_or_else(Channels::default, |notification| Channels {
            usual: notification.default.clone(),
            refs: notification.on_refs.clone(),
        }),
    }
}

fn library() -> Vec<(String, String)> {
    k6cfg_manifest::LIBRARY.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn yaml(object: &str) -> Result<Answer, String> {
    let object = serde_json::from_str(object).map_err(|error| error.to_string())?;
    Ok(Answer::Yaml { text: k6cfg_manifest::yaml(&object) })
}

fn place(engine: &Engine, document: &Document, dropped: &[String]) -> Result<Answer, String> {
    let context = engine::context(document).map_err(|error| error.to_string())?;
    let reading = engine.read(document, &context);
    let named: BTreeSet<(String, Role)> = reading.plan.files;
    // Parked contexts and unfinished ones name files too.
    let written = reading.expanded.iter().flat_map(|e| &e.test_definitions).flat_map(|t| {
        let of_contexts = t.contexts.iter().map(|c| c.test_type.config_file.clone());
        [t.test_file.clone(), t.config_file.clone(), t.env_file.clone()].into_iter().chain(of_contexts)
    });
    let wanted = named.into_iter().map(|(path, _)| path).chain(written).filter(|p| !p.is_empty()).collect();
    let base_dir = reading.expanded.as_ref().map(|e| e.base_dir.as_str()).unwrap_or_default();
    let places = k6cfg_archive::place(dropped, &wanted, base_dir);
    Ok(Answer::Placed { places: places.into_iter().map(|p| Placed { dropped: p.dropped, path: p.path }).collect() })
}
