//! Looking at what somebody shared.

use std::cell::RefCell;

use super::content::{OVERLAY, Shared};
use crate::{
    browser::{
        files::{self, Picked},
        http,
        location::{self, Fragment},
        share::{self, Why},
        storage,
    },
    protocol::SEALED,
    state::new_document,
};

thread_local! {
    static VISIT: RefCell<Visit> = const { RefCell::new(Visit::None) };
}

#[derive(Debug, Clone)]
enum Visit {
    None,
    Of(Shared),
    Failed(&'static str),
}

/// What is shared, while it is looked at.
pub(crate) fn shared() -> Option<Shared> {
    VISIT.with_borrow(|visit| match visit {
        Visit::Of(shared) => Some(shared.clone()),
        _ => None,
    })
}

pub(crate) fn is_visiting() -> bool {
    VISIT.with_borrow(|visit| matches!(visit, Visit::Of(_)))
}

/// Whether the page was opened with a link.
pub(crate) fn is_open() -> bool {
    VISIT.with_borrow(|visit| !matches!(visit, Visit::None))
}

/// Why the link that the page was opened with shows nothing.
pub(crate) fn failure() -> Option<&'static str> {
    VISIT.with_borrow(|visit| match visit {
        Visit::Failed(why) => Some(*why),
        _ => None,
    })
}

/// Reads the link that the page was opened with, before anything is shown. Nothing
/// is asked of the network but a short link.
pub(crate) async fn arrive() {
    location::reload_for_links();
    let content = match location::fragment() {
        Fragment::None => return,
        Fragment::Shared(content) => Ok(content),
        Fragment::Kept(id) => find(&id).await,
    };
    let visit = match content {
        Ok(content) => match share::decode(&content).await.map(|json| serde_json::from_str::<Shared>(&json)) {
            Ok(Ok(shared)) => Visit::Of(shared),
            Ok(Err(_)) => Visit::Failed(say(Why::Cut)),
            Err(why) => Visit::Failed(say(why)),
        },
        Err(why) => Visit::Failed(why),
    };
    if let Visit::Of(shared) = &visit {
        storage::only_read();
        // A link leads to a screen of this page, and nowhere else.
        if shared.view.starts_with('/') && !shared.view.starts_with("//") && !shared.view.contains('#') {
            location::go(&shared.view, true);
        }
    }
    VISIT.set(visit);
}

async fn find(id: &str) -> Result<String, &'static str> {
    const NOBODY: &str = "This short link is kept by a server, and no server answers here.";
    if !http::may_have_server() {
        return Err(NOBODY);
    }
    match http::call("GET", &format!("api/v1/links/{}", http::segment(id)), None).await {
        Ok(answer) if answer.is_success() => Ok(answer.body),
        Ok(answer) if answer.status == 404 => {
            Err("This short link has ended: they are kept for 30 days. Ask whoever sent it for another one.")
        }
        Ok(_) => Err("The server cannot look this short link up now. Try again in a moment."),
        Err(http::Unreachable) => Err(NOBODY),
    }
}

fn say(why: Why) -> &'static str {
    match why {
        Why::Cut => {
            "This link is incomplete or was changed on its way: chat programs and mail cut long ones. \
             Ask for it again, as a file if need be."
        }
        Why::Version => {
            "This link was made by a newer version of this page. Reload the page, then open the link again."
        }
        Why::Large => "This link holds more than a configuration can have, and is not opened.",
        Why::Missing => "The part of the page that opens links could not be fetched. Reload the page.",
    }
}

/// What the visitor's own documents would feel, too, were it kept: an overlay,
/// modules in place of those of the network, SealedSecrets.
pub(crate) fn is_felt_elsewhere(path: &str) -> bool {
    path == OVERLAY || path.starts_with("https/") || path.starts_with(SEALED)
}

/// Keeps what is shared as a document of the visitor's own, beside those that
/// are there, and goes on with it; `all`: with the files that other documents
/// feel. Files that the visitor has stay as they are. Where the browser does
/// not keep it, nothing changes, and this says so.
pub(crate) async fn take_over(all: bool) -> Result<(), &'static str> {
    const NOT_KEPT: &str = "This browser does not keep it: it has no room, or is told to keep nothing.";
    let Some(shared) = shared() else { return Ok(()) };
    storage::write_again();
    let own: Vec<String> = files::kept().await.unwrap_or_default().into_iter().map(|file| file.path).collect();
    let wanted = |file: &Picked| !own.contains(&file.path) && (all || !is_felt_elsewhere(&file.path));
    let mut is_kept = true;
    for file in shared.files().filter(wanted) {
        is_kept &= files::keep(&file.path, &file.bytes).await;
    }
    if !is_kept || new_document(shared).is_err() {
        storage::only_read();
        return Err(NOT_KEPT);
    }
    VISIT.set(Visit::None);
    location::leave_link(true);
    Ok(())
}
