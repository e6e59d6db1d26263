//! The page: state and views over the engine, which works in a worker.
//!
//! Start at [`app`], then `state`, which owns everything that changes. The
//! screens stand beside each other: `configure`, `scripts`, `preview`,
//! `submit`, `runs`. `browser` is the only place that touches the browser.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]
#![allow(unreachable_pub, reason = "what the component macro writes is public")]
#![allow(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

mod app;
mod browser;
mod configure;
mod controls;
mod examples;
mod figures;
mod preview;
mod protocol;
mod route;
mod runs;
mod scripts;
mod sealing;
mod secrets;
mod share;
mod shell;
mod state;
mod submit;

fn main() {
    browser::broken::watch();
    browser::page::begin(async {
        browser::clock::turn().await;
        share::arrive().await;
        browser::clock::turn().await;
        leptos::mount::mount_to_body(app::App);
        browser::clock::turn().await;
        leptos::task::spawn_local(browser::edits::load());
        browser::clock::turn().await;
        leptos::task::spawn_local(browser::documents::load());
    });
}
