//! A panic is one request's failure, not the server's end.

use std::any::Any;

use axum::response::{IntoResponse as _, Response};

use crate::problem::Problem;

/// The panic hook has logged it.
pub(crate) fn panicked(_message: Box<dyn Any + Send>) -> Response {
    Problem::broken().into_response()
}
