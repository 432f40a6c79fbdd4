//! Law: how many rows are of some sort is no count of people, and a page may say it.

use super::{
    explain::Explained,
    figures::is_hidden,
    read::{
        numerals::numerals,
        page::Page,
        table::{Row, Table},
    },
    sight::Of,
};
use crate::ident::DistrictId;
use std::collections::{BTreeMap, BTreeSet};

/// The counts of rows that a page may say: of its tables, of how they stand to the city, of changes, of what is hidden.
pub(super) fn of(page: &Page, explained: &Explained) -> BTreeSet<u64> {
    let mut counts = BTreeSet::new();
    for table in &page.tables {
        let of = |word: &str| table.rows.iter().filter(|row| row.against == word).count();
        let [higher, similar, lower] = ["higher", "similar", "lower"].map(of);
        if higher + similar + lower > 0 {
            let rest = table.rows.len() - higher - similar - lower;
            let said = higher + lower + similar;
            let sums = [table.rows.len(), said, higher, lower, similar, rest, higher + lower];
            counts.extend(sums.map(|count| count as u64));
        }
        counts.extend(changes(table, page, explained));
    }
    // What a page lists for the meeting it may count, too.
    counts.extend(page.lists.iter().map(|items| *items as u64));
    // A sentence may count the changes of all tables together.
    let rows = page.tables.iter().flat_map(|table| &table.rows);
    counts.insert(rows.filter(|row| is_change(row)).count() as u64);
    let cells = page.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let mut districts: BTreeMap<&DistrictId, usize> = BTreeMap::new();
    for key in cells.filter_map(|cell| cell.of.as_ref()).flat_map(Of::keys) {
        if !key.district.is_total() && key.district.left_out().is_none() {
            *districts.entry(&key.district).or_default() += 1;
        }
    }
    if let Some((own, _)) = districts.iter().max_by_key(|(_, cells)| **cells) {
        let table = explained.table();
        let hidden = table.iter().filter(|(key, _)| &key.district == *own && is_hidden(table, key));
        counts.insert(hidden.count() as u64);
    }
    counts
}

/// Whether a row has the difference of a figure between two waves.
fn is_change(row: &Row) -> bool {
    let mut cells = row.cells.iter().filter_map(|cell| cell.of.as_ref());
    cells.any(|of| matches!(of, Of::Less(_, now, before) if now.period != before.period))
}

/// How many changes are up, down and neither, where a table has them with their intervals.
fn changes(table: &Table, page: &Page, explained: &Explained) -> Vec<u64> {
    let signs = explained.book().numbers(&page.language);
    let threshold = explained.book().comparison.threshold;
    let read = |row: &Row| -> Option<[f64; 3]> {
        let ends = row.cells.iter().find(|cell| matches!(cell.of, Some(Of::Interval(..))));
        let change = row.cells.iter().find(|cell| matches!(cell.of, Some(Of::Less(..))))?;
        let change = numerals(&change.text, &signs).first()?.value;
        let ends = ends.map(|ends| numerals(&ends.text, &signs)).unwrap_or_default();
        match ends[..] {
            [low, high, ..] => Some([change, low.value, high.value]),
            // Where nothing is left to chance there is no interval.
            _ => is_change(row).then_some([change; 3]),
        }
    };
    let rows: Vec<Option<[f64; 3]>> = table.rows.iter().map(read).collect();
    let known: Vec<[f64; 3]> = rows.iter().flatten().copied().collect();
    if known.is_empty() {
        return Vec::new();
    }
    // A number that is printed as the limit may lie on either side of it.
    let sorts = [0.5, -0.5].map(|play| {
        let up = known.iter().filter(|[by, low, _]| *by >= threshold + play && *low > play);
        let down = known.iter().filter(|[by, _, high]| -by >= threshold + play && -high > play);
        [up.count(), down.count()]
    });
    let [[up, down], [most_up, most_down]] = sorts;
    let mut counts: Vec<usize> = (up..=most_up).chain(down..=most_down).collect();
    counts.extend((up + down)..=(most_up + most_down));
    counts.extend(
        known.len().saturating_sub(most_up + most_down)..=known.len().saturating_sub(up + down),
    );
    counts.extend([rows.len(), rows.len() - known.len()]);
    counts.into_iter().map(|count| count as u64).collect()
}
