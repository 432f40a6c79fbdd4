//! Law: a table must look true to an outsider too, who knows no model but the sums of the codebook.

use super::{
    Verified,
    read::{Certificates, Terms},
};
use crate::{
    audit::{
        book::Book,
        finding::{Finding, Findings},
        gather::Output,
        read::rows::rows,
        sight::{Channel, Source, named},
        solve::{self, Outside},
        table::Table,
    },
    ident::CellKey,
};
use std::collections::BTreeMap;

/// Checks every table against what the audit would reckon with.
pub(super) fn check(
    certificates: &Certificates,
    output: &Output,
    book: &Book,
    verified: &mut Verified,
) {
    let mut table = Table::default();
    for (path, bytes) in output.files.iter().filter(|(path, _)| path.ends_with(".csv")) {
        let source = Source { output: 0, file: path.as_str().into(), channel: Channel::Data };
        let sightings = rows(bytes, &source).unwrap_or_default();
        sightings.into_iter().for_each(|it| table.see(it, book));
    }
    // What the files contradict each other in is the audit's to tell.
    table.settle(&mut Findings::default());
    let Outside { sums, bounds } = solve::outside(&table, book);
    let cells: BTreeMap<&str, usize> =
        certificates.figures.iter().map(|figure| (figure.0.as_str(), figure.1)).collect();
    let cell = |key: &CellKey| cells.get(key.address().as_str()).copied();
    let mut of: BTreeMap<usize, Vec<(usize, i64)>> = BTreeMap::new();
    for (at, sum) in sums.iter().enumerate() {
        let terms: Option<Terms> = sum.iter().map(|(key, by)| Some((cell(key)?, *by))).collect();
        let Some(terms) = terms else {
            continue;
        };
        verified.outside += 1;
        for (cell, weight) in terms {
            of.entry(cell).or_default().push((at, weight));
        }
    }
    let mut ends: BTreeMap<usize, Vec<&(CellKey, i64, i64)>> = BTreeMap::new();
    for bound in &bounds {
        if let Some(cell) = cell(&bound.0) {
            verified.outside += 1;
            ends.entry(cell).or_default().push(bound);
        }
    }
    for table in &certificates.tables {
        let mut moved: BTreeMap<usize, i128> = BTreeMap::new();
        for (at, by) in table {
            for (sum, weight) in of.get(at).into_iter().flatten() {
                *moved.entry(*sum).or_default() += i128::from(*weight) * i128::from(*by);
            }
            let value = i128::from(certificates.cells[*at].value) + i128::from(*by);
            for (key, low, high) in ends.get(at).into_iter().flatten() {
                if value < i128::from(*low) || value > i128::from(*high) {
                    let what = "a table has a number in it that the published figures rule out";
                    let finding = Finding::error("ruled-out", what);
                    verified.findings.push(finding.about(named(key)));
                }
            }
        }
        for (sum, _) in moved.iter().filter(|(_, by)| **by != 0) {
            let finding =
                Finding::error("outside-sum", "a table breaks a sum that the codebook tells of");
            let about = |finding: Finding, (key, _): &(CellKey, i64)| finding.about(named(key));
            verified.findings.push(sums[*sum].iter().fold(finding, about));
        }
    }
}
