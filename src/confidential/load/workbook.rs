//! Workbooks: a sheet is read as it was saved, cell by cell: numbers as numbers, codes as they stand, dates as dates.

use super::{
    archive,
    faults::refusal,
    grid::{Grid, letters},
    identity,
    normalise::is_slip_of,
};
use crate::{
    config::source::Source,
    diagnostic::{Diagnostic, Place},
    identity::is_in,
    limits,
};
use calamine::{
    Data, DataRef, DataType, Ods, Range, Reader, Xls, Xlsb, Xlsx, XlsxError, XlsxFormulaMetadata,
};
use std::{collections::BTreeSet, io::Cursor};

/// A workbook's sheets in order.
pub(super) struct Workbook(pub Vec<Sheet>);

/// A sheet.
pub(super) struct Sheet {
    name: String,
    /// What problems call it: its name where the settings say it, else its number.
    pub called: String,
    /// What it holds.
    pub grid: Grid,
    /// The first cell with a formula whose value was never stored, and how many there are.
    pub unstored: Option<(Place, usize)>,
}

/// A cell as it comes: row and column from 0, and whether a formula stands there.
type Found<'a> = (u32, u32, DataRef<'a>, bool);

/// Why a sheet cannot be read.
enum Bad {
    /// The library says so.
    Damaged,
    /// There are more cells than may be.
    Large,
}

/// Where the first formula without a stored value stands, and how many there are.
type Unstored = Option<(Place, usize)>;

impl Workbook {
    /// Reads every sheet, also those that no source names: they are searched for what must not be there. `named` are
    /// the sheets that the settings name.
    ///
    /// # Errors
    /// It is no workbook, is locked, is damaged, is too large, or holds persons.
    pub fn open(file: &str, bytes: &[u8], named: &BTreeSet<&str>) -> Result<Self, Box<Diagnostic>> {
        let cannot = || refused(file, "the workbook cannot be opened");
        let mut reader = Sheets { file, named, sheets: Vec::new() };
        let bytes = Cursor::new(bytes);
        match archive::sort(file, bytes.get_ref())? {
            archive::Sort::Xls => {
                let mut book: Xls<_> = Xls::new(bytes).map_err(|_| cannot())?;
                let about = book.workbook_properties().ok();
                reader.about(&format!("{about:?}"))?;
                for name in reader.names(book.sheet_names())? {
                    let range = book.worksheet_range(&name);
                    reader.range(&name, range.ok(), None)?;
                }
            }
            archive::Sort::Ods => {
                let mut book: Ods<_> = Ods::new(bytes).map_err(|_| cannot())?;
                for name in reader.names(book.sheet_names())? {
                    let formulas = book.worksheet_formula(&name).ok();
                    let range = book.worksheet_range(&name);
                    reader.range(&name, range.ok(), formulas.as_ref())?;
                }
            }
            archive::Sort::Xlsb => {
                let mut book: Xlsb<_> = Xlsb::new(bytes).map_err(|_| cannot())?;
                for name in reader.names(book.sheet_names())? {
                    let cells = binary(&mut book, &name);
                    reader.add(&name, cells)?;
                }
            }
            archive::Sort::Xlsx => {
                let mut book: Xlsx<_> = Xlsx::new(bytes).map_err(|_| cannot())?;
                for name in reader.names(book.sheet_names())? {
                    let cells = open_xml(&mut book, &name);
                    reader.add(&name, cells)?;
                }
            }
        }
        Ok(Self(reader.sheets))
    }

    /// The number of a source's sheet; the first that holds anything where its settings name none.
    ///
    /// # Errors
    /// There is no such sheet.
    pub fn sheet(&self, source: &Source) -> Result<usize, Box<Diagnostic>> {
        let place = Place::file(&source.file);
        let Some(wanted) = &source.sheet else {
            return self.0.iter().position(|sheet| sheet.grid.rows() > 0).ok_or_else(|| {
                refusal("unreadable-file", place, "the workbook is empty", "export the table again")
            });
        };
        self.0.iter().position(|sheet| same(&sheet.name, wanted)).ok_or_else(|| {
            // What other sheets are called is not repeated: nobody can know what it is.
            let near = self.0.iter().position(|sheet| is_slip_of(&sheet.name, wanted));
            let hint = match near {
                Some(near) => format!("sheet {} is called nearly so: write its name as it is", near + 1),
                None => format!(
                    "it has {}; write the name of one of them, or none to take the first that holds anything",
                    if self.0.len() == 1 { "1 sheet".to_owned() } else { format!("{} sheets", self.0.len()) }
                ),
            };
            let message = format!("the workbook has no sheet '{wanted}'");
            refusal("sheet-not-found", place, message, hint)
        })
    }
}

fn same(name: &str, wanted: &str) -> bool {
    name.trim().to_lowercase() == wanted.trim().to_lowercase()
}

fn refused(file: &str, message: &str) -> Box<Diagnostic> {
    refusal(
        "unreadable-file",
        Place::file(file),
        message,
        "open it, save it anew as .xlsx without a password, and try again",
    )
}

/// Sheets under way.
struct Sheets<'f> {
    file: &'f str,
    named: &'f BTreeSet<&'f str>,
    sheets: Vec<Sheet>,
}

impl Sheets<'_> {
    fn names(&self, names: Vec<String>) -> Result<Vec<String>, Box<Diagnostic>> {
        if names.len() > limits::SHEETS {
            let message = format!("the workbook has more than {} sheets", limits::SHEETS);
            let hint = "save the sheet with the table as a workbook of its own";
            return Err(refusal("too-large", Place::file(self.file), message, hint));
        }
        names.iter().try_for_each(|name| self.about(name))?;
        Ok(names)
    }

    /// Searches a text that stands beside the cells.
    fn about(&self, text: &str) -> Result<(), Box<Diagnostic>> {
        if is_in(text) {
            return Err(identity::refusal(Place::file(self.file)).into());
        }
        Ok(())
    }

    fn range(
        &mut self,
        name: &str,
        range: Option<Range<Data>>,
        formulas: Option<&Range<String>>,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(range) = range else {
            return self.add(name, Err(Bad::Damaged));
        };
        let (top, left) = range.start().unwrap_or_default();
        let mut cells: Vec<Found> = range
            .used_cells()
            .map(|(row, column, cell)| {
                (top + number(row), left + number(column), borrowed(cell), false)
            })
            .collect();
        if let Some(formulas) = formulas {
            let (top, left) = formulas.start().unwrap_or_default();
            cells.extend(formulas.used_cells().filter(|(.., formula)| !formula.is_empty()).map(
                |(row, column, _)| (top + number(row), left + number(column), DataRef::Empty, true),
            ));
            // A formula stands after the value that was stored for it, and gives way to it.
            cells.sort_by_key(|(row, column, ..)| (*row, *column));
            cells.dedup_by(|later, first| (later.0, later.1) == (first.0, first.1));
        }
        self.add(name, Ok(cells))
    }

    fn add(&mut self, name: &str, cells: Result<Vec<Found>, Bad>) -> Result<(), Box<Diagnostic>> {
        let number = self.sheets.len() + 1;
        let known = self.named.iter().any(|named| same(name, named));
        let called = if known { format!("'{}'", name.trim()) } else { number.to_string() };
        let anywhere = || Grid::sheet(self.file, &called).anywhere();
        let mut cells = match cells {
            Ok(cells) => cells,
            Err(Bad::Damaged) => {
                let told = *refused(self.file, "the sheet cannot be read");
                return Err(Diagnostic { place: anywhere(), ..told }.into());
            }
            Err(Bad::Large) => {
                let millions = limits::CELLS / 1_000_000;
                let message = format!("the sheet has more than {millions} million cells");
                let hint = "leave out rows and columns that the report does not use";
                return Err(refusal("too-large", anywhere(), message, hint));
            }
        };
        cells.sort_by_key(|(row, column, ..)| (*row, *column));
        let (grid, unstored) = self.grid(&called, &cells)?;
        self.sheets.push(Sheet { name: name.to_owned(), called, grid, unstored });
        Ok(())
    }

    /// Rows that hold something, each from column A to its last cell.
    fn grid(&self, called: &str, cells: &[Found]) -> Result<(Grid, Unstored), Box<Diagnostic>> {
        let mut grid = Grid::sheet(self.file, called);
        let mut unstored: Unstored = None;
        let mut last: Option<(u32, u32)> = None;
        let mut text = String::new();
        for (row, column, cell, formula) in cells {
            let here = || Place::Sheet {
                file: self.file.into(),
                sheet: called.into(),
                cell: Some(format!("{}{}", letters(*column), u64::from(*row) + 1)),
            };
            if *row >= limits::SHEET_ROWS || *column as usize >= limits::ROW {
                let hint = "open the workbook, save it anew, and try again";
                let message = "a cell stands where no sheet has one: the workbook is damaged";
                return Err(refusal("unreadable-file", here(), message, hint));
            }
            if *formula && *cell == DataRef::Empty {
                unstored.get_or_insert_with(|| (here(), 0)).1 += 1;
            }
            if *cell == DataRef::Empty {
                continue;
            }
            if last == Some((*row, *column)) {
                let hint = "open the workbook, save it anew, and try again";
                let message = "a cell is there twice: the workbook is damaged";
                return Err(refusal("unreadable-file", here(), message, hint));
            }
            if let Some((before, _)) = last.filter(|(before, _)| before != row) {
                grid.end_row(u64::from(before) + 1);
            }
            let line = u64::from(*row) + 1;
            while grid.begun() < *column as usize {
                if let Err(excess) = grid.push("", false) {
                    return Err(grid.refused(excess, line));
                }
            }
            text.clear();
            let typed = written(cell, &mut text);
            if let Err(excess) = grid.push(&text, typed) {
                return Err(grid.refused(excess, line));
            }
            last = Some((*row, *column));
        }
        if let Some((row, _)) = last {
            grid.end_row(u64::from(row) + 1);
        }
        Ok((grid, unstored))
    }
}

/// The cells of a sheet of Open XML, which may stand far apart.
fn open_xml<'b>(book: &'b mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Found<'b>>, Bad> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A sheet that is a chart.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(_) => return Err(Bad::Damaged),
    };
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|_| Bad::Damaged)? {
        let formula = match cell.formula {
            Some(XlsxFormulaMetadata::Normal { formula }) => !formula.is_empty(),
            other => other.is_some(),
        };
        keep(&mut cells, (cell.pos.0, cell.pos.1, cell.value, formula))?;
    }
    Ok(cells)
}

/// The cells of a sheet of the binary format.
fn binary<'b>(book: &'b mut Xlsb<Cursor<&[u8]>>, name: &str) -> Result<Vec<Found<'b>>, Bad> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| Bad::Damaged)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|_| Bad::Damaged)? {
        let (row, column) = cell.get_position();
        keep(&mut cells, (row, column, cell.get_value().clone(), false))?;
    }
    Ok(cells)
}

fn keep<'b>(cells: &mut Vec<Found<'b>>, cell: Found<'b>) -> Result<(), Bad> {
    if cell.2.is_empty() && !cell.3 {
        return Ok(());
    }
    if cells.len() >= limits::CELLS {
        return Err(Bad::Large);
    }
    cells.push(cell);
    Ok(())
}

/// Positions within a range are those of a sheet.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX / 2)
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Writes a cell as text; whether the file holds it as a number.
fn written(cell: &DataRef, text: &mut String) -> bool {
    let (shown, typed) = match cell {
        DataRef::Int(n) => (n.to_string(), true),
        // The shortest text that gives the same number: a year is 2018, a code 30101.
        DataRef::Float(n) => (n.to_string(), true),
        DataRef::String(shown) | DataRef::DateTimeIso(shown) | DataRef::DurationIso(shown) => {
            text.push_str(shown);
            return false;
        }
        DataRef::SharedString(shown) => {
            text.push_str(shown);
            return false;
        }
        DataRef::Bool(yes) => (yes.to_string(), false),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), false)
        }
        DataRef::DateTime(span) => (span.as_f64().to_string(), true),
        DataRef::Error(error) => (error.to_string(), false),
        DataRef::Empty => (String::new(), false),
    };
    text.push_str(&shown);
    typed
}
