//! Law: the Oslo sample can be laid out anew, as a project of its own, and changed there.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

use std::{fs, path::Path};
use tempfile::TempDir;

/// The sample's settings and input in a folder of their own.
pub fn sample() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["config", "config/lang", "fixtures/oslo-2018"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
        for entry in fs::read_dir(root.join(part)).expect("the sample").flatten() {
            if entry.path().is_file() {
                let to = folder.path().join(part).join(entry.file_name());
                fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
    folder
}

/// Puts a text in the place of another in one of its files.
///
/// # Panics
/// Where it does not stand there once.
pub fn edit(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("a text");
    assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}
