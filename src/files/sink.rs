//! Law: everything that a run writes goes through one function, and appears all at once or not at all.

use super::{
    finish::finish,
    manifest::{self, Input, Listed, sha256},
    reader::Reader,
    ready::{Ready, Written},
    staging::Staging,
};
use crate::{
    diagnostic::{Diagnostic, Place, Problems},
    pipeline::OutFile,
};
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Takes finished files, from any thread.
///
/// Dropped without [`Sink::commit`] or [`Sink::ready`], it leaves everything as it was.
pub struct Sink {
    store: Store,
    // By the path in lower case.
    listed: Mutex<BTreeMap<String, (String, Listed)>>,
}

pub(super) enum Store {
    Disk(Box<Staging>),
    Memory(Mutex<BTreeMap<String, Vec<u8>>>),
    Nowhere,
}

impl Sink {
    /// A sink that replaces the folder `output` when it is committed.
    ///
    /// # Errors
    /// The output is a file or holds somebody's documents, another run writes to it, or nothing can be written there.
    pub fn begin(output: &Path) -> Result<Self, Problems> {
        Ok(Self::on(Staging::begin(output, Reader::Anybody)?))
    }

    /// A sink that writes through a staging folder.
    pub(super) fn on(staging: Staging) -> Self {
        Self::with(Store::Disk(Box::new(staging)))
    }

    /// A sink that keeps everything in memory, for tests.
    pub fn memory() -> Self {
        Self::with(Store::Memory(Mutex::default()))
    }

    /// A sink that forgets what it is given, for a run that shall only say what it would write.
    pub fn nowhere() -> Self {
        Self::with(Store::Nowhere)
    }

    fn with(store: Store) -> Self {
        Self { store, listed: Mutex::default() }
    }

    /// Takes a file.
    ///
    /// # Errors
    /// Its path leaves the output or is taken, or the system refuses.
    pub fn put(&self, file: OutFile) -> Result<(), Problems> {
        let OutFile { path, kind, district, language, bytes } = file;
        let listed =
            Listed { kind, district, language, bytes: bytes.len(), sha256: sha256(&bytes) };
        // Some systems do not tell upper from lower case.
        let earlier = lock(&self.listed).insert(path.to_lowercase(), (path.clone(), listed));
        if earlier.is_some() || !is_safe(&path) || path.eq_ignore_ascii_case(manifest::NAME) {
            let message =
                format!("'{path}' cannot be written: the name is taken or leaves the output");
            return Err(Diagnostic::error("path", Place::Nowhere, message)
                .hint("give districts, languages and editions names that tell them apart")
                .into());
        }
        self.write(path, bytes)
    }

    /// Adds the list of everything and puts it all in place.
    ///
    /// # Errors
    /// The system refuses; what was there before is untouched.
    pub fn commit(self, edition: &str, inputs: &[Input]) -> Result<Written, Problems> {
        finish(None, None, self.ready(edition, inputs)?)
    }

    /// Adds the list of everything and does all that may still go wrong but the last step.
    ///
    /// # Errors
    /// The system refuses; what was there before is untouched.
    pub fn ready(self, edition: &str, inputs: &[Input]) -> Result<Ready, Problems> {
        let taken = std::mem::take(&mut *lock(&self.listed));
        let listed: BTreeMap<String, Listed> = taken.into_values().collect();
        self.write(manifest::NAME.to_owned(), manifest::write(edition, inputs, &listed))?;
        Ready::new(self.store, &listed)
    }

    /// The files that were taken, and their hashes.
    pub(super) fn hashes(self) -> Vec<(String, String)> {
        let taken = self.listed.into_inner().unwrap_or_else(PoisonError::into_inner);
        taken.into_values().map(|(path, listed)| (path, listed.sha256)).collect()
    }

    /// The one place where anything is written.
    fn write(&self, path: String, bytes: Vec<u8>) -> Result<(), Problems> {
        match &self.store {
            Store::Disk(staging) => staging.write(&path, &bytes),
            Store::Memory(files) => {
                lock(files).insert(path, bytes);
                Ok(())
            }
            Store::Nowhere => Ok(()),
        }
    }
}

/// A thread that died holding the lock leaves the map whole: each change is one call.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Relative, with plain names between `/`, as every system can write them.
fn is_safe(path: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0'])
    };
    path.split('/').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::FileKind;
    use std::fs;

    fn file(path: &str, text: &str) -> OutFile {
        let (district, language) = (None, Some("nb".to_owned()));
        OutFile {
            path: path.to_owned(),
            kind: FileKind::Other,
            district,
            language,
            bytes: text.into(),
        }
    }

    fn code(result: Result<impl Sized, Problems>) -> &'static str {
        result.err().map_or("ok", |problems| problems.0[0].code)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn disk_and_memory_hold_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let [disk, memory] = [Sink::begin(&out).unwrap(), Sink::memory()];
        for sink in [&disk, &memory] {
            sink.put(file("b/two.txt", "two")).unwrap();
            sink.put(file("a.txt", "one")).unwrap();
        }
        assert!(!out.exists(), "nothing shows before the end");
        let inputs = [Input { path: "config/report.toml".to_owned(), sha256: Some(sha256(b"x")) }];
        let held = memory.commit("e", &inputs).unwrap().held;
        let written = disk.commit("e", &inputs).unwrap();
        assert_eq!((written.files, written.bytes), (2, 6));
        for (path, bytes) in &held {
            assert_eq!(&fs::read(out.join(path)).unwrap(), bytes);
        }
        assert_eq!(held.len(), 3);
        assert_eq!(names(dir.path()), ["out"], "nothing is left beside it");
    }

    #[test]
    fn a_later_run_replaces_its_own_files_and_keeps_the_rest() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        fs::create_dir(&out).unwrap();
        fs::write(out.join("README.md"), "mine").unwrap();
        for text in ["first", "second"] {
            let sink = Sink::begin(&out).unwrap();
            sink.put(file(&format!("{text}.txt"), text)).unwrap();
            sink.commit("e", &[]).unwrap();
            fs::create_dir_all(out.join("notes")).unwrap();
            fs::write(out.join("notes/mine.txt"), "mine").unwrap();
        }
        assert_eq!(names(&out), ["README.md", "manifest.json", "notes", "second.txt"]);
        assert_eq!(fs::read_to_string(out.join("notes/mine.txt")).unwrap(), "mine");
        assert_eq!(names(dir.path()), ["out"]);
    }

    #[test]
    fn nothing_of_anybodys_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        fs::create_dir(&out).unwrap();
        fs::write(out.join("thesis.docx"), "mine").unwrap();
        assert_eq!(code(Sink::begin(&out)), "not-ours");
        fs::write(out.join("manifest.json"), "{}").unwrap();
        assert_eq!(code(Sink::begin(&out)), "not-ours");
        assert_eq!(code(Sink::begin(&out.join("thesis.docx"))), "not-a-folder");
        fs::remove_file(out.join("thesis.docx")).unwrap();
        fs::remove_file(out.join("manifest.json")).unwrap();
        Sink::begin(&out).unwrap().commit("e", &[]).unwrap();
        fs::write(out.join("thesis.docx"), "mine").unwrap();
        let sink = Sink::begin(&out).unwrap();
        sink.put(file("thesis.docx", "ours")).unwrap();
        assert_eq!(code(sink.commit("e", &[])), "in-the-way");
        assert_eq!(fs::read_to_string(out.join("thesis.docx")).unwrap(), "mine");
        assert_eq!(names(dir.path()), ["out"]);
    }

    #[test]
    fn without_commit_all_stays_and_one_run_keeps_the_other_out() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let first = Sink::begin(&out).unwrap();
        first.put(file("a.txt", "one")).unwrap();
        assert_eq!(code(Sink::begin(&out)), "busy");
        assert_eq!(names(dir.path()).len(), 2, "the lock and the staging of the first");
        drop(first);
        assert!(names(dir.path()).is_empty());
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_away() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(".out.bydelsrapport-new-1")).unwrap();
        fs::write(dir.path().join(".out.bydelsrapport-new-1/a.pdf"), "half").unwrap();
        fs::write(dir.path().join(".out.bydelsrapport-lock"), "").unwrap();
        fs::create_dir(dir.path().join(".other.bydelsrapport-new-1")).unwrap();
        drop(Sink::begin(&dir.path().join("out")).unwrap());
        assert_eq!(names(dir.path()), [".other.bydelsrapport-new-1"]);
    }

    #[test]
    fn no_path_leaves_the_output_or_is_taken_twice() {
        let sink = Sink::memory();
        for path in ["../a", "/a", "a//b", "a\\b", "c:a", "", ".", "manifest.json"] {
            assert_eq!(code(sink.put(file(path, ""))), "path", "{path}");
        }
        sink.put(file("a/Sagene.pdf", "")).unwrap();
        assert_eq!(code(sink.put(file("a/sagene.pdf", ""))), "path");
    }
}
