//! Law: the story in about ten calls.
//!
//! A stand-in with the interface only: it reads and checks, and writes an index without reports.

use crate::{
    assets::Assets,
    confidential::{RawTable, ReadSummary, SealedData},
    config::{Settings, report::Format},
    diagnostic::Problems,
    ident::DistrictId,
};
use std::sync::atomic::AtomicBool;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Its path in the output, with `/` between folders.
    pub path: String,
    /// What sort of file it is.
    pub kind: FileKind,
    /// The id of the district that it is about.
    pub district: Option<String>,
    /// The language that it is in.
    pub language: Option<String>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What sort of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// A report for paper and archives.
    Pdf,
    /// A report for the web.
    Html,
    /// Tables to count on with.
    Data,
    /// The way in to all reports.
    Index,
    /// Something else.
    Other,
}

/// What is to be made.
pub struct Job<'a> {
    /// The project's settings.
    pub settings: &'a Settings,
    /// Templates and fonts.
    pub assets: &'a Assets,
    /// The tables.
    pub sources: Vec<SealedData>,
    /// These districts; all where empty.
    pub only: Vec<DistrictId>,
    /// In these forms.
    pub formats: Vec<Format>,
    /// On so many threads; all cores where 0.
    pub jobs: usize,
}

/// The ways out.
pub struct Emit<'a> {
    /// Takes a finished file.
    pub put: &'a (dyn Fn(OutFile) -> Result<(), Problems> + Sync),
    /// Takes news.
    pub progress: &'a (dyn Fn(Progress) + Sync),
    /// Set when the run shall stop.
    pub stop: &'a AtomicBool,
    /// Seconds since some start.
    pub clock: &'a (dyn Fn() -> f64 + Sync),
}

/// News of a run.
#[derive(Clone, Debug)]
pub enum Progress {
    /// It begins.
    Started {
        /// With so many reports to make.
        reports: usize,
    },
    /// A report is done.
    Report {
        /// The district's name.
        district: String,
        /// Its length on paper.
        pages: usize,
    },
}

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Reports made.
    pub reports: usize,
    /// Their pages on paper.
    pub pages: usize,
    /// Figures in the table.
    pub cells: usize,
    /// Of which hidden.
    pub hidden: usize,
    /// Seconds by stage.
    pub timings: Vec<(&'static str, f64)>,
    /// What the reader should know.
    pub warnings: Problems,
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What was read.
    pub summary: ReadSummary,
    /// Districts that get a report.
    pub districts: usize,
    /// Things measured.
    pub indicators: usize,
    /// Waves.
    pub waves: usize,
    /// Figures in the table.
    pub cells: usize,
    /// Of which hidden.
    pub hidden: usize,
    /// What the reader should know.
    pub warnings: Problems,
}

/// Makes the reports.
///
/// # Errors
/// Every problem of the tables, the templates and the writing.
pub fn run(job: Job<'_>, emit: Emit<'_>) -> Result<Outcome, Problems> {
    let checked = check(job.settings, job.sources)?;
    (emit.progress)(Progress::Started { reports: 0 });
    (emit.put)(OutFile {
        path: "index.html".to_owned(),
        kind: FileKind::Index,
        district: None,
        language: None,
        bytes: b"<!doctype html>".to_vec(),
    })?;
    Ok(Outcome {
        cells: checked.cells,
        hidden: checked.hidden,
        timings: vec![("read", (emit.clock)())],
        warnings: checked.warnings,
        ..Outcome::default()
    })
}

/// Reads and checks without making anything.
///
/// # Errors
/// Every problem of the tables.
pub fn check(settings: &Settings, sources: Vec<SealedData>) -> Result<Checked, Problems> {
    let mut warnings = Problems::default();
    let table = RawTable::read(&sources, settings)?.validate(settings, &mut warnings)?;
    let summary = table.summary().clone();
    let public = table.publish(settings);
    Ok(Checked {
        summary,
        districts: settings.districts.districts.iter().filter(|d| !d.outside).count(),
        indicators: settings.indicators.indicators.len(),
        waves: settings.report.periods.len(),
        cells: public.len(),
        hidden: public.withheld(),
        warnings,
    })
}
