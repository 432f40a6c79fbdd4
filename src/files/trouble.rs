//! Law: what the system refuses is said with the path and with what to do about it.

use crate::diagnostic::{Diagnostic, Place};
use std::{
    io::{Error, ErrorKind},
    path::Path,
};

/// The way out for whoever makes reports.
const OUTPUT: &str = "write elsewhere with --output or --certificates";

/// What went wrong with `path` while the program wanted to `act`: `read`, `write`, `replace`.
pub(super) fn trouble(act: &str, path: &Path, error: &Error) -> Diagnostic {
    trouble_or(act, path, error, (act != "read").then_some(OUTPUT))
}

/// The same where the way out is another one, or none.
pub(super) fn trouble_or(act: &str, path: &Path, error: &Error, way: Option<&str>) -> Diagnostic {
    let shown = path.display().to_string();
    let message = format!("cannot {act} {shown}: {}", reason(error));
    let cure = cure(error);
    let hint = match (cure, way) {
        (None, None) => "try again; if it stays so, look whether the disk is sound".to_owned(),
        (None, Some(way)) => format!("try again; if it stays so, {way}"),
        (Some(cure), None) => cure.to_owned(),
        (Some(cure), Some(way)) => format!("{cure}, or {way}"),
    };
    Diagnostic::error("file", Place::file(&shown), message).hint(hint)
}

/// The system's words without its number.
fn reason(error: &Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.to_lowercase()
}

fn cure(error: &Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::PermissionDenied => {
            "close programs that have it open, and check that you may read and write there"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full; make room",
        ErrorKind::ReadOnlyFilesystem => "nothing can be written there; choose another disk",
        ErrorKind::NotFound => "check the path; something in it does not exist",
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => {
            "the folder is a disk of its own or in use; name a folder inside it"
        }
        ErrorKind::NotADirectory => "a part of the path is a file",
        ErrorKind::IsADirectory => "that is a folder where a file is needed",
        ErrorKind::InvalidFilename => {
            "a name in the path is too long, or has signs that the system does not take: shorten the folder's name, slugs or notice_in_names"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_says_what_to_do_and_only_what_the_command_knows() {
        let told = |act| trouble(act, Path::new("out/a.pdf"), &ErrorKind::StorageFull.into());
        assert!(told("write").message.starts_with("cannot write out/a.pdf: "));
        assert!(told("write").hints[0].contains("make room, or write elsewhere with --output"));
        assert!(!told("read").hints[0].contains("--output"));
        let long = trouble("write", Path::new("a"), &ErrorKind::InvalidFilename.into());
        assert!(long.hints[0].contains("too long"), "{long:?}");
    }
}
