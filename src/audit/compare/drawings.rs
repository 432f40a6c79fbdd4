//! Law: what is heard and what is written in a PDF's drawings is in the page's figures, too.

use super::{Side, squash};
use crate::audit::{
    alternatives,
    drawn::allowed,
    explain::mask,
    figures::is_hidden,
    finding::{Finding, Findings},
    read::{numerals::numerals, table::Table},
    sight::{Channel, Of, Source, named},
};

impl Side<'_> {
    /// What is heard and what is written in the PDF's drawings is in the page's, too.
    pub fn drawings(&self, findings: &mut Findings) {
        let known: Vec<String> =
            self.page.alternatives.iter().map(|(_, text)| squash(text)).collect();
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
                figures.iter().flat_map(|(_, numbers)| numbers.clone()).collect()
            };
            let numbers = numerals(text, &self.signs);
            if numbers.iter().any(|n| !there.contains(&n.value.abs())) {
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
                let unknown = self.explained.unexplained(text, &self.page.language, &[]);
                let subtitle = self
                    .page
                    .prose
                    .iter()
                    .any(|prose| squash(text).ends_with(&squash(&prose.text)));
                if !unknown.is_empty() && !subtitle {
                    let what =
                        format!("nothing shown explains a number in «{}»", mask(text, &self.signs));
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
                let texts = drawn.texts.iter().flat_map(|(_, text)| numerals(text, &self.signs));
                numbers.extend(texts.map(|number| number.value.abs()));
            }
        }
        figures
    }
}
