//! Law: every figure of the data files is the one that the certificates know, or it is withheld and proved.

use super::{
    Verified,
    read::{Cell, Certificates, Figure, Origin, State},
    rows::Row,
};
use crate::{
    audit::{book::Book, finding::Finding, sight},
    ident::CellKey,
};
use std::collections::{BTreeMap, BTreeSet};

/// Lays the certificates beside the rows, given the cells that are proved.
pub(super) fn check(
    certificates: &Certificates,
    rows: &[Row],
    book: &Book,
    proved: &BTreeSet<usize>,
    verified: &mut Verified,
) {
    let figures = certificates.figures.iter();
    let figures: BTreeMap<&str, &Figure> = figures.map(|it| (it.0.as_str(), it)).collect();
    // What the data files themselves show, as a figure or as how many it is of.
    let shown = rows.iter().filter(|row| row.status == "shown");
    let shown = shown.filter_map(|row| figures.get(row.address.as_str()));
    let seen: BTreeSet<usize> =
        shown.flat_map(|it| [Some(it.1), it.2].into_iter().flatten()).collect();
    let tables = certificates.tables.iter().flatten();
    let moved: BTreeSet<usize> = tables.map(|(at, _)| *at).collect();
    // The same row stands in several files: it is counted once, and checked each time.
    let mut counted: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in rows {
        // The rest of the city is the city less the district: the audit checks that, and no table is needed for it.
        if CellKey::from_address(&row.address).is_some_and(|key| key.district.left_out().is_some())
        {
            continue;
        }
        let first = counted.insert((&row.address, &row.status));
        let mut tell = |finding: Finding| {
            let key = CellKey::from_address(&row.address);
            let cell = key.map_or_else(|| row.address.clone(), |key| sight::named(&key));
            verified.findings.push(finding.about(cell).in_file(&row.file));
        };
        let Some(figure) = figures.get(row.address.as_str()) else {
            if row.status != "missing" {
                tell(Finding::error("unknown-figure", "the certificates do not know this figure"));
            }
            continue;
        };
        let cell = &certificates.cells[figure.1];
        match (row.status.as_str(), cell.state) {
            ("shown", State::Shown | State::Told) => {
                let base = figure.2.map(|at| &certificates.cells[at]);
                if !agrees(row, cell, base) {
                    let what = "the data file shows another number than the certificates have";
                    tell(Finding::error("differs", what));
                } else if row.base.is_some() && figure.2.is_some_and(|base| moved.contains(&base)) {
                    let what = "the data file shows of how many it is, and a table changes that";
                    tell(Finding::error("shown-and-hidden", what));
                } else if first {
                    verified.shown += 1;
                }
            }
            ("shown", State::Hidden | State::Silent | State::Nobody) => {
                let what = "the data file shows what the certificates take for hidden";
                tell(Finding::error("shown-and-hidden", what));
            }
            // A cell without proof is told where proofs are checked.
            ("withheld", State::Hidden) if proved.contains(&figure.1) => {
                verified.withheld += usize::from(first);
            }
            ("withheld", State::Hidden) => {}
            ("withheld", State::Told) => verified.told += usize::from(first),
            ("withheld", State::Shown) if seen.contains(&figure.1) => {
                verified.told += usize::from(first);
            }
            ("withheld", State::Shown) => {
                verified.told += usize::from(first);
                let what =
                    "it is withheld, but the certificates take it for known: nothing protects it";
                tell(Finding::warning("taken-for-known", what));
            }
            // That nobody is counted in it may be known where zeros are shown: nothing is to be proved.
            ("withheld", State::Nobody) if is_nobody(&row.address, cell, book) => {
                verified.told += usize::from(first);
            }
            ("withheld", State::Silent | State::Nobody) => {
                let what = "it is withheld, and the certificates hold no proof of it";
                tell(Finding::error("unproved", what));
            }
            ("missing", _) => {}
            _ => tell(Finding::error("unreadable", "its status is none that is known")),
        }
    }
}

/// Whether a cell that claims to be a zero that may be known is one.
fn is_nobody(address: &str, cell: &Cell, book: &Book) -> bool {
    let key = CellKey::from_address(address);
    let shown = key.is_some_and(|key| book.rule(key.indicator.as_str()).zeros_shown);
    shown && cell.value == 0 && cell.origin == Origin::Counted
}

/// Whether what a row shows are the numbers of its cells.
fn agrees(row: &Row, cell: &Cell, base: Option<&Cell>) -> bool {
    let base_agrees = match (base, row.base) {
        (None, Some(_)) => false,
        (Some(base), Some(shown)) if base.origin == Origin::Counted => base.value == shown,
        // Of a share from elsewhere the model need not know how many it is of.
        (Some(_), Some(_)) => cell.origin == Origin::Share,
        (_, None) => true,
    };
    base_agrees
        && match cell.origin {
            Origin::Counted => row.count == Some(cell.value),
            Origin::Share => row.count.is_none(),
            // Nobody counted it, so nothing may show it.
            Origin::Sender | Origin::Absent => false,
            Origin::Mean => row.count.is_none() && is_mean(row, cell.value),
        }
}

/// Whether the number is that of the mean times its people, as far as rounding leaves it open.
fn is_mean(row: &Row, number: i64) -> bool {
    let people = i128::from(row.base.unwrap_or(1));
    row.millionths.is_some_and(|mean| {
        let far = (i128::from(mean) * people - i128::from(number) * 1_000_000).abs();
        // Half a unit for the rounded sum, half a millionth for each of the people, and one for luck.
        2 * far <= 1_000_000 + people + 2
    })
}
