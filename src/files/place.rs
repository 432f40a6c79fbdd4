//! Law: where an output may stand is known before any work begins.

use super::trouble::trouble;
use crate::{
    config::Settings,
    diagnostic::{Diagnostic, Place, Problems},
};
use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

/// What to do about a place where no output can be.
const ELSEWHERE: &str = "name another folder with --output or --certificates";

/// Where the output really is: a link to a folder stays, and the folder is replaced.
///
/// # Errors
/// Something else is there, the folder cannot be replaced, or the system refuses to say.
pub(super) fn settle(output: &Path) -> Result<PathBuf, Problems> {
    let shown = output.display().to_string();
    let refuse = |what: &str, hint: &str| {
        let problem =
            Diagnostic::error("not-a-folder", Place::file(&shown), format!("{shown} {what}"));
        Err(problem.hint(hint).into())
    };
    let settled = match fs::metadata(output) {
        Ok(metadata) if metadata.is_dir() => fs::canonicalize(output),
        Ok(_) => return refuse("is no folder", ELSEWHERE),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if fs::symlink_metadata(output).is_ok() {
                let hint = "make that folder, or remove the link";
                return refuse("is a link to a folder that is not there", hint);
            }
            std::path::absolute(output)
        }
        Err(error) => Err(error),
    };
    let settled = settled.map_err(|error| trouble("read", output, &error))?;
    if settled.file_name().is_none() || settled.parent().is_none() {
        let hint = "name a folder inside it with --output or --certificates";
        return refuse("cannot be replaced", hint);
    }
    match mounted(&settled) {
        Some(disk) if disk == settled => refuse(
            "is a disk of its own, and cannot be replaced in one step",
            "name a folder inside it with --output or --certificates",
        ),
        Some(disk) => refuse(
            &format!("holds a disk of its own, {}", disk.display()),
            "take that disk out of the folder, or name another one with --output or --certificates",
        ),
        None => Ok(settled),
    }
}

/// Refuses an output that lies where a project keeps its settings, templates or tables: the next run would read it.
///
/// # Errors
/// It lies there: a wrong call.
pub fn outside_the_input(output: &Path, root: &Path, settings: &Settings) -> Result<(), Problems> {
    let refused = |error: io::Error| Problems::from(trouble("read", output, &error));
    let (project, inner) = (real(root).map_err(refused)?, real(output).map_err(refused)?);
    let tables = settings.sources.sources.iter();
    let tables = tables.filter_map(|source| source.file.rsplit_once('/').map(|(folder, _)| folder));
    for folder in ["config", "report-templates"].into_iter().chain(tables) {
        let kept = real(&root.join(folder)).map_err(refused)?;
        if kept != project && kept.starts_with(&project) && inner.starts_with(&kept) {
            let shown = output.display().to_string();
            let message = format!("{shown} lies in {folder}, where the project keeps its input");
            let hint = "the next run would take the reports for input: name another folder with --output or --certificates";
            return Err(Diagnostic::error("inside-input", Place::file(&shown), message)
                .hint(hint)
                .into());
        }
    }
    Ok(())
}

/// Where a path leads, links followed as far as there is something.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            // What a link leads to has a parent of its own.
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
        match fs::canonicalize(&real) {
            Ok(found) => real = found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(real)
}

/// A disk that begins at `folder` or below it, as far as the system tells; one that is mounted twice among them.
fn mounted(folder: &Path) -> Option<PathBuf> {
    let list = fs::read("/proc/self/mountinfo").unwrap_or_default();
    list.split(|byte| *byte == b'\n')
        .filter_map(|line| line.split(|byte| *byte == b' ').nth(4))
        .map(|field| path(unescaped(field)))
        .find(|disk| disk.starts_with(folder))
        .or_else(|| foreign_disk(folder, folder.parent()?).then(|| folder.to_owned()))
}

/// `\040` and its like stand for the signs that part the columns of the list.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field;
    while let [first, after @ ..] = rest {
        let octal = after.get(..3).filter(|_| *first == b'\\');
        let octal = octal.and_then(|digits| std::str::from_utf8(digits).ok());
        match octal.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[3..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

#[cfg(unix)]
fn path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> PathBuf {
    // There is no such list there.
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// Whether two folders that are there lie on different disks.
#[cfg(unix)]
pub(super) fn foreign_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(one), fs::symlink_metadata(other)) {
        (Ok(one), Ok(other)) => one.is_dir() && one.dev() != other.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
pub(super) fn foreign_disk(_one: &Path, _other: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_the_list_of_mounts_are_read() {
        assert_eq!(unescaped(br"/mnt/my\040disk\134x"), b"/mnt/my disk\\x");
        assert_eq!(unescaped(br"/a\04"), br"/a\04");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_is_no_output_and_holds_none_below_it() {
        let code = |path: &str| settle(Path::new(path)).err().map(|found| found.0[0].code);
        for disk in ["/proc", "/", "/dev/null"] {
            assert_eq!(code(disk), Some("not-a-folder"), "{disk}");
        }
        assert_eq!(
            mounted(Path::new("/dev/../proc").canonicalize().unwrap().as_path()),
            Some("/proc".into())
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_told_before_the_work() {
        let dir = tempfile::tempdir().unwrap();
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(dir.path().join("gone"), &link).unwrap();
        let told = settle(&link).unwrap_err().0.remove(0);
        assert!(told.message.ends_with("is a link to a folder that is not there"), "{told:?}");
        fs::create_dir(dir.path().join("gone")).unwrap();
        assert_eq!(settle(&link).unwrap().file_name().unwrap(), "gone");
    }
}
