//! Law: a text table may start late, end with notes and leave lines blank.

use super::grid::Grid;

/// Splits text into a table.
pub(super) fn read(file: &str, text: &str, separator: u8) -> Grid {
    let mut grid = Grid::lines(file);
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
            grid.push(cell, false);
        }
        grid.end_row(line);
    }
    grid
}

/// The first lines of a text, enough to hold any title and the headings.
pub(super) fn head(text: &str) -> &str {
    let end = text.match_indices('\n').nth(60).map_or(text.len(), |(at, _)| at);
    &text[..end]
}
