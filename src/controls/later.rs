//! Parts of the page that are fetched when they are first needed.
//!
//! What only such a part uses is taken out of the first load when the page is
//! built (`web/hooks/split.mjs`). What is fetched is how its view is made: once
//! that is here, the view is made at once, each time.

use std::{future::Future, pin::Pin, sync::OnceLock};

use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

use super::{button::Button, dynamic::live};
use crate::browser::clock;

/// Parts by the file they come in: `static NAME: Given = file::name(|given| view)`.
macro_rules! part {
    ($($vis:vis static $part:ident: $given:ty = $file:ident::$name:ident(|$it:pat_param| $view:expr);)+) => {$(
        $vis static $part: $crate::controls::Part<$given> = $crate::controls::Part::new(|| {
            #[allow(clippy::unnecessary_wraps, reason = "what can fail is fetching it")]
            #[::leptos::wasm_split::wasm_split($file, fallible, wasm_split_path = ::leptos::wasm_split)]
            fn $name() -> $crate::controls::Fetched<$given> {
                Ok(|$it: $given| ::leptos::prelude::IntoAny::into_any($view))
            }
            Box::pin($name())
        });
    )+};
}
pub(crate) use part;

/// How a view is made, of what it is given.
pub(crate) type Make<P> = fn(P) -> AnyView;
pub(crate) type Fetched<P> = Result<Make<P>, SplitLoaderError>;
type Fetch<P> = fn() -> Pin<Box<dyn Future<Output = Fetched<P>>>>;

pub(crate) struct Part<P: 'static> {
    fetch: Fetch<P>,
    make: OnceLock<Make<P>>,
}

impl<P: Clone + Send + Sync + 'static> Part<P> {
    pub(crate) const fn new(fetch: Fetch<P>) -> Self {
        Self { fetch, make: OnceLock::new() }
    }

    /// Fetches it before it is needed; whether it is here now.
    pub(crate) async fn fetch(&'static self) -> bool {
        if self.make.get().is_none()
            && let Ok(make) = (self.fetch)().await
        {
            let _ = self.make.set(make);
        }
        self.make.get().is_some()
    }

    /// Its view; until it is here, nothing, and words when it does not come.
    pub(crate) fn view(&'static self, props: P) -> AnyView {
        match self.make.get() {
            Some(make) => make(props),
            None => self.waiting(props),
        }
    }

    fn waiting(&'static self, props: P) -> AnyView {
        let here = RwSignal::new(None);
        let ask = move || {
            here.set(None);
            spawn_local(async move {
                clock::turn().await;
                let came = self.fetch().await;
                // Several come at once, and each takes its time.
                clock::turn().await;
                here.try_set(Some(came));
            });
        };
        ask();
        live(move || match (here.get(), self.make.get()) {
            (Some(_), Some(make)) => make(props.clone()),
            (Some(false), _) => view! { <NotHere on_again=Callback::new(move |()| ask()) /> }.into_any(),
            _ => ().into_any(),
        })
    }
}

#[component]
fn NotHere(on_again: Callback<()>) -> impl IntoView {
    view! {
        <div class="ds-alert" data-color="warning" data-size="sm" role="alert">
            <p class="ds-paragraph">
                "This part of the page could not be fetched. Nothing you wrote is lost. Is there a connection? \
                 If there is, a newer version may have been put up: reload the page."
            </p>
            <Button text=Signal::stored("Try again".to_owned()) variant="secondary" on_press=move |()| on_again.run(()) />
        </div>
    }
}
