//! Law: every file of every output is read once; what cannot be read is told, not passed over.

use super::{
    book::Book,
    finding::{Finding, Findings},
    grammar::{self, Place, json},
    read::{
        claims::{claims, comparisons, texts},
        dom,
        page::{Page, page},
        paper::{Paper, paper},
        rows::rows,
    },
    sight::{Channel, Sighting, Source},
};
use crate::ident::REST;
use serde_json::Value;
use sha2::{Digest, Sha256};
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

/// Endings of files that the program writes: whoever has another one of them must be able to say what it holds.
const KINDS: [&str; 11] =
    ["csv", "html", "htm", "pdf", "json", "svg", "xml", "xlsx", "ods", "js", "css"];

/// The list of an output's files.
const MANIFEST: &str = "manifest.json";
const CODEBOOK: &str = "codebook.json";

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
    /// The claims of reports, each by itself, and what codebooks say in words.
    pub claims: Vec<Page>,
    pub papers: Vec<Paper>,
    pub read: usize,
}

/// Reads all outputs, the oldest first.
pub(super) fn gather(outputs: &[Output], findings: &mut Findings) -> Gathered {
    let mut all = Gathered::default();
    let mut books = Vec::new();
    for output in outputs {
        let own = output.files.iter().filter(|(path, _)| name(path) == CODEBOOK);
        let own: Vec<Book> = own.filter_map(|(_, bytes)| Book::read(bytes)).collect();
        if own.is_empty() {
            let what = "there is no codebook.json, so what belongs together is not known";
            findings.push(Finding::error("no-codebook", what).in_file(&output.name));
        }
        // A page is judged by the words of its own edition.
        books.push(own.into_iter().next_back().unwrap_or_default());
    }
    for (at, (output, book)) in outputs.iter().zip(&books).enumerate() {
        let mut reading = Reading { at, output, book, all: &mut all, findings };
        for (path, bytes) in &output.files {
            reading.file(path, bytes);
        }
        reading.listed();
    }
    all.book = Book::together(books);
    all
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

struct Reading<'a> {
    at: usize,
    output: &'a Output,
    book: &'a Book,
    all: &'a mut Gathered,
    findings: &'a mut Findings,
}

impl Reading<'_> {
    fn source(&self, path: &str, channel: Channel) -> Source {
        let file = format!("{}/{path}", self.output.name).into();
        Source { output: self.at, file, channel }
    }

    fn file(&mut self, path: &str, bytes: &[u8]) {
        let name = name(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let read = match ending.as_str() {
            "csv" => self.rows(bytes, &self.source(path, Channel::Data)),
            "html" => self.page(bytes, &self.source(path, Channel::Table)),
            "pdf" => self.paper(bytes, &self.source(path, Channel::PaperTable)),
            "json" => self.json(name, path, bytes),
            _ => None,
        };
        match read {
            Some(()) => self.all.read += usize::from(name != MANIFEST),
            None => {
                let file = &self.source(path, Channel::Data).file;
                let finding = if KINDS.contains(&ending.as_str()) {
                    let what = "this file cannot be read as what its name says";
                    Finding::error("unreadable", what)
                } else {
                    let what = "this file is the publisher's own: nobody has checked it";
                    Finding::warning("not-read", what)
                };
                if name != "README.md" {
                    self.findings.push(finding.in_file(file));
                }
            }
        }
    }

    fn rows(&mut self, bytes: &[u8], source: &Source) -> Option<()> {
        let found = rows(bytes, source)?;
        grammar::rows::judge(bytes, self.book, source, self.findings);
        self.all.counts.extend(counts(bytes));
        self.all.rows.extend(found);
        Some(())
    }

    fn page(&mut self, bytes: &[u8], source: &Source) -> Option<()> {
        let parsed = dom::parse(std::str::from_utf8(bytes).ok()?);
        let files = self.output.files.keys().map(|path| name(path)).collect();
        let place = Place { book: self.book, files };
        grammar::page(&parsed, &place, source, self.findings);
        self.all.pages.push(page(&parsed.root, source));
        Some(())
    }

    fn paper(&mut self, bytes: &[u8], source: &Source) -> Option<()> {
        let found = paper(bytes, source)?;
        for what in &found.strangers {
            grammar::Strangers::new(source, self.findings).tell(what);
        }
        for attached in &found.attached {
            let source = source.through(Channel::Data);
            // What travels inside is one of the files beside it, or one that could be.
            let beside = self.output.files.values().any(|bytes| bytes == attached);
            if !beside && self.rows(attached, &source).is_none() {
                grammar::Strangers::new(&source, self.findings).tell("a file inside a PDF");
            }
        }
        self.all.papers.push(found);
        Some(())
    }

    fn json(&mut self, name: &str, path: &str, bytes: &[u8]) -> Option<()> {
        let kind = match name {
            CODEBOOK => json::Kind::Codebook,
            MANIFEST => json::Kind::Manifest,
            _ if name.ends_with(CLAIMS) => json::Kind::Claims,
            _ => return None,
        };
        let channel = if kind == json::Kind::Claims { Channel::Claims } else { Channel::Codebook };
        let source = self.source(path, channel);
        match kind {
            json::Kind::Codebook => {
                Book::read(bytes)?;
                self.all.claims.push(texts(bytes, &source)?);
            }
            json::Kind::Claims => {
                self.all.counts.extend(comparisons(bytes));
                self.all.claims.push(claims(bytes, &source)?);
            }
            json::Kind::Manifest => {
                serde_json::from_slice::<Value>(bytes).ok()?;
            }
        }
        json::judge(kind, bytes, &source, self.findings);
        Some(())
    }

    /// What the list of files says of those that are there.
    fn listed(&mut self) {
        let Some((at, bytes)) = self.output.files.iter().find(|(path, _)| name(path) == MANIFEST)
        else {
            return;
        };
        let list: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let folder = at.strip_suffix(MANIFEST).unwrap_or_default();
        let rows = list["files"].as_array().map_or(&[][..], Vec::as_slice);
        let mut named = BTreeSet::from([at.clone()]);
        for row in rows {
            let Some(path) = row["path"].as_str() else { continue };
            let path = format!("{folder}{path}");
            if let Some(bytes) = self.output.files.get(&path) {
                let hash: String =
                    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                let same = row["bytes"].as_u64() == Some(bytes.len() as u64)
                    && row["sha256"].as_str() == Some(hash.as_str());
                if !same {
                    let what = "this is not the file that manifest.json names";
                    let finding = Finding::error("altered", what);
                    let file = self.source(&path, Channel::Data).file;
                    self.findings.push(finding.in_file(&file));
                }
            }
            named.insert(path);
        }
        for path in self.output.files.keys().filter(|path| !named.contains(*path)) {
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
            if KINDS.contains(&ending.as_str()) {
                let what = "this file is of a kind that the program writes, and manifest.json does not name it";
                let file = self.source(path, Channel::Data).file;
                self.findings.push(Finding::error("unlisted", what).in_file(&file));
            }
        }
    }
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
