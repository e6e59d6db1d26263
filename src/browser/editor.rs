//! The text editor: a module of its own, mounted in a shadow root.
//!
//! In a shadow root the editor's style sheets need no permission from the
//! page's content security policy.

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

    type Handle;
    #[wasm_bindgen(method, catch)]
    fn set(this: &Handle, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn show(this: &Handle, key: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn diagnostics(this: &Handle, list: &Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn reveal(this: &Handle, from: u32, to: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn focus(this: &Handle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn destroy(this: &Handle) -> Result<(), JsValue>;
}

/// How an editor starts.
pub(crate) struct Options<'a> {
    pub(crate) text: &'a str,
    /// Which document it is; empty where there is only one.
    pub(crate) key: &'a str,
    /// `yaml` or `json`.
    pub(crate) language: &'a str,
    /// What it is, for those who do not see it.
    pub(crate) label: &'a str,
    pub(crate) read_only: bool,
}

/// A mounted editor; leaves the page when it is dropped.
pub(crate) struct Editor {
    handle: Handle,
    _on_change: Closure<dyn FnMut(String, bool)>,
    _on_cursor: Closure<dyn FnMut(f64)>,
    _on_history: Closure<dyn FnMut(bool)>,
}

impl Editor {
    /// Loads the editor and mounts it in `host`. `on_typed` gets the whole
    /// text each time the person (not the page) changed it, `on_history` is
    /// asked to undo (`true`) or redo.
    pub(crate) async fn mount(
        host: &web_sys::HtmlElement,
        options: Options<'_>,
        mut on_typed: impl FnMut(String) + 'static,
        on_history: impl FnMut(bool) + 'static,
    ) -> Option<Self> {
        let module: Module = module::named("editor").await?.unchecked_into();
        let root = match host.shadow_root() {
            Some(root) => root,
            None => host.attach_shadow(&web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open)).ok()?,
        };
        let on_change = Closure::new(move |text: String, by_user: bool| {
            if by_user {
                on_typed(text);
            }
        });
        // Not u32: the optimizer would fold its entry into that of closures over objects, which are numbers in wasm too.
        let on_cursor = Closure::new(|_offset: f64| {});
        let on_history = Closure::new(on_history);
        let handle = module
            .create(
                &root,
                &object(&[
                    ("doc", options.text.into()),
                    ("key", options.key.into()),
                    ("lang", options.language.into()),
                    ("label", options.label.into()),
                    ("readOnly", options.read_only.into()),
                ]),
                &object(&[
                    ("onChange", on_change.as_ref().clone()),
                    ("onCursor", on_cursor.as_ref().clone()),
                    ("onHistory", on_history.as_ref().clone()),
                ]),
            )
            .ok()?;
        Some(Self { handle, _on_change: on_change, _on_cursor: on_cursor, _on_history: on_history })
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
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.handle.destroy();
    }
}

fn diagnostic(problem: &Problem) -> JsValue {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let message = match &problem.help {
        Some(help) => format!("{}\n{help}", problem.message),
        None => problem.message.clone(),
    };
    object(&[
        ("from", offset(problem.from).into()),
        ("to", offset(problem.to).into()),
        ("severity", severity.into()),
        ("message", message.into()),
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
