//! Law: a new project is small, complete and builds at once; it never overwrites anything.

use super::trouble::trouble;
use crate::diagnostic::{Diagnostic, Place, Problems};
use include_dir::{Dir, DirEntry, include_dir};
use std::{fs, path::Path};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fixtures/starter");

/// Writes the starting project into `folder`, which is made, or empty; says which files it wrote.
///
/// # Errors
/// The folder holds something, or the system refuses.
pub fn write(folder: &Path) -> Result<Vec<String>, Problems> {
    let shown = folder.display().to_string();
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.exists(),
    };
    if taken {
        let message = format!("{shown} is not empty");
        return Err(Diagnostic::error("not-empty", Place::file(&shown), message)
            .hint("name a new folder")
            .into());
    }
    let mut files = Vec::new();
    put(&STARTER, folder, &mut files)?;
    files.sort();
    Ok(files)
}

fn put(dir: &Dir<'_>, folder: &Path, files: &mut Vec<String>) -> Result<(), Problems> {
    for entry in dir.entries() {
        let path = folder.join(entry.path());
        match entry {
            DirEntry::Dir(inner) => put(inner, folder, files)?,
            DirEntry::File(file) => {
                fs::create_dir_all(path.parent().unwrap_or(folder))
                    .and_then(|()| fs::write(&path, file.contents()))
                    .map_err(|error| trouble("write", &path, &error))?;
                files.push(entry.path().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(())
}
