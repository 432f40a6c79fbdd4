//! Law: certificates are checked in whole numbers, by what they and the published data say, and no value is told.
//!
//! Nothing of the program that made them is used here: `read` knows the format, `tables` does the
//! arithmetic, `figures` lays the certificates beside the data files, `outside` beside the codebook's own sums.

mod figures;
mod outside;
mod read;
mod rows;
mod tables;

use super::{
    book::Book,
    finding::{Finding, Findings},
    gather::Output,
};
use crate::ident::CellKey;
use read::{Certificates, Origin, State};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The name of the file that holds certificates.
const NAME: &str = "certificates.json";

/// What a check of certificates came to; numbers of cells, never their values.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// Cells of the model.
    pub cells: usize,
    /// Sums among them.
    pub sums: usize,
    /// Sums that hold a mean, a share or a number that no table has: tables keep them, but their own values need not fit.
    pub loose: usize,
    /// Hidden cells.
    pub hidden: usize,
    /// Hidden cells with two sound tables far enough apart.
    pub proved: usize,
    /// Hidden cells whose number the sender keeps back.
    pub by_sender: usize,
    /// Hidden cells without a proof because an earlier publication gives them away.
    pub given_away: usize,
    /// Cells that nobody shows and that need no protection.
    pub silent: usize,
    /// Whole tables.
    pub tables: usize,
    /// How far apart the two tables of a cell lie at least, where people are counted.
    pub narrowest: Option<i64>,
    /// Figures that the data files show, and that are those of the certificates.
    pub shown: usize,
    /// Figures that the data files withhold, and whose cell is hidden.
    pub withheld: usize,
    /// Figures that the data files withhold, and that an earlier publication or another figure tells all the same.
    pub told: usize,
    /// Sums and bounds that the codebook tells of withheld figures, and that every table keeps.
    pub outside: usize,
    /// Everything that is wrong.
    pub findings: Findings,
}

/// Checks certificates against the output that they belong to.
pub fn verify(certificates: &Output, output: &Output) -> Verified {
    let mut verified = Verified::default();
    let file = format!("{}/{NAME}", certificates.name);
    let read = match certificates.files.get(NAME) {
        Some(bytes) => Certificates::read(bytes),
        None => Err("there is no such file".to_owned()),
    };
    let certificates = match read {
        Ok(read) => read,
        Err(what) => {
            let finding = Finding::error("no-certificates", what);
            verified.findings.push(finding.in_file(&file));
            return verified;
        }
    };
    let Some(book) = output.files.get("codebook.json").and_then(|bytes| Book::read(bytes)) else {
        let what = "there is no codebook.json, so the width that is promised is not known";
        let finding = Finding::error("no-codebook", what);
        verified.findings.push(finding.in_file(&output.name));
        return verified;
    };
    let of = |state| {
        let all = certificates.cells.iter();
        all.filter(|cell| cell.state == state).count()
    };
    verified.cells = certificates.cells.len();
    verified.hidden = of(State::Hidden);
    verified.silent = of(State::Silent) + of(State::Nobody);
    verified.by_sender = certificates
        .cells
        .iter()
        .filter(|cell| cell.state == State::Hidden && cell.origin == Origin::Sender)
        .count();
    verified.tables = certificates.tables.len();
    belongs(&certificates, output, &book, &mut verified.findings);
    let sound = tables::check(&certificates, &book, &mut verified);
    let rows = rows::read(output, &mut verified.findings);
    figures::check(&certificates, &rows, &book, &sound, &mut verified);
    outside::check(&certificates, output, &book, &mut verified);
    verified
}

/// Whether the data files and the codebook are the very files that the certificates were made with.
fn belongs(certificates: &Certificates, output: &Output, book: &Book, findings: &mut Findings) {
    let what = "it is not the file that the certificates were made with";
    let data = |path: &&String| path.ends_with(".csv") || *path == "codebook.json";
    let here: BTreeSet<&String> = output.files.keys().filter(data).collect();
    let there: BTreeSet<&String> = certificates.published.keys().collect();
    for path in here.union(&there) {
        let hash = output.files.get(*path).map(|bytes| {
            let digest = Sha256::digest(bytes);
            let digits = digest.iter().map(|byte| format!("{byte:02x}"));
            digits.collect::<String>()
        });
        if hash.as_ref() != certificates.published.get(*path) {
            let file = format!("{}/{path}", output.name);
            findings.push(Finding::error("other-output", what).in_file(&file));
        }
    }
    if certificates.edition != book.edition {
        let what = "the certificates are of another edition";
        findings.push(Finding::error("other-output", what).in_file(&output.name));
    }
}

/// A cell of the model as a finding names it.
fn named(name: &str) -> String {
    let (sort, address) = name.split_once(':').unwrap_or(("cell", name));
    match (sort, CellKey::from_address(address)) {
        (_, None) => name.to_owned(),
        ("cell", Some(key)) => super::sight::named(&key),
        (sort, Some(key)) => format!("{sort} of {}", super::sight::named(&key)),
    }
}
