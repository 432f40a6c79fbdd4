//! Law: an output is built out of sight, beside the place where it shall stand.

use super::{
    carry::{carry, foreign},
    interrupt::{self, Beside},
    lock::Lock,
    place::settle,
    reader::Reader,
    step::{step, sync},
    swap::{back, recover, swap},
    trouble::trouble,
};
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::{
    ffi::OsString,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// What to do where another run writes.
const BUSY: &str = "wait until it is done, or write elsewhere with --output or --certificates";

/// A folder beside the output, on the same disk, that becomes the output in one step or goes away.
pub(super) struct Staging {
    reader: Reader,
    output: PathBuf,
    folder: PathBuf,
    old: PathBuf,
    /// Where the previous output lies once this one is in place.
    previous: Option<PathBuf>,
    /// What earlier runs left and this one could not clear away.
    warnings: Problems,
    _beside: [Beside; 2],
    // Dropped last: no other run begins before this one has cleared up.
    _lock: Lock,
    _made: Made,
}

impl Staging {
    /// Makes ready to write to `output`, and clears away what dead runs left.
    ///
    /// # Errors
    /// The output is a file or holds somebody's documents, another run writes to it, or nothing can be written there.
    pub fn begin(output: &Path, reader: Reader) -> Result<Self, Problems> {
        let output = settle(output)?;
        let parent = output.parent().unwrap_or(&output);
        let made = Made::folders(parent)?;
        let beside = |what: &str| beside(&output, what);
        let lock = Lock::take(beside("lock"), &output, BUSY)?;
        let old = beside("old");
        let mut warnings = Problems::default();
        if let Err(error) = recover(&output, &old) {
            if !output.try_exists().unwrap_or(false) {
                return Err(trouble("recover", &old, &error).into());
            }
            warnings.push(left_over(&old, &error));
        }
        clear(parent, &beside("new-"), &mut warnings)?;
        foreign(&output)?;
        let folder = new_folder(reader, &beside)?;
        let after = [Beside::new(&old), Beside::new(&folder)];
        let previous = None;
        Ok(Self {
            reader,
            folder,
            old,
            previous,
            warnings,
            _beside: after,
            _lock: lock,
            _made: made,
            output,
        })
    }

    /// Writes a file at `path`, relative and with `/`.
    ///
    /// # Errors
    /// The system refuses.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Problems> {
        let file = path.split('/').fold(self.folder.clone(), |folder, part| folder.join(part));
        let folder = file.parent().unwrap_or(&self.folder);
        let _writing = interrupt::writing();
        let made = self.reader.folders().create(folder);
        let written = made.and_then(|()| self.reader.files().open(&file)).and_then(|mut file| {
            file.write_all(bytes)?;
            // Here, where other threads go on meanwhile, and not at the end.
            file.sync_all()
        });
        // The person knows the file by the place where it shall stand.
        written.map_err(|error| trouble("write", &self.output.join(path), &error).into())
    }

    /// Does all that may still go wrong but the last step.
    ///
    /// # Errors
    /// The system refuses, or a file of somebody's is in the way.
    pub fn prepare(&self) -> Result<(), Problems> {
        let _writing = interrupt::writing();
        carry(&self.output, &self.folder)?;
        let replaced = |error: io::Error| trouble("replace", &self.output, &error);
        if let (Reader::Anybody, Ok(metadata)) = (self.reader, fs::metadata(&self.output)) {
            fs::set_permissions(&self.folder, metadata.permissions()).map_err(replaced)?;
        }
        sync(&self.folder).map_err(|error| replaced(error).into())
    }

    /// Puts what was written in the place of the output.
    ///
    /// # Errors
    /// The system refuses; whether the new or the previous output is in place, [`Staging::is_placed`] says.
    pub fn place(&mut self) -> Result<(), Problems> {
        let done = swap(&self.folder, &self.output, &self.old).and_then(|previous| {
            self.previous = Some(previous.unwrap_or_default());
            step(|| self.output.parent().map_or(Ok(()), sync))
        });
        done.map_err(|error| trouble("replace", &self.output, &error).into())
    }

    /// Whether the new output is in place.
    pub fn is_placed(&self) -> bool {
        self.previous.is_some()
    }

    /// Puts the previous output in place again.
    ///
    /// # Errors
    /// The system refuses.
    pub fn take_back(&mut self) -> Result<(), Problems> {
        let Some(previous) = &self.previous else { return Ok(()) };
        let previous = (!previous.as_os_str().is_empty()).then_some(&**previous);
        back(&self.folder, &self.output, previous)
            .map_err(|error| trouble("put back", &self.output, &error))?;
        self.previous = None;
        Ok(())
    }

    /// Clears away the previous output; says what could not be.
    pub fn clear_up(mut self) -> Problems {
        let mut warnings = std::mem::take(&mut self.warnings);
        if let Some(previous) = &self.previous
            && !previous.as_os_str().is_empty()
            && let Err(error) = fs::remove_dir_all(previous)
        {
            interrupt::rest_if_asked();
            warnings.push(left_over(previous, &error));
        }
        warnings
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After all went well there is nothing here; what cannot be removed now, the next run removes.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folders above an output that this run made; what of them is empty in the end goes away.
struct Made(Vec<(PathBuf, Beside)>);

impl Made {
    fn folders(parent: &Path) -> Result<Self, Problems> {
        let mut absent: Vec<PathBuf> =
            parent.ancestors().take_while(|path| !path.exists()).map(Path::to_owned).collect();
        absent.reverse();
        let mut made = Self(Vec::new());
        for folder in absent {
            match fs::create_dir(&folder) {
                Ok(()) => {
                    let beside = Beside::if_empty(&folder);
                    made.0.push((folder, beside));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(trouble("make", &folder, &error).into()),
            }
        }
        Ok(made)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for (folder, _) in self.0.iter().rev() {
            // One that holds something stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A hidden name beside `output`.
fn beside(output: &Path, what: &str) -> PathBuf {
    let mut hidden = OsString::from(".");
    hidden.push(output.file_name().unwrap_or_default());
    hidden.push(format!(".bydelsrapport-{what}"));
    output.with_file_name(hidden)
}

/// A new folder; where another person's run has left one of that name, of another name.
fn new_folder(reader: Reader, beside: &dyn Fn(&str) -> PathBuf) -> Result<PathBuf, Problems> {
    let mut folders = reader.folders();
    folders.recursive(false);
    let mut tries = 0_u32;
    loop {
        let folder = beside(&format!("new-{}-{tries}", std::process::id()));
        match folders.create(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < 1000 => {
                tries += 1;
            }
            Err(error) => return Err(trouble("make", &folder, &error).into()),
        }
    }
}

/// Removes what runs that were killed left behind; the lock says that none of them lives.
fn clear(parent: &Path, prefix: &Path, warnings: &mut Problems) -> Result<(), Problems> {
    let refused = |error: io::Error| trouble("read", parent, &error);
    let prefix = prefix.file_name().unwrap_or_default().as_encoded_bytes();
    for entry in fs::read_dir(parent).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        if entry.file_name().as_encoded_bytes().starts_with(prefix)
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            warnings.push(left_over(&entry.path(), &error));
        }
    }
    Ok(())
}

fn left_over(path: &Path, error: &io::Error) -> Diagnostic {
    let problem = trouble("clear away", path, error);
    Diagnostic::warning("left-over", Place::file(&path.display().to_string()), problem.message)
        .hint("it is what a run left; the output does not need it. Whoever it belongs to can remove it, and their next run does")
}
