//! One request to one reply.

use std::collections::BTreeSet;

use k6cfg_config::expand::Role;

use crate::engine::{self, Engine};
use crate::protocol::{Answer, Ask, Choice, Document, Placed, Platform, Reply, Request};
use crate::{analysis, assist, examples, objects, sort};

/// `None` for a message that is no request.
pub(crate) fn answer(engine: &mut Engine, message: &[u8]) -> Option<Vec<u8>> {
    let request: Request = postcard::from_bytes(message).ok()?;
    postcard::to_allocvec(&reply(engine, request)).ok()
}

/// As [`answer`], in JSON.
pub(crate) fn answer_json(engine: &mut Engine, message: &str) -> Option<String> {
    let request: Request = serde_json::from_str(message).ok()?;
    serde_json::to_string(&reply(engine, request)).ok()
}

fn reply(engine: &mut Engine, request: Request) -> Reply {
    Reply { id: request.id, answer: respond(engine, request.ask) }
}

fn respond(engine: &mut Engine, ask: Ask) -> Answer {
    let answer = match ask {
        Ask::Platform => Ok(Answer::Platform(platform(engine))),
        Ask::SetFiles { files } => {
            engine.set_files(files);
            Ok(Answer::Done)
        }
        Ask::Sort { files } => Ok(Answer::Sorted(sort::sort(files))),
        Ask::Example { name } => Ok(Answer::Example(examples::example(&name))),
        Ask::Place { document, dropped } => place(engine, &document, &dropped),
        Ask::Analyse { document, known } => {
            analysis::analyse(engine, document, known).map(|analysis| Answer::Analysis(Box::new(analysis)))
        }
        Ask::Objects { document, run } => objects::objects(engine, &document, &run),
        Ask::Submission { document, runs } => objects::submission(engine, &document, runs),
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
    }
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
