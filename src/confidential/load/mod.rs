//! Law: a table is read as people have it, by settings alone.

mod archive;
mod detect;
mod dictionary;
mod dimension;
mod entries;
mod faults;
mod figure;
mod grid;
mod headings;
mod identity;
mod jsonstat;
mod lost;
mod names;
mod normalise;
mod numbers;
mod open;
mod pick;
mod plan;
mod resolve;
mod rows;
mod symbols;
mod text;
mod workbook;

pub(in crate::confidential) use entries::described;
pub(in crate::confidential) use faults::{Faults, hinted};

use super::{RawTable, ReadSummary, SealedData, SourceSummary, ties::Ties};
use crate::{
    config::{Settings, Source},
    diagnostic::{Diagnostic, Place, Problems},
    ident::IndicatorId,
};
use entries::Entries;
use headings::Headings;
use names::Names;
use normalise::is_slip_of;
use open::{Opened, Opener};
use rows::Rows;
use std::collections::BTreeSet;

/// What may be absent only because something could not be read.
///
/// The checks for absent cells and for sums leave it alone: its real problem is told already.
#[derive(Debug, Default)]
pub(in crate::confidential) struct Doubt {
    /// Anything: a whole file, or rows of an unknown indicator.
    pub all: bool,
    /// Single indicators.
    pub indicators: BTreeSet<IndicatorId>,
}

impl Doubt {
    /// Whether cells of this indicator may be absent for such a reason.
    pub fn covers(&self, indicator: &IndicatorId) -> bool {
        self.all || self.indicators.contains(indicator)
    }
}

impl RawTable {
    /// Reads every source of the settings from the sealed files.
    ///
    /// What is wrong with single rows is kept in the table, and [`RawTable::validate`] tells it
    /// together with what it finds itself: one run shows every problem.
    ///
    /// # Errors
    /// Every problem, when no source gave a single cell.
    pub fn read(files: &[SealedData], settings: &Settings) -> Result<Self, Problems> {
        let names = Names::new(settings);
        let mut opener = Opener::new(&settings.sources.sources);
        let (mut entries, mut doubt, mut faults) =
            (Entries::default(), Doubt::default(), Faults::default());
        let mut summary = ReadSummary::default();
        for source in &settings.sources.sources {
            let (before, figures, problems) = (entries.len(), entries.figures, faults.count);
            let Some(opened) = find(files, source, &mut faults)
                .and_then(|file| opener.open(file, source, &mut faults))
            else {
                doubt.all = true;
                continue;
            };
            let told = read_source(source, &opened, &names, &mut entries, &mut doubt, &mut faults);
            let Some(counted) = told else {
                doubt.all = true;
                continue;
            };
            // Where rows were refused that is told already.
            if entries.figures == figures && faults.count == problems {
                let (message, hint) = if counted.skipped > 0 {
                    (
                        "the settings leave out every row of the table",
                        "look at `only` and `skip` of the source",
                    )
                } else {
                    (
                        "the table gives no figure: there are no rows below its headings",
                        "export it again, without a filter; or take the source out of config/sources.toml",
                    )
                };
                faults.push(hinted("empty-source", opened.grid().anywhere(), message, hint));
                doubt.all = true;
            }
            summary.sources.push(SourceSummary {
                file: source.file.clone(),
                format: opened.format.clone(),
                rows: counted.rows,
                skipped: counted.skipped,
                cells: entries.len() - before,
            });
        }
        let cells = entries.finish(&names, &mut faults);
        let ties = ties(files, settings, &mut faults);
        if !cells.is_empty() {
            lost::tell(&cells, settings, &doubt, &mut faults);
        }
        let problems = faults.finish();
        if cells.is_empty() && problems.fatal() {
            return Err(problems);
        }
        Ok(Self { cells, summary, problems, doubt, ties })
    }
}

/// What chooses among equals: the project's secret where it has one.
fn ties(files: &[SealedData], settings: &Settings, faults: &mut Faults) -> Ties {
    let Some(named) = &settings.disclosure.secret_file else {
        return Ties::default();
    };
    let Some(file) = files.iter().find(|file| file.path() == named) else {
        let message = "the file with the project's secret is not there";
        let hint = "put it there, or correct `secret_file` in config/disclosure.toml";
        faults.push(hinted("file-not-found", Place::file(named), message, hint));
        return Ties::default();
    };
    Ties::read(file).unwrap_or_else(|problem| {
        faults.push(*problem);
        Ties::default()
    })
}

fn read_source(
    source: &Source,
    opened: &Opened,
    names: &Names,
    entries: &mut Entries,
    doubt: &mut Doubt,
    faults: &mut Faults,
) -> Option<rows::Counted> {
    let grid = opened.grid();
    let headings = Headings::find(grid, source, faults)?;
    Rows { source, grid, headings: &headings, names }.read(entries, doubt, faults)
}

/// Opens a workbook as a run does, and keeps nothing: whether that ends at all is tried in a process of its own.
pub fn try_workbook(bytes: &[u8]) {
    drop(workbook::Workbook::open("", bytes, &BTreeSet::new()));
}

/// The file of a source, whichever way its path is written.
fn find<'a>(
    files: &'a [SealedData],
    source: &Source,
    faults: &mut Faults,
) -> Option<&'a SealedData> {
    let plain = |path: &str| path.replace('\\', "/").trim_start_matches("./").to_owned();
    let wanted = plain(&source.file);
    let found = files.iter().find(|file| plain(file.path()) == wanted);
    if found.is_none() {
        let message = "the file of a source is not there";
        let problem = Diagnostic::error("file-not-found", Place::file(&source.file), message);
        let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
        let wanted = wanted.rsplit('/').next().unwrap_or(&wanted);
        let near = files.iter().map(SealedData::path).find(|path| is_slip_of(wanted, name(path)));
        faults.push(match near {
            Some(near) => problem
                .hint(format!("did you mean '{near}'? Correct `file` in config/sources.toml")),
            None => problem.hint("put the file there, or correct `file` in config/sources.toml"),
        });
    }
    found
}
