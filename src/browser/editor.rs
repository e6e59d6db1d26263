//! The text editor: a module of its own, mounted in a shadow root.
//!
//! In a shadow root the editor's style sheets need no permission from the
//! page's content security policy. What the two say to each other stands in
//! `web/src/editor/index.js`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};

use super::module;
use crate::protocol::{Problem, Severity};

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn create(this: &Module, root: &web_sys::ShadowRoot, options: &Object, events: &Object) -> Result<Handle, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn merge(this: &Module, root: &web_sys::ShadowRoot, options: &Object) -> Result<Merged, JsValue>;

    type Merged;
    #[wasm_bindgen(method, catch, js_name = set)]
    fn set_both(this: &Merged, before: &str, after: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = destroy)]
    fn leave(this: &Merged) -> Result<(), JsValue>;

    type Handle;
    #[wasm_bindgen(method, catch)]
    fn show(this: &Handle, key: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn set(this: &Handle, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn diagnostics(this: &Handle, list: &Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn reveal(this: &Handle, from: u32, to: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn mark(this: &Handle, from: u32, to: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn answer(this: &Handle, id: &str, answer: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn explain(this: &Handle, code: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn focus(this: &Handle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn destroy(this: &Handle) -> Result<(), JsValue>;
}

/// How an editor starts.
pub(crate) struct Options<'a> {
    pub(crate) text: &'a str,
    /// The document's own, where there are several; nothing leaves undo to the
    /// editor.
    pub(crate) key: &'a str,
    /// `yaml` or `json`.
    pub(crate) language: &'a str,
    /// What it is, for those who do not see it.
    pub(crate) label: &'a str,
    pub(crate) read_only: bool,
}

/// What the editor tells the page.
pub(crate) enum Event<'a> {
    /// The whole text, each time the person (not the page) changed it.
    Typed(String),
    /// The caret's offset; `None` when the focus goes elsewhere.
    Caret(Option<usize>),
    /// A question for the worker, and the id that its answer comes back with.
    Ask {
        id: &'a str,
        question: &'a str,
    },
    /// Do what mends the problem of this index.
    Fix(usize),
    /// Go to the list of problems.
    Problems,
    Undo,
    Redo,
}

/// A mounted editor; leaves the page when it is dropped.
pub(crate) struct Editor {
    handle: Handle,
    _on_event: Closure<dyn Fn(String, String)>,
}

impl Editor {
    /// Loads the editor and mounts it in `host`.
    pub(crate) async fn mount(
        host: &web_sys::HtmlElement,
        options: Options<'_>,
        on_event: impl Fn(Event<'_>) + 'static,
    ) -> Option<Self> {
        let module: Module = module::named("editor").await?.unchecked_into();
        let root = shadow(host)?;
        // What is done about one event may bring the next.
        let on_event = Closure::<dyn Fn(String, String)>::new(move |kind: String, detail: String| {
            if kind == "typed" {
                on_event(Event::Typed(detail));
            } else if let Some(event) = read(&kind, &detail) {
                on_event(event);
            }
        });
        let handle = module
            .create(
                &root,
                &object(&[
                    ("doc", options.text.into()),
                    ("key", options.key.into()),
                    ("pageHistory", (!options.key.is_empty()).into()),
                    ("lang", options.language.into()),
                    ("label", options.label.into()),
                    ("readOnly", options.read_only.into()),
                ]),
                &object(&[("onEvent", on_event.as_ref().clone())]),
            )
            .ok()?;
        Some(Self { handle, _on_event: on_event })
    }

    /// Shows the text of the document `key`; selection and scroll are its own.
    pub(crate) fn show(&self, key: &str, text: &str) {
        let _ = self.handle.show(key, text);
    }

    /// Shows another text; the caret stays where it can.
    pub(crate) fn set(&self, text: &str) {
        let _ = self.handle.set(text);
    }

    /// Underlines these places instead of those before.
    pub(crate) fn underline(&self, problems: &[Problem]) {
        let list: Array = problems.iter().map(diagnostic).collect();
        let _ = self.handle.diagnostics(&list);
    }

    /// Selects a range (UTF-16 offsets), scrolls to it, and takes the focus.
    pub(crate) fn reveal(&self, from: usize, to: usize) {
        let _ = self.handle.reveal(offset(from), offset(to));
        let _ = self.handle.focus();
    }

    /// Lights up the lines of a range and brings them into view; the focus
    /// stays where it is. `None` puts the light out.
    pub(crate) fn mark(&self, range: Option<(usize, usize)>) {
        // A range that ends before it begins is none.
        let (from, to) = range.unwrap_or((1, 0));
        let _ = self.handle.mark(offset(from), offset(to));
    }

    /// Shows what a code means, beside the page.
    pub(crate) fn explain(&self, code: &str) {
        let _ = self.handle.explain(code);
    }

    /// The worker's answer to a question of [`Event::Ask`].
    pub(crate) fn answer(&self, id: &str, answer: &str) {
        let _ = self.handle.answer(id, answer);
    }
}

/// Two texts and how they differ; leaves the page when it is dropped.
pub(crate) struct Difference(Merged);

impl Difference {
    /// Loads the editor and mounts the view in `host`.
    pub(crate) async fn mount(host: &web_sys::HtmlElement, before: &str, after: &str, label: &str) -> Option<Self> {
        let module: Module = module::named("editor").await?.unchecked_into();
        let options = object(&[("before", before.into()), ("after", after.into()), ("label", label.into())]);
        module.merge(&shadow(host)?, &options).ok().map(Self)
    }

    pub(crate) fn set(&self, before: &str, after: &str) {
        let _ = self.0.set_both(before, after);
    }
}

impl Drop for Difference {
    fn drop(&mut self) {
        let _ = self.0.leave();
    }
}

/// The root in which the editor's style sheets stand.
fn shadow(host: &web_sys::HtmlElement) -> Option<web_sys::ShadowRoot> {
    match host.shadow_root() {
        Some(root) => Some(root),
        None => host.attach_shadow(&web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open)).ok(),
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.handle.destroy();
    }
}

fn read<'a>(kind: &str, detail: &'a str) -> Option<Event<'a>> {
    Some(match kind {
        "caret" => Event::Caret(detail.parse().ok()),
        "ask" => {
            let (id, question) = detail.split_once(' ')?;
            Event::Ask { id, question }
        }
        "fix" => Event::Fix(detail.parse().ok()?),
        "problems" => Event::Problems,
        "undo" => Event::Undo,
        "redo" => Event::Redo,
        _ => return None,
    })
}

fn diagnostic(problem: &Problem) -> JsValue {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let related: Array = problem
        .related
        .iter()
        .map(|related| {
            object(&[
                ("from", offset(related.from).into()),
                ("to", offset(related.to).into()),
                ("line", offset(related.line).into()),
                ("message", related.message.as_str().into()),
            ])
        })
        .collect();
    object(&[
        ("from", offset(problem.from).into()),
        ("to", offset(problem.to).into()),
        ("severity", severity.into()),
        ("code", problem.code.as_str().into()),
        ("message", problem.message.as_str().into()),
        ("help", problem.help.as_deref().unwrap_or_default().into()),
        ("fix", problem.fix.as_ref().map_or("", |fix| fix.title.as_str()).into()),
        ("related", related.into()),
    ])
    .into()
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}
