//! Law: a project is read once, as it stands on disk, and its tables are sealed as they come in.

use super::{
    bounded::{self, Unread, megabytes},
    manifest::{Input, sha256},
    trial,
    trouble::trouble,
};
use crate::{
    assets::Assets,
    confidential::SealedData,
    config::{Settings, place_of_source},
    diagnostic::{Diagnostic, Place, Problems, nearest},
    limits,
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The folders of a project whose files stand in the place of the program's own.
const FOLDERS: [&str; 2] = ["config", "report-templates"];

/// A folder with settings, and with templates and tables where it has its own.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
    /// Settings, templates and fonts: the project's own, and the program's where it has none.
    pub assets: Assets,
    own: Vec<Input>,
    /// This program, which tries workbooks in a process of their own.
    program: Option<PathBuf>,
}

impl Project {
    /// Reads the settings and templates of the project in `root`.
    ///
    /// # Errors
    /// There is no project, or a file of it cannot be read.
    pub fn open(root: &Path) -> Result<Self, Problems> {
        let first = root.join("config").join("report.toml");
        match fs::metadata(&first) {
            Ok(about) if !about.is_dir() => {}
            Err(error) if !absent(&error) => return Err(trouble("read", &first, &error).into()),
            _ => return Err(no_project(root).into()),
        }
        let mut problems = Problems::default();
        let mut assets = Assets::embedded();
        let mut own = Vec::new();
        let mut room = limits::ASSETS;
        for folder in FOLDERS {
            match root.join(folder).try_exists() {
                Ok(true) => {}
                Ok(false) => continue,
                Err(error) => {
                    problems.push(trouble("read", &root.join(folder), &error));
                    continue;
                }
            }
            let below = bounded::list(root, &root.join(folder), folder);
            problems.extend(Problems(below.problems));
            for path in below.files {
                match bounded::read(&inside(root, &path), limits::ASSET.min(room)) {
                    Ok(bytes) => {
                        room -= bytes.len() as u64;
                        own.push(Input { path: path.clone(), sha256: Some(sha256(&bytes)) });
                        assets.put(&path, bytes);
                    }
                    Err(Unread::Large(most)) if most < limits::ASSET => {
                        let message = format!(
                            "the settings and templates hold more than {} together",
                            megabytes(limits::ASSETS)
                        );
                        let hint = "take out what the report does not use";
                        let place = Place::file(&path);
                        return Err(Diagnostic::error("too-large", place, message)
                            .hint(hint)
                            .into());
                    }
                    Err(unread) => problems.push(unread.told(&inside(root, &path))),
                }
            }
        }
        if problems.fatal() {
            return Err(problems);
        }
        Ok(Self { root: root.to_owned(), assets, own, program: None })
    }

    /// Has `program`, which must be this one, try each workbook in a process of its own before it is read.
    #[must_use]
    pub fn tried_by(mut self, program: Option<PathBuf>) -> Self {
        self.program = program;
        self
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
        let mut room = limits::FILES;
        for (n, source) in settings.sources.sources.iter().enumerate() {
            if sealed.contains_key(source.file.as_str()) {
                continue;
            }
            let most = limits::FILE.min(room);
            let data = match bounded::read(&inside(&self.root, &source.file), most) {
                Ok(bytes) if self.breaks(&bytes) => {
                    problems.push(damaged(&source.file));
                    None
                }
                Ok(bytes) => {
                    room -= bytes.len() as u64;
                    self.own.push(Input { path: source.file.clone(), sha256: None });
                    Some(SealedData::new(&source.file, bytes))
                }
                Err(unread) => {
                    problems.push(self.no_table(n, &source.file, &unread));
                    None
                }
            };
            sealed.insert(&source.file, data);
        }
        let secret = settings.disclosure.secret_file.as_ref().and_then(|file| {
            bounded::read(&inside(&self.root, file), limits::FILE)
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

    fn no_secret(&self, file: &str, unread: &Unread) -> Diagnostic {
        if !matches!(unread, Unread::System(error) if absent(error)) {
            return unread.told(&inside(&self.root, file));
        }
        let message = "there is no such file in the project, and `secret_file` names it";
        let hint = "put 64 random letters and digits there, such as `openssl rand -hex 32` gives, \
                    or take `secret_file` out of config/disclosure.toml";
        Diagnostic::error("missing-file", Place::file(file), message).hint(hint)
    }

    /// Whether a workbook cannot be opened within the limits.
    fn breaks(&self, bytes: &[u8]) -> bool {
        let program = self.program.as_deref().filter(|_| trial::is_workbook(bytes));
        program.is_some_and(|program| !trial::survives(program, bytes))
    }

    fn no_table(&self, n: usize, file: &str, unread: &Unread) -> Diagnostic {
        let place = place_of_source(&self.assets, n);
        match unread {
            Unread::System(error) if error.kind() == io::ErrorKind::NotFound => {}
            Unread::Large(most) if *most < limits::FILE => {
                let together = megabytes(limits::FILES);
                let message = format!("with {file}, the tables hold more than {together} together");
                let hint = "leave out rows that the report does not use";
                return Diagnostic::error("too-large", place, message).hint(hint);
            }
            other => {
                return Diagnostic { place, ..other.told(&inside(&self.root, file)) };
            }
        }
        let problem = Diagnostic::error(
            "missing-file",
            place,
            format!("there is no file {file} in the project"),
        );
        let there = bounded::list(&self.root, &self.root, "").files;
        match nearest(file, there.iter().map(String::as_str)) {
            Some(name) => problem.hint(format!("did you mean '{name}'?")),
            None => problem.hint("put the file there, or name the one that is there"),
        }
    }
}

/// A workbook that the trial did not survive.
fn damaged(file: &str) -> Diagnostic {
    let message = format!(
        "the workbook is damaged, or takes more than {} of memory or {} seconds to open",
        megabytes(limits::BOOK_MEMORY),
        limits::BOOK_SECONDS
    );
    Diagnostic::error("unreadable-file", Place::file(file), message)
        .hint("open it, copy the table to a new workbook, save that as .xlsx, and try again")
}

/// Whether an error says that there is nothing.
fn absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A path with `/` below `root`, as this system writes it.
fn inside(root: &Path, path: &str) -> PathBuf {
    path.split('/').fold(root.to_owned(), |folder, part| folder.join(part))
}

fn no_project(root: &Path) -> Diagnostic {
    let shown = root.display().to_string();
    let here = if root == Path::new(".") { "the current folder".to_owned() } else { shown.clone() };
    let hint = if matches!(root.try_exists(), Ok(false)) {
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
