//! Law: a row of a PDF's table shows what the page's row of the same name shows, and no more.

use super::{Side, drawings::take, squash};
use crate::audit::{
    finding::{Finding, Findings},
    read::{
        paper::PaperRow,
        table::{Row, Table},
    },
    sight::{Of, named},
};
use std::collections::BTreeMap;

impl Side<'_> {
    /// Table by table, each beside the page's with the most rows of the same names.
    pub fn tables(&self, findings: &mut Findings) -> Vec<String> {
        let mut stray = Vec::new();
        let mut tables: BTreeMap<usize, Vec<&PaperRow>> = BTreeMap::new();
        for row in &self.paper.rows {
            tables.entry(row.table).or_default().push(row);
        }
        for rows in tables.values() {
            let score = |table: &Table| {
                let named = |row: &&&PaperRow| twin(row, &table.rows).is_some();
                let same = rows.iter().filter(named).count();
                let broad = rows.iter().any(|row| row.cells.len() == table.heads.len() + 1);
                2 * same + usize::from(broad)
            };
            let tables = self.page.tables.iter().chain(&self.page.own_tables);
            // Of tables with rows of the same names it is the one with their numbers.
            let alike = |table: &Table| {
                let same = |row: &&&PaperRow| {
                    twin(row, &table.rows).is_some_and(|at| {
                        let cells = table.rows[at].cells.iter();
                        let mut there: Vec<String> =
                            cells.flat_map(|cell| self.numbers(&cell.text)).collect();
                        let seen = row.cells.iter().skip(1).flat_map(|text| self.numbers(text));
                        seen.into_iter().all(|number| take(&mut there, &number))
                    })
                };
                rows.iter().filter(same).count()
            };
            let best = tables.max_by_key(|table| (score(table), alike(table)));
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
        cells.any(|cell| !self.numbers(cell).is_empty())
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
                let (there, here) = (self.numbers(printed), self.numbers(&shown.text));
                if !there.is_empty() && there != here {
                    findings.push(self.differs(shown.of.as_ref().into_iter(), here.is_empty()));
                }
                if there.is_empty() && !here.is_empty() && printed.trim() == self.signs.hidden {
                    findings.push(self.differs(shown.of.as_ref().into_iter(), true));
                }
            }
            return;
        }
        let mut there: Vec<String> = Vec::new();
        for text in twin.cells.iter().map(|cell| &cell.text).chain([&twin.head]).chain(&table.heads)
        {
            there.extend(self.numbers(text));
        }
        let mut heard = there.clone();
        let seen = row.cells.iter().skip(1).flat_map(|text| self.numbers(text));
        let more = row.alternatives.iter().flat_map(|text| self.numbers(text));
        if !seen.into_iter().all(|number| take(&mut there, &number))
            || !more.into_iter().all(|number| take(&mut heard, &number))
        {
            let hidden = twin.cells.iter().any(|cell| cell.text == self.signs.hidden);
            let ofs = twin.cells.iter().filter(|cell| !hidden || cell.text == self.signs.hidden);
            findings.push(self.differs(ofs.filter_map(|cell| cell.of.as_ref()), hidden));
        }
    }

    fn differs<'o>(&self, ofs: impl Iterator<Item = &'o Of>, hidden: bool) -> Finding {
        let (code, what) = if hidden {
            ("shown-and-withheld", "one place withholds what another shows")
        } else {
            ("differs", "two places show different figures")
        };
        let mut finding = Finding::error(code, what).at(&self.page.source).at(&self.paper.source);
        for key in ofs.flat_map(Of::keys) {
            finding = finding.about(named(key));
        }
        finding
    }
}

/// The place of the first row of the same name.
fn twin(row: &PaperRow, rows: &[Row]) -> Option<usize> {
    let head = squash(row.cells.first()?);
    rows.iter().position(|it| squash(&it.head) == head)
}
