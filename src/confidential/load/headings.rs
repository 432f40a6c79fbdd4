//! Law: the headings stand in the first row that has them all, wherever that row is.

use super::{faults::Faults, grid::Grid, normalise::key};
use crate::{
    config::source::Source,
    diagnostic::{Diagnostic, nearest},
};
use std::{collections::BTreeMap, sync::Arc};

/// Rows searched for the headings.
const SEARCHED: usize = 60;

/// Where the headings stand.
pub(super) struct Headings {
    /// The row of the table that holds them.
    pub row: usize,
    /// The columns up to the last heading.
    pub width: usize,
    columns: BTreeMap<String, usize>,
}

impl Headings {
    /// The column that a heading of the settings means.
    pub fn column(&self, wanted: &str) -> usize {
        *self.columns.get(wanted).expect("every heading of the settings was found or refused")
    }

    /// A column's heading as the settings write it: what the file has there is not repeated.
    pub fn name(&self, column: usize) -> Option<Arc<str>> {
        let known = self.columns.iter().find(|(_, other)| **other == column);
        known.map(|(heading, _)| heading.as_str().into())
    }

    /// Finds every heading that the source's settings name; nothing, and the problems, where one is absent.
    pub fn find(grid: &Grid, source: &Source, faults: &mut Faults) -> Option<Self> {
        let wanted = wanted(source);
        let row = match source.header_row {
            Some(line) => (0..grid.rows()).find(|row| grid.line(*row) == line),
            None => best(grid, &wanted).map(|(row, _)| row),
        };
        let Some(row) = row else {
            let problem = Diagnostic::error(
                "heading-not-found",
                grid.anywhere(),
                "there is no row of headings",
            );
            faults.push(problem.hint("set `header_row` of the source to the line that holds them"));
            return None;
        };
        let mut columns = BTreeMap::new();
        for heading in &wanted {
            match locate(grid, row, heading) {
                Some(column) => {
                    columns.insert((*heading).to_owned(), column);
                }
                None => faults.push(absent(grid, row, heading)),
            }
        }
        let complete = columns.len() == wanted.len();
        let width = grid.filled_width(row);
        complete.then_some(Self { row, columns, width })
    }
}

/// How many of the headings the best row has.
pub(super) fn score(grid: &Grid, source: &Source) -> usize {
    best(grid, &wanted(source)).map_or(0, |(_, found)| found)
}

/// The headings that the settings name, each once, in order.
fn wanted(source: &Source) -> Vec<&str> {
    let mut all: Vec<&str> = source
        .columns
        .values()
        .chain(source.join.values().flatten())
        .chain(source.wide.iter().flat_map(|wide| wide.columns.keys()))
        .chain(source.skip.keys())
        .chain(source.only.keys())
        .map(String::as_str)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The first of the rows that have most of the headings.
fn best(grid: &Grid, wanted: &[&str]) -> Option<(usize, usize)> {
    let rows = 0..grid.rows().min(SEARCHED);
    let found = |row: usize| wanted.iter().filter(|h| locate(grid, row, h).is_some()).count();
    let mut best = None;
    for row in rows.clone() {
        let count = found(row);
        if count == wanted.len() {
            return Some((row, count));
        }
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((row, count));
        }
    }
    match best {
        // Nothing fits: the first row that looks like headings at all is the one to name in problems.
        Some((_, 0)) => {
            rows.clone().find(|r| filled(grid, *r) > 1).or(rows.min()).map(|row| (row, 0))
        }
        other => other,
    }
}

fn filled(grid: &Grid, row: usize) -> usize {
    (0..grid.width(row)).filter(|c| !grid.cell(row, *c).text.is_empty()).count()
}

/// A heading's column; `geografi#2` is the second that reads `geografi`.
fn locate(grid: &Grid, row: usize, heading: &str) -> Option<usize> {
    if let Some(column) = occurrence(grid, row, heading, 1) {
        return Some(column);
    }
    let (name, which) = heading.rsplit_once('#')?;
    occurrence(grid, row, name, which.parse().ok()?)
}

fn occurrence(grid: &Grid, row: usize, heading: &str, which: usize) -> Option<usize> {
    let nth = which.checked_sub(1)?;
    let exact = (0..grid.width(row)).filter(|c| grid.cell(row, *c).text == heading.trim()).nth(nth);
    let wanted = key(heading);
    let like = |text: &str| !wanted.is_empty() && key(text) == wanted;
    exact
        .or_else(|| (0..grid.width(row)).filter(|c| like(grid.cell(row, *c).text)).nth(nth))
        .or_else(|| {
            (0..grid.heading_labels.len()).filter(|c| like(&grid.heading_labels[*c])).nth(nth)
        })
}

fn absent(grid: &Grid, row: usize, heading: &str) -> Diagnostic {
    let problem = Diagnostic::error(
        "heading-not-found",
        grid.place(row, 0, None),
        format!("no column has the heading '{heading}'"),
    );
    // No text of the file is repeated: in a table without headings this row holds figures and names.
    let texts = (0..grid.width(row)).map(|c| grid.cell(row, c).text);
    let near = nearest(heading, texts.clone().filter(|text| !text.is_empty()));
    match near.and_then(|near| texts.clone().position(|text| text == near)) {
        Some(near) => problem.hint(format!(
            "the heading of column {} is the most like it: write it in config/sources.toml as it stands there",
            near + 1
        )),
        None => problem.hint(
            "look at the file's headings and set `columns` of the source after them; \
             `header_row` says where they stand",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::lines("x.csv");
        for (i, row) in rows.iter().enumerate() {
            row.iter().for_each(|cell| grid.push(cell, false).expect("small"));
            grid.end_row(i as u64 + 1);
        }
        grid
    }

    fn source(settings: &str) -> Source {
        toml::from_str(&format!("file = 'x.csv'\n{settings}")).expect("valid")
    }

    #[test]
    fn titles_above_are_passed_over() {
        let grid =
            grid(&[&["Tabell 1"], &["by", "x"], &[], &["geografi", "geografi", "Antall (kr)"]]);
        let source = source("columns = { district = 'Geografi#2', count = 'antall kr' }");
        let mut faults = Faults::default();
        let found = Headings::find(&grid, &source, &mut faults).expect("found");
        assert_eq!((found.row, found.column("Geografi#2"), found.column("antall kr")), (3, 1, 2));
    }

    #[test]
    fn a_table_without_headings_is_not_repeated() {
        let grid = grid(&[&["Anna Hansen 4711", "Svar 4711", "122"], &["x", "y", "7"]]);
        let source = source("columns = { district = 'Anna Hansen', count = 'Svar 471' }");
        let mut faults = Faults::default();
        assert!(Headings::find(&grid, &source, &mut faults).is_none());
        let told = format!("{:?}", faults.finish());
        for secret in ["4711", "122"] {
            assert!(!told.contains(secret), "{told}");
        }
    }

    #[test]
    fn an_absent_heading_gets_its_neighbour_as_a_hint() {
        let grid = grid(&[&["bydel", "antall"], &["Sagene", "7"]]);
        let source = source("columns = { district = 'bydel', count = 'antal' }");
        let mut faults = Faults::default();
        assert!(Headings::find(&grid, &source, &mut faults).is_none());
        let told = faults.finish().0;
        assert_eq!(told[0].code, "heading-not-found");
        assert!(told[0].hints[0].starts_with("the heading of column 2 is the most like it"));
    }
}
