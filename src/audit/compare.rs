//! Law: a PDF says what its page says: the same figures in the same rows, the same sentences, the same drawings.

use super::{
    book::Numbers,
    drawn::allowed,
    explain::{Explained, mask},
    figures::is_hidden,
    finding::{Finding, Findings},
    read::{
        numerals::numerals,
        page::Page,
        paper::{Paper, PaperRow},
        table::{Row, Table},
    },
    sight::{Channel, Of, named},
};
use std::collections::BTreeMap;

/// A text shorter than this may stand inside another by chance.
const LONG: usize = 12;

/// Judges a PDF against the page of the same name.
pub(super) fn judge(paper: &Paper, pages: &[Page], explained: &Explained, findings: &mut Findings) {
    let stem = |file: &str| {
        file.rsplit_once('.')
            .map_or(file.to_owned(), |(stem, _)| stem.to_owned())
    };
    let own = stem(&paper.source.file);
    let page = pages
        .iter()
        .find(|page| page.source.output == paper.source.output && stem(&page.source.file) == own);
    let Some(page) = page else {
        let what = "there is no page of the same name, so this PDF is not checked figure by figure";
        findings.push(Finding::warning("paper-alone", what).at(&paper.source));
        return;
    };
    let sight = Side {
        paper,
        page,
        explained,
        signs: explained.book().numbers(&page.language),
    };
    let stray = sight.tables(findings);
    sight.texts(&stray, findings);
    sight.drawings(findings);
}

struct Side<'a> {
    paper: &'a Paper,
    page: &'a Page,
    explained: &'a Explained<'a>,
    signs: Numbers,
}

impl Side<'_> {
    /// Table by table, each beside the page's with the most rows of the same names.
    fn tables(&self, findings: &mut Findings) -> Vec<String> {
        let mut stray = Vec::new();
        let mut tables: BTreeMap<usize, Vec<&PaperRow>> = BTreeMap::new();
        for row in &self.paper.rows {
            tables.entry(row.table).or_default().push(row);
        }
        for rows in tables.values() {
            let score = |table: &Table| {
                let named = |row: &&&PaperRow| twin(row, &table.rows).is_some();
                let same = rows.iter().filter(named).count();
                let broad = rows
                    .iter()
                    .any(|row| row.cells.len() == table.heads.len() + 1);
                2 * same + usize::from(broad)
            };
            let best = self.page.tables.iter().max_by_key(|table| score(table));
            let figures = rows.iter().filter(|row| self.says_numbers(row)).count();
            let Some(table) = best.filter(|table| score(table) >= figures) else {
                // A list in two columns is a table, too: its texts stand elsewhere in the page.
                stray.extend(rows.iter().flat_map(|row| row.cells.iter().cloned()));
                continue;
            };
            // Names come again under other headings: rows are met in their order.
            let mut next = 0;
            for row in rows {
                let found = twin(row, &table.rows[next..]).map(|at| at + next);
                match found.or_else(|| twin(row, &table.rows)) {
                    Some(at) => {
                        next = at + 1;
                        self.row(row, &table.rows[at], table, findings);
                    }
                    None if self.is_head(row, table) => {}
                    None => stray.extend(row.cells.iter().cloned()),
                }
            }
        }
        stray
    }

    fn says_numbers(&self, row: &PaperRow) -> bool {
        let mut cells = row.cells.iter().skip(1);
        cells.any(|cell| !numerals(cell, &self.signs).is_empty())
    }

    fn is_head(&self, row: &PaperRow, table: &Table) -> bool {
        let axis = |cell: &String| {
            cell.is_empty() || table.heads.iter().any(|head| squash(head) == squash(cell))
        };
        row.cells.iter().skip(1).filter(|cell| axis(cell)).count() * 2 > row.cells.len()
    }

    /// A row beside its twin: cell by cell where both have as many, else number by number.
    fn row(&self, row: &PaperRow, twin: &Row, table: &Table, findings: &mut Findings) {
        let one_by_one = row.cells.len() == twin.cells.len() + 1;
        if one_by_one {
            for (printed, shown) in row.cells.iter().skip(1).zip(&twin.cells) {
                let number = |text: &str| numerals(text, &self.signs).first().map(|n| n.value);
                let (there, here) = (number(printed), number(&shown.text));
                if there.is_some() && there != here {
                    findings.push(self.differs(shown.of.as_ref().into_iter(), here.is_none()));
                }
                if there.is_none() && here.is_some() && printed.trim() == self.signs.hidden {
                    findings.push(self.differs(shown.of.as_ref().into_iter(), true));
                }
            }
            return;
        }
        let mut there: Vec<f64> = Vec::new();
        for text in twin
            .cells
            .iter()
            .map(|cell| &cell.text)
            .chain([&twin.head])
            .chain(&table.heads)
        {
            there.extend(numerals(text, &self.signs).iter().map(|n| n.value));
        }
        let texts = row.cells.iter().skip(1).chain(&row.alternatives);
        if texts
            .flat_map(|text| numerals(text, &self.signs))
            .any(|number| !there.contains(&number.value))
        {
            let hidden = twin.cells.iter().any(|cell| cell.text == self.signs.hidden);
            let ofs = twin
                .cells
                .iter()
                .filter(|cell| !hidden || cell.text == self.signs.hidden);
            findings.push(self.differs(ofs.filter_map(|cell| cell.of.as_ref()), hidden));
        }
    }

    fn differs<'o>(&self, ofs: impl Iterator<Item = &'o Of>, hidden: bool) -> Finding {
        let (code, what) = if hidden {
            (
                "shown-and-withheld",
                "one place withholds what another shows",
            )
        } else {
            ("differs", "two places show different figures")
        };
        let mut finding = Finding::error(code, what)
            .at(&self.page.source)
            .at(&self.paper.source);
        for key in ofs.flat_map(Of::keys) {
            finding = finding.about(named(key));
        }
        finding
    }

    /// Every text of the PDF stands in the page, too; what does not may hold no number but a page's.
    fn texts(&self, stray: &Vec<String>, findings: &mut Findings) {
        let known = self.known();
        let whole = known.join("\n");
        let known: Vec<&String> = known.iter().filter(|it| it.len() >= LONG).collect();
        let figures: Vec<f64> = self
            .page
            .figures
            .iter()
            .flat_map(|shown| numerals(&shown.text, &self.signs))
            .map(|number| number.value)
            .collect();
        let paper = &self.paper;
        let source = paper.source.through(Channel::PaperText);
        let letters = self.letters();
        let all = [
            (&paper.texts, false),
            (stray, false),
            (&paper.about, false),
            (&paper.loose, true),
        ];
        for (texts, drawn) in all {
            for text in texts {
                let within = |part: &str| whole.contains(squash(part).trim_end_matches(['.', ':']));
                let mut parts = text.split_inclusive(['.', '?', '!', ':']);
                if within(text) || parts.all(within) {
                    continue;
                }
                // Two texts of the page may be one here: what is left of it is judged.
                let rest = known.iter().fold(squash(text), |rest, known| {
                    rest.replace(known.as_str(), "\n")
                });
                let text = if drawn { text } else { rest.trim() };
                let unknown = self.explained.unexplained(text, &self.page.language, &[]);
                let stray = unknown.iter().any(|number| {
                    let page = number.value >= 1.0 && number.value <= paper.pages as f64;
                    let known = figures.contains(&number.value) && text.len() < 16;
                    let marked = drawn && letters.contains(&number.value.abs());
                    !(known || marked || page && is_page(text, number.value))
                });
                if stray {
                    let what = format!(
                        "a number in «{}» stands nowhere in the page",
                        mask(text, &self.signs)
                    );
                    findings.push(Finding::error("unexplained-number", what).at(&source));
                }
            }
        }
    }

    /// What the page says in words, whole and sentence by sentence, the longest first.
    fn known(&self) -> Vec<String> {
        let prose = self.page.prose.iter().map(|prose| &prose.text);
        let tables = self.page.tables.iter();
        let heads = tables.flat_map(|table| table.heads.iter().chain([&table.title]));
        let mut known: Vec<String> = Vec::new();
        for text in prose.chain(heads) {
            known.push(squash(text));
            known.extend(text.split_inclusive(['.', '?', '!']).map(squash));
        }
        // A number by itself is no words.
        known.retain(|text| text.chars().any(char::is_alphabetic));
        known.sort_by_key(|text| std::cmp::Reverse(text.len()));
        known.dedup();
        known
    }

    /// The numbers in the page's drawings.
    fn letters(&self) -> Vec<f64> {
        let texts = self.page.drawings.iter().flat_map(|drawn| &drawn.texts);
        texts
            .flat_map(|(_, text)| numerals(text, &self.signs))
            .map(|number| number.value.abs())
            .collect()
    }

    /// What is heard and what is written in the PDF's drawings is in the page's, too.
    fn drawings(&self, findings: &mut Findings) {
        let known: Vec<String> = self
            .page
            .alternatives
            .iter()
            .map(|(_, text)| squash(text))
            .collect();
        let source = self.paper.source.through(Channel::PaperAltText);
        for text in &self.paper.alternatives {
            if known.contains(&squash(text)) || numerals(text, &self.signs).is_empty() {
                continue;
            }
            self.alternative(text, findings, &source);
        }
        let figures = self.figures();
        let same = figures.len() == self.paper.drawn.len();
        let source = self.paper.source.through(Channel::PaperText);
        for (at, text) in self.paper.drawn.iter().enumerate() {
            let there: Vec<f64> = if same {
                figures[at].1.clone()
            } else {
                figures
                    .iter()
                    .flat_map(|(_, numbers)| numbers.clone())
                    .collect()
            };
            let numbers = numerals(text, &self.signs);
            if numbers.iter().any(|n| !there.contains(&n.value.abs())) {
                let hidden = figures
                    .get(at)
                    .filter(|_| same)
                    .map_or(Vec::new(), |(table, _)| {
                        let cells = table.rows.iter().flat_map(|row| &row.cells);
                        let keys = cells.filter_map(|cell| cell.of.as_ref()).flat_map(Of::keys);
                        keys.filter(|key| is_hidden(self.explained.table(), key))
                            .collect()
                    });
                let what = "a number in a drawing of the PDF stands nowhere in the page's figure";
                let mut finding = Finding::error("unexplained-number", what).at(&source);
                for key in hidden.into_iter().take(3) {
                    finding = finding.about(named(key));
                }
                findings.push(finding);
            }
        }
    }

    /// An alternative text that the page does not have: against the table with the most of its rows.
    fn alternative(&self, text: &str, findings: &mut Findings, source: &super::sight::Source) {
        let rows = |table: &Table| {
            let heads = table
                .rows
                .iter()
                .filter(|row| text.contains(&format!("{}: ", row.head)));
            heads.count()
        };
        let own = |table: &&Table| text.contains(table.title.as_str()) && !table.title.is_empty();
        let best = self
            .page
            .tables
            .iter()
            .filter(own)
            .max_by_key(|table| rows(table));
        match best.filter(|table| rows(table) > 0) {
            Some(table) => {
                super::alternatives::heard(table, text, source, self.page, self.explained, findings)
            }
            None => {
                let unknown = self.explained.unexplained(text, &self.page.language, &[]);
                let subtitle = self
                    .page
                    .prose
                    .iter()
                    .any(|prose| squash(text).ends_with(&squash(&prose.text)));
                if !unknown.is_empty() && !subtitle {
                    let what = format!(
                        "nothing shown explains a number in «{}»",
                        mask(text, &self.signs)
                    );
                    findings.push(Finding::error("unexplained-number", what).at(source));
                }
            }
        }
    }

    /// The page's figures in order: the table behind each, and the numbers that its drawings may hold.
    fn figures(&self) -> Vec<(&Table, Vec<f64>)> {
        let mut figures: Vec<(&Table, Vec<f64>)> = Vec::new();
        let mut last = "";
        for drawn in self.page.drawings.iter().filter(|drawn| drawn.described) {
            let Some(table) = drawn.table.and_then(|at| self.page.tables.get(at)) else {
                continue;
            };
            if drawn.id != last {
                figures.push((table, allowed(table, &self.signs)));
                last = &drawn.id;
            }
            if let Some((_, numbers)) = figures.last_mut() {
                let texts = drawn
                    .texts
                    .iter()
                    .flat_map(|(_, text)| numerals(text, &self.signs));
                numbers.extend(texts.map(|number| number.value.abs()));
            }
        }
        figures
    }
}

/// The place of the first row of the same name.
fn twin(row: &PaperRow, rows: &[Row]) -> Option<usize> {
    let head = squash(row.cells.first()?);
    rows.iter().position(|it| squash(&it.head) == head)
}

/// Text without gaps: line breaks and hyphenation differ from medium to medium.
fn squash(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !['\u{ad}', '-'].contains(c))
        .collect()
}

/// Whether a number stands alone or at the end of a text, as a page's does.
fn is_page(text: &str, number: f64) -> bool {
    text.trim_end().ends_with(&format!("{number:.0}"))
}
