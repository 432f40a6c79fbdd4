//! Law: a sheet is read as it was saved: numbers as numbers, codes as they stand, dates as dates.

use super::{faults::refusal, grid::Grid};
use crate::{
    config::source::Source,
    diagnostic::{Diagnostic, Place, nearest},
};
use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;

/// A workbook's sheets in order.
pub(super) struct Workbook(pub Vec<(String, Grid)>);

impl Workbook {
    /// Reads every sheet, also those that no source names: they are searched for what must not be there.
    ///
    /// # Errors
    /// It is no workbook, is locked, or is damaged.
    pub fn open(file: &str, bytes: &[u8]) -> Result<Self, Box<Diagnostic>> {
        let refused = |what: &str| {
            refusal(
                "unreadable-file",
                Place::file(file),
                format!("the workbook {what}"),
                "open it, save it anew as .xlsx without a password, and try again",
            )
        };
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
            .map_err(|_| refused("cannot be opened"))?;
        let mut sheets = Vec::new();
        for name in book.sheet_names() {
            let range = book
                .worksheet_range(&name)
                .map_err(|_| refused(&format!("has a sheet '{name}' that cannot be read")))?;
            let grid = grid(file, &name, &range);
            sheets.push((name, grid));
        }
        Ok(Self(sheets))
    }

    /// The number of a source's sheet; the first that holds anything where its settings name none.
    ///
    /// # Errors
    /// There is no such sheet.
    pub fn sheet(&self, source: &Source) -> Result<usize, Box<Diagnostic>> {
        let place = Place::file(&source.file);
        match &source.sheet {
            None => self.0.iter().position(|(_, grid)| grid.rows() > 0).ok_or_else(|| {
                refusal("unreadable-file", place, "the workbook is empty", "export the table again")
            }),
            Some(wanted) => {
                let same = |name: &str| name.trim().to_lowercase() == wanted.trim().to_lowercase();
                self.0.iter().position(|(name, _)| same(name)).ok_or_else(|| {
                    let names = self.0.iter().map(|(name, _)| name.as_str());
                    let hint = match nearest(wanted, names.clone()) {
                        Some(near) => format!("did you mean '{near}'?"),
                        None => {
                            format!("its sheets are: {}", names.collect::<Vec<_>>().join(", "))
                        }
                    };
                    let message = format!("the workbook has no sheet '{wanted}'");
                    refusal("sheet-not-found", place, message, hint)
                })
            }
        }
    }
}

fn grid(file: &str, sheet: &str, range: &Range<Data>) -> Grid {
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    let mut grid = Grid::sheet(file, sheet, first_column);
    for (line, row) in (u64::from(first_row) + 1..).zip(range.rows()) {
        for cell in row {
            match cell {
                Data::Int(n) => grid.push(&n.to_string(), true),
                // The shortest text that gives the same number: a year is 2018, a code 30101.
                Data::Float(n) => grid.push(&n.to_string(), true),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    grid.push(text, false);
                }
                Data::Bool(yes) => grid.push(if *yes { "true" } else { "false" }, false),
                Data::DateTime(moment) if moment.is_datetime() => {
                    let (year, month, day, ..) = moment.to_ymd_hms_milli();
                    grid.push(&format!("{year:04}-{month:02}-{day:02}"), false);
                }
                Data::DateTime(span) => grid.push(&span.as_f64().to_string(), true),
                Data::Error(error) => grid.push(&error.to_string(), false),
                Data::Empty => grid.push("", false),
            }
        }
        grid.end_row(line);
    }
    grid
}
