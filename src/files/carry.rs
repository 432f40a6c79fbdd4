//! Law: what a person put beside the reports stays, and a folder that is not ours is not touched.

use super::{
    manifest::{self, Reading},
    place::foreign_disk,
    trouble::trouble,
};
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File, FileTimes},
    io,
    path::{Path, PathBuf},
};

/// Files that may stand in an output folder before the first run.
const WELCOME: [&str; 4] = ["README.md", ".gitignore", ".gitkeep", ".gitattributes"];

/// What no run wrote, by its path in the output.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Own {
    files: Vec<PathBuf>,
    /// Folders that hold such files, or nothing; each after those that it lies in.
    folders: Vec<PathBuf>,
}

impl Own {
    /// The files, without the folders that they lie in.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }
}

/// What no run wrote in `output`; nothing where there is no output yet.
///
/// # Errors
/// The folder holds other things and has no list of ours: it may be somebody's documents.
pub(super) fn foreign(output: &Path) -> Result<Own, Problems> {
    let refused = |error: io::Error| Problems::from(trouble("read", output, &error));
    if !output.try_exists().map_err(refused)? {
        return Ok(Own::default());
    }
    let mut found = BTreeMap::new();
    walk(output, Path::new(""), &mut found)?;
    let list = output.join(manifest::NAME);
    let ours = match fs::read(&list) {
        Ok(bytes) => manifest::read(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Reading::Others,
        Err(error) => return Err(trouble("read", &list, &error).into()),
    };
    match ours {
        Reading::Ours(list) => {
            let ours = list.files.into_iter().map(|file| file.path.split('/').collect());
            let ours: BTreeSet<PathBuf> = ours.chain([manifest::NAME.into()]).collect();
            Ok(own(found, &ours))
        }
        reading => {
            let welcome = |path: &PathBuf| WELCOME.iter().any(|name| path == Path::new(name));
            if found.iter().all(|(path, sort)| welcome(path) || *sort == Sort::Folder) {
                return Ok(own(found, &BTreeSet::new()));
            }
            Err(not_ours(output, matches!(reading, Reading::Broken)).into())
        }
    }
}

/// Gives the staged output what no run wrote: files as they are, folders with their mode and time.
///
/// # Errors
/// A new file has the path of one of them, or the system refuses.
pub(super) fn carry(output: &Path, staging: &Path) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let own = foreign(output)?;
    let mut keep = |path: &Path, act: &dyn Fn(&Path, &Path) -> io::Result<()>| {
        let (from, to) = (output.join(path), staging.join(path));
        if let Err(error) = act(&from, &to) {
            problems.push(match error.kind() {
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => in_the_way(&from),
                _ => trouble("keep", &from, &error),
            });
        }
    };
    for folder in &own.folders {
        keep(folder, &|_, to| match fs::create_dir(to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && to.is_dir() => Ok(()),
            made => made,
        });
    }
    for file in &own.files {
        keep(file, &link);
    }
    for folder in own.folders.iter().rev() {
        keep(folder, &like);
    }
    if problems.fatal() { Err(problems) } else { Ok(()) }
}

/// The same file under another name; a copy where the file system knows one name alone.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::hard_link(from, to).or_else(|error| {
        let metadata = fs::symlink_metadata(from)?;
        if metadata.is_file() {
            fs::copy(from, to)?;
            File::open(to)?.sync_all()
        } else if metadata.is_symlink() {
            relink(&fs::read_link(from)?, to)
        } else {
            Err(error)
        }
    })
}

#[cfg(unix)]
fn relink(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(not(unix))]
fn relink(_to: &Path, _link: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Gives one folder the mode and the time of another.
fn like(from: &Path, to: &Path) -> io::Result<()> {
    let metadata = fs::metadata(from)?;
    // The time first: a folder may be closed to its own owner.
    if let (Ok(folder), Ok(modified)) = (File::open(to), metadata.modified()) {
        // A file system without such times keeps its own.
        let _ = folder.set_times(FileTimes::new().set_modified(modified));
    }
    fs::set_permissions(to, metadata.permissions())
}

fn own(found: BTreeMap<PathBuf, Sort>, ours: &BTreeSet<PathBuf>) -> Own {
    let (folders, files): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(_, sort)| *sort == Sort::Folder);
    let mut folders: Vec<PathBuf> = folders.into_iter().map(|(path, _)| path).collect();
    let files: Vec<PathBuf> = files.into_iter().map(|(path, _)| path).collect();
    let within = |folder: &Path, path: &Path| path != folder && path.starts_with(folder);
    let mine: Vec<PathBuf> = files.iter().filter(|path| !ours.contains(*path)).cloned().collect();
    let empty: Vec<PathBuf> = folders
        .iter()
        .filter(|folder| !files.iter().chain(&folders).any(|path| within(folder, path)))
        .cloned()
        .collect();
    folders.retain(|folder| {
        empty.contains(folder) || mine.iter().chain(&empty).any(|path| within(folder, path))
    });
    Own { files: mine, folders }
}

fn in_the_way(path: &Path) -> Diagnostic {
    let shown = path.display().to_string();
    let message = "a report would replace a file that this program did not write";
    Diagnostic::error("in-the-way", Place::file(&shown), message)
        .hint("move it away, or write elsewhere with --output or --certificates")
}

fn not_ours(output: &Path, broken: bool) -> Diagnostic {
    let shown = output.display().to_string();
    let name = manifest::NAME;
    let message = if broken {
        format!(
            "{shown} holds files, and its {name} is broken: nobody knows which of them are reports"
        )
    } else {
        format!("{shown} holds files, but no {name} of an earlier run")
    };
    Diagnostic::error("not-ours", Place::file(&shown), message).hint(
        "name an empty folder, a new one, or an earlier output with --output or --certificates",
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Folder,
    File,
}

fn walk(output: &Path, within: &Path, found: &mut BTreeMap<PathBuf, Sort>) -> Result<(), Problems> {
    let folder = output.join(within);
    let refused = |error: io::Error| Problems::from(trouble("read", &folder, &error));
    if foreign_disk(&folder, output) {
        let shown = folder.display().to_string();
        let message = format!("{shown} is a disk of its own, inside an output");
        let hint =
            "take that disk out of the folder, or name another one with --output or --certificates";
        return Err(Diagnostic::error("not-a-folder", Place::file(&shown), message)
            .hint(hint)
            .into());
    }
    for entry in fs::read_dir(&folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let path = within.join(entry.file_name());
        if entry.file_type().map_err(refused)?.is_dir() {
            found.insert(path.clone(), Sort::Folder);
            walk(output, &path, found)?;
        } else {
            found.insert(path, Sort::File);
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::{
        ffi::OsStr,
        os::unix::{
            ffi::OsStrExt,
            fs::{PermissionsExt, symlink},
        },
        time::{Duration, SystemTime},
    };

    #[test]
    fn empty_folders_modes_times_links_and_odd_names_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let [out, new] = ["out", "new"].map(|name| dir.path().join(name));
        let odd = OsStr::from_bytes(b"\xff\xfe");
        for folder in ["empty/deep", "closed", "ours"] {
            fs::create_dir_all(out.join(folder)).unwrap();
        }
        fs::create_dir(&new).unwrap();
        fs::write(out.join("closed/mine.txt"), "mine").unwrap();
        fs::write(out.join("ours/a.pdf"), "ours").unwrap();
        fs::write(out.join(odd), "odd").unwrap();
        symlink("nowhere", out.join("link")).unwrap();
        let list = r#"{"tool":{"name":"bydelsrapport"},"edition":"e","files":[{"path":"ours/a.pdf","kind":"pdf","bytes":4,"sha256":""}]}"#;
        fs::write(out.join(manifest::NAME), list).unwrap();
        let closed = out.join("closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let times = FileTimes::new().set_modified(then);
        File::open(&closed).unwrap().set_times(times).unwrap();
        carry(&out, &new).unwrap();
        assert_eq!(fs::read_to_string(new.join("closed/mine.txt")).unwrap(), "mine");
        assert_eq!(fs::read_to_string(new.join(odd)).unwrap(), "odd");
        assert_eq!(fs::read_link(new.join("link")).unwrap(), Path::new("nowhere"));
        assert!(new.join("empty/deep").is_dir() && !new.join("ours").exists());
        let metadata = fs::metadata(new.join("closed")).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o700);
        assert_eq!(metadata.modified().unwrap(), then);
    }

    #[test]
    fn a_broken_list_is_called_broken() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(manifest::NAME), "{\"tool\"").unwrap();
        fs::write(dir.path().join("a.pdf"), "a").unwrap();
        let told = foreign(dir.path()).unwrap_err().0.remove(0);
        assert!(told.code == "not-ours" && told.message.contains("is broken"), "{told:?}");
    }
}
