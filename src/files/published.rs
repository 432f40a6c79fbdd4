//! Law: an output is read as others get it: every file in it, whatever wrote it.

use super::trouble::trouble;
use crate::{
    audit::{Files, Output},
    diagnostic::{Diagnostic, Place, Problems},
};
use std::{fs, path::Path};

/// How deep below an output files are looked for.
const DEPTH: usize = 8;

/// Reads the output in `folder`.
///
/// # Errors
/// There is no such folder, or a file of it cannot be read.
pub fn read(folder: &Path) -> Result<Output, Problems> {
    let shown = folder.display().to_string();
    if !folder.is_dir() {
        let message = format!("there is no folder {shown}");
        return Err(Diagnostic::error("no-output", Place::file(&shown), message)
            .hint("name a folder that 'bydelsrapport build' wrote")
            .into());
    }
    let mut problems = Problems::default();
    let mut files = Files::new();
    walk(folder, "", DEPTH, &mut files, &mut problems);
    if problems.fatal() {
        return Err(problems);
    }
    Ok(Output { name: shown.trim_end_matches(['/', '\\']).to_owned(), files })
}

fn walk(folder: &Path, prefix: &str, depth: usize, files: &mut Files, problems: &mut Problems) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
    {
        Ok(entries) => entries,
        Err(error) => return problems.push(trouble("read", folder, &error)),
    };
    for entry in entries {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            if depth > 0 {
                walk(&path, &format!("{name}/"), depth - 1, files, problems);
            }
            continue;
        }
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            // A pipe or a device: reading it may never end.
            let shown = path.display().to_string();
            let message = format!("{shown} is no file that can be published");
            let problem = Diagnostic::error("not-a-file", Place::file(&shown), message);
            problems.push(problem.hint("take it out of the output"));
            continue;
        }
        match fs::read(&path) {
            Ok(bytes) => drop(files.insert(name, bytes)),
            Err(error) => problems.push(trouble("read", &path, &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_no_folder_is_a_wrong_call() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("more")).unwrap();
        fs::write(dir.path().join("a.csv"), "a").unwrap();
        fs::write(dir.path().join("more/.b"), "b").unwrap();
        let output = read(dir.path()).unwrap();
        assert_eq!(output.files.keys().collect::<Vec<_>>(), ["a.csv", "more/.b"]);
        #[cfg(unix)]
        {
            let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("s")).unwrap();
            assert_eq!(read(dir.path()).unwrap_err().0[0].code, "not-a-file");
        }
        let absent = read(&dir.path().join("none")).unwrap_err();
        assert_eq!(absent.0[0].code, "no-output");
    }
}
