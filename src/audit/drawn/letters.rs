//! Law: every number in a drawing is that of its mark, or a place on an axis, or stands in a name.

use super::fit::{place, value};
use crate::{
    audit::{
        explain::Explained,
        figures::is_hidden,
        finding::{Finding, Findings},
        read::{
            drawing::{Drawn, Letters},
            numerals::numerals,
            page::Page,
            table::Table,
        },
        sight::{Measure, Of},
    },
    numeral::tokens,
};

/// Judges the texts of a drawing.
pub(super) fn judge(page: &Page, drawn: &Drawn, explained: &Explained, findings: &mut Findings) {
    let table = drawn.table.and_then(|at| page.tables.get(at));
    let names = table.map_or(Vec::new(), names);
    let mut counts = table.map_or(Vec::new(), |table| counts(table, &page.language));
    let (order, others): (Vec<&Letters>, Vec<&Letters>) = drawn
        .texts
        .iter()
        .partition(|text| text.mark.is_some_and(|mark| drawn.marks[mark].kind == "order"));
    let counted = is_counted(&order, &names, page, explained);
    if !counted {
        let what = format!("the places in the drawing '{}' are not counted from one", drawn.id);
        findings.push(Finding::error("unexplained-number", what).at(&drawn.source));
    }
    for text in others {
        let known = match text.mark {
            Some(mark) => is_marks(text, &drawn.marks[mark].of, page, explained),
            None => {
                let strangers = explained.strangers(&text.text, &page.language);
                strangers.is_empty()
                    || is_tick(text, drawn, page, explained)
                    || names.iter().any(|name| name.contains(&spaced(&text.text)))
                    || is_count(text, &mut counts, page)
            }
        };
        if !known {
            let what = format!("nothing shown explains a number in the drawing '{}'", drawn.id);
            findings.push(Finding::error("unexplained-number", what).at(&drawn.source));
        }
    }
}

/// Columns are counted from one, first with their names and then over themselves.
fn is_counted(order: &[&Letters], names: &[String], page: &Page, explained: &Explained) -> bool {
    let mut next = 1;
    let mut named = None;
    for text in order {
        let words = tokens(&text.text, &page.language);
        let number = words.first().filter(|word| word.is_number).map(|word| word.text.as_str());
        match (number, words.len()) {
            (Some(number), 2..) if named.is_none() && number == next.to_string() => {
                let rest = &text.text[words[0].to..];
                let known = names.iter().any(|name| name.contains(&spaced(rest)));
                if !known && !explained.strangers(rest, &page.language).is_empty() {
                    return false;
                }
            }
            // A name may go on in a second line.
            (None, _) if named.is_none() => continue,
            (Some(number), 1) => {
                if named.is_none() {
                    named = Some(next - 1);
                    next = 1;
                }
                if number != next.to_string() {
                    return false;
                }
            }
            _ => return false,
        }
        next += 1;
    }
    named.is_none_or(|all| all == next - 1)
}

/// The number of a mark is that of its figure, and the only one.
fn is_marks(text: &Letters, of: &Option<Of>, page: &Page, explained: &Explained) -> bool {
    let signs = explained.book().numbers(&page.language);
    let strangers = explained.strangers(&text.text, &page.language);
    let found = numerals(&text.text, &signs);
    let (Some(number), Some(of)) = (found.last(), of) else {
        return strangers.is_empty();
    };
    // Of a withheld figure no number is said.
    if of.keys().into_iter().any(|key| is_hidden(explained.table(), key)) {
        return false;
    }
    let apart: usize = strangers.iter().filter(|it| it.text.len() != 3).count();
    // What nothing else says of the figure is said here.
    let range = value(of, explained);
    let fits = range.is_none_or(|(low, high)| {
        number.value + number.half() >= low - 1e-6 && number.value - number.half() <= high + 1e-6
    });
    apart <= 1 && strangers.len() <= 2 && fits
}

/// A tick's number stands at its place, in a line with another one or with an end of the axis.
fn is_tick(text: &Letters, drawn: &Drawn, page: &Page, explained: &Explained) -> bool {
    let signs = explained.book().numbers(&page.language);
    let [number] = numerals(&text.text, &signs)[..] else {
        return false;
    };
    let letters = text.text.chars().filter(|c| c.is_alphabetic()).count();
    let at = |axis: &[f64; 4], value: f64| (place(*axis, value) - text.x).abs() < 40.0;
    let within = |axis: &[f64; 4], value: f64| value >= axis[2] - 1e-9 && value <= axis[3] + 1e-9;
    let row = || drawn.texts.iter().filter(|other| (other.y - text.y).abs() < 1.0).count();
    drawn.axes.iter().any(|axis| {
        let step = (axis[3] - axis[2]) / number.value;
        let even =
            number.value == 0.0 || (step - step.round()).abs() < 1e-6 || number.value % 5.0 == 0.0;
        within(axis, number.value) && at(axis, number.value) && even && letters < 12 && row() > 1
    })
}

/// A number of people that the table has beside the figure; each once.
fn is_count(text: &Letters, counts: &mut Vec<String>, page: &Page) -> bool {
    let words = tokens(&text.text, &page.language);
    let numbers: String =
        words.iter().filter(|it| it.is_number).map(|it| it.text.as_str()).collect();
    match counts.iter().position(|known| *known == numbers) {
        Some(at) => {
            counts.swap_remove(at);
            true
        }
        None => false,
    }
}

/// The numbers of people in a table.
fn counts(table: &Table, language: &str) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let people =
        cells.filter(|cell| matches!(cell.of, Some(Of::One(Measure::Count | Measure::Base, _))));
    let words = people.map(|cell| {
        let words = tokens(&cell.text, language);
        words.iter().map(|it| it.text.as_str()).collect::<String>()
    });
    words.filter(|it| !it.is_empty()).collect()
}

/// The names in a table, each as one text.
fn names(table: &Table) -> Vec<String> {
    let names = table.rows.iter().map(|row| &row.head).chain(&table.heads);
    names.chain([&table.title]).map(|name| spaced(name)).collect()
}

/// A text between spaces, so that no word is a part of another.
fn spaced(text: &str) -> String {
    format!(" {} ", text.trim().to_lowercase())
}
