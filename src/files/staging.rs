//! Law: an output is built out of sight, beside the place where it shall stand.

use super::{
    carry::{carry, foreign},
    lock::Lock,
    reader::Reader,
    swap::{recover, swap},
    trouble::trouble,
};
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// What to do where another run writes.
const ELSEWHERE: &str = "wait until it is done, or write elsewhere with --output or --certificates";

/// A folder beside the output, on the same disk, that becomes the output in one step or goes away.
pub(super) struct Staging {
    reader: Reader,
    output: PathBuf,
    folder: PathBuf,
    old: PathBuf,
    // Dropped last: no other run begins before this one has cleared up.
    _lock: Lock,
}

impl Staging {
    /// Makes ready to write to `output`, and clears away what dead runs left.
    ///
    /// # Errors
    /// The output is a file or holds somebody's documents, another run writes to it, or nothing can be written there.
    pub fn begin(output: &Path, reader: Reader) -> Result<Self, Problems> {
        let output = resolve(output)?;
        let (Some(name), Some(parent)) = (output.file_name(), output.parent()) else {
            return Err(no_folder(&output).into());
        };
        fs::create_dir_all(parent).map_err(|error| trouble("make", parent, &error))?;
        let beside = |what: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".bydelsrapport-{what}"));
            parent.join(hidden)
        };
        let lock = Lock::take(beside("lock"), &output, ELSEWHERE)?;
        let old = beside("old");
        recover(&output, &old).map_err(|error| trouble("recover", &old, &error))?;
        clear(parent, &beside("new-"))?;
        foreign(&output)?;
        let folder = beside(&format!("new-{}", std::process::id()));
        reader
            .folders()
            .recursive(false)
            .create(&folder)
            .map_err(|error| trouble("make", &folder, &error))?;
        Ok(Self { reader, output, folder, old, _lock: lock })
    }

    /// Writes a file at `path`, relative and with `/`.
    ///
    /// # Errors
    /// The system refuses.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Problems> {
        let file = path.split('/').fold(self.folder.clone(), |folder, part| folder.join(part));
        let folder = file.parent().unwrap_or(&self.folder);
        let made = self.reader.folders().create(folder);
        let written = made
            .and_then(|()| self.reader.files().open(&file))
            .and_then(|mut file| file.write_all(bytes));
        // The person knows the file by the place where it shall stand.
        written.map_err(|error| trouble("write", &self.output.join(path), &error).into())
    }

    /// Does all that may still go wrong but the last step.
    ///
    /// # Errors
    /// The system refuses, or a file of somebody's is in the way.
    pub fn prepare(&self) -> Result<(), Problems> {
        carry(&self.output, &self.folder)?;
        if let (Reader::Anybody, Ok(metadata)) = (self.reader, fs::metadata(&self.output)) {
            fs::set_permissions(&self.folder, metadata.permissions())
                .map_err(|error| trouble("write", &self.folder, &error))?;
        }
        sync(&self.folder).map_err(|error| trouble("replace", &self.output, &error).into())
    }

    /// Puts what was written in the place of the output; says what could not be cleared away afterwards.
    ///
    /// # Errors
    /// The system refuses; the previous output is untouched.
    pub fn place(self) -> Result<Problems, Problems> {
        let replace = |error: io::Error| trouble("replace", &self.output, &error);
        let previous = swap(&self.folder, &self.output, &self.old).map_err(replace)?;
        let mut warnings = Problems::default();
        let cleared = self.output.parent().map_or(Ok(()), sync).and_then(|()| match &previous {
            Some(previous) => fs::remove_dir_all(previous),
            None => Ok(()),
        });
        if let Err(error) = cleared {
            let place = Place::file(&previous.unwrap_or_default().display().to_string());
            let message =
                format!("the new output is in place, but not all was cleared up: {error}");
            warnings.push(
                Diagnostic::warning("left-over", place, message)
                    .hint("the next run clears away what is left"),
            );
        }
        Ok(warnings)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After a commit there is nothing here; what cannot be removed now, the next run removes.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Where the output really is: a link to a folder stays, and the folder is replaced.
fn resolve(output: &Path) -> Result<PathBuf, Problems> {
    match fs::metadata(output) {
        Ok(metadata) if metadata.is_dir() => {
            fs::canonicalize(output).map_err(|error| trouble("read", output, &error).into())
        }
        Ok(_) => {
            let shown = output.display().to_string();
            Err(Diagnostic::error(
                "not-a-folder",
                Place::file(&shown),
                format!("{shown} is a file"),
            )
            .hint("name a folder with --output or --certificates")
            .into())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::path::absolute(output).map_err(|error| trouble("read", output, &error).into())
        }
        Err(error) => Err(trouble("read", output, &error).into()),
    }
}

fn no_folder(output: &Path) -> Diagnostic {
    let shown = output.display().to_string();
    Diagnostic::error("not-a-folder", Place::file(&shown), format!("{shown} cannot be replaced"))
        .hint("name a folder inside it with --output or --certificates")
}

/// Removes what runs that were killed left behind; the lock says that none of them lives.
fn clear(parent: &Path, prefix: &Path) -> Result<(), Problems> {
    let refused = |error: io::Error| trouble("clear", parent, &error);
    let prefix = prefix.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for entry in fs::read_dir(parent).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            fs::remove_dir_all(entry.path())
                .map_err(|error| trouble("clear", &entry.path(), &error))?;
        }
    }
    Ok(())
}

/// Makes sure that names survive a power cut. The files' bytes are left to the system: the list of hashes tells.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_folder: &Path) -> io::Result<()> {
    // A folder cannot be opened there.
    Ok(())
}
