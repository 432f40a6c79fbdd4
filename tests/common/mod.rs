//! Law: a test project is a folder, laid over another folder where it leaves something out.

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

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
