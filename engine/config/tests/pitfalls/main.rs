//! What goes wrong without k6cfg, one test a line of the project's list of
//! pitfalls. A test is named after its number, and names the problem's code,
//! words, help and the text that is underlined; where a mend is offered, that it
//! mends and changes nothing else.

mod around;
mod crashes;
mod keys;
mod names;
mod once;
mod shell;
mod silence;
mod slips;
mod support;
mod table;
mod values;
