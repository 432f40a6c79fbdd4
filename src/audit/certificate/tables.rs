//! Law: a table counts when it keeps every sum, changes hidden cells alone and leaves none below its floor.

use super::{
    Verified, named,
    read::{Certificates, Origin, Proof, State, Terms},
};
use crate::audit::{book::Book, finding::Finding};
use std::collections::{BTreeMap, BTreeSet};

/// Checks the true table, the others and the proofs; the cells that are proved.
pub(super) fn check(
    certificates: &Certificates,
    book: &Book,
    verified: &mut Verified,
) -> BTreeSet<usize> {
    true_table(certificates, verified);
    let mut of: Vec<Vec<(usize, i64)>> = vec![Vec::new(); certificates.cells.len()];
    for (at, sum) in certificates.sums.iter().enumerate() {
        for (cell, weight) in sum {
            of[*cell].push((at, *weight));
        }
    }
    let sound: Vec<bool> = certificates
        .tables
        .iter()
        .map(|table| is_sound(certificates, table, &of, verified))
        .collect();
    proofs(certificates, book, &sound, verified)
}

/// No cell lies below its floor, and every sum of people that were counted comes out.
fn true_table(certificates: &Certificates, verified: &mut Verified) {
    let cells = &certificates.cells;
    for cell in cells.iter().filter(|cell| cell.floor < 0 || cell.value < cell.floor) {
        let what = "the true table has a number that nobody would believe";
        let finding = Finding::error("below-floor", what);
        verified.findings.push(finding.about(named(&cell.name)));
    }
    verified.sums = certificates.sums.len();
    for sum in &certificates.sums {
        if !sum.iter().all(|(at, _)| cells[*at].origin == Origin::Counted) {
            verified.loose += 1;
        } else if total(sum.iter().map(|(at, weight)| (*weight, cells[*at].value))) != 0 {
            let what = "a sum does not hold in the true table";
            let finding = Finding::error("sum", what);
            let about =
                |finding: Finding, (at, _): &(usize, i64)| finding.about(named(&cells[*at].name));
            verified.findings.push(sum.iter().fold(finding, about));
        }
    }
}

/// A sum of products that no number in the file is too large for.
fn total(terms: impl Iterator<Item = (i64, i64)>) -> i128 {
    terms.map(|(a, b)| i128::from(a) * i128::from(b)).sum()
}

fn is_sound(
    certificates: &Certificates,
    table: &Terms,
    of: &[Vec<(usize, i64)>],
    verified: &mut Verified,
) -> bool {
    let mut moved: BTreeMap<usize, i128> = BTreeMap::new();
    let mut wrong = None;
    for (at, by) in table {
        let cell = &certificates.cells[*at];
        if matches!(cell.state, State::Shown | State::Told) {
            wrong = Some(("a table changes a cell that is shown", *at));
        } else if i128::from(cell.value) + i128::from(*by) < i128::from(cell.floor) {
            wrong = Some(("a table has less in a cell than readers know is there", *at));
        }
        for (sum, weight) in &of[*at] {
            *moved.entry(*sum).or_default() += i128::from(*weight) * i128::from(*by);
        }
    }
    if let Some(sum) = moved.iter().find(|(_, by)| **by != 0).map(|(sum, _)| *sum) {
        let at = certificates.sums[sum].first().map_or(0, |(at, _)| *at);
        wrong = Some(("a table breaks a sum", at));
    }
    if let Some((what, at)) = wrong {
        let finding = Finding::error("table", what);
        let cell = &certificates.cells[at];
        verified.findings.push(finding.about(named(&cell.name)));
    }
    wrong.is_none()
}

fn proofs(
    certificates: &Certificates,
    book: &Book,
    sound: &[bool],
    verified: &mut Verified,
) -> BTreeSet<usize> {
    let promised = i64::try_from(book.rules.width.max(1)).unwrap_or(i64::MAX);
    let change = |table: Option<usize>, cell: usize| {
        let Some(at) = table else {
            return Some(0);
        };
        let terms = &certificates.tables[at];
        let found = terms.binary_search_by_key(&cell, |(id, _)| *id);
        sound[at].then(|| found.map_or(0, |found| terms[found].1))
    };
    let mut proved = BTreeSet::new();
    for Proof(at, low, high) in &certificates.proofs {
        let cell = &certificates.cells[*at];
        let apart = change(*low, *at)
            .zip(change(*high, *at))
            .map(|(low, high)| i128::from(high) - i128::from(low));
        let Some(apart) = apart else {
            continue;
        };
        if cell.width < promised || apart < i128::from(cell.width) {
            let what =
                "its two tables lie nearer to each other than the width that the codebook promises";
            let finding = Finding::error("narrow", what);
            verified.findings.push(finding.about(named(&cell.name)));
            continue;
        }
        if cell.state == State::Hidden {
            proved.insert(*at);
            verified.proved += 1;
        }
        if cell.origin != Origin::Mean {
            let apart = i64::try_from(apart).unwrap_or(i64::MAX);
            let least = verified.narrowest.unwrap_or(i64::MAX);
            verified.narrowest = Some(least.min(apart));
        }
    }
    for (at, cell) in certificates.cells.iter().enumerate() {
        if cell.state != State::Hidden || proved.contains(&at) {
            continue;
        }
        let finding = if certificates.given_away.contains(&at) {
            verified.given_away += 1;
            Finding::warning("given-away", "an earlier publication gives it away")
        } else {
            Finding::error("unproved", "no two sound tables prove that it is hidden")
        };
        verified.findings.push(finding.about(named(&cell.name)));
    }
    proved
}
