//! Law: who hears a drawing hears what its table shows, row by row, and nothing beside it.

use super::{
    explain::Explained,
    figures::is_hidden,
    finding::{Finding, Findings},
    read::{
        page::Page,
        table::{Row, Table},
    },
    sight::{Channel, Source, named},
    table,
};
use crate::numeral::tokens;

/// Judges what is heard instead of a page's drawings.
pub(super) fn judge(page: &Page, explained: &Explained, findings: &mut Findings) {
    let source = page.source.through(Channel::AltText);
    for (table, text) in &page.alternatives {
        match table.and_then(|at| page.tables.get(at)) {
            Some(table) => heard(table, text, &source, page, explained, findings),
            None => {
                let unknown = explained.strangers(text, &page.language);
                if !unknown.is_empty() {
                    let what = format!(
                        "nothing shown explains a number in «{}»",
                        explained.mask(text, &page.language)
                    );
                    findings.push(Finding::error("unexplained-number", what).at(&source));
                }
            }
        }
    }
}

/// One alternative text against the table that says the same.
pub(super) fn heard(
    table: &Table,
    text: &str,
    source: &Source,
    page: &Page,
    explained: &Explained,
    findings: &mut Findings,
) {
    // Headings come first; a name in them is not a row's.
    let mut rest = text.strip_prefix(table.finding.trim_end_matches('.')).unwrap_or(text);
    let mut rows = Vec::new();
    for row in &table.rows {
        let lead = format!("{}: ", row.head);
        if let Some(at) = rest.find(&lead) {
            rows.push((at + (text.len() - rest.len()), row));
            rest = &rest[at + lead.len()..];
        }
    }
    let mut ends: Vec<usize> = rows.iter().skip(1).map(|(at, _)| *at).collect();
    ends.push(text.len());
    for ((from, row), to) in rows.iter().zip(ends) {
        let part = &text[*from..to];
        if !fits(part, row, table, &page.language) {
            findings.push(stray(part, row, source, page, explained));
        }
    }
    let before = rows.first().map_or(text.len(), |(at, _)| *at);
    let head = text[..before].strip_prefix(table.finding.trim_end_matches('.'));
    let head = head.unwrap_or(&text[..before]);
    let language = &page.language;
    let allowed: Vec<String> = numbers(&table.title, language).collect();
    let unknown = explained.strangers(head, language);
    if unknown.iter().any(|number| !allowed.contains(&number.text)) {
        let what =
            format!("nothing shown explains a number in «{}»", explained.mask(head, language));
        findings.push(Finding::error("unexplained-number", what).at(source));
    }
}

/// Whether every number of a text is one of the row's, its heads' or its name's, no more often than there.
fn fits(part: &str, row: &Row, table: &Table, language: &str) -> bool {
    let mut there: Vec<String> = Vec::new();
    let cells = row.cells.iter().flat_map(|cell| [&cell.text, &cell.spoken]);
    for text in cells.chain(&table.heads).chain([&row.head]) {
        there.extend(numbers(text, language));
    }
    numbers(part, language).all(|number| {
        let found = there.iter().position(|it| *it == number);
        found.map(|at| there.swap_remove(at)).is_some()
    })
}

/// The numbers of a text, word by word.
fn numbers(text: &str, language: &str) -> impl Iterator<Item = String> {
    let words = tokens(text, language).into_iter();
    words.filter(|token| token.is_number).map(|token| token.text)
}

/// A text that says another number than its row: of a withheld cell, where the row has one.
fn stray(part: &str, row: &Row, source: &Source, page: &Page, explained: &Explained) -> Finding {
    let table: &table::Table = explained.table();
    let keys = row.cells.iter().filter_map(|cell| cell.of.as_ref());
    let hidden: Vec<_> =
        keys.flat_map(|of| of.keys()).filter(|key| is_hidden(table, key)).collect();
    let other = page.source.through(Channel::Table);
    if hidden.is_empty() {
        let what = format!(
            "«{}» says another number than the table",
            explained.mask(part, &page.language)
        );
        return Finding::error("differs", what).at(source).at(&other);
    }
    let what = "a text says a number where the table withholds one";
    let mut finding = Finding::error("shown-and-withheld", what).at(&other).at(source);
    for key in hidden {
        finding = finding.about(named(key));
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::read::table::Shown;

    #[test]
    fn a_number_more_than_the_row_has_does_not_fit() {
        let cell = |text: &str| Shown { of: None, text: text.to_owned(), spoken: String::new() };
        let row = Row {
            head: "16–29 år".to_owned(),
            against: String::new(),
            cells: vec![cell("46 %"), cell(":"), cell("46 %")],
        };
        let table = Table {
            title: String::new(),
            heads: ["2017", "2018", "Oslo"].map(str::to_owned).to_vec(),
            rows: Vec::new(),
            finding: String::new(),
        };
        let fits = |text: &str| fits(text, &row, &table, "nb");
        assert!(fits("16–29 år: 2017 46 %, 2018 skjult, Oslo 46 %"));
        assert!(!fits("16–29 år: 2017 46 %, 2018 3 %, Oslo 46 %"));
        assert!(!fits("16–29 år: 2017 46 %, 2018 46 %, Oslo 46 %"));
    }
}
