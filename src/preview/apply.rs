//! All objects as files, and how to apply them by hand.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{download, zip},
    controls::{Button, Words, for_shell, live, of, shown},
    protocol::{Answer, Ask, PackageForm},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(super) fn Apply() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let busy = RwSignal::new(None::<PackageForm>);
    let refused = RwSignal::new(Vec::<String>::new());
    let namespace = store.namespace();
    let save = move |form: PackageForm| {
        if busy.get_untracked().is_some() {
            return;
        }
        busy.set(Some(form));
        refused.set(Vec::new());
        store.ask(Ask::Package { document: store.document(), form }, move |answer| {
            match answer {
                Some(Answer::Package { files }) => {
                    put(&download::stem(&store.file_name().get_untracked()), form, files);
                }
                Some(Answer::Refused { message, problems }) => {
                    let why = problems.into_iter().map(|problem| problem.message);
                    refused.try_set([message].into_iter().chain(why).collect());
                }
                _ => {
                    refused.try_set(vec!["the part of the page that makes objects has stopped: try again".to_owned()]);
                }
            }
            busy.try_set(None);
        });
    };
    let button = move |form: PackageForm, text: &'static str, about: &'static str| {
        view! {
            <li>
                <Button
                    icon="download"
                    text=text
                    variant="secondary"
                    busy=of(move || busy.get() == Some(form))
                    on_press=move |()| save(form)
                />
                <span class="field__origin">{about}</span>
            </li>
        }
    };
    let command = move |text: Signal<String>, about: &'static str| {
        view! {
            <li>
                <code class="apply__command">{text}</code>
                <Button icon="copy" text="Copy" on_press=move |()| {
                    dispatch(Action::Copy { what: "the command".to_owned(), text: text.get_untracked() });
                } />
                <span class="field__origin">{about}</span>
            </li>
        }
    };
    let name = of(move || download::stem(&store.file_name().get()));
    view! {
        <section class="apply" aria-labelledby="apply-title">
            <h2 class="ds-heading" data-size="2xs" id="apply-title">"All objects as files"</h2>
            <p class="ds-paragraph" data-size="sm">
                "In the order in which they are applied: SealedSecrets, then each run's ConfigMap before its TestRun."
            </p>
            <ul class="apply__list">
                {button(PackageForm::Yaml, "One YAML file", "several documents")}
                {button(PackageForm::List, "One JSON file", "a List")}
                {button(PackageForm::Files, "A zip", "a file for each object, a folder for each run")}
                {button(PackageForm::Kustomization, "A zip with a kustomization", "for kubectl apply -k and Argo CD")}
            </ul>
            {shown(move || refused.with(|why| !why.is_empty()), move || view! {
                <div class="ds-alert" data-color="warning" data-size="sm" role="alert">
                    {live(move || refused.get().into_iter().map(|why| view! { <p class="ds-paragraph"><Words text=why /></p> }).collect_view())}
                </div>
            })}
            <h2 class="ds-heading" data-size="2xs">"On the command line"</h2>
            <ul class="apply__list">
                {command(of(move || format!("kubectl diff --server-side -f {}.yaml", name.get())), "what the cluster would change")}
                {command(of(move || format!("kubectl apply --server-side --field-manager k6cfg -f {}.yaml", name.get())), "applies the YAML file")}
                {command(of(move || "kubectl apply --server-side --field-manager k6cfg -k .".to_owned()), "in the folder of the kustomization, unpacked")}
                {command(of(move || format!("kubectl get testruns -n {} -w", namespace.with(|name| if name.is_empty() { "NAMESPACE".to_owned() } else { name.clone() }))), "watches the runs")}
                {command(of(move || format!("k6cfg generate --config {} --out manifests", for_shell(&store.file_name().get()))), "makes the objects as JSON files, without this page; --args, --sealed and --profile give it what this page has besides")}
            </ul>
            <p class="field__origin">
                "A TestRun runs once, when it is applied. Its name holds the time of its generation: renew the time, and save \
                 again, to run it again."
            </p>
        </section>
    }
}

fn put(stem: &str, form: PackageForm, mut files: Vec<(String, String)>) {
    match form {
        PackageForm::Yaml | PackageForm::List => {
            let Some((_, text)) = files.pop() else { return };
            let (ending, mime) =
                if form == PackageForm::List { ("json", "application/json") } else { ("yaml", "application/yaml") };
            download::save(&format!("{stem}.{ending}"), mime, &text);
        }
        PackageForm::Files | PackageForm::Kustomization => {
            let name = format!("{stem}.zip");
            spawn_local(async move { zip::save(&name, &files).await });
        }
    }
}
