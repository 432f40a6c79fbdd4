//! Law: the memory of publications is replaced whole, after the reports that it speaks of, or stays as it was.

use super::{lock::Lock, source::Project, trouble::trouble};
use crate::{
    config::Settings,
    diagnostic::{Diagnostic, Place, Problems},
    ledger::FILE,
};
use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// The code of the problem that reports are in place and the memory does not know of them.
pub const NOT_RECORDED: &str = "not-recorded";

/// What to do about it.
const AGAIN: &str = "mend that and run the same command again before anybody gets the reports: \
                     the same input gives the same files";

impl Project {
    /// The memory of what was published; nothing where nothing was.
    ///
    /// The manifest does not list it among the inputs: a publication is in its own memory afterwards, and
    /// building once more shall give the very bytes that were published.
    ///
    /// # Errors
    /// It is no text, or the system refuses.
    pub fn ledger(&self, settings: &Settings) -> Result<Option<String>, Problems> {
        let file = file(settings);
        let path = self.root().join(file);
        match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| {
                Diagnostic::error("ledger", Place::file(file), "this file is not UTF-8 text")
                    .hint("put back the one that the last publication left")
                    .into()
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(trouble("read", &path, &error).into()),
        }
    }
}

/// Where the memory lies, from the project's folder: in it, or where projects over the same tables share one.
fn file(settings: &Settings) -> &str {
    settings.disclosure.memory.file.as_deref().unwrap_or(FILE)
}

/// A publication under way: it keeps others of the same project out until its memory is written.
///
/// Dropped without [`Recording::commit`], it leaves the memory as it was.
pub struct Recording {
    path: PathBuf,
    beside: PathBuf,
    // Dropped last: no other publication begins before this one has cleared up.
    _lock: Lock,
}

impl Recording {
    /// Begins a publication of a project; its memory is read after this.
    ///
    /// # Errors
    /// Another publication of the project is under way, or nothing can be written there.
    pub fn begin(project: &Project, settings: &Settings) -> Result<Self, Problems> {
        let path = resolve(&project.root().join(file(settings)))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = |what: &str| path.with_file_name(format!(".{name}.bydelsrapport-{what}"));
        let lock = Lock::take(beside("lock"), &path, "wait until it is done")?;
        let beside = beside("new");
        Ok(Self { path, beside, _lock: lock })
    }

    /// Writes the new memory beside the old one, so that the disk has room for it before anything is published.
    ///
    /// # Errors
    /// The system refuses.
    pub fn stage(&self, text: &str) -> Result<(), Problems> {
        let written = File::create(&self.beside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            if let Ok(metadata) = fs::metadata(&self.path) {
                file.set_permissions(metadata.permissions())?;
            }
            file.sync_all()
        });
        written.map_err(|error| trouble("write", &self.path, &error).into())
    }

    /// Puts the new memory in the place of the old one, in one step; the reports are in place already.
    ///
    /// # Errors
    /// The system refuses: [`NOT_RECORDED`].
    pub fn commit(self) -> Result<(), Problems> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::rename(&self.beside, &self.path).and_then(|()| sync(folder)).map_err(|error| {
            let refused = trouble("replace", &self.path, &error);
            let name = self.path.file_name().unwrap_or_default().to_string_lossy();
            let message = format!("the reports are in place, but {name} does not know of them");
            let problem = Diagnostic::error(NOT_RECORDED, refused.place, message);
            problem.hint(refused.message).hint(AGAIN).into()
        })
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        // After a commit there is nothing here; what cannot be removed now, the next publication replaces.
        let _ = fs::remove_file(&self.beside);
    }
}

/// Where the memory really is: a link to it stays, and what it leads to is replaced.
fn resolve(path: &Path) -> Result<PathBuf, Problems> {
    match fs::canonicalize(path) {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            std::path::absolute(path).map_err(|error| trouble("read", path, &error).into())
        }
        Err(error) => Err(trouble("read", path, &error).into()),
    }
}

/// Makes sure that the name survives a power cut.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_folder: &Path) -> io::Result<()> {
    // A folder cannot be opened there.
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> (tempfile::TempDir, Project) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("config")).unwrap();
        fs::write(dir.path().join("config/report.toml"), "").unwrap();
        let project = Project::open(dir.path()).unwrap();
        (dir, project)
    }

    fn settings() -> Settings {
        let embedded = crate::assets::Assets::embedded();
        crate::config::load(&embedded, &mut Problems::default()).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn code(result: Result<impl Sized, Problems>) -> &'static str {
        result.err().map_or("ok", |problems| problems.0[0].code)
    }

    #[test]
    fn the_memory_is_replaced_in_the_end_and_not_before() {
        let (dir, project) = project();
        assert_eq!(project.ledger(&settings()).unwrap(), None);
        for text in ["first", "second"] {
            let before = project.ledger(&settings()).unwrap();
            let recording = Recording::begin(&project, &settings()).unwrap();
            recording.stage(text).unwrap();
            assert_eq!(project.ledger(&settings()).unwrap(), before);
            recording.commit().unwrap();
            assert_eq!(project.ledger(&settings()).unwrap().as_deref(), Some(text));
        }
        assert_eq!(names(dir.path()), ["config", FILE]);
    }

    #[test]
    fn without_commit_nothing_is_left_and_one_publication_keeps_the_other_out() {
        let (dir, project) = project();
        let recording = Recording::begin(&project, &settings()).unwrap();
        recording.stage("first").unwrap();
        assert_eq!(code(Recording::begin(&project, &settings())), "busy");
        drop(recording);
        assert_eq!(names(dir.path()), ["config"]);
    }

    #[test]
    fn what_cannot_be_recorded_is_told_with_what_to_do() {
        let (dir, project) = project();
        let recording = Recording::begin(&project, &settings()).unwrap();
        recording.stage("first").unwrap();
        // A folder in its place.
        fs::create_dir_all(dir.path().join(FILE).join("x")).unwrap();
        let problem = recording.commit().unwrap_err().0.remove(0);
        assert_eq!(problem.code, NOT_RECORDED);
        assert!(problem.hints[1].contains("run the same command again"));
        assert_eq!(code(project.ledger(&settings())), "file");
        fs::remove_dir_all(dir.path().join(FILE)).unwrap();
        fs::write(dir.path().join(FILE), [0xff, 0xfe, b'b']).unwrap();
        assert_eq!(code(project.ledger(&settings())), "ledger");
    }
}
