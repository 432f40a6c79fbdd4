//! Law: a test project is a folder, laid over another folder where it leaves something out.

use bydelsrapport::{
    confidential::SealedData,
    config::{Disclosure, Districts, Indicators, Outline, ReportSettings, Settings, Sources},
};
use serde::de::DeserializeOwned;
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

    /// Its settings; panics where they are not valid.
    pub fn settings(&self) -> Settings {
        Settings {
            report: self.parse::<ReportSettings>("report"),
            indicators: self.parse::<Indicators>("indicators"),
            outline: self.parse::<Outline>("outline"),
            districts: self.parse::<Districts>("districts"),
            disclosure: self.parse::<Disclosure>("disclosure"),
            sources: self.parse::<Sources>("sources"),
            languages: BTreeMap::new(),
        }
    }

    fn parse<T: DeserializeOwned>(&self, name: &str) -> T {
        let path = format!("config/{name}.toml");
        let bytes = self.0.get(&path).map_or(&[][..], Vec::as_slice);
        let text = std::str::from_utf8(bytes).expect("settings are UTF-8");
        let text = if name == "outline" && text.is_empty() {
            "section = []"
        } else {
            text
        };
        toml::from_str(text).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Its data, sealed.
    pub fn data(&self) -> Vec<SealedData> {
        let data = self.0.iter().filter(|(path, _)| path.starts_with("data/"));
        data.map(|(path, bytes)| SealedData::new(path, bytes.clone()))
            .collect()
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
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}
