//! Reading that always ends: files only, never more than may be, and no link out of the project.

use super::trouble::trouble;
use crate::{
    diagnostic::{Diagnostic, Place},
    limits,
};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// The system refuses.
    System(io::Error),
    /// It is a pipe, a socket or a device, or a folder.
    NoFile(&'static str),
    /// It is larger than so many bytes.
    Large(u64),
}

impl Unread {
    /// The problem of a file that is called `path`.
    pub fn told(&self, path: &Path) -> Diagnostic {
        let shown = path.display().to_string();
        match self {
            Self::System(error) => trouble("read", path, error),
            Self::NoFile(what) => {
                let message = format!("{shown} is {what} where a file is needed");
                Diagnostic::error("no-file", Place::file(&shown), message)
                    .hint("put a file there, or take it away")
            }
            Self::Large(most) => {
                let message = format!("{shown} is larger than {}", megabytes(*most));
                Diagnostic::error("too-large", Place::file(&shown), message)
                    .hint("split it, or leave out what the report does not use; docs/input.md lists the limits")
            }
        }
    }
}

/// So many bytes, in words.
pub(super) fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}

/// A file's bytes, where it is one and has no more than `most`.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    // Before it is opened as well: to open a device can be an act.
    regular(&fs::metadata(path).map_err(Unread::System)?)?;
    let file = open(path).map_err(Unread::System)?;
    let about = file.metadata().map_err(Unread::System)?;
    regular(&about)?;
    if about.len() > most {
        return Err(Unread::Large(most));
    }
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(Unread::System)?;
    // It has grown since, or the system does not know its size.
    if bytes.len() as u64 > most { Err(Unread::Large(most)) } else { Ok(bytes) }
}

fn regular(about: &fs::Metadata) -> Result<(), Unread> {
    match about {
        about if about.is_file() => Ok(()),
        about if about.is_dir() => Err(Unread::NoFile("a folder")),
        _ => Err(Unread::NoFile("a pipe, socket or device")),
    }
}

/// Opens without waiting for somebody at the other end of a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    at_once(&mut options);
    options.open(path)
}

#[cfg(unix)]
fn at_once(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    let flag = rustix::fs::OFlags::NONBLOCK.bits();
    options.custom_flags(i32::try_from(flag).expect("a flag of one bit far below the sign"));
}

#[cfg(not(unix))]
fn at_once(_options: &mut OpenOptions) {}

/// What lies below a folder.
#[derive(Default)]
pub(super) struct Below {
    /// Files by path, with `/` and beginning with the prefix, in order.
    pub files: Vec<String>,
    /// What could not be looked at.
    pub problems: Vec<Diagnostic>,
}

/// Looks into `folder` of a project: hidden files and editors' copies are left out, links that leave `root` refused.
pub(super) fn list(root: &Path, folder: &Path, prefix: &str) -> Below {
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let mut walk = Walk { root, entries: 0, below: Below::default() };
    if walk.stays_inside(folder) {
        walk.folder(folder, prefix, limits::DEPTH);
    }
    walk.below.files.sort();
    walk.below
}

struct Walk {
    root: PathBuf,
    entries: usize,
    below: Below,
}

impl Walk {
    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.below.problems.push(trouble("read", folder, &error)),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.below.problems.push(trouble("read", folder, &error)),
            };
            self.entries += 1;
            if self.entries > limits::ENTRIES {
                // Told once: the walk ends here.
                if self.entries == limits::ENTRIES + 1 {
                    self.tell(
                        "too-many-files",
                        folder,
                        &format!("there are more than {} files and folders", limits::ENTRIES),
                        "take out what is no part of the project",
                    );
                }
                return;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name.ends_with('~') || name == "target" {
                continue;
            }
            if entry.file_name().to_str().is_none() {
                let hint = "give the file a name of ordinary letters";
                self.tell("file-name", &entry.path(), "the name of a file is not UTF-8", hint);
                continue;
            }
            let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            self.entry(&entry.path(), path, depth);
        }
    }

    fn entry(&mut self, at: &Path, path: String, depth: usize) {
        if !self.stays_inside(at) {
            return;
        }
        match fs::metadata(at) {
            Ok(about) if about.is_dir() && depth == 0 => self.tell(
                "too-deep",
                at,
                &format!("folders lie more than {} deep in one another", limits::DEPTH),
                "move the folder up",
            ),
            Ok(about) if about.is_dir() => self.folder(at, &path, depth - 1),
            Ok(about) if about.is_file() => self.below.files.push(path),
            Ok(_) => {
                let problem = Unread::NoFile("a pipe, socket or device").told(at);
                self.below.problems.push(problem);
            }
            Err(error) => self.below.problems.push(trouble("read", at, &error)),
        }
    }

    /// Whether a path is no link, or one to somewhere in the project; else it is told.
    fn stays_inside(&mut self, at: &Path) -> bool {
        let link = fs::symlink_metadata(at).is_ok_and(|about| about.is_symlink());
        match fs::canonicalize(at) {
            _ if !link => true,
            Ok(target) if target.starts_with(&self.root) => true,
            Ok(_) => {
                let hint = "put what it leads to in its place";
                self.tell(
                    "link",
                    at,
                    "this link leads out of the project and is not followed",
                    hint,
                );
                false
            }
            Err(error) => {
                self.below.problems.push(trouble("read", at, &error));
                false
            }
        }
    }

    fn tell(&mut self, code: &'static str, at: &Path, message: &str, hint: &str) {
        let place = Place::file(&at.display().to_string());
        self.below.problems.push(Diagnostic::error(code, place, message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_may_be_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x");
        // Sparse: it takes no room on the disk.
        let file = File::create(&path).expect("it can be made");
        file.set_len(1 << 40).expect("sparse files are known here");
        assert!(matches!(read(&path, 1 << 20), Err(Unread::Large(_))));
        assert!(matches!(read(folder.path(), 9), Err(Unread::NoFile("a folder"))));
        assert!(matches!(read(&path.join("y"), 9), Err(Unread::System(_))));
    }

    #[cfg(unix)]
    #[test]
    fn pipes_devices_and_links_away_are_told_and_not_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let made = std::process::Command::new("mkfifo").arg(root.join("pipe")).status();
        assert!(made.expect("mkfifo is there").success());
        symlink("/", root.join("away")).expect("a link");
        symlink("/dev/zero", root.join("zeros")).expect("a link");
        fs::create_dir(root.join("inner")).expect("a folder");
        fs::write(root.join("inner/a.txt"), "a").expect("a file");
        symlink("inner", root.join("again")).expect("a link");
        symlink("..", root.join("inner/up")).expect("a link");
        assert!(matches!(read(&root.join("pipe"), 9), Err(Unread::NoFile(_))));
        assert!(matches!(read(&root.join("zeros"), 9), Err(Unread::NoFile(_))));
        let below = list(root, root, "");
        assert!(below.files.contains(&"inner/a.txt".to_owned()));
        assert!(below.files.contains(&"again/a.txt".to_owned()));
        for code in ["link", "no-file", "too-deep"] {
            assert!(below.problems.iter().any(|p| p.code == code), "{code}");
        }
        assert!(!below.files.iter().any(|path| path.contains("away")));
    }
}
