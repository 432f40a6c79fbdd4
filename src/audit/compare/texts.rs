//! Law: what a PDF says in words stands in its page, too; what does not may hold no number but a page's.

use super::{Side, squash};
use crate::audit::{
    explain::mask,
    finding::{Finding, Findings},
    read::numerals::numerals,
    sight::Channel,
};

/// A text shorter than this may stand inside another by chance.
const LONG: usize = 12;

impl Side<'_> {
    /// Every text of the PDF stands in the page, too; what does not may hold no number but a page's.
    pub fn texts(&self, stray: &Vec<String>, findings: &mut Findings) {
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
        let all =
            [(&paper.texts, false), (stray, false), (&paper.about, false), (&paper.loose, true)];
        for (texts, drawn) in all {
            for text in texts {
                let within = |part: &str| whole.contains(squash(part).trim_end_matches(['.', ':']));
                let mut parts = text.split_inclusive(['.', '?', '!', ':']);
                if within(text) || parts.all(within) {
                    continue;
                }
                // Two texts of the page may be one here: what is left of it is judged.
                let rest = known
                    .iter()
                    .fold(squash(text), |rest, known| rest.replace(known.as_str(), "\n"));
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
        let tables = self.page.tables.iter().chain(&self.page.own_tables);
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
}

/// Whether a number stands alone or at the end of a text, as a page's does.
fn is_page(text: &str, number: f64) -> bool {
    text.trim_end().ends_with(&format!("{number:.0}"))
}
