//! Law: a job says all that a run needs, and the doors are handed in.

use super::{Saving, Tally};
use crate::{
    assets::Assets,
    confidential::{ReadSummary, SealedData},
    config::{Settings, report::Format},
    diagnostic::Problems,
    ident::{DistrictId, IndicatorId},
};
use serde::{Deserialize, Serialize};

/// What to make.
#[derive(Clone, Debug)]
pub struct Job<'a> {
    /// The project's settings.
    pub settings: &'a Settings,
    /// Templates and fonts.
    pub assets: &'a Assets,
    /// The tables, unread.
    pub sources: Vec<SealedData>,
    /// The memory of what was published, as its file holds it; nothing where nothing was.
    pub ledger: Option<&'a str>,
    /// Whether this is a publication, to be added to the memory.
    pub publish: bool,
    /// The districts to make; all of the settings' where empty.
    pub only: Vec<DistrictId>,
    /// The forms to make; those of the settings where empty.
    pub formats: Vec<Format>,
}

/// A door for finished files.
pub type Put<'a> = dyn Fn(OutFile) -> Result<(), Problems> + Sync + 'a;

/// The doors of a run.
#[derive(Clone, Copy)]
pub struct Emit<'a> {
    /// Takes a finished file.
    pub put: &'a Put<'a>,
    /// Takes the proof of the control, which holds hidden figures; none is made where there is no such door.
    pub apart: Option<&'a Put<'a>>,
    /// Hears what is done.
    pub progress: &'a (dyn Fn(Progress) + Sync),
    /// Seconds since some start, for timings.
    pub clock: &'a (dyn Fn() -> f64 + Sync),
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reads the tables and checks them.
    Reading,
    /// Decides what is hidden, and proves it.
    Hiding,
    /// Prepares templates and fonts.
    Preparing,
    /// Makes every report in words, and throws it away.
    Rehearsing,
    /// Makes what stands beside the reports.
    Finishing,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Something else begins.
    Stage(Stage),
    /// The input is read; so many reports follow.
    Started {
        /// How many.
        reports: usize,
    },
    /// A report is finished.
    Report {
        /// The district's name.
        district: String,
        /// Pages of its PDF; 0 where none is made.
        pages: usize,
    },
    /// The tables are checked; so many changes of the settings are tried on them.
    Trying {
        /// How many.
        changes: usize,
    },
}

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Path relative to the output, with `/`.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// The district's id, for a district's file.
    pub district: Option<String>,
    /// The language's tag, for a file in a language.
    pub language: Option<String>,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// A report for paper.
    Pdf,
    /// A report for the web.
    Html,
    /// Figures to count on with.
    Data,
    /// What a report claims, with the figures that it rests on.
    Findings,
    /// The page that leads to all districts.
    Index,
    /// Anything else.
    Other,
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Reports made.
    pub reports: usize,
    /// Pages of all PDFs.
    pub pages: usize,
    /// Cells that could be published.
    pub cells: usize,
    /// Cells that are withheld.
    pub hidden: usize,
    /// Stage and seconds; stages inside reports are summed over threads.
    pub timings: Vec<(&'static str, f64)>,
    /// The memory with this publication, where it is one and not remembered already.
    pub ledger: Option<String>,
    /// What the reader of the log should know.
    pub warnings: Problems,
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was read.
    pub summary: ReadSummary,
    /// Districts that get a report.
    pub districts: usize,
    /// Indicators.
    pub indicators: usize,
    /// Waves.
    pub waves: usize,
    /// Cells that could be published.
    pub cells: usize,
    /// Withheld cells that somebody who is alone in another one can reckon, whatever else is hidden.
    pub exposed: usize,
    /// Cells that are withheld.
    pub hidden: usize,
    /// What is withheld of each indicator and why, in the order of the settings.
    pub per_indicator: Vec<(IndicatorId, Tally)>,
    /// Changes of the settings that would save most figures, the best first.
    pub savings: Vec<Saving>,
    /// What the reader should know.
    pub warnings: Problems,
}
