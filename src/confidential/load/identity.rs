//! Law: a file that holds national identity numbers is refused whole, and none of them is ever repeated.

use super::grid::Grid;
use crate::diagnostic::{Diagnostic, Place};

/// One valid number in so many is ten times what chance gives, one in some two hundred at worst.
const TELLING: usize = 20;

/// The first column that holds identity numbers, as a problem.
///
/// An amount of eleven digits is a valid identity number once in five hundred by chance. A number that
/// fills its cell therefore counts only when at least one in twenty of its column's numbers of that
/// length is valid; one that stands apart in six and five digits, or inside a text, counts always.
pub(super) fn find(grid: &Grid) -> Option<Diagnostic> {
    let mut columns: Vec<Tally> = Vec::new();
    for row in 0..grid.rows() {
        for column in 0..grid.width(row) {
            let found = look(grid.cell(row, column).text);
            if found == Found::Nothing {
                continue;
            }
            if columns.len() <= column {
                columns.resize_with(column + 1, Tally::default);
            }
            let tally = &mut columns[column];
            tally.candidates += 1;
            if found != Found::Number {
                tally.valid += 1;
                tally.certain |= found == Found::Certain;
                tally.first.get_or_insert(row);
            }
        }
    }
    let (column, row) = columns.iter().enumerate().find_map(|(column, tally)| {
        let telling = tally.certain || tally.valid * TELLING >= tally.candidates;
        tally.first.filter(|_| telling).map(|row| (column, row))
    })?;
    // Its number, not its heading: what stands above such a column may be a name.
    let number = (column + 1).to_string().into();
    Some(refusal(grid.place(row, column, Some(&number))))
}

/// Whether a text that is no cell (a label in JSON) holds one.
pub(super) fn in_text(text: &str) -> bool {
    matches!(look(text), Found::Certain | Found::Valid)
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

#[derive(Clone, Copy, PartialEq)]
enum Found {
    Nothing,
    /// Of the right length, but no identity number.
    Number,
    /// Valid, and all that stands in the cell.
    Valid,
    /// Valid, and written as an identity number or inside a text.
    Certain,
}

fn look(text: &str) -> Found {
    if text.len() < 10 {
        return Found::Nothing;
    }
    let whole = text.strip_suffix(".0").unwrap_or(text);
    if whole.bytes().all(|b| b.is_ascii_digit()) {
        // Ten digits: a workbook that takes it for a number drops the leading zero.
        return match whole.len() {
            10 | 11 if valid(&format!("{whole:0>11}")) => Found::Valid,
            10 | 11 => Found::Number,
            _ => Found::Nothing,
        };
    }
    let mut runs = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .map(|run| (run.as_ptr() as usize - text.as_ptr() as usize, run))
        .peekable();
    while let Some((at, run)) = runs.next() {
        let next = runs.peek().filter(|(other, next)| {
            let between = text[at + run.len()..*other].chars();
            run.len() == 6 && next.len() == 5 && between.count() == 1
        });
        let written_apart = next.is_some_and(|(_, next)| valid(&format!("{run}{next}")));
        if written_apart || (run.len() == 11 && valid(run)) {
            return Found::Certain;
        }
    }
    Found::Nothing
}

/// Whether eleven digits are a birth number, D-number, H-number or synthetic number with right check digits.
fn valid(digits: &str) -> bool {
    let d: Vec<u32> = digits.bytes().map(|b| u32::from(b - b'0')).collect();
    let Ok(d) = <[u32; 11]>::try_from(d) else {
        return false;
    };
    let day = (d[0] * 10 + d[1]) % 40;
    let month = (d[2] * 10 + d[3]) % 40;
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
        && d[0] < 8
        && remainder(&d, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) == 0
        && remainder(&d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
}

/// Right check digits leave nothing over when they are weighted with the rest.
fn remainder(digits: &[u32; 11], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(d, w)| d * w).sum::<u32>() % 11
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A synthetic number with right check digits, where the nine digits allow any.
    fn complete(nine: &str) -> Option<String> {
        (0..100).map(|k| format!("{nine}{k:02}")).find(|n| {
            let d: Vec<u32> = n.bytes().map(|b| u32::from(b - b'0')).collect();
            let first = d[..10].iter().zip([3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).map(|(a, w)| a * w);
            let second = d.iter().zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).map(|(a, w)| a * w);
            first.sum::<u32>() % 11 == 0 && second.sum::<u32>() % 11 == 0
        })
    }

    fn grid(cells: &[&str]) -> Grid {
        let mut grid = Grid::lines("x.csv");
        for (i, cell) in cells.iter().enumerate() {
            grid.push("A", false);
            grid.push(cell, false);
            grid.end_row(i as u64 + 1);
        }
        grid
    }

    proptest! {
        #[test]
        fn every_sort_of_number_is_found(
            day in 1u32..=28, month in 1u32..=12, year in 0u32..100, serial in 0u32..1000,
            day_shift in prop::sample::select(vec![0u32, 40]),
            month_shift in prop::sample::select(vec![0u32, 40, 80]),
        ) {
            let nine = format!("{:02}{:02}{year:02}{serial:03}", day + day_shift, month + month_shift);
            if let Some(number) = complete(&nine) {
                prop_assert!(valid(&number));
                prop_assert!(in_text(&number));
                let apart = format!("{} {}", &number[..6], &number[6..]);
                prop_assert!(in_text(&apart));
                let inside = format!("notat om {} i dag", number);
                prop_assert!(in_text(&inside));
                let without_zero = number.trim_start_matches('0');
                if without_zero.len() >= 10 {
                    prop_assert!(in_text(without_zero));
                }
                let problem = find(&grid(&["12", &number, "7"])).expect("found");
                let told = format!("{problem:?}");
                prop_assert!(!told.contains(&number));
            }
        }

        #[test]
        fn a_wrong_check_digit_is_no_identity_number(serial in 0u32..1000, wrong in 1u32..10) {
            if let Some(number) = complete(&format!("010180{serial:03}")) {
                let last = (u32::from(number.as_bytes()[10] - b'0') + wrong) % 10;
                let changed = format!("{}{last}", &number[..10]);
                prop_assert!(!valid(&changed));
            }
        }
    }

    #[test]
    fn amounts_are_not_taken_for_persons() {
        // Every hundredth amount happens to have right check digits.
        let one = complete("010180123").or_else(|| complete("010180124")).expect("one of them");
        let mut cells: Vec<String> =
            (0..100u64).map(|i| (10_044_518_050 + i * 7919).to_string()).collect();
        cells[50] = one.clone();
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        assert!(find(&grid(&texts)).is_none());
        assert!(find(&grid(&["12", &one])).is_some());
    }
}
