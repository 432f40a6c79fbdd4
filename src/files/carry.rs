//! Law: what a person put beside the reports stays, and a folder that is not ours is not touched.

use super::{manifest, trouble::trouble};
use crate::diagnostic::{Diagnostic, Place, Problems};
use std::{collections::BTreeSet, fs, io, path::Path};

/// Files that may stand in an output folder before the first run.
const WELCOME: [&str; 4] = ["README.md", ".gitignore", ".gitkeep", ".gitattributes"];

/// The files in `output` that no run wrote, by their paths with `/`; nothing where there is no output yet.
///
/// # Errors
/// The folder holds other things and has no list of ours: it may be somebody's documents.
pub(super) fn foreign(output: &Path) -> Result<Vec<String>, Problems> {
    if !output.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    walk(output, "", &mut files).map_err(|error| trouble("read", output, &error))?;
    let list = output.join(manifest::NAME);
    let ours = match fs::read(&list) {
        Ok(bytes) => manifest::paths(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(trouble("read", &list, &error).into()),
    };
    match ours {
        Some(ours) => Ok(not_in(files, ours)),
        None => match files.iter().find(|file| !WELCOME.contains(&file.as_str())) {
            None => Ok(files),
            Some(_) => Err(not_ours(output).into()),
        },
    }
}

/// Gives the staged output the files that no run wrote.
///
/// # Errors
/// A new file has the path of one of them, or the system refuses.
pub(super) fn carry(output: &Path, staging: &Path) -> Result<(), Problems> {
    let mut problems = Problems::default();
    for path in foreign(output)? {
        let (from, to) = (output.join(&path), staging.join(&path));
        if to.symlink_metadata().is_ok() {
            let shown = from.display().to_string();
            let message = "a report would replace a file that this program did not write";
            problems.push(
                Diagnostic::error("in-the-way", Place::file(&shown), message)
                    .hint("move it away, or write elsewhere with --output or --certificates"),
            );
            continue;
        }
        let folder = to.parent().unwrap_or(staging);
        let moved = fs::create_dir_all(folder)
            .and_then(|()| fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ())));
        if let Err(error) = moved {
            problems.push(trouble("keep", &from, &error));
        }
    }
    if problems.fatal() { Err(problems) } else { Ok(()) }
}

fn not_in(files: Vec<String>, mut ours: BTreeSet<String>) -> Vec<String> {
    ours.insert(manifest::NAME.to_owned());
    files.into_iter().filter(|file| !ours.contains(file)).collect()
}

fn not_ours(output: &Path) -> Diagnostic {
    let shown = output.display().to_string();
    let message = format!("{shown} holds files, but no {} of an earlier run", manifest::NAME);
    Diagnostic::error("not-ours", Place::file(&shown), message).hint(
        "name an empty folder, a new one, or an earlier output with --output or --certificates",
    )
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let path = format!("{prefix}{}", name.to_str().ok_or(io::ErrorKind::InvalidFilename)?);
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
