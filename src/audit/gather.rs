//! Law: every file of every output is read once; what cannot be read is told, not passed over.

use super::{
    book::Book,
    finding::{Finding, Findings},
    read::{
        claims::{claims, comparisons},
        page::{Page, page},
        paper::{Paper, paper},
        rows::rows,
    },
    sight::{Channel, Sighting, Source},
};
use crate::ident::REST;
use std::collections::{BTreeMap, BTreeSet};

/// The files of an output by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// An output: a folder that somebody publishes.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its name, as findings say it.
    pub name: String,
    /// Its files.
    pub files: Files,
}

/// Endings of files that must be readable.
const KINDS: [&str; 3] = ["csv", "html", "pdf"];

/// Files that hold no figures of their own.
const WITHOUT_FIGURES: [&str; 2] = ["manifest.json", "README.md"];

/// How the names of files end that hold a report's claims.
pub(super) const CLAIMS: &str = ".findings.json";

/// All that was read.
#[derive(Default)]
pub(super) struct Gathered {
    /// How many rows of a data file are withheld, and how many have a figure at all: a page may say it.
    pub counts: BTreeSet<u64>,
    pub book: Book,
    pub rows: Vec<Sighting>,
    pub pages: Vec<Page>,
    /// The claims of reports, each by itself.
    pub claims: Vec<Page>,
    pub papers: Vec<Paper>,
    pub read: usize,
}

/// Reads all outputs, the oldest first.
pub(super) fn gather(outputs: &[Output], findings: &mut Findings) -> Gathered {
    let mut all = Gathered::default();
    let mut books = Vec::new();
    for (at, output) in outputs.iter().enumerate() {
        let mut own = false;
        for (path, bytes) in &output.files {
            let source = |channel| Source {
                output: at,
                file: format!("{}/{path}", output.name).into(),
                channel,
            };
            let name = path.rsplit('/').next().unwrap_or(path);
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let read = match ending.to_lowercase().as_str() {
                "csv" => {
                    all.counts.extend(counts(bytes));
                    rows(bytes, &source(Channel::Data)).map(|found| all.rows.extend(found))
                }
                "html" => std::str::from_utf8(bytes)
                    .ok()
                    .map(|text| all.pages.push(page(text, &source(Channel::Table)))),
                "pdf" => paper(bytes, &source(Channel::PaperTable)).map(|found| {
                    for attached in &found.attached {
                        let source = source(Channel::Data);
                        all.rows.extend(rows(attached, &source).unwrap_or_default());
                    }
                    all.papers.push(found);
                }),
                "json" if name == "codebook.json" => Book::read(bytes).map(|book| {
                    own = true;
                    books.push(book);
                }),
                "json" if name.ends_with(CLAIMS) => {
                    all.counts.extend(comparisons(bytes));
                    claims(bytes, &source(Channel::Claims)).map(|page| all.claims.push(page))
                }
                _ if WITHOUT_FIGURES.contains(&name) => Some(()),
                _ => None,
            };
            match read {
                Some(()) => all.read += 1,
                None => {
                    let file = &source(Channel::Data).file;
                    let finding = if KINDS.contains(&ending.to_lowercase().as_str()) {
                        Finding::error(
                            "unreadable",
                            "this file cannot be read as what its name says",
                        )
                    } else {
                        let what = "this file is not of a kind that can be checked";
                        Finding::warning("not-read", what)
                    };
                    findings.push(finding.in_file(file));
                }
            }
        }
        if !own {
            let what = "there is no codebook.json, so what belongs together is not known";
            findings.push(Finding::error("no-codebook", what).in_file(&output.name));
        }
    }
    all.book = Book::together(books);
    all
}

/// Whether a row is of the rest of the city: it follows from others.
fn of_rest(line: &[u8]) -> bool {
    let district = line.split(|byte| *byte == b',').nth(1);
    district.is_some_and(|id| id.starts_with(REST.as_bytes()))
}

/// The withheld rows of a data file, and all that are withheld or shown.
fn counts(bytes: &[u8]) -> [u64; 2] {
    let ending = |status: &[u8]| {
        let lines = bytes.split(|byte| *byte == b'\n');
        let own = lines.filter(|line| line.ends_with(status) && !of_rest(line));
        own.count() as u64
    };
    let withheld = ending(b",withheld");
    [withheld, withheld + ending(b",shown")]
}
