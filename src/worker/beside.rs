//! The worker that loads scripts: started when there is one, ended when a script
//! takes too long, told of files.

use std::cell::RefCell;
use std::rc::Rc;

use k6cfg_archive::{Fault, LoadOrder, Location};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response, Worker};

use crate::engine::Engine;
use crate::task::{Done, Task};

/// How long a script may take to load.
const PATIENCE_MS: i32 = 30_000;
/// How long one may still take whose files have changed meanwhile.
const STALE_MS: i32 = 1_000;

/// Where the page's build says the other worker is.
const ADDRESS: &str = "k6cfgArchiver";

/// Called when something was learned.
type OnNews = Rc<dyn Fn()>;

#[derive(Clone)]
pub(crate) struct Beside(Rc<RefCell<Inner>>);

struct Inner {
    engine: Rc<RefCell<Engine>>,
    on_news: OnNews,
    worker: Option<Worker>,
    ready: bool,
    /// What it is loading.
    under_way: Option<(u32, LoadOrder)>,
    count: u32,
    /// The last one that was given less time, since its files have changed.
    hurried: u32,
    /// Keeps what it calls.
    kept: Vec<Closure<dyn FnMut(MessageEvent)>>,
    timer: Option<(i32, Closure<dyn FnMut()>)>,
    /// The files that it was told of.
    generation: u32,
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

impl Beside {
    pub(crate) fn new(engine: Rc<RefCell<Engine>>, on_news: impl Fn() + 'static) -> Self {
        Self(Rc::new(RefCell::new(Inner {
            engine,
            on_news: Rc::new(on_news),
            worker: None,
            ready: false,
            under_way: None,
            count: 0,
            hurried: 0,
            kept: Vec::new(),
            timer: None,
            generation: 0,
        })))
    }

    /// Goes on with what is wanted, if it is not at work already.
    pub(crate) fn go_on(&self) {
        let order = self.0.borrow().engine.borrow().loading.next();
        let Some(order) = order else { return };
        if self.0.borrow().worker.is_none() {
            self.start();
        }
        let mut inner = self.0.borrow_mut();
        if inner.worker.is_none() {
            // Without it nothing can be loaded.
            let mut next = Some(order);
            while let Some(order) = next {
                let mut engine = inner.engine.borrow_mut();
                engine.loading.learn(&order, Err(vec![Fault::budget()]));
                next = engine.loading.next();
            }
            let news = Rc::clone(&inner.on_news);
            drop(inner);
            news();
            return;
        }
        let count = inner.count;
        if inner.is_of_no_use() && inner.hurried != count {
            inner.hurried = count;
            self.stop_after(&mut inner, count, STALE_MS);
        }
        if !inner.ready || inner.under_way.is_some() {
            return;
        }
        inner.send_files();
        inner.count = inner.count.wrapping_add(1);
        let id = inner.count;
        inner.send(&Task::Load { id, order: order.clone() });
        inner.under_way = Some((id, order));
        self.stop_after(&mut inner, id, PATIENCE_MS);
    }

    fn stop_after(&self, inner: &mut Inner, id: u32, ms: i32) {
        inner.no_timer();
        let beside = self.clone();
        let late = Closure::<dyn FnMut()>::new(move || beside.too_late(id));
        let timer = scope().and_then(|scope| {
            scope.set_timeout_with_callback_and_timeout_and_arguments_0(late.as_ref().unchecked_ref(), ms).ok()
        });
        inner.timer = timer.map(|timer| (timer, late));
    }

    fn start(&self) {
        let address = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str(ADDRESS)).ok();
        let Some(worker) = address.and_then(|a| a.as_string()).and_then(|address| Worker::new(&address).ok()) else {
            return;
        };
        let (hears, dies) = (self.clone(), self.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(bytes) = event.data().dyn_into::<js_sys::Uint8Array>() {
                hears.heard(&bytes.to_vec());
            } else {
                // The one thing it says as text is that it is ready.
                hears.0.borrow_mut().ready = true;
                hears.go_on();
            }
        });
        let on_error = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            event.prevent_default();
            dies.gave_up();
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let mut inner = self.0.borrow_mut();
        inner.kept.extend([on_message, on_error]);
        inner.worker = Some(worker);
        inner.ready = false;
        inner.generation = 0;
    }

    fn heard(&self, bytes: &[u8]) {
        let Ok(Done { id, result }) = postcard::from_bytes(bytes) else { return };
        let mut inner = self.0.borrow_mut();
        let Some((_, order)) = inner.under_way.take_if(|(known, _)| *known == id) else { return };
        inner.no_timer();
        if inner.is_stale() {
            drop(inner);
            self.go_on();
            return;
        }
        let wanted: Vec<Location> = match &result {
            Err(faults) => faults.iter().filter_map(Fault::unfetched).collect(),
            Ok(_) => Vec::new(),
        };
        let engine = Rc::clone(&inner.engine);
        drop(inner);
        let unknown: Vec<Location> =
            wanted.into_iter().filter(|location| !engine.borrow().loading.fetched.contains_key(location)).collect();
        if unknown.is_empty() {
            let result = result.map_err(|faults| engine.borrow().loading.explained(faults));
            engine.borrow_mut().loading.learn(&order, result);
            self.news();
            self.go_on();
            return;
        }
        let beside = self.clone();
        spawn_local(async move {
            for location in unknown {
                let hosts = engine.borrow().profile.module_hosts.clone();
                let fetched = fetch(&location, &hosts).await;
                let mut engine = engine.borrow_mut();
                if let Ok(bytes) = &fetched {
                    let files = vec![(location.clone(), bytes.clone())];
                    beside.0.borrow().send(&Task::AddFiles { files });
                }
                engine.loading.fetched.insert(location, fetched);
            }
            // The same script once more, with what came.
            beside.go_on();
        });
    }

    fn too_late(&self, id: u32) {
        if self.0.borrow().under_way.as_ref().is_some_and(|(known, _)| *known == id) {
            self.gave_up();
        }
    }

    /// A script was its end: another one begins with the next.
    fn gave_up(&self) {
        let mut inner = self.0.borrow_mut();
        inner.no_timer();
        if let Some(worker) = inner.worker.take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
        let next = inner.engine.borrow().loading.next();
        let is_stale = inner.under_way.is_some() && inner.is_stale();
        let order = inner.under_way.take().map(|(_, order)| order).or(next);
        if let Some(order) = order.filter(|_| !is_stale) {
            inner.engine.borrow_mut().loading.learn(&order, Err(vec![Fault::budget()]));
        }
        drop(inner);
        self.news();
        self.go_on();
    }

    fn news(&self) {
        let news = Rc::clone(&self.0.borrow().on_news);
        news();
    }
}

impl Inner {
    fn send(&self, task: &Task) {
        if let (Some(worker), Ok(bytes)) = (&self.worker, postcard::to_allocvec(task)) {
            let _ = worker.post_message(&js_sys::Uint8Array::from(bytes.as_slice()));
        }
    }

    /// Whether what is being loaded is for files as they were, or for a document
    /// as it was.
    fn is_of_no_use(&self) -> bool {
        let is_wanted = |order: &LoadOrder| self.engine.borrow().loading.is_wanted(order);
        self.under_way.as_ref().is_some_and(|(_, order)| self.is_stale() || !is_wanted(order))
    }

    /// Whether files changed since it was told of them.
    fn is_stale(&self) -> bool {
        self.generation != self.engine.borrow().generation
    }

    fn send_files(&mut self) {
        let engine = Rc::clone(&self.engine);
        let engine = engine.borrow();
        if self.generation == engine.generation {
            return;
        }
        self.generation = engine.generation;
        let of_network = engine.loading.fetched.iter();
        let of_network = of_network.filter_map(|(l, result)| Some((l.clone(), result.as_ref().ok()?.clone())));
        self.send(&Task::SetFiles { files: engine.located_files().chain(of_network).collect() });
    }

    fn no_timer(&mut self) {
        if let (Some((timer, _)), Some(scope)) = (self.timer.take(), scope()) {
            scope.clear_timeout_with_handle(timer);
        }
    }
}

/// A module from one of the platform's hosts: by the browser, or by the server
/// where the browser may not.
async fn fetch(location: &Location, hosts: &[String]) -> Result<Vec<u8>, String> {
    let url = location.url();
    let Location::Https(rest) = location else { return Err(String::new()) };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    if !hosts.iter().any(|known| known == host) {
        return Err(format!("nothing is fetched from `{host}` here: drop the module in, as the file `https/{rest}`"));
    }
    if let Ok(bytes) = get(&url).await {
        return Ok(bytes);
    }
    let asked: String = js_sys::encode_uri_component(&url).into();
    get(&format!("/api/v1/modules?url={asked}")).await
}

async fn get(address: &str) -> Result<Vec<u8>, String> {
    let failed = |_: JsValue| "there is no connection to where it is".to_owned();
    let scope = scope().ok_or_else(|| failed(JsValue::NULL))?;
    let response = JsFuture::from(scope.fetch_with_str(address)).await.map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(format!("the server answers with {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(failed)?).await.map_err(failed)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
