//! The server as its callers meet it: in process through the real router, and
//! as a process of its own.

mod app;
mod behaviour;
mod guard;
mod headers;
mod limits;
mod links;
mod objects;
mod overlay;
mod page;
mod process;
mod routes;
mod sealing;
mod submissions;
mod submit;
