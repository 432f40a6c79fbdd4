//! Law: the auditor knows what everybody knows: the published files, and nothing of how they were made.
//!
//! `read` turns files into what they say, `table` brings all channels together, `solve` rebuilds the
//! sums between cells, and the rest compares the channels with each other. `certificate` checks a proof that
//! the auditor is shown, against what is published.

mod alternatives;
mod book;
mod certificate;
mod compare;
mod counts;
mod drawn;
mod editions;
mod explain;
mod figures;
mod finding;
mod gather;
mod grammar;
mod order;
mod read;
mod sentences;
mod sight;
mod solve;
mod table;

pub use certificate::{Verified, verify};
pub use finding::{Finding, Findings};
pub use gather::{Files, Output};
pub use solve::Solved;

use crate::diagnostic::Severity;
use std::collections::BTreeMap;
use table::Table;

/// What an audit came to.
#[derive(Clone, Debug, Default)]
pub struct Audited {
    /// Files that were read.
    pub files: usize,
    /// Cells that are shown somewhere.
    pub shown: usize,
    /// What the sums came to.
    pub solved: Solved,
    /// Everything that was found.
    pub findings: Findings,
}

impl Audited {
    /// How many errors each channel has a part in.
    pub fn channels(&self) -> BTreeMap<&str, usize> {
        let mut channels = BTreeMap::new();
        let errors = self.findings.iter();
        for finding in errors.filter(|finding| finding.severity == Severity::Error) {
            for source in &finding.sources {
                let channel = source.rsplit_once(" (").map(|(_, name)| name.trim_end_matches(')'));
                if let Some(channel) = channel {
                    *channels.entry(channel).or_insert(0) += 1;
                }
            }
        }
        channels
    }
}

/// Audits everything that is published together, the oldest output first.
pub fn audit(outputs: &[Output]) -> Audited {
    let mut findings = Findings::default();
    let gathered = gather::gather(outputs, &mut findings);
    let book = &gathered.book;
    let mut table = Table::default();
    let mut claims = Vec::new();
    for sighting in gathered.rows {
        table.see(sighting, book);
    }
    for page in &gathered.pages {
        let (sightings, made) = figures::read(page, book);
        sightings.into_iter().for_each(|it| table.see(it, book));
        claims.extend(made);
    }
    for page in gathered.pages.iter().chain(&gathered.claims) {
        let said = sentences::sightings(page, book);
        said.into_iter().for_each(|it| table.see(it, book));
    }
    let corrections = table.settle(&mut findings);
    table.judge_rests(book, &mut findings);
    editions::judge(&corrections, book, &mut findings);
    figures::judge(&claims, &table, book, &mut findings);
    let common = sentences::Common::of(&gathered.pages);
    let explained = explain::Explained::new(&table, book, &gathered.counts);
    for page in &gathered.pages {
        let explained = explained.within(page);
        sentences::judge(page, &common, &explained, &mut findings);
        figures::crowded(page, &explained, &mut findings);
        alternatives::judge(page, &explained, &mut findings);
        drawn::judge(page, &explained, &mut findings);
    }
    let common = sentences::Common::of(&gathered.claims);
    for claims in &gathered.claims {
        let stem = claims.source.file.trim_end_matches(gather::CLAIMS);
        let beside = |page: &&read::page::Page| {
            page.source.output == claims.source.output
                && page.source.file.strip_suffix(".html") == Some(stem)
        };
        let page = gathered.pages.iter().find(beside);
        let explained = explained.within(page.unwrap_or(claims));
        sentences::judge(claims, &common, &explained, &mut findings);
    }
    for paper in &gathered.papers {
        compare::judge(paper, &gathered.pages, &explained, &mut findings);
    }
    order::judge(&gathered.pages, &table, book, &mut findings);
    let solved = solve::solve(&table, book, &mut findings);
    Audited {
        files: gathered.read,
        shown: table.iter().filter(|(_, known)| known.is_shown()).count(),
        solved,
        findings,
    }
}
