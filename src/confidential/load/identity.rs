//! A file that holds national identity numbers is refused whole, and none of them is ever repeated.

use super::grid::Grid;
use crate::{
    diagnostic::{Diagnostic, Place},
    identity::{Found, are_halves, look},
};

/// One valid number in so many is ten times what chance gives, one in some two hundred at worst.
const TELLING: usize = 20;

/// The first column that holds identity numbers, as a problem.
///
/// An amount of eleven digits is a valid identity number once in three hundred by chance. A number that
/// fills its cell therefore counts only when at least one in twenty of its column's numbers of that
/// length is valid; one that is written in groups, or inside a text, counts always. Six digits with five beside them
/// count when most such pairs of the two columns are valid: district codes look like dates, too.
pub(super) fn find(grid: &Grid) -> Option<Diagnostic> {
    let mut columns: Vec<Tally> = Vec::new();
    let mut pairs: Vec<Tally> = Vec::new();
    for row in 0..grid.rows() {
        let mut before = "";
        for column in 0..grid.width(row) {
            let text = grid.cell(row, column).text;
            let found = look(text);
            if found != Found::Nothing {
                at(&mut columns, column).add(row, found != Found::Number, found == Found::Certain);
            } else if let Some(valid) = are_halves(before, text) {
                at(&mut pairs, column).add(row, valid, false);
            }
            before = text;
        }
    }
    let single = columns.iter().enumerate().find_map(|(column, tally)| {
        let telling = tally.certain || tally.valid * TELLING >= tally.candidates;
        tally.first.filter(|_| telling).map(|row| (column, row))
    });
    let (column, row) = single.or_else(|| {
        pairs.iter().enumerate().find_map(|(column, tally)| {
            let telling = tally.valid * 2 > tally.candidates;
            tally.first.filter(|_| telling).map(|row| (column, row))
        })
    })?;
    // Its number, not its heading: what stands above such a column may be a name.
    let number = (column + 1).to_string().into();
    Some(refusal(grid.place(row, column, Some(&number))))
}

/// The problem, at a place.
pub(super) fn refusal(place: Place) -> Diagnostic {
    Diagnostic::error(
        "identity-number",
        place,
        "the file holds national identity numbers and was not read",
    )
    .hint("remove the column from the file: this program takes counts, never persons")
    .hint("the file should not lie here at all; delete it safely and ask for an aggregated one")
}

#[derive(Default)]
struct Tally {
    candidates: usize,
    valid: usize,
    certain: bool,
    first: Option<usize>,
}

impl Tally {
    fn add(&mut self, row: usize, valid: bool, certain: bool) {
        self.candidates += 1;
        if valid {
            self.valid += 1;
            self.certain |= certain;
            self.first.get_or_insert(row);
        }
    }
}

fn at(columns: &mut Vec<Tally>, column: usize) -> &mut Tally {
    if columns.len() <= column {
        columns.resize_with(column + 1, Tally::default);
    }
    &mut columns[column]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::complete;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::lines("x.csv");
        for (i, row) in rows.iter().enumerate() {
            row.iter().for_each(|cell| grid.push(cell, false).expect("small"));
            grid.end_row(i as u64 + 1);
        }
        grid
    }

    fn one() -> String {
        complete("010180123").or_else(|| complete("010180124")).expect("one of them")
    }

    #[test]
    fn amounts_are_not_taken_for_persons() {
        // Every hundredth amount happens to have right check digits.
        let one = one();
        let mut cells: Vec<String> =
            (0..100u64).map(|i| (10_044_518_050 + i * 7919).to_string()).collect();
        cells[50] = one.clone();
        let rows: Vec<[&str; 2]> = cells.iter().map(|cell| ["A", cell.as_str()]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        assert!(find(&grid(&rows)).is_none());
        let problem = find(&grid(&[&["A", "12"], &["A", &one]])).expect("found");
        assert!(!format!("{problem:?}").contains(&one));
    }

    #[test]
    fn two_cells_side_by_side_hold_a_number_and_codes_beside_counts_do_not() {
        let one = one();
        let (date, rest) = one.split_at(6);
        assert!(find(&grid(&[&["Sagene", "12", "7"], &[date, rest, "7"]])).is_some());
        // Oslo's codes read as the third of January; one count in a hundred fits.
        let counts: Vec<String> = (0..40).map(|i| (40_000 + i * 397).to_string()).collect();
        let rows: Vec<[&str; 2]> = counts.iter().map(|count| ["030101", count.as_str()]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        assert!(find(&grid(&rows)).is_none());
    }
}
