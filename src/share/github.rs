//! Into a repository on GitHub without a server: GitHub's own page for a new
//! file, opened with name and content filled in.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::link::Belongs;
use crate::{
    browser::{http, storage},
    controls::{Button, PlainField, each, for_shell, live, of},
    protocol::SEALED,
    state::{Action, memo, use_dispatch, use_store},
};

/// Longer addresses GitHub answers with an error.
const LONGEST: usize = 8_000;

const KEY: &str = "k6cfg.github";

/// Where files go; remembered for the next time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Target {
    /// `owner/name`.
    repository: String,
    branch: String,
    folder: String,
}

impl Default for Target {
    fn default() -> Self {
        Self { repository: String::new(), branch: "main".to_owned(), folder: "k6".to_owned() }
    }
}

impl Target {
    fn remembered() -> Self {
        storage::get(KEY).and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    fn remember(&self) {
        if let Ok(json) = serde_json::to_string(self) {
            // Only a convenience.
            let _ = storage::set(KEY, &json);
        }
    }

    /// `owner/name`, of that or of an address of GitHub; `None` where it is neither.
    fn repository(&self) -> Option<String> {
        let given = self.repository.trim().trim_end_matches('/').trim_end_matches(".git");
        let given = given.strip_prefix("https://github.com/").unwrap_or(given);
        let (owner, name) = given.split_once('/')?;
        let is_name = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        (is_name(owner) && is_name(name)).then(|| format!("{owner}/{name}"))
    }

    fn branch(&self) -> &str {
        match self.branch.trim() {
            "" => "main",
            branch => branch,
        }
    }

    fn path(&self, file: &NewFile) -> String {
        let folder = self.folder.trim().trim_matches('/');
        if file.is_at_root || folder.is_empty() { file.name.clone() } else { format!("{folder}/{}", file.name) }
    }

    /// GitHub's page for a new file, `None` where the repository is not named.
    fn page(&self, file: &NewFile) -> Option<String> {
        let branch: Vec<String> = self.branch().split('/').map(http::segment).collect();
        Some(format!(
            "https://github.com/{}/new/{}?filename={}&value={}",
            self.repository()?,
            branch.join("/"),
            http::segment(&self.path(file)),
            http::segment(&file.text)
        ))
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NewFile {
    /// What it is, for people.
    what: String,
    name: String,
    text: String,
    is_at_root: bool,
}

/// Text as YAML takes it for one, whatever is in it.
fn word(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What a repository needs to make the objects at each push.
fn workflow(target: &Target, config: &str) -> String {
    let file = NewFile { what: String::new(), name: config.to_owned(), text: String::new(), is_at_root: false };
    let config = for_shell(&target.path(&file));
    format!(
        "# Checks the k6 tests at each push, and makes their Kubernetes objects.\n\
         name: k6 tests\n\
         on:\n  push:\n    branches: [{branch}]\n  pull_request:\n  workflow_dispatch:\n\
         permissions:\n  contents: read\n\
         jobs:\n  k6cfg:\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    steps:\n      \
         - uses: actions/checkout@v4\n        with:\n          persist-credentials: false\n      \
         # k6cfg has to be on the runner's PATH.\n      \
         - run: {validate}\n      \
         - run: {generate}\n",
        branch = word(target.branch()),
        validate = word(&format!("k6cfg validate --format github {config}")),
        generate = word(&format!("k6cfg generate --config {config} --out manifests")),
    )
}

#[component]
pub(super) fn GitHub() -> impl IntoView {
    let store = use_store();
    let target = RwSignal::new(Target::remembered());
    let change = move |set: fn(&mut Target, String)| {
        Callback::new(move |typed: String| {
            target.update(|target| set(target, typed));
            target.with_untracked(Target::remember);
        })
    };
    let (text, name, files) = (store.text(), store.file_name(), store.kept_files());
    let steps = memo(move || {
        let config =
            NewFile { what: "The config file".to_owned(), name: name.get(), text: text.get(), is_at_root: false };
        let belongs = Belongs::to(store);
        let sealed = files.with(|files| {
            let sealed = files.iter().filter(|(path, _)| belongs.has(path)).filter_map(|(path, file)| {
                let name = path.strip_prefix(SEALED)?.rsplit('/').next()?;
                Some(NewFile {
                    what: format!("The SealedSecret {}", name.trim_end_matches(".yaml")),
                    name: format!("sealed-secrets/{name}"),
                    text: String::from_utf8_lossy(&file.bytes).into_owned(),
                    is_at_root: false,
                })
            });
            sealed.collect::<Vec<_>>()
        });
        let workflow = NewFile {
            what: "The workflow that checks it at each push".to_owned(),
            name: ".github/workflows/k6.yaml".to_owned(),
            text: target.with(|target| workflow(target, &config.name)),
            is_at_root: true,
        };
        let steps: Vec<NewFile> = [config].into_iter().chain(sealed).chain([workflow]).collect();
        steps
    });
    let is_unknown =
        move || target.with(|target| !target.repository.trim().is_empty() && target.repository().is_none());
    view! {
        <section class="share__github" aria-labelledby="share-github">
            <h2 class="ds-heading" data-size="xs" id="share-github">"Into a repository on GitHub"</h2>
            <p class="ds-paragraph" data-size="sm">
                "Opens GitHub's own page for a new file with all of it filled in; you look at it there and commit it. \
                 The text goes to GitHub when you open that page."
            </p>
            <div class="share__fields">
                <PlainField
                    label="Repository"
                    value=of(move || target.with(|target| target.repository.clone()))
                    hint=of(move || if is_unknown() { "Write it as owner/name".to_owned() } else { String::new() })
                    placeholder="owner/name"
                    on_input=change(|target, typed| target.repository = typed)
                />
                <PlainField
                    label="Branch"
                    value=of(move || target.with(|target| target.branch.clone()))
                    placeholder="main"
                    on_input=change(|target, typed| target.branch = typed)
                />
                <PlainField
                    label="Folder"
                    value=of(move || target.with(|target| target.folder.clone()))
                    placeholder="k6"
                    on_input=change(|target, typed| target.folder = typed)
                />
            </div>
            <ol class="share__steps">
                {each(
                    move || steps.with(|steps| (0..steps.len()).collect::<Vec<_>>()),
                    move |index| view! { <Step index=index steps=steps target=target /> }.into_any(),
                )}
            </ol>
        </section>
    }
}

#[component]
fn Step(index: usize, steps: Memo<Vec<NewFile>>, target: RwSignal<Target>) -> impl IntoView {
    let dispatch = use_dispatch();
    view! {
        <li>
            {live(move || {
                let Some(file) = steps.with(|steps| steps.get(index).cloned()) else { return ().into_any() };
                let path = target.with(|target| target.path(&file));
                let page = target.with(|target| target.page(&file));
                let is_long = page.as_ref().is_some_and(|page| page.len() > LONGEST);
                let text = file.text.clone();
                let what = format!("the content of `{path}`");
                let link = match page.filter(|_| !is_long) {
                    Some(page) => view! {
                        <a class="ds-button" data-size="sm" data-variant="secondary" href=page target="_blank" rel="noopener noreferrer">
                            "Create in GitHub"
                        </a>
                    }
                    .into_any(),
                    None if is_long => view! {
                        <span class="field__origin">"Too long for GitHub's address: copy it, and paste it into a new file there."</span>
                    }
                    .into_any(),
                    None => view! { <span class="field__origin">"Name the repository first."</span> }.into_any(),
                };
                view! {
                    <span class="share__what">{file.what} " " <code>{path}</code></span>
                    <span class="buttons">
                        {link}
                        <Button icon="copy" text="Copy" on_press=move |()| {
                            dispatch(Action::Copy { what: what.clone(), text: text.clone() });
                        } />
                    </span>
                }
                .into_any()
            })}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(repository: &str) -> Target {
        Target { repository: repository.to_owned(), ..Target::default() }
    }

    #[test]
    fn repositories_are_named_in_several_ways() {
        for (given, name) in [
            ("team/tests", Some("team/tests")),
            (" https://github.com/team/tests/ ", Some("team/tests")),
            ("https://github.com/team/tests.git", Some("team/tests")),
            ("tests", None),
            ("", None),
            ("team/te sts", None),
            ("team/tests/tree/main", None),
            ("https://evil.example/team/tests", None),
        ] {
            assert_eq!(target(given).repository().as_deref(), name, "{given}");
        }
    }

    #[test]
    fn workflows_name_the_config_file() {
        let text = workflow(&target("a/b"), "smoke (2).yaml");
        assert!(text.contains("\"k6cfg validate --format github 'k6/smoke (2).yaml'\"\n"), "{text}");
        assert!(!workflow(&target("a/b"), "a\n- run: evil").contains("\n- run: evil"));
        let text = workflow(&target("a/b"), "smoke.yaml");
        assert!(text.contains("- run: \"k6cfg generate --config k6/smoke.yaml --out manifests\"\n"), "{text}");
        assert!(text.contains("permissions:\n  contents: read\n"), "{text}");
    }
}
