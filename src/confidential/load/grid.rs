//! Law: whatever the format, a table is rows of cells, each with a place that can be pointed at.

use crate::diagnostic::Place;
use std::{collections::HashMap, sync::Arc};

/// A table as read: text in one long string, cells as ranges of it.
pub(super) struct Grid {
    file: Arc<str>,
    form: Form,
    text: String,
    cells: Vec<Span>,
    rows: Vec<Start>,
    /// Other names of the columns (JSON-stat: the dimensions' labels), by column.
    pub heading_labels: Vec<String>,
    /// Other names of the values in a column (JSON-stat: the categories' labels): code → label.
    pub labels: Vec<HashMap<String, String>>,
    /// The column that holds a symbol for the figure beside it.
    pub status: Option<usize>,
}

/// What the cells are called.
enum Form {
    /// Lines of a text file.
    Lines,
    /// Cells of a sheet; the first column's number, from 0.
    Sheet { name: Arc<str>, first_column: u32 },
    /// Neither lines nor cells that a person would know.
    Whole,
}

struct Span {
    start: u32,
    end: u32,
    typed: bool,
}

struct Start {
    cell: u32,
    line: u32,
}

/// A cell.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    /// Its text without outer space.
    pub text: &'a str,
    /// Whether the file holds it as a number.
    pub typed: bool,
}

impl Grid {
    fn new(file: &str, form: Form) -> Self {
        Self {
            file: file.into(),
            form,
            text: String::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            heading_labels: Vec::new(),
            labels: Vec::new(),
            status: None,
        }
    }

    /// An empty table of a text file.
    pub fn lines(file: &str) -> Self {
        Self::new(file, Form::Lines)
    }

    /// An empty table of a sheet.
    pub fn sheet(file: &str, sheet: &str, first_column: u32) -> Self {
        Self::new(file, Form::Sheet { name: sheet.into(), first_column })
    }

    /// An empty table whose cells have no place of their own.
    pub fn whole(file: &str) -> Self {
        Self::new(file, Form::Whole)
    }

    /// Adds a cell to the row under way.
    pub fn push(&mut self, text: &str, typed: bool) {
        let trimmed = text.trim();
        let start = offset(self.text.len());
        self.text.push_str(trimmed);
        self.cells.push(Span { start, end: offset(self.text.len()), typed });
    }

    /// Ends the row, which stands on this line of the file.
    pub fn end_row(&mut self, line: u64) {
        let cell = offset(self.cells.len());
        self.rows.push(Start { cell, line: u32::try_from(line).unwrap_or(u32::MAX) });
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    fn first(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.rows[before].cell as usize)
    }

    /// The number of cells in a row.
    pub fn width(&self, row: usize) -> usize {
        self.rows[row].cell as usize - self.first(row)
    }

    /// A cell; an empty one beyond the row's end.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        if column >= self.width(row) {
            return Cell { text: "", typed: false };
        }
        let span = &self.cells[self.first(row) + column];
        Cell { text: &self.text[span.start as usize..span.end as usize], typed: span.typed }
    }

    /// The line or row of the file, from 1.
    pub fn line(&self, row: usize) -> usize {
        self.rows[row].line as usize
    }

    /// The place of a cell; `heading` names its column where the file has lines.
    pub fn place(&self, row: usize, column: usize, heading: Option<&Arc<str>>) -> Place {
        let file = Arc::clone(&self.file);
        let line = self.rows[row].line;
        match &self.form {
            Form::Lines => Place::Line { file, line: u64::from(line), column: heading.cloned() },
            Form::Sheet { name, first_column } => {
                let cell = format!("{}{line}", letters(first_column + offset(column)));
                Place::Sheet { file, sheet: Arc::clone(name), cell: Some(cell) }
            }
            Form::Whole => Place::File { file },
        }
    }

    /// The place of the table as a whole.
    pub fn anywhere(&self) -> Place {
        let file = Arc::clone(&self.file);
        match &self.form {
            Form::Sheet { name, .. } => Place::Sheet { file, sheet: Arc::clone(name), cell: None },
            Form::Lines | Form::Whole => Place::File { file },
        }
    }

    /// Another name for a cell's text.
    pub fn label(&self, column: usize, text: &str) -> Option<&str> {
        self.labels.get(column)?.get(text).map(String::as_str)
    }
}

/// Files are refused long before they reach four gigabytes.
fn offset(n: usize) -> u32 {
    u32::try_from(n).expect("files past the limit of detect::LARGEST are refused")
}

/// A column's name in a sheet: 0 is A, 26 is AA.
fn letters(column: u32) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    match column / 26 {
        0 => last.to_string(),
        rest => format!("{}{last}", letters(rest - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_a_sheet() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn rows_may_differ_in_length() {
        let mut grid = Grid::lines("x.csv");
        grid.push(" a ", false);
        grid.end_row(1);
        grid.end_row(2);
        grid.push("b", false);
        grid.push("c", false);
        grid.end_row(5);
        assert_eq!((grid.rows(), grid.width(0), grid.width(1), grid.width(2)), (3, 1, 0, 2));
        assert_eq!(
            (grid.cell(0, 0).text, grid.cell(1, 0).text, grid.cell(2, 1).text),
            ("a", "", "c")
        );
        assert_eq!(grid.place(2, 1, None).to_string(), "x.csv:5");
    }
}
