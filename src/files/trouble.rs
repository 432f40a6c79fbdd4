//! Law: what the system refuses is said with the path and with what to do about it.

use crate::diagnostic::{Diagnostic, Place};
use std::{
    io::{Error, ErrorKind},
    path::Path,
};

/// What went wrong with `path` while the program wanted to `act`: `read`, `write`, `replace`.
pub(super) fn trouble(act: &str, path: &Path, error: &Error) -> Diagnostic {
    let shown = path.display().to_string();
    let message = format!("cannot {act} {shown}: {}", reason(error));
    Diagnostic::error("file", Place::file(&shown), message).hint(cure(error))
}

/// The system's words without its number.
fn reason(error: &Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.to_lowercase()
}

fn cure(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::PermissionDenied => {
            "close programs that have it open, and check that you may read and write there"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; make room, or write elsewhere with --output or --certificates"
        }
        ErrorKind::ReadOnlyFilesystem => {
            "nothing can be written there; choose another place with --output or --certificates"
        }
        ErrorKind::NotFound => "check the path; something in it does not exist",
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => {
            "the folder is a disk of its own or in use; name a folder inside it with --output or --certificates"
        }
        ErrorKind::NotADirectory => "a part of the path is a file; choose another place",
        ErrorKind::IsADirectory => "that is a folder where a file is needed",
        _ => "try again; if it stays so, write elsewhere with --output or --certificates",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_says_what_to_do() {
        let problem = trouble("write", Path::new("out/a.pdf"), &ErrorKind::StorageFull.into());
        assert!(problem.message.starts_with("cannot write out/a.pdf: "));
        assert!(problem.hints[0].contains("make room"));
    }
}
