//! Raw tables: whatever the format, rows of cells, each with a place that can be pointed at.

use super::faults::refusal;
use crate::{
    diagnostic::{Diagnostic, Place},
    limits,
};
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
#[derive(PartialEq)]
enum Form {
    /// Lines of a text file.
    Lines,
    /// Cells of a sheet, which is called so in problems.
    Sheet(Arc<str>),
    /// Entries of a cube: how many figures apart the categories of each dimension stand, and how many there are.
    Cube(Vec<(usize, usize)>),
}

/// A cell's text in the table's.
#[derive(Clone, Copy)]
pub(super) struct Span {
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

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// Letters in a cell.
    Cell,
    /// Cells in a row.
    Row,
    /// Cells in the table.
    Cells,
    /// Letters in the table.
    Text,
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

    /// An empty table of a sheet; `sheet` is what problems call it.
    pub fn sheet(file: &str, sheet: &str) -> Self {
        Self::new(file, Form::Sheet(sheet.into()))
    }

    /// An empty table of a cube whose dimensions have so many categories.
    pub fn cube(file: &str, sizes: &[usize]) -> Self {
        let mut stride: usize = sizes.iter().product();
        let strides = sizes.iter().map(|size| {
            stride /= size;
            (stride, *size)
        });
        Self::new(file, Form::Cube(strides.collect()))
    }

    /// Adds a cell to the row under way.
    ///
    /// # Errors
    /// What there would be too much of.
    pub fn push(&mut self, text: &str, typed: bool) -> Result<(), Excess> {
        let kept = self.keep(text, typed)?;
        self.again(kept)
    }

    /// Keeps a text that several cells have.
    ///
    /// # Errors
    /// What there would be too much of.
    pub fn keep(&mut self, text: &str, typed: bool) -> Result<Span, Excess> {
        let trimmed = text.trim();
        if trimmed.len() > limits::CELL {
            return Err(Excess::Cell);
        }
        if self.text.len() + trimmed.len() > limits::TEXT {
            return Err(Excess::Text);
        }
        let start = offset(self.text.len());
        self.text.push_str(trimmed);
        Ok(Span { start, end: offset(self.text.len()), typed })
    }

    /// Adds a cell with a text that was kept.
    ///
    /// # Errors
    /// What there would be too much of.
    pub fn again(&mut self, kept: Span) -> Result<(), Excess> {
        if self.begun() >= limits::ROW {
            return Err(Excess::Row);
        }
        if self.cells.len() >= limits::CELLS {
            return Err(Excess::Cells);
        }
        self.cells.push(kept);
        Ok(())
    }

    /// The number of cells in the row under way.
    pub fn begun(&self) -> usize {
        self.cells.len() - self.rows.last().map_or(0, |row| row.cell as usize)
    }

    /// Ends the row, which stands on this line of the file.
    pub fn end_row(&mut self, line: u64) {
        let cell = offset(self.cells.len());
        self.rows.push(Start { cell, line: u32::try_from(line).unwrap_or(u32::MAX) });
    }

    /// Why the table is refused at the row under way, which stands on this line.
    pub fn refused(mut self, excess: Excess, line: u64) -> Box<Diagnostic> {
        let column = self.begun();
        self.end_row(line);
        let number = (column + 1).to_string().into();
        let place = match excess {
            Excess::Cell | Excess::Row => self.place(self.rows() - 1, column, Some(&number)),
            Excess::Cells | Excess::Text => self.place(self.rows() - 1, 0, None),
        };
        let (what, hint) = match excess {
            Excess::Cell => (
                format!("a cell is longer than {} bytes", limits::CELL),
                "shorten it; where it runs over many lines, look for a quotation mark that was never closed",
            ),
            Excess::Row => (
                format!("a row has more than {} cells", limits::ROW),
                "look whether the file is a table, and at its separator",
            ),
            Excess::Cells => (
                format!("the table has more than {} million cells", limits::CELLS / 1_000_000),
                "leave out rows and columns that the report does not use",
            ),
            Excess::Text => (
                format!(
                    "the texts of the table are longer than {} MB together",
                    limits::TEXT >> 20
                ),
                "leave out rows and columns that the report does not use",
            ),
        };
        refusal("too-large", place, what, hint)
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

    /// The columns up to the last one of a row that holds anything.
    pub fn filled_width(&self, row: usize) -> usize {
        (0..self.width(row))
            .rev()
            .find(|c| !self.cell(row, *c).text.is_empty())
            .map_or(0, |c| c + 1)
    }

    /// Whether rows are written one after the other with signs between their cells, so that a cell may be forgotten.
    pub fn is_separated(&self) -> bool {
        self.form == Form::Lines
    }

    /// The line or row of the file, from 1.
    pub fn line(&self, row: usize) -> usize {
        self.rows[row].line as usize
    }

    /// The place of a cell; `heading` is what the settings call its column.
    pub fn place(&self, row: usize, column: usize, heading: Option<&Arc<str>>) -> Place {
        let file = Arc::clone(&self.file);
        let line = self.rows[row].line;
        match &self.form {
            Form::Lines => Place::Line { file, line: u64::from(line), column: heading.cloned() },
            Form::Sheet(sheet) => {
                let cell = format!("{}{line}", letters(offset(column)));
                Place::Sheet { file, sheet: Arc::clone(sheet), cell: Some(cell) }
            }
            Form::Cube(strides) => {
                let Some(entry) = row.checked_sub(1) else {
                    return Place::File { file };
                };
                let at = match strides.get(column) {
                    Some((stride, size)) => {
                        let category = entry / stride % size + 1;
                        let number = (column + 1).to_string();
                        let dimension = heading.map_or(number.as_str(), |heading| heading);
                        format!("dimension '{dimension}', category {category}")
                    }
                    None => format!("value[{entry}]"),
                };
                Place::Entry { file, at }
            }
        }
    }

    /// The place of the table as a whole.
    pub fn anywhere(&self) -> Place {
        let file = Arc::clone(&self.file);
        match &self.form {
            Form::Sheet(sheet) => Place::Sheet { file, sheet: Arc::clone(sheet), cell: None },
            Form::Lines | Form::Cube(_) => Place::File { file },
        }
    }

    /// Another name for a cell's text.
    pub fn label(&self, column: usize, text: &str) -> Option<&str> {
        self.labels.get(column)?.get(text).map(String::as_str)
    }
}

/// `limits::TEXT` and `limits::CELLS` are asked first.
fn offset(n: usize) -> u32 {
    u32::try_from(n).expect("the limits of a table are far below")
}

/// A column's name in a sheet: 0 is A, 26 is AA.
pub(super) fn letters(column: u32) -> String {
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
        for (column, name) in
            [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
        {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn rows_may_differ_in_length() {
        let mut grid = Grid::lines("x.csv");
        grid.push(" a ", false).expect("small");
        grid.end_row(1);
        grid.end_row(2);
        grid.push("b", false).expect("small");
        grid.push("c", false).expect("small");
        grid.end_row(5);
        assert_eq!((grid.rows(), grid.width(0), grid.width(1), grid.width(2)), (3, 1, 0, 2));
        assert_eq!(
            (grid.cell(0, 0).text, grid.cell(1, 0).text, grid.cell(2, 1).text),
            ("a", "", "c")
        );
        assert_eq!(grid.place(2, 1, None).to_string(), "x.csv:5");
    }

    #[test]
    fn what_is_too_much_is_told_with_its_place() {
        let long = "a".repeat(limits::CELL + 1);
        let mut grid = Grid::lines("x.csv");
        grid.push("a", false).expect("small");
        assert_eq!(grid.push(&long, false), Err(Excess::Cell));
        let told = grid.refused(Excess::Cell, 7);
        assert_eq!(told.place.to_string(), "x.csv:7, column '2'");
        let mut grid = Grid::sheet("x.xlsx", "2");
        let text = grid.keep("a", false).expect("small");
        (0..limits::ROW).for_each(|_| grid.again(text).expect("as wide as a sheet"));
        assert_eq!(grid.again(text), Err(Excess::Row));
        // One long text in many cells takes the room of one.
        let mut grid = Grid::cube("x.json", &[2, 3]);
        let most = "a".repeat(limits::CELL);
        let kept = grid.keep(&most, false).expect("as long as may be");
        for row in 0..20_000 {
            grid.again(kept).expect("few cells");
            grid.end_row(row);
        }
        assert_eq!(grid.text.len(), limits::CELL);
    }

    #[test]
    fn entries_of_a_cube_have_a_place() {
        let mut grid = Grid::cube("x.json", &[2, 3]);
        for row in 0..7 {
            (0..4).for_each(|_| grid.push("a", false).expect("small"));
            grid.end_row(row);
        }
        assert_eq!(grid.place(5, 2, None).to_string(), "x.json, value[4]");
        let region = "Region".into();
        let place = grid.place(5, 0, Some(&region)).to_string();
        assert_eq!(place, "x.json, dimension 'Region', category 2");
        assert_eq!(grid.place(5, 1, None).to_string(), "x.json, dimension '2', category 2");
    }
}
