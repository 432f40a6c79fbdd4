//! Law: a new project is small, complete and builds at once; it appears whole, and never overwrites anything.

use super::{
    interrupt::{self, Beside},
    standing::Piece,
    step::step,
    trouble::trouble_or,
};
use crate::diagnostic::{Diagnostic, Place, Problems};
use include_dir::{Dir, DirEntry, include_dir};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fixtures/starter");

/// The folder inside the new project in which it is laid out first; also its beginning where a dead run left one.
const ASIDE: &str = ".bydelsrapport-new";

/// Writes the starting project into `folder`, which is made, or empty; says which files it wrote.
///
/// # Errors
/// The folder holds something, or the system refuses; then nothing of the project is there.
pub fn write(folder: &Path) -> Result<Vec<String>, Problems> {
    let refused = |error: io::Error| {
        let way = Some("name another folder");
        Problems::from(trouble_or("write", folder, &error, way))
    };
    let aside = folder.join(ASIDE);
    // What is empty, or was left by a run that was killed, is as good as new.
    let taken = match fs::read_dir(folder) {
        Ok(entries) => {
            let mut names = entries.map(|entry| entry.map(|entry| entry.file_name()));
            names.any(|name| name.is_ok_and(|name| name != ASIDE))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::symlink_metadata(folder).is_ok()
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => true,
        Err(error) => return Err(refused(error)),
    };
    if taken {
        let shown = folder.display().to_string();
        let message = format!("{shown} is not an empty folder");
        return Err(Diagnostic::error("not-empty", Place::file(&shown), message)
            .hint("name a new folder")
            .into());
    }
    let mut folders = Folders::default();
    folders.make(folder).map_err(refused)?;
    let files = lay_out(folder, &aside).map_err(refused)?;
    folders.keep();
    Ok(files)
}

/// Lays the project out aside, then puts each of its folders in place.
fn lay_out(folder: &Path, aside: &Path) -> io::Result<Vec<String>> {
    let _beside = Beside::new(aside);
    let cleared = Cleared(aside);
    let mut files = Vec::new();
    {
        let _writing = interrupt::writing();
        cleared.now()?;
        fs::create_dir(aside)?;
        put(&STARTER, aside, &mut files)?;
    }
    files.sort();
    let mut standing = interrupt::window();
    let mut placed: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(aside)? {
        let (from, to) = (entry?.path(), folder.to_owned());
        let to = to.join(from.file_name().unwrap_or_default());
        let moved = step(|| fs::rename(&from, &to));
        if let Err(error) = moved {
            for path in &placed {
                // They go back to what is cleared away.
                let _ = fs::rename(path, aside.join(path.file_name().unwrap_or_default()));
            }
            return Err(error);
        }
        placed.push(to);
    }
    standing.placed(Piece::Project);
    Ok(files)
}

/// A folder that goes away in the end.
struct Cleared<'a>(&'a Path);

impl Cleared<'_> {
    fn now(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl Drop for Cleared<'_> {
    fn drop(&mut self) {
        // What stays, the next call for this folder clears away.
        let _ = self.now();
    }
}

/// Folders that were made for the project; they go away if nothing comes into them.
#[derive(Default)]
struct Folders(Vec<(PathBuf, Beside)>);

impl Folders {
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let absent: Vec<&Path> = folder
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
            .collect();
        for folder in absent.into_iter().rev() {
            fs::create_dir(folder)?;
            self.0.push((folder.to_owned(), Beside::if_empty(folder)));
        }
        Ok(())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        for (folder, _) in self.0.iter().rev() {
            // One that holds something stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn put(dir: &Dir<'_>, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in dir.entries() {
        let path = folder.join(entry.path());
        match entry {
            DirEntry::Dir(inner) => {
                fs::create_dir_all(&path)?;
                put(inner, folder, files)?;
            }
            DirEntry::File(file) => {
                step(|| fs::write(&path, file.contents()))?;
                files.push(entry.path().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::step::refused;

    #[test]
    fn a_project_is_whole_or_not_there_and_the_next_call_works() {
        let dir = tempfile::tempdir().unwrap();
        refused::at(&[]);
        let all = write(&dir.path().join("first")).unwrap();
        for step in 0..refused::taken() {
            for there in [false, true] {
                let folder = dir.path().join(format!("deep/{step}-{there}"));
                if there {
                    fs::create_dir_all(&folder).unwrap();
                }
                refused::at(&[step]);
                assert_eq!(write(&folder).unwrap_err().0[0].code, "file");
                refused::at(&[]);
                assert_eq!(folder.exists(), there, "step {step}");
                assert!(!there || folder.read_dir().unwrap().next().is_none(), "step {step}");
                assert_eq!(write(&folder).unwrap(), all);
                assert!(!folder.join(ASIDE).exists());
                assert_eq!(write(&folder).unwrap_err().0[0].code, "not-empty");
            }
        }
    }
}
