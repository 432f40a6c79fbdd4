//! Law: a project is read once, as it stands on disk, and its tables are sealed as they come in.

use super::{
    manifest::{Input, sha256},
    trouble::trouble,
};
use crate::{
    assets::Assets,
    confidential::SealedData,
    config::{Settings, place_of_source},
    diagnostic::{Diagnostic, Place, Problems, nearest},
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The folders of a project whose files stand in the place of the program's own.
const FOLDERS: [&str; 2] = ["config", "report-templates"];

/// How deep below a project files are looked for.
const DEPTH: usize = 8;

/// A folder with settings, and with templates and tables where it has its own.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
    /// Settings, templates and fonts: the project's own, and the program's where it has none.
    pub assets: Assets,
    own: Vec<Input>,
}

impl Project {
    /// Reads the settings and templates of the project in `root`.
    ///
    /// # Errors
    /// There is no project, or a file of it cannot be read.
    pub fn open(root: &Path) -> Result<Self, Problems> {
        if !root.join("config").join("report.toml").is_file() {
            return Err(no_project(root).into());
        }
        let mut problems = Problems::default();
        let mut assets = Assets::embedded();
        let mut own = Vec::new();
        for folder in FOLDERS {
            if !root.join(folder).is_dir() {
                continue;
            }
            for path in list(&root.join(folder), folder, &mut problems) {
                match fs::read(inside(root, &path)) {
                    Ok(bytes) => {
                        own.push(Input { path: path.clone(), sha256: Some(sha256(&bytes)) });
                        assets.put(&path, bytes);
                    }
                    Err(error) => problems.push(trouble("read", &inside(root, &path), &error)),
                }
            }
        }
        if problems.fatal() {
            return Err(problems);
        }
        Ok(Self { root: root.to_owned(), assets, own })
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What was read of the project so far: settings, templates, and tables once they are read.
    pub fn inputs(&self) -> &[Input] {
        &self.own
    }

    /// Reads the tables, one for each source of the settings, in their order, and the secret that settings name, which
    /// no manifest does.
    ///
    /// # Errors
    /// Every table that is not there or cannot be read.
    pub fn read_sources(&mut self, settings: &Settings) -> Result<Vec<SealedData>, Problems> {
        let mut problems = Problems::default();
        let mut sealed: BTreeMap<&str, Option<SealedData>> = BTreeMap::new();
        for (n, source) in settings.sources.sources.iter().enumerate() {
            if sealed.contains_key(source.file.as_str()) {
                continue;
            }
            let data = match fs::read(inside(&self.root, &source.file)) {
                Ok(bytes) => {
                    self.own.push(Input { path: source.file.clone(), sha256: None });
                    Some(SealedData::new(&source.file, bytes))
                }
                Err(error) => {
                    problems.push(self.no_table(n, &source.file, &error));
                    None
                }
            };
            sealed.insert(&source.file, data);
        }
        let secret = settings.disclosure.secret_file.as_ref().and_then(|file| {
            fs::read(inside(&self.root, file))
                .map_err(|error| problems.push(self.no_secret(file, &error)))
                .map(|bytes| SealedData::new(file, bytes))
                .ok()
        });
        if problems.fatal() {
            return Err(problems);
        }
        let files = settings.sources.sources.iter();
        let files = files.filter_map(|source| sealed.get(source.file.as_str())?.clone());
        Ok(files.chain(secret).collect())
    }

    fn no_secret(&self, file: &str, error: &io::Error) -> Diagnostic {
        if error.kind() != io::ErrorKind::NotFound {
            return trouble("read", &inside(&self.root, file), error);
        }
        let message = "there is no such file in the project, and `secret_file` names it";
        let hint = "put 64 random letters and digits there, such as `openssl rand -hex 32` gives, \
                    or take `secret_file` out of config/disclosure.toml";
        Diagnostic::error("missing-file", Place::file(file), message).hint(hint)
    }

    fn no_table(&self, n: usize, file: &str, error: &io::Error) -> Diagnostic {
        let refused = trouble("read", &inside(&self.root, file), error);
        let place = place_of_source(&self.assets, n);
        if error.kind() != io::ErrorKind::NotFound {
            return Diagnostic { place, ..refused };
        }
        let problem = Diagnostic::error(
            "missing-file",
            place,
            format!("there is no file {file} in the project"),
        );
        let there = list(&self.root, "", &mut Problems::default());
        match nearest(file, there.iter().map(String::as_str)) {
            Some(name) => problem.hint(format!("did you mean '{name}'?")),
            None => problem.hint("put the file there, or name the one that is there"),
        }
    }
}

/// A path with `/` below `root`, as this system writes it.
fn inside(root: &Path, path: &str) -> PathBuf {
    path.split('/').fold(root.to_owned(), |folder, part| folder.join(part))
}

/// The files below `folder` by path, with `/` and beginning with `prefix`; hidden ones and editors' copies left out.
fn list(folder: &Path, prefix: &str, problems: &mut Problems) -> Vec<String> {
    let mut files = Vec::new();
    walk(folder, prefix, DEPTH, &mut files, problems);
    files.sort();
    files
}

fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    files: &mut Vec<String>,
    problems: &mut Problems,
) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) => return problems.push(trouble("read", folder, &error)),
    };
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let aside = name.starts_with('.') || name.ends_with('~') || name == "target";
        if aside || depth == 0 {
            continue;
        }
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if entry.path().is_dir() {
            walk(&entry.path(), &path, depth - 1, files, problems);
        } else {
            files.push(path);
        }
    }
}

fn no_project(root: &Path) -> Diagnostic {
    let shown = root.display().to_string();
    let here = if root == Path::new(".") { "the current folder".to_owned() } else { shown.clone() };
    let hint = if !root.exists() {
        "check the path"
    } else if root.is_file() {
        "name the project's folder, not a file in it"
    } else if root.join("report.toml").is_file() {
        "name the folder above it: the project is the folder that holds config"
    } else {
        "name the project with --project DIR, or make one with `bydelsrapport new DIR`"
    };
    let message = format!("there is no project in {here}: it has no config/report.toml");
    Diagnostic::error("no-project", Place::file(&shown), message).hint(hint)
}
