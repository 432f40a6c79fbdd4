//! Law: tests see what a reader sees: every file of a run, and every word inside it.
#![allow(dead_code)] // Each test program uses its own part of this.

pub mod attack;
pub mod canary;
pub mod data;
pub mod few;
pub mod html;
pub mod pdf;
pub mod plants;
pub mod reader;
pub mod sample;
pub mod survey;
pub mod traces;
pub mod wording;

use bydelsrapport::{
    config::{self, report::Format},
    diagnostic::Problems,
    files::Project,
    pipeline::{self, Emit, FileKind, Job, OutFile, Outcome, Threads},
};
use std::{collections::BTreeMap, path::Path, sync::Mutex};

/// The files of a run by path, and what the run says of itself.
pub struct Made {
    /// Every file that was handed out.
    pub files: BTreeMap<String, OutFile>,
    /// Every file that was handed out apart from them.
    pub apart: BTreeMap<String, OutFile>,
    /// The closing numbers.
    pub outcome: Outcome,
    /// Warnings of the settings and of the input.
    pub warnings: Problems,
}

impl Made {
    /// The files of a kind, in order of path.
    pub fn of(&self, kind: FileKind) -> impl Iterator<Item = &OutFile> {
        self.files.values().filter(move |file| file.kind == kind)
    }

    /// A text file by its path.
    pub fn text(&self, path: &str) -> &str {
        let file = self.files.get(path).unwrap_or_else(|| panic!("{path} is made"));
        std::str::from_utf8(&file.bytes).expect("text is UTF-8")
    }
}

/// Makes a project on disk into files in memory, on so many threads, in these forms or in those of the settings.
///
/// # Errors
/// What the tool would tell.
pub fn make(root: &Path, jobs: usize, formats: &[Format]) -> Result<Made, Problems> {
    let asked = Asked { jobs, formats, ..Asked::default() };
    make_as(root, asked)
}

/// How a project is made.
#[derive(Clone, Copy, Default)]
pub struct Asked<'a> {
    /// On so many threads.
    pub jobs: usize,
    /// In these forms; in those of the settings where empty.
    pub formats: &'a [Format],
    /// For these districts, by id; for all where empty.
    pub only: &'a [&'a str],
    /// What was published before.
    pub ledger: Option<&'a str>,
    /// Whether this is published, too.
    pub publish: bool,
    /// Whether certificates are wanted.
    pub certified: bool,
}

/// Makes a project on disk into files in memory.
///
/// # Errors
/// What the tool would tell.
pub fn make_as(root: &Path, asked: Asked) -> Result<Made, Problems> {
    let mut project = Project::open(root)?;
    let mut warnings = Problems::default();
    let settings = config::load(&project.assets, &mut warnings)?;
    let sources = project.read_sources(&settings)?;
    let job = Job {
        settings: &settings,
        assets: &project.assets,
        sources,
        ledger: asked.ledger,
        publish: asked.publish,
        only: asked.only.iter().map(|id| (*id).into()).collect(),
        formats: asked.formats.to_vec(),
    };
    let files = Mutex::new(BTreeMap::new());
    let apart = Mutex::new(BTreeMap::new());
    let into = |files: &Mutex<BTreeMap<String, OutFile>>, file: OutFile| {
        let before = files.lock().expect("no panic").insert(file.path.clone(), file);
        assert!(before.is_none(), "a file is written twice");
        Ok(())
    };
    let aside = |file: OutFile| into(&apart, file);
    let emit = Emit {
        put: &|file| into(&files, file),
        apart: asked.certified.then_some(&aside),
        set: None,
        progress: &|_| {},
        clock: &|| 0.0,
    };
    let outcome = Threads::new(asked.jobs).run(|| pipeline::run(&job, &emit))?;
    warnings.extend(outcome.warnings.clone());
    Ok(Made {
        files: files.into_inner().expect("no panic"),
        apart: apart.into_inner().expect("no panic"),
        outcome,
        warnings,
    })
}

/// The sentences of problems, as a failing test shows them.
pub fn told(problems: &Problems) -> String {
    let lines = problems.0.iter().map(|p| format!("{}: {} ({})", p.place, p.message, p.code));
    lines.collect::<Vec<_>>().join("\n")
}
