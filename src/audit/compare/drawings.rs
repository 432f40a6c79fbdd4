//! Law: what is heard and what is written in a PDF's drawings is in the page's figures, too.

use super::{Side, squash};
use crate::{
    audit::{
        alternatives,
        figures::is_hidden,
        finding::{Finding, Findings},
        read::table::Table,
        sight::{Channel, Measure, Of, Source, named},
    },
    numeral::tokens,
};

impl Side<'_> {
    /// What is heard and what is written in the PDF's drawings is in the page's, too.
    pub fn drawings(&self, findings: &mut Findings) {
        let known: Vec<String> =
            self.page.alternatives.iter().map(|(_, text)| squash(text)).collect();
        let source = self.paper.source.through(Channel::PaperAltText);
        for text in &self.paper.alternatives {
            if known.contains(&squash(text)) || self.numbers(text).is_empty() {
                continue;
            }
            self.alternative(text, findings, &source);
        }
        let figures = self.figures();
        let same = figures.len() == self.paper.drawn.len();
        let source = self.paper.source.through(Channel::PaperText);
        let mut all: Vec<String> =
            figures.iter().flat_map(|(_, numbers)| numbers.clone()).collect();
        for (at, text) in self.paper.drawn.iter().enumerate() {
            let mut own = figures.get(at).filter(|_| same).map(|(_, numbers)| numbers.clone());
            let there = own.as_mut().unwrap_or(&mut all);
            if !self.numbers(text).into_iter().all(|number| take(there, &number)) {
                let hidden = figures.get(at).filter(|_| same).map_or(Vec::new(), |(table, _)| {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    let keys = cells.filter_map(|cell| cell.of.as_ref()).flat_map(Of::keys);
                    keys.filter(|key| is_hidden(self.explained.table(), key)).collect()
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
    fn alternative(&self, text: &str, findings: &mut Findings, source: &Source) {
        let rows = |table: &Table| {
            let heads = table.rows.iter().filter(|row| text.contains(&format!("{}: ", row.head)));
            heads.count()
        };
        let own = |table: &&Table| text.contains(table.title.as_str()) && !table.title.is_empty();
        let best = self.page.tables.iter().filter(own).max_by_key(|table| rows(table));
        match best.filter(|table| rows(table) > 0) {
            Some(table) => {
                alternatives::heard(table, text, source, self.page, self.explained, findings)
            }
            None => {
                let language = &self.page.language;
                let unknown = self.explained.strangers(text, language);
                let subtitle = self
                    .page
                    .prose
                    .iter()
                    .any(|prose| squash(text).ends_with(&squash(&prose.text)));
                if !unknown.is_empty() && !subtitle && !self.is_small(text) {
                    let masked = self.explained.mask(text, language);
                    let what = format!("nothing shown explains a number in «{masked}»");
                    findings.push(Finding::error("unexplained-number", what).at(source));
                }
            }
        }
    }

    /// Whether a text says in words what stands in a small drawing.
    fn is_small(&self, text: &str) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let small = self.page.drawings.iter().filter(|drawn| !drawn.described);
        let mut small = small.flat_map(|drawn| &drawn.texts);
        let numbers = self.numbers(text);
        let mut columns = self.page.tables.iter().flat_map(|table| {
            let heads = table.heads.iter().enumerate();
            let own = heads.filter(|(_, head)| letters(head) == letters(text));
            own.flat_map(|(at, _)| table.rows.iter().filter_map(move |row| row.cells.get(at)))
        });
        // Or beside a bar: then its table has it in the column of that name.
        small.any(|it| letters(&it.text) == letters(text) && self.numbers(&it.text) == numbers)
            || columns.any(|cell| self.numbers(&cell.text) == numbers)
    }

    /// The page's figures in order: the table behind each, and the numbers that its drawing has.
    fn figures(&self) -> Vec<(&Table, Vec<String>)> {
        let drawings = self.page.drawings.iter().filter(|drawn| drawn.described && drawn.wide);
        let figures = drawings.filter_map(|drawn| {
            let table = drawn.table.and_then(|at| self.page.tables.get(at))?;
            let texts = drawn.texts.iter().flat_map(|text| self.numbers(&text.text));
            let mut numbers: Vec<String> = texts.collect();
            // Paper may have room for a part's number where the screen has none.
            if drawn.marks.iter().any(|mark| mark.kind == "part") {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let shares = cells.filter(|it| {
                    !matches!(it.of, Some(Of::One(Measure::Count | Measure::Base, _)))
                });
                let mut drawn = numbers.clone();
                for number in shares.flat_map(|cell| self.numbers(&cell.text)) {
                    if !take(&mut drawn, &number) {
                        numbers.push(number);
                    }
                }
            }
            Some((table, numbers))
        });
        figures.collect()
    }

    /// The numbers of a text, word by word.
    pub(super) fn numbers(&self, text: &str) -> Vec<String> {
        let words = tokens(text, &self.page.language).into_iter();
        words.filter(|token| token.is_number).map(|token| token.text).collect()
    }
}

/// Takes a number away; whether it was there.
pub(super) fn take(there: &mut Vec<String>, number: &str) -> bool {
    let found = there.iter().position(|it| it == number);
    found.map(|at| there.swap_remove(at)).is_some()
}
