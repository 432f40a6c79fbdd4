//! Separated text: a table may start late, end with notes and leave lines blank.

use super::{
    faults::refusal,
    grid::{Excess, Grid},
};
use crate::diagnostic::{Diagnostic, Place};

/// The most that is looked at to find the separator, in bytes.
const HEAD: usize = 1 << 18;

/// Splits text into a table.
///
/// # Errors
/// Something is too large, or a quotation mark is never closed: all that follows would be one cell.
pub(super) fn read(file: &str, text: &str, separator: u8) -> Result<Grid, Box<Diagnostic>> {
    if let Some(line) = open_quote(text.as_bytes(), separator) {
        return Err(refusal(
            "open-quote",
            Place::Line { file: file.into(), line, column: None },
            "a quotation mark is opened here and never closed, so that the rest of the file is one cell",
            "close it, or write it twice where it is part of the text",
        ));
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

/// The line on which a quotation mark is opened that nothing closes; by the rules of the reader that splits the text.
fn open_quote(text: &[u8], separator: u8) -> Option<u64> {
    let (mut line, mut opened) = (1, None);
    let (mut begins, mut at) = (true, 0);
    while let Some(byte) = text.get(at) {
        line += u64::from(*byte == b'\n');
        match (opened, *byte) {
            (None, b'"') if begins => opened = Some(line),
            (Some(_), b'"') if text.get(at + 1) == Some(&b'"') => at += 1,
            (Some(_), b'"') => opened = None,
            _ => {}
        }
        begins = opened.is_none() && (*byte == separator || matches!(*byte, b'\n' | b'\r'));
        at += 1;
    }
    opened
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

    proptest! {
        #[test]
        fn quotes_are_open_exactly_where_the_reader_runs_to_the_end(text in "[a;\"\n]{0,24}") {
            // A closed text goes on in a new row; an open one takes whatever follows.
            let mut grid = Grid::lines("x");
            let longer = format!("{text}\nqqq");
            fill(&mut grid, &longer, b';').expect("small");
            let last = grid.rows() - 1;
            let apart = grid.cell(last, 0).text == "qqq" && grid.width(last) == 1;
            prop_assert_eq!(apart, open_quote(text.as_bytes(), b';').is_none(), "{}", longer);
        }
    }
}
