//! The built page: static files, and `index.html` for its client-side routes.

mod cache;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::App;
use crate::problem::Problem;

const NOT_BUILT: &str = "The page is not built here.\n\n\
    `make run` builds it and starts the server; `--page DIR` says where it is.\n\
    The API works without it: /api/v1/openapi.json describes it.\n";

/// Where a page looks for its platform profile.
const PROFILE: &str = "/profile.yaml";

/// Answers whatever is not a route of the API.
pub(crate) async fn serve(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if path == "/api" || path.starts_with("/api/") {
        return Problem::no_such_path().into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (allow, Problem::method_not_allowed()).into_response();
    }
    if path == PROFILE {
        return profile(&app);
    }
    let (parts, _) = request.into_parts();
    let file = if path == "/" { None } else { Some(file(&app, &parts, parts.uri.clone()).await) };
    match file {
        Some(response) if response.status() != StatusCode::NOT_FOUND => response,
        Some(_) if names_a_file(&path) => (StatusCode::NOT_FOUND, "There is no such file.\n").into_response(),
        _ => index(&app, &parts).await,
    }
}

/// The page works with the profile of its server.
fn profile(app: &App) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/yaml"), (header::CACHE_CONTROL, "no-cache")];
    (headers, app.profile.to_yaml()).into_response()
}

async fn index(app: &App, request: &Parts) -> Response {
    let response = file(app, request, Uri::from_static("/index.html")).await;
    if response.status() == StatusCode::NOT_FOUND {
        return (StatusCode::NOT_FOUND, NOT_BUILT).into_response();
    }
    response
}

/// The file at `uri`, compressed as the request accepts where it is there so.
async fn file(app: &App, request: &Parts, uri: Uri) -> Response {
    let path = uri.path().to_owned();
    let mut asked = Request::new(Body::empty());
    *asked.method_mut() = request.method.clone();
    *asked.headers_mut() = request.headers.clone();
    *asked.uri_mut() = uri;
    let files = ServeDir::new(app.page.as_path())
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let mut response = match files.oneshot(asked).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    if matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, cache::control(&path));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// Client-side routes have no extension.
fn names_a_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|last| last.contains('.'))
}
