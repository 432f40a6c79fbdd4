//! Law: the memory of publications is replaced whole, or stays as it was.

use super::{
    interrupt::{self, Beside},
    lock::Lock,
    source::Project,
    step::{step, sync},
    trouble::trouble,
};
use crate::{
    diagnostic::{Diagnostic, Place, Problems},
    ledger::FILE,
};
use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

impl Project {
    /// The memory of what was published; nothing where nothing was.
    ///
    /// The manifest does not list it among the inputs: a publication is in its own memory afterwards, and
    /// building once more shall give the very bytes that were published.
    ///
    /// # Errors
    /// It is no text, or the system refuses.
    pub fn ledger(&self) -> Result<Option<String>, Problems> {
        let path = self.root().join(FILE);
        match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| {
                Diagnostic::error("ledger", Place::file(FILE), "this file is not UTF-8 text")
                    .hint("put back the one that the last publication left")
                    .into()
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(trouble("read", &path, &error).into()),
        }
    }
}

/// A publication under way: it keeps others of the same project out until its memory is written.
///
/// Dropped before [`Recording::place`], it leaves the memory as it was.
pub struct Recording {
    path: PathBuf,
    new: PathBuf,
    old: PathBuf,
    placed: bool,
    _beside: [Beside; 2],
    // Dropped last: no other publication begins before this one has cleared up.
    _lock: Lock,
}

impl Recording {
    /// Begins a publication of a project; its memory is read after this.
    ///
    /// # Errors
    /// Another publication of the project is under way, or nothing can be written there.
    pub fn begin(project: &Project) -> Result<Self, Problems> {
        let path = resolve(&project.root().join(FILE))?;
        let beside = |what: &str| path.with_file_name(format!(".{FILE}.bydelsrapport-{what}"));
        let lock = Lock::take(beside("lock"), &path, "wait until it is done")?;
        let (new, old) = (beside("new"), beside("old"));
        let after = [Beside::new(&new), Beside::new(&old)];
        Ok(Self { path, new, old, placed: false, _beside: after, _lock: lock })
    }

    /// Writes the new memory beside the old one, so that the disk has room for it before anything is published.
    ///
    /// # Errors
    /// The system refuses.
    pub fn stage(&self, text: &str) -> Result<(), Problems> {
        let _writing = interrupt::writing();
        let refused = |error: io::Error| Problems::from(trouble("write", &self.path, &error));
        for left in [&self.new, &self.old] {
            match fs::remove_file(left) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(refused(error)),
                _ => {}
            }
        }
        let before = match fs::metadata(&self.path) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(refused(error)),
        };
        if before.is_some() {
            // What was there keeps a second name, so that it can come back in one step.
            let kept = fs::hard_link(&self.path, &self.old);
            kept.or_else(|_| fs::copy(&self.path, &self.old).map(drop)).map_err(refused)?;
        }
        // A new file: never what a link of that name leads to.
        let written = OpenOptions::new().write(true).create_new(true).open(&self.new);
        let written = written.and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            if let Some(metadata) = before {
                file.set_permissions(metadata.permissions())?;
            }
            file.sync_all()
        });
        written.map_err(refused)
    }

    /// Puts the new memory in the place of the old one, in one step.
    ///
    /// # Errors
    /// The system refuses; whether the new memory is in place, [`Recording::is_placed`] says.
    pub fn place(&mut self) -> Result<(), Problems> {
        let done = step(|| fs::rename(&self.new, &self.path)).and_then(|()| {
            self.placed = true;
            step(|| sync(self.path.parent().unwrap_or(Path::new("."))))
        });
        done.map_err(|error| trouble("replace", &self.path, &error).into())
    }

    /// Whether the new memory is in place.
    pub fn is_placed(&self) -> bool {
        self.placed
    }

    /// Puts back the memory that was there before.
    ///
    /// # Errors
    /// The system refuses.
    pub fn take_back(&mut self) -> Result<(), Problems> {
        let back = step(|| match self.old.try_exists()? {
            true => fs::rename(&self.old, &self.path),
            false => fs::remove_file(&self.path),
        });
        back.map_err(|error| trouble("put back", &self.path, &error))?;
        self.placed = false;
        Ok(())
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        for left in [&self.new, &self.old] {
            // What cannot be removed now, the next publication removes.
            let _ = fs::remove_file(left);
        }
    }
}

/// Where the memory really is: a link to it stays, and what it leads to is replaced.
fn resolve(path: &Path) -> Result<PathBuf, Problems> {
    match fs::canonicalize(path) {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if fs::symlink_metadata(path).is_ok() {
                let shown = path.display().to_string();
                let message = format!("{shown} is a link to a file that is not there");
                return Err(Diagnostic::error("ledger", Place::file(&shown), message)
                    .hint("put the file there that the last publication left, or remove the link")
                    .into());
            }
            std::path::absolute(path).map_err(|error| trouble("read", path, &error).into())
        }
        Err(error) => Err(trouble("read", path, &error).into()),
    }
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
        assert_eq!(project.ledger().unwrap(), None);
        for text in ["first", "second"] {
            let before = project.ledger().unwrap();
            let mut recording = Recording::begin(&project).unwrap();
            recording.stage(text).unwrap();
            assert_eq!(project.ledger().unwrap(), before);
            recording.place().unwrap();
            assert_eq!(project.ledger().unwrap().as_deref(), Some(text));
            recording.take_back().unwrap();
            assert_eq!(project.ledger().unwrap(), before);
            recording.stage(text).unwrap();
            recording.place().unwrap();
        }
        assert_eq!(names(dir.path()), ["config", FILE]);
    }

    #[test]
    fn unless_placed_nothing_is_left_and_one_publication_keeps_the_other_out() {
        let (dir, project) = project();
        let recording = Recording::begin(&project).unwrap();
        recording.stage("first").unwrap();
        assert_eq!(code(Recording::begin(&project)), "busy");
        drop(recording);
        assert_eq!(names(dir.path()), ["config"]);
    }

    #[test]
    fn a_memory_that_is_no_text_is_told() {
        let (dir, project) = project();
        fs::create_dir(dir.path().join(FILE)).unwrap();
        assert_eq!(code(project.ledger()), "file");
        fs::remove_dir(dir.path().join(FILE)).unwrap();
        fs::write(dir.path().join(FILE), [0xff, 0xfe, b'b']).unwrap();
        assert_eq!(code(project.ledger()), "ledger");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_to_what_is_not_the_memory() {
        let (dir, project) = project();
        let mine = dir.path().join("mine");
        fs::write(&mine, "mine").unwrap();
        for what in ["new", "old"] {
            let name = format!(".{FILE}.bydelsrapport-{what}");
            std::os::unix::fs::symlink(&mine, dir.path().join(name)).unwrap();
        }
        let mut recording = Recording::begin(&project).unwrap();
        recording.stage("first").unwrap();
        recording.place().unwrap();
        drop(recording);
        assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
        assert_eq!(names(dir.path()), ["config", "mine", FILE]);
    }
}
