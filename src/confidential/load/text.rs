//! Separated text: a table may start late, end with notes and leave lines blank.

use super::{
    faults::refusal,
    grid::{Excess, Grid},
};
use crate::{
    diagnostic::{Diagnostic, Place},
    limits,
};

/// The most that is looked at to find the separator, in bytes.
const HEAD: usize = 1 << 18;

/// Splits text into a table.
///
/// # Errors
/// Something is too large, or a quotation mark is never closed: all that follows would be one cell.
pub(super) fn read(file: &str, text: &str, separator: u8) -> Result<Grid, Box<Diagnostic>> {
    let refused = |excess, line, column: usize| {
        let mut grid = Grid::lines(file);
        // As many empty cells as stand before it, so that the column is told.
        let before = (1..column).try_for_each(|_| grid.push("", false));
        grid.refused(before.err().unwrap_or(excess), line)
    };
    match look_over(text.as_bytes(), separator) {
        Ok(()) => {}
        Err(Amiss::OpenQuote(line)) => {
            return Err(refusal(
                "open-quote",
                Place::Line { file: file.into(), line, column: None },
                "a quotation mark is opened here and never closed, so that the rest of the file is one cell",
                "close it, or write it twice where it is part of the text",
            ));
        }
        Err(Amiss::Long(excess, line, column)) => return Err(refused(excess, line, column)),
    }
    let mut grid = Grid::lines(file);
    match fill(&mut grid, text, separator) {
        Ok(()) => Ok(grid),
        Err((excess, line)) => Err(grid.refused(excess, line)),
    }
}

/// The first lines of a text as a table, as far as they are one.
pub(super) fn start(file: &str, text: &str, separator: u8) -> Grid {
    let mut grid = Grid::lines(file);
    // What is too large is told when the whole text is read.
    let _told_later = fill(&mut grid, head(text), separator);
    grid
}

fn fill(grid: &mut Grid, text: &str, separator: u8) -> Result<(), (Excess, u64)> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    // Text in memory that is valid UTF-8, with rows of any length, gives no error.
    while let Ok(true) = reader.read_record(&mut record) {
        let line = record.position().map_or(0, csv::Position::line);
        for cell in &record {
            grid.push(cell, false).map_err(|excess| (excess, line))?;
        }
        grid.end_row(line);
    }
    Ok(())
}

/// What is wrong with a text before it is split.
#[derive(Debug, PartialEq)]
enum Amiss {
    /// The line on which a quotation mark is opened that nothing closes.
    OpenQuote(u64),
    /// A cell or row far too long, with its line and column from 1; the reader would set aside many times its length.
    Long(Excess, u64, usize),
}

/// A cell with every mark doubled and blanks around it is still read; the exact limit is asked of what is left.
const ROUGHLY: usize = 4 * limits::CELL;

/// Goes over a text by the rules of the reader that splits it.
fn look_over(text: &[u8], separator: u8) -> Result<(), Amiss> {
    let (mut line, mut first, mut opened) = (1, 1, None);
    let (mut begins, mut at, mut cell, mut column) = (true, 0, 0, 1);
    while let Some(byte) = text.get(at) {
        match (opened, *byte) {
            (None, b'"') if begins => opened = Some(line),
            (Some(_), b'"') if text.get(at + 1) == Some(&b'"') => at += 1,
            (Some(_), b'"') => opened = None,
            _ => {}
        }
        line += u64::from(*byte == b'\n');
        let ends = opened.is_none() && matches!(*byte, b'\n' | b'\r');
        begins = ends || opened.is_none() && *byte == separator;
        if ends {
            (column, first) = (1, line);
        } else if begins {
            column += 1;
        }
        cell = if begins { 0 } else { cell + 1 };
        // A mark that is never closed makes a long cell, too.
        if cell > ROUGHLY && opened.is_none() {
            return Err(Amiss::Long(Excess::Cell, first, column));
        }
        if column > limits::ROW {
            return Err(Amiss::Long(Excess::Row, first, column));
        }
        at += 1;
    }
    opened.map_or(Ok(()), |line| Err(Amiss::OpenQuote(line)))
}

/// The first lines of a text, enough to hold any title and the headings.
fn head(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(HEAD)];
    let end = text.match_indices('\n').nth(60).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quote_that_is_never_closed_is_told_with_its_line() {
        let told = read("x.csv", "a;b\n1;2\n\"Sentrum;3\nNordlia;4\n", b';');
        let told = told.err().expect("the rest is one cell");
        assert_eq!((told.code, told.place.to_string().as_str()), ("open-quote", "x.csv:3"));
        for sound in
            ["a;b\n\"1;\n2\";3\n", "a;b\n1\";2\n", "a;\"b \"\"c\"\"\"\n", "", "\"\"", "5\" tv;3"]
        {
            assert!(read("x.csv", sound, b';').is_ok(), "{sound}");
        }
    }

    #[test]
    fn rows_and_cells_are_measured_before_they_are_split() {
        let place = |text: &str| {
            let told = read("x.csv", text, b';').err().expect("too much");
            (told.code, told.place.to_string())
        };
        let far = ";".repeat(limits::ROW);
        assert_eq!(
            place(&format!("a\n{far}")),
            ("too-large", "x.csv:2, column '16385'".to_owned())
        );
        for length in [limits::CELL + 1, ROUGHLY + 1] {
            let text = format!("a;b\n1;{}\n", "x".repeat(length));
            assert_eq!(place(&text), ("too-large", "x.csv:2, column '2'".to_owned()));
            let text = format!("a;b\n1;\"{}\"\n", "x".repeat(length));
            assert_eq!(place(&text).0, "too-large");
        }
    }

    proptest! {
        #[test]
        fn quotes_are_open_exactly_where_the_reader_runs_to_the_end(text in "[a;\"\n]{0,24}") {
            // A closed text goes on in a new row; an open one takes whatever follows.
            let mut grid = Grid::lines("x");
            let longer = format!("{text}\nqqq;z");
            fill(&mut grid, &longer, b';').expect("small");
            let last = grid.rows() - 1;
            let apart = grid.cell(last, 0).text == "qqq" && grid.width(last) == 2;
            prop_assert_eq!(apart, look_over(text.as_bytes(), b';').is_ok(), "{}", longer);
        }
    }
}
