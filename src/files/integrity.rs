//! Law: an output is whole when every file of its list is there with the length and the hash that the list says.

use super::{
    carry::foreign,
    manifest::{self, Entry, Reading},
    trouble::trouble,
};
use crate::diagnostic::{Diagnostic, Place, Problems};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

/// What a look at an output found.
#[derive(Debug)]
pub struct Integrity {
    /// Files that are as the list says.
    pub sound: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that are not, and, as warnings, files that the list does not name.
    pub problems: Problems,
}

/// Compares an output with its list.
///
/// # Errors
/// There is no output of ours, or its list is broken.
pub fn check(output: &Path) -> Result<Integrity, Problems> {
    let shown = output.display().to_string();
    let list = output.join(manifest::NAME);
    let wrong_call = |message: String| {
        let problem = Diagnostic::error("no-output", Place::file(&shown), message);
        Problems::from(problem.hint("name a folder that 'bydelsrapport build' wrote"))
    };
    if !output.is_dir() {
        return Err(wrong_call(format!("there is no folder {shown}")));
    }
    let entries = match fs::read(&list).map(|bytes| manifest::read(&bytes)) {
        Ok(Reading::Ours(list)) => list.files,
        Ok(Reading::Broken) => {
            let place = list.display().to_string();
            let message = format!("{place} is broken");
            return Err(Diagnostic::error("broken-list", Place::file(&place), message)
                .hint("build the output again, or put back the list that belongs to it")
                .into());
        }
        Ok(Reading::Others) => {
            let message = format!("the {} in {shown} is not of this program", manifest::NAME);
            return Err(wrong_call(message));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(wrong_call(format!("{shown} has no {}", manifest::NAME)));
        }
        Err(error) => return Err(trouble("read", &list, &error).into()),
    };
    let mut found = Integrity { sound: 0, bytes: 0, problems: Problems::default() };
    for entry in &entries {
        let path = entry.path.split('/').fold(output.to_owned(), |folder, part| folder.join(part));
        match compare(&path, entry) {
            None => {
                found.sound += 1;
                found.bytes += entry.bytes;
            }
            Some(problem) => found.problems.push(problem),
        }
    }
    let hint = "if somebody put it there, it is kept; nobody vouches for it";
    for path in foreign(output)?.files() {
        let shown = output.join(path).display().to_string();
        let message = format!("{shown} is not in {}", manifest::NAME);
        found
            .problems
            .push(Diagnostic::warning("unlisted", Place::file(&shown), message).hint(hint));
    }
    Ok(found)
}

/// What is wrong with a file of the list.
fn compare(path: &Path, entry: &Entry) -> Option<Diagnostic> {
    let shown = path.display().to_string();
    let wrong = |code, message: String| {
        let problem = Diagnostic::error(code, Place::file(&shown), message);
        Some(problem.hint("build the output again, or put back the file that was there"))
    };
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return wrong("missing", format!("{shown} is missing"));
        }
        Err(error) => return Some(trouble("read", path, &error)),
    };
    if !metadata.is_file() {
        return wrong("changed", format!("{shown} is no file any more"));
    }
    if metadata.len() != entry.bytes {
        let (is, was) = (metadata.len(), entry.bytes);
        return wrong("changed", format!("{shown} has {is} bytes and had {was}"));
    }
    match hash(path) {
        Ok(hash) if hash == entry.sha256 => None,
        Ok(_) => wrong("changed", format!("{shown} has other content than it had")),
        Err(error) => Some(trouble("read", path, &error)),
    }
}

fn hash(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(manifest::hexadecimal(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        files::Sink,
        pipeline::{FileKind, OutFile},
    };

    fn codes(output: &Path) -> Vec<&'static str> {
        match check(output) {
            Ok(found) => found.problems.0.iter().map(|problem| problem.code).collect(),
            Err(found) => found.0.iter().map(|problem| problem.code).collect(),
        }
    }

    #[test]
    fn what_is_missing_changed_or_not_listed_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        assert_eq!(codes(&out), ["no-output"]);
        let sink = Sink::begin(&out).unwrap();
        for path in ["a.txt", "b/c.txt"] {
            let (district, language, kind) = (None, None, FileKind::Other);
            let (path, bytes) = (path.to_owned(), b"word".to_vec());
            sink.put(OutFile { path, kind, district, language, bytes }).unwrap();
        }
        sink.commit("e", &[]).unwrap();
        let found = check(&out).unwrap();
        assert_eq!((found.sound, found.bytes, found.problems.0.len()), (2, 8, 0));
        fs::write(out.join("a.txt"), "wort").unwrap();
        assert_eq!(codes(&out), ["changed"]);
        fs::write(out.join("a.txt"), "words").unwrap();
        assert_eq!(codes(&out), ["changed"]);
        fs::remove_file(out.join("a.txt")).unwrap();
        fs::write(out.join("mine.txt"), "mine").unwrap();
        assert_eq!(codes(&out), ["missing", "unlisted"]);
        fs::write(out.join("manifest.json"), "{").unwrap();
        assert_eq!(codes(&out), ["broken-list"]);
    }
}
