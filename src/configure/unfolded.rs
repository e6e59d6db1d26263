//! What is fetched after the page stands: the form and the text of a document,
//! and what the form unfolds when it is asked to.

use leptos::prelude::*;

use super::{
    bulk::{Bar, Bulk},
    context_details::ContextDetails,
    document_form::DocumentForm,
    editor_pane::EditorPane,
    outline::Outline,
    problems::Problems,
    row_tools::Ends,
    wish::{Asked, WishPanel},
};
use crate::{controls::part, state::Context};

part! {
    pub(super) static OUTLINE: () = form::outline(|()| view! { <Outline /> });
    pub(super) static FORM: () = form::document(|()| view! {
        <Bulk />
        <DocumentForm />
    });
    pub(super) static EDITOR: () = form::editor(|()| view! { <EditorPane /> });
    pub(super) static PROBLEMS: () = form::problems(|()| view! { <Problems /> });
    pub(super) static DETAILS: (Context, Ends) =
        form::details(|(context, ends)| view! { <ContextDetails context=context ends=ends /> });
    pub(super) static WISH: Asked = form::wish(|asked| view! { <WishPanel asked=asked /> });
    pub(super) static BAR: Memo<Vec<(usize, usize)>> = form::bar(|at| view! { <Bar at=at /> });
}

/// All of it, before it is asked for.
pub(crate) async fn fetch() {
    for part in [&OUTLINE, &FORM, &EDITOR, &PROBLEMS] {
        part.fetch().await;
    }
    DETAILS.fetch().await;
    WISH.fetch().await;
    BAR.fetch().await;
}
