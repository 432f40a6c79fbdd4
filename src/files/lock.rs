//! Law: one output, and one memory of publications, is written by one run at a time.

use super::trouble::trouble;
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

/// Held while an output is written; the system lets go of it even when the run is killed.
pub(super) struct Lock {
    path: PathBuf,
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
            let file = File::create(&path).map_err(|error| trouble("write", &path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(output, cure).into()),
                // A file system without locks: two runs at once cannot be told apart there.
                Err(TryLockError::Error(_)) => {}
            }
            // The run before may have taken the file away between opening and locking it.
            if is_still_there(&file, &path) {
                return Ok(Self { path, _file: file });
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

fn busy(output: &Path, cure: &str) -> Diagnostic {
    let shown = output.display().to_string();
    let message = format!("another run is writing to {shown}");
    Diagnostic::error("busy", Place::file(&shown), message).hint(cure)
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => held.ino() == named.ino() && held.dev() == named.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_there(_file: &File, _path: &Path) -> bool {
    // An open file keeps its name there.
    true
}
