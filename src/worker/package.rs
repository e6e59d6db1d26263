//! Every object of every run, as files for those who apply by hand.

use k6cfg_manifest::{json, yaml};
use k6cfg_seal::SealedSecret;
use serde_json::{Value, json as json_value};

use crate::engine::Engine;
use crate::objects::all;
use crate::protocol::{Answer, Document, PackageForm};

pub(crate) fn package(engine: &Engine, document: &Document, form: PackageForm) -> Result<Answer, String> {
    let outcome = match all(engine, document, None)? {
        Ok(outcome) => outcome,
        Err(refused) => return Ok(refused),
    };
    let objects: Vec<&Value> = outcome.objects().collect();
    let files = match form {
        PackageForm::Yaml => {
            let documents: Vec<String> = objects.iter().map(|object| yaml(object)).collect();
            vec![("objects.yaml".to_owned(), documents.join("---\n"))]
        }
        PackageForm::List => {
            let list = json_value!({ "apiVersion": "v1", "kind": "List", "items": objects });
            vec![("objects.json".to_owned(), json(&list))]
        }
        PackageForm::Files | PackageForm::Kustomization => {
            let sealed = outcome.sealed.iter().map(SealedSecret::object).map(|object| (sealed_name(object), object));
            let runs = outcome.runs.iter().flat_map(|run| {
                let [config_map, test_run] = run.objects();
                let file = |kind: &str| format!("{}/{kind}.yaml", run.id);
                [(file("configmap"), config_map), (file("testrun"), test_run)]
            });
            let mut files: Vec<(String, String)> =
                sealed.chain(runs).map(|(name, object)| (name, yaml(object))).collect();
            if form == PackageForm::Kustomization {
                let names: Vec<&String> = files.iter().map(|(name, _)| name).collect();
                let kustomization = json_value!({
                    "apiVersion": "kustomize.config.k8s.io/v1beta1",
                    "kind": "Kustomization",
                    "resources": names,
                });
                files.insert(0, ("kustomization.yaml".to_owned(), yaml(&kustomization)));
            }
            files
        }
    };
    Ok(Answer::Package { files })
}

fn sealed_name(object: &Value) -> String {
    let at = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    format!("sealed-secrets/{}.yaml", at("/metadata/name"))
}
