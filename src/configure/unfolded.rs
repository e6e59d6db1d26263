//! What the form unfolds when it is asked to: fetched after everything else.

use leptos::prelude::*;

use super::{
    bulk::Bar,
    context_details::ContextDetails,
    row_tools::Ends,
    wish::{Asked, WishPanel},
};
use crate::{controls::part, state::Context};

part! {
    pub(super) static DETAILS: (Context, Ends) =
        form::details(|(context, ends)| view! { <ContextDetails context=context ends=ends /> });
    pub(super) static WISH: Asked = form::wish(|asked| view! { <WishPanel asked=asked /> });
    pub(super) static BAR: Memo<Vec<(usize, usize)>> = form::bar(|at| view! { <Bar at=at /> });
}

/// All of it, before it is asked for.
pub(crate) async fn fetch() {
    DETAILS.fetch().await;
    WISH.fetch().await;
    BAR.fetch().await;
}
