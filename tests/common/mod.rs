//! Law: a test project is a folder, laid over another folder where it leaves something out.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]
#![allow(dead_code, reason = "each test takes what it needs")]

use bydelsrapport::{
    assets::Assets,
    confidential::SealedData,
    config::{self, Settings},
    diagnostic::Problems,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The files of a project by path.
pub struct Project(BTreeMap<String, Vec<u8>>);

impl Project {
    /// Reads folders; files of later ones stand in the place of earlier ones.
    pub fn open(folders: &[&Path]) -> Self {
        let mut files = BTreeMap::new();
        for folder in folders {
            collect(folder, folder, &mut files);
        }
        Self(files)
    }

    /// The same with another file in a place.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }

    /// All files by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        self.0[path].clone()
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.0[path].clone()).expect("it is text")
    }

    /// Its settings over the embedded ones.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn settings(&self) -> Result<Settings, Problems> {
        let mut assets = Assets::embedded();
        for (path, bytes) in &self.0 {
            assets.put(path, bytes.clone());
        }
        config::load(&assets, &mut Problems::default())
    }

    /// All but its settings, sealed.
    pub fn data(&self) -> Vec<SealedData> {
        let given = self.0.iter().filter(|(path, _)| !path.starts_with("config/"));
        given.map(|(path, bytes)| SealedData::new(path, bytes.clone())).collect()
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("it lies in the root");
            let name = name.to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).expect("the file can be read"));
        }
    }
}

/// A folder of the repository's fixtures.
pub fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}
