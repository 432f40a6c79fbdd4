//! Law: every number in a drawing is one of its table's, one of its marks', or the axis' own at its place.

use super::fit::{place, value};
use crate::audit::{
    book::Numbers,
    explain::Explained,
    finding::{Finding, Findings},
    read::{drawing::Drawn, numerals::numerals, page::Page, table::Table},
    sentences::Common,
};

/// Judges the texts of a drawing.
pub(super) fn judge(
    page: &Page,
    drawn: &Drawn,
    common: &Common,
    explained: &Explained,
    findings: &mut Findings,
) {
    let signs = explained.book().numbers(&page.language);
    let table = drawn.table.and_then(|at| page.tables.get(at));
    let mut known = table.map_or(Vec::new(), |table| allowed(table, &signs));
    for mark in &drawn.marks {
        let range = mark.of.as_ref().and_then(|of| value(of, explained));
        known.extend(range.map(|(low, high)| ((low + high) / 2.0).abs().round()));
    }
    for (x, text) in &drawn.texts {
        let stray = numerals(text, &signs).into_iter().any(|number| {
            let size = number.value.abs();
            let on_axis = drawn.axes.iter().any(|axis| {
                let ends = [axis[2].abs(), axis[3].abs()];
                size <= ends[0].max(ends[1]) && (place(*axis, number.value) - x).abs() < 40.0
            });
            !on_axis && !known.iter().any(|it| (it - size).abs() < 1e-9)
        });
        if stray && !common.has_letters(page, text) {
            let what = format!("nothing shown explains a number in the drawing '{}'", drawn.id);
            findings.push(Finding::error("unexplained-number", what).at(&drawn.source));
        }
    }
}

/// The sizes of all numbers that a table says, in its cells and in its names.
pub(in crate::audit) fn allowed(table: &Table, signs: &Numbers) -> Vec<f64> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let names = table.rows.iter().map(|row| &row.head).chain(&table.heads);
    let texts = cells.map(|cell| &cell.text).chain(names).chain([&table.title]);
    texts.flat_map(|text| numerals(text, signs)).map(|number| number.value.abs()).collect()
}
