//! Law: one output, and one memory of publications, is written by one run at a time.

use super::{interrupt::Beside, trouble::trouble};
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// Held while an output is written; the system lets go of it even when the run is killed.
pub(super) struct Lock {
    path: PathBuf,
    _beside: Beside,
    // Closing the file opens the lock.
    _file: File,
}

impl Lock {
    /// Takes the lock at `path` for writing `output`; `cure` is what to do where another run holds it.
    ///
    /// # Errors
    /// Another run holds it, or the folder cannot be written to.
    pub fn take(path: PathBuf, output: &Path, cure: &str) -> Result<Self, Problems> {
        loop {
            let file = open(&path).map_err(|error| blocked(&path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(output, cure).into()),
                // A file system without locks: two runs at once cannot be told apart there.
                Err(TryLockError::Error(_)) => {}
            }
            // The run before may have taken the file away between opening and locking it.
            if is_still_there(&file, &path) {
                return Ok(Self { _beside: Beside::new(&path), path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What stays is an empty, unlocked file that the next run takes over.
        let _ = fs::remove_file(&self.path);
    }
}

/// Makes the file of a lock, or opens the one that is there; never what a link leads to.
fn open(path: &Path) -> io::Result<File> {
    loop {
        match OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(file) => {
                for_everybody(&file);
                return Ok(file);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        // Another person's run may have left it: it can be locked without being written to.
        let there = existing(path, true).or_else(|error| match error.kind() {
            ErrorKind::PermissionDenied => existing(path, false),
            _ => Err(error),
        });
        match there {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            there => return there,
        }
    }
}

#[cfg(unix)]
fn existing(path: &Path, write: bool) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC).bits();
    // The bits are the same, whatever their sign.
    OpenOptions::new().read(true).write(write).custom_flags(flags.cast_signed()).open(path)
}

#[cfg(not(unix))]
fn existing(path: &Path, write: bool) -> io::Result<File> {
    if fs::symlink_metadata(path)?.is_symlink() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    OpenOptions::new().read(true).write(write).open(path)
}

/// Lets others lock the file, should this run be killed and leave it.
#[cfg(unix)]
fn for_everybody(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    // Where that cannot be, others are told which file is in the way.
    let _ = file.set_permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn for_everybody(_file: &File) {}

fn blocked(path: &Path, error: &io::Error) -> Problems {
    let there = fs::symlink_metadata(path).is_ok();
    let problem = trouble("write", path, error);
    let hint =
        "this file keeps runs from writing at the same time; when no run is under way, remove it";
    if there { problem.hint(hint).into() } else { problem.into() }
}

fn busy(output: &Path, cure: &str) -> Diagnostic {
    let shown = output.display().to_string();
    let message = format!("another run is writing to {shown}");
    Diagnostic::error("busy", Place::file(&shown), message).hint(cure)
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => held.ino() == named.ino() && held.dev() == named.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_there(_file: &File, _path: &Path) -> bool {
    // An open file keeps its name there.
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn take(path: &Path) -> Result<Lock, Problems> {
        Lock::take(path.to_owned(), Path::new("out"), "wait")
    }

    #[test]
    fn a_link_is_not_followed_and_a_lock_that_was_left_is_taken_over() {
        let dir = tempfile::tempdir().unwrap();
        let [lock, mine] = ["lock", "mine"].map(|name| dir.path().join(name));
        fs::write(&mine, "mine").unwrap();
        symlink(&mine, &lock).unwrap();
        let refused = take(&lock).err().unwrap().0.remove(0);
        assert_eq!(refused.code, "file");
        assert!(refused.hints.iter().any(|hint| hint.contains("remove it")), "{refused:?}");
        assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
        fs::remove_file(&lock).unwrap();
        // Left by another person: it can be read and not written.
        fs::write(&lock, "").unwrap();
        fs::set_permissions(&lock, fs::Permissions::from_mode(0o444)).unwrap();
        let held = take(&lock).unwrap();
        assert_eq!(take(&lock).err().unwrap().0[0].code, "busy");
        drop(held);
        assert!(!lock.exists());
    }
}
