//! Law: a reader that stops listening is no error.

use std::io::{self, Write};

/// Writes a line to standard output. When the reader has gone, as `head` does, the rest is not said.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Writes a line to standard error.
pub(super) fn murmur(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
