//! Standard output and error. A reader that has gone away (`k6cfg … | head`) is
//! no failure.

use std::io::{self, ErrorKind, Write};

use crate::load::Failure;

pub(crate) fn out(text: &str) -> Result<(), Failure> {
    write(&mut io::stdout().lock(), text)
}

pub(crate) fn err(text: &str) -> Result<(), Failure> {
    write(&mut io::stderr().lock(), text)
}

fn write(stream: &mut impl Write, text: &str) -> Result<(), Failure> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::Stream(error)),
        _ => Ok(()),
    }
}
