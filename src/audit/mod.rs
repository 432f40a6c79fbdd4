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
use figures::Claim;
use gather::Gathered;
use read::page::Page;
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
    let mut gathered = gather::gather(outputs, &mut findings);
    let mut sightings = std::mem::take(&mut gathered.rows);
    let book = &gathered.book;
    let mut claims = Vec::new();
    for page in &gathered.pages {
        let (seen, made) = figures::read(page, book);
        sightings.extend(seen);
        claims.extend(made);
    }
    for page in gathered.pages.iter().chain(&gathered.claims) {
        sightings.extend(sentences::sightings(page, book));
    }
    // An output is true or false by itself: a later one may correct its figures.
    let alone = |at: usize| {
        let own = sightings.iter().filter(|it| it.source.output == at);
        Table::of(own.cloned(), book)
    };
    let several = outputs.len() > 1;
    if several {
        for at in 0..outputs.len() {
            let mut table = alone(at);
            table.settle(&mut findings);
            output(at, &gathered, &claims, &table, &mut findings);
        }
    }
    let mut table = Table::of(sightings.iter().cloned(), book);
    let corrections = table.settle(&mut findings);
    editions::judge(&corrections, book, &mut findings);
    if !several {
        output(0, &gathered, &claims, &table, &mut findings);
    }
    // Sums hold within one state of the figures; where nothing was corrected all outputs are one state.
    let mut solved = Solved::default();
    if corrections.is_empty() {
        solved = solve::solve(&table, book, &mut findings);
    } else {
        for at in 0..outputs.len() {
            let mut table = alone(at);
            table.settle(&mut Findings::default());
            solved = solve::solve(&table, book, &mut findings);
        }
    }
    Audited {
        files: gathered.read,
        shown: table.iter().filter(|(_, known)| known.is_shown()).count(),
        solved,
        findings,
    }
}

/// Whether a page leads to the reports of an output.
fn is_front(page: &Page) -> bool {
    page.source.file.rsplit('/').next().is_some_and(|name| name.starts_with("index."))
}

/// Judges the files of one output by what it says itself.
fn output(
    at: usize,
    gathered: &Gathered,
    claims: &[Claim],
    table: &Table,
    findings: &mut Findings,
) {
    let book = &gathered.book;
    table.judge_rests(book, findings);
    let own = claims.iter().filter(|claim| claim.source.output == at);
    figures::judge(own, table, book, findings);
    let here = |page: &&Page| page.source.output == at;
    let common = sentences::Common::of(&gathered.pages);
    let explained = explain::Explained::new(table, book, &gathered.counts);
    for page in gathered.pages.iter().filter(here) {
        // The page in front says of each report what that says itself.
        let explained = match is_front(page) {
            true => explained.among(gathered.pages.iter().filter(here)),
            false => explained.within(page),
        };
        sentences::judge(page, &common, &explained, findings);
        figures::crowded(page, &explained, findings);
        alternatives::judge(page, &explained, findings);
        drawn::judge(page, &explained, findings);
    }
    let common = sentences::Common::of(&gathered.claims);
    for claims in gathered.claims.iter().filter(here) {
        let stem = claims.source.file.trim_end_matches(gather::CLAIMS);
        let beside = |page: &&Page| page.source.file.strip_suffix(".html") == Some(stem);
        let page = gathered.pages.iter().filter(here).find(beside);
        let explained = match page {
            Some(page) => explained.within(page),
            None => explained.of_claims(claims),
        };
        sentences::judge(claims, &common, &explained, findings);
    }
    for paper in gathered.papers.iter().filter(|paper| paper.source.output == at) {
        compare::judge(paper, &gathered.pages, &explained, findings);
    }
    order::judge(&gathered.pages, at, table, book, findings);
}
