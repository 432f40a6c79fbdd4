//! Law: what is said reaches its reader or its loss is told; a reader that stops listening is no error.

use super::args::{Color, Manner};
use anstream::{AutoStream, ColorChoice};
use std::{
    fmt::Display,
    io::{self, ErrorKind, Write},
    path::Path,
    sync::{Mutex, OnceLock, PoisonError},
};

static MANNER: OnceLock<Manner> = OnceLock::new();
static LOST: Mutex<Option<io::Error>> = Mutex::new(None);

/// Sets how the program speaks from now on.
pub(super) fn speak(manner: Manner) {
    let choice = match manner.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    choice.write_global();
    // The first word counts; there is only one.
    let _ = MANNER.set(manner);
}

/// Whether only problems and results are to be said.
pub(super) fn quiet() -> bool {
    MANNER.get().is_some_and(|manner| manner.quiet)
}

/// Whether every step is to be said.
pub(super) fn verbose() -> bool {
    MANNER.get().is_some_and(|manner| manner.verbose)
}

/// Whether problems are told in colours: as the person wants, or as the terminal and its environment allow.
pub(super) fn coloured() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Writes a line to standard output. When the reader has gone, as `head` does, the rest is not said.
pub(super) fn say(text: &str) {
    write(|out| writeln!(out, "{text}"));
}

/// Writes what a person asked for as it is.
pub(super) fn print(text: &[u8]) {
    write(|out| out.write_all(text));
}

/// Writes a line to standard output that a quiet run leaves out.
pub(super) fn remark(text: &str) {
    if !quiet() {
        say(text);
    }
}

/// Writes a line to standard error.
pub(super) fn murmur(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// What was said and could not be written, once all is said.
pub(super) fn lost() -> Option<io::Error> {
    write(|out| out.flush());
    LOST.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn write(act: impl FnOnce(&mut io::Stdout) -> io::Result<()>) {
    let mut lost = LOST.lock().unwrap_or_else(PoisonError::into_inner);
    if let (None, Err(error)) = (&*lost, act(&mut io::stdout()))
        && error.kind() != ErrorKind::BrokenPipe
    {
        *lost = Some(error);
    }
}

/// `1 report`, `2 reports`.
pub(super) fn counted(number: impl Into<u64> + Display + Copy, one: &str) -> String {
    if number.into() == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// The same for a length.
pub(super) fn many(number: usize, one: &str) -> String {
    counted(number as u64, one)
}

/// A path as it can be pasted behind a command: quoted where it must be, and never taken for an option.
pub(super) fn pasted(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = if shown.starts_with('-') { format!("./{shown}").into() } else { shown };
    if cfg!(windows) {
        return if shown.contains([' ', '&', '(', ')', '^']) {
            format!("\"{shown}\"")
        } else {
            shown.into_owned()
        };
    }
    // A path has no zero byte, which is all that cannot be quoted.
    shlex::try_quote(&shown).map_or_else(|_| shown.to_string(), |quoted| quoted.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_their_number() {
        assert_eq!(many(1, "report"), "1 report");
        assert_eq!([many(0, "page"), many(6, "page")], ["0 pages", "6 pages"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_can_be_pasted() {
        let pasted = |path: &str| pasted(Path::new(path));
        assert_eq!(pasted("mine/reports"), "mine/reports");
        assert_eq!(pasted("-x"), "./-x");
        assert_eq!(shlex::split(&pasted("my folder's")).unwrap(), ["my folder's"]);
        assert_eq!(shlex::split(&pasted("a\nb")).unwrap(), ["a\nb"]);
    }
}
