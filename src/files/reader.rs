//! Law: what is not for everybody is never readable to others, not even while it is written.

use std::fs::{DirBuilder, OpenOptions};

/// Whom an output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Whoever the system lets in.
    Anybody,
    /// The person who runs the program, where the system tells persons apart by a file's mode.
    Owner,
}

impl Reader {
    /// How folders are made.
    pub fn folders(self) -> DirBuilder {
        let mut folders = DirBuilder::new();
        folders.recursive(true);
        if self == Self::Owner {
            close(&mut folders);
        }
        folders
    }

    /// How files are made; they must be new.
    pub fn files(self) -> OpenOptions {
        let mut files = OpenOptions::new();
        files.write(true).create_new(true);
        if self == Self::Owner {
            close_file(&mut files);
        }
        files
    }
}

#[cfg(unix)]
fn close(folders: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt;
    folders.mode(0o700);
}

#[cfg(unix)]
fn close_file(files: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    files.mode(0o600);
}

#[cfg(not(unix))]
fn close(_folders: &mut DirBuilder) {}

#[cfg(not(unix))]
fn close_file(_files: &mut OpenOptions) {}
