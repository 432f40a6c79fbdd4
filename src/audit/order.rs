//! Law: where rows stand in the order of a value, a row without that value stands after them all, and always in the same place.

use super::{
    book::Book,
    figures::is_hidden,
    finding::{Finding, Findings},
    read::{
        numerals::numerals,
        page::Page,
        table::{Row, Table},
    },
    sight::{Channel, named},
    table,
};
use std::collections::{BTreeMap, BTreeSet};

/// Values in falling order by chance are no order: with fewer nothing is concluded from one page alone.
const TELLING: usize = 4;

/// Tables that say the same of different districts.
type Alike<'a> = Vec<(&'a Page, &'a Table)>;

/// Judges the order of rows, over all pages of an output together.
pub(super) fn judge(
    pages: &[Page],
    output: usize,
    table: &table::Table,
    book: &Book,
    findings: &mut Findings,
) {
    let mut alike: BTreeMap<(usize, &str, &str, &[String]), Alike> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.source.output == output) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for table in &page.tables {
            // A title that comes twice means two tables.
            let times = seen.entry(table.title.as_str()).or_default();
            *times += 1;
            let heads = &table.heads[..];
            let at = (
                page.source.output + 1000 * *times,
                page.language.as_str(),
                table.title.as_str(),
                heads,
            );
            alike.entry(at).or_default().push((page, table));
        }
    }
    for tables in alike.values() {
        group(tables, table, book, findings);
    }
}

fn group(alike: &Alike, table: &table::Table, book: &Book, findings: &mut Findings) {
    let width = alike.iter().map(|(_, it)| it.heads.len()).min().unwrap_or(0);
    let moves = moves(alike);
    let by: Vec<usize> = (0..width)
        .filter(|column| {
            let values: Vec<Vec<f64>> =
                alike.iter().map(|(_, it)| values(it, *column, book)).collect();
            let mut pairs = values.iter().flat_map(|values| values.windows(2));
            let enough = values.iter().any(|values| values.len() >= TELLING);
            pairs.all(|pair| pair[0] >= pair[1]) && (moves || enough)
        })
        .collect();
    if !moves && alike.iter().all(|(_, it)| is_in_book_order(it, book)) {
        return;
    }
    // One column orders the rows; others may fall with it by chance.
    let told: Vec<Vec<Finding>> = by
        .iter()
        .map(|column| {
            let mut told = early(alike, *column, table, book);
            told.extend(tails(alike, *column, table, book));
            told
        })
        .collect();
    if told.iter().all(|told| !told.is_empty()) {
        told.into_iter().flatten().for_each(|it| findings.push(it));
    }
}

/// Rows without a value that stand before rows with one.
fn early(alike: &Alike, column: usize, table: &table::Table, book: &Book) -> Vec<Finding> {
    let mut found = Vec::new();
    for (page, it) in alike {
        let last = it.rows.iter().rposition(|row| value(row, column, book).is_some());
        let before = it.rows.iter().take(last.unwrap_or(0));
        let before = before.filter(|row| !stands_last(row, book));
        for row in before.filter(|row| value(row, column, book).is_none()) {
            let what = "a row stands among sorted rows where its withheld value would put it";
            found.extend(hidden(row, column, page, what, table));
        }
    }
    found
}

/// Rows without a value stand in one order in all pages.
fn tails(alike: &Alike, column: usize, table: &table::Table, book: &Book) -> Vec<Finding> {
    let mut before: BTreeSet<(String, String)> = BTreeSet::new();
    let mut found = Vec::new();
    for (page, it) in alike {
        let tail: Vec<&Row> = it
            .rows
            .iter()
            .filter(|row| value(row, column, book).is_none() && !stands_last(row, book))
            .collect();
        for (at, row) in tail.iter().enumerate() {
            for later in &tail[at + 1..] {
                if before.contains(&(name(later), name(row))) {
                    let what = "rows without a value change places from page to page";
                    found.extend(hidden(row, column, page, what, table));
                }
                before.insert((name(row), name(later)));
            }
        }
    }
    found
}

/// A finding for each withheld cell that a row's place could tell of.
fn hidden(row: &Row, column: usize, page: &Page, what: &str, table: &table::Table) -> Vec<Finding> {
    let keys = cell(row, column).map_or(Vec::new(), |of| of.keys());
    let source = page.source.through(Channel::Chart);
    keys.into_iter()
        .filter(|key| is_hidden(table, key))
        .map(|key| Finding::error("order", what).about(named(key)).at(&source))
        .collect()
}

/// Whether two rows change places between pages: then something that differs orders them.
fn moves(alike: &Alike) -> bool {
    let mut before: BTreeSet<(String, String)> = BTreeSet::new();
    for (_, it) in alike {
        let names: Vec<String> = it.rows.iter().map(name).collect();
        for (at, row) in names.iter().enumerate() {
            for later in &names[at + 1..] {
                let pair = (later.clone(), row.clone());
                if row != later && before.contains(&pair) {
                    return true;
                }
                before.insert((pair.1, pair.0));
            }
        }
    }
    false
}

/// A row by its head and the figure it is of: in a long table several figures have the same head.
fn name(row: &Row) -> String {
    let of = row.cells.iter().find_map(|it| it.of.as_ref());
    let key = of.and_then(|of| of.keys().first().copied().cloned());
    let figure = key.map(|key| format!("{} {}", key.indicator, key.category));
    format!("{} {}", row.head, figure.unwrap_or_default())
}

fn values(table: &Table, column: usize, book: &Book) -> Vec<f64> {
    let rows = table.rows.iter().filter(|row| !stands_last(row, book));
    rows.filter_map(|row| value(row, column, book)).collect()
}

fn value(row: &Row, column: usize, book: &Book) -> Option<f64> {
    let shown = row.cells.get(column)?;
    shown.of.as_ref()?;
    let signs = book.numbers.values().next().cloned().unwrap_or_default();
    numerals(&shown.text, &signs).first().map(|number| number.value)
}

fn cell(row: &Row, column: usize) -> Option<&super::sight::Of> {
    row.cells.get(column)?.of.as_ref()
}

/// Whether a row is of a category that stands last whatever its size.
fn stands_last(row: &Row, book: &Book) -> bool {
    let keys = row.cells.iter().filter_map(|it| it.of.as_ref());
    keys.flat_map(|of| of.keys()).any(|key| {
        let indicator = book.indicator(key.indicator.as_str());
        let categories = indicator.map_or(&[][..], |it| &it.categories);
        categories.iter().any(|it| it.last && it.id == key.category.as_str())
    })
}

/// Whether rows stand as the codebook has them.
fn is_in_book_order(table: &Table, book: &Book) -> bool {
    let places: Vec<(usize, usize)> = table
        .rows
        .iter()
        .filter_map(|row| {
            let of = row.cells.iter().find_map(|it| it.of.as_ref())?;
            let key = *of.keys().first()?;
            let at = book.indicators.iter().position(|it| it.id == key.indicator.as_str())?;
            let categories = &book.indicators[at].categories;
            let category = categories.iter().position(|it| it.id == key.category.as_str());
            Some((at, category.map_or(0, |at| at + 1)))
        })
        .collect();
    places.windows(2).all(|pair| pair[0] <= pair[1])
}
