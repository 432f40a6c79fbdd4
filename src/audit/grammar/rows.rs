//! Law: a data file has rows of known cells, in the very letters in which the program writes them.

use super::Strangers;
use crate::{
    audit::{book::Book, finding::Findings, sight::Source},
    ident::{DistrictId, TOTAL},
};
use std::collections::BTreeSet;

/// The heads of a data file.
const HEADS: [&str; 9] =
    ["period", "district", "group", "indicator", "category", "count", "base", "share", "status"];

/// Judges a data file.
pub(in crate::audit) fn judge(bytes: &[u8], book: &Book, source: &Source, findings: &mut Findings) {
    let mut strangers = Strangers::new(source, findings);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let known = Known::new(book);
    for (at, record) in reader.records().enumerate() {
        let Ok(record) = record else {
            return strangers.tell("a row that is none");
        };
        if writer.write_record(&record).is_err() || record.len() != HEADS.len() {
            return strangers.tell("a row with more or fewer columns");
        }
        if at == 0 {
            if record.iter().ne(HEADS) {
                return strangers.tell("a column that is not the codebook's");
            }
        } else if !known.row(&record) {
            strangers.tell("a row of no known cell, or with a figure in letters of its own");
        }
    }
    // Whatever the reader passes over is not written again.
    if writer.into_inner().ok().as_deref() != Some(bytes) {
        strangers.tell("rows that are not written as the program writes them");
    }
}

struct Known<'a> {
    book: &'a Book,
    periods: BTreeSet<&'a str>,
    districts: BTreeSet<&'a str>,
    groups: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn new(book: &'a Book) -> Self {
        let areas = book.areas.iter();
        let periods = book.periods.iter().chain(areas.clone().flat_map(|area| &area.periods));
        let districts = book.districts.iter().map(|it| it.id.as_str());
        Self {
            book,
            periods: periods.map(String::as_str).collect(),
            districts: districts.chain(areas.map(|it| it.id.as_str())).chain([TOTAL]).collect(),
            groups: book.groups.iter().map(|it| it.id.as_str()).chain([TOTAL]).collect(),
        }
    }

    fn row(&self, record: &csv::StringRecord) -> bool {
        let field = |at: usize| record.get(at).unwrap_or_default();
        let district = DistrictId::new(field(1));
        let place = district.left_out().map_or(field(1).to_owned(), |it| it.to_string());
        let indicator = self.book.indicators.iter().find(|it| it.id == field(3));
        let category = indicator.is_some_and(|it| {
            field(4) == TOTAL || it.categories.iter().any(|known| known.id == field(4))
        });
        let cell = self.periods.contains(field(0))
            && self.districts.contains(place.as_str())
            && self.groups.contains(field(2))
            && category;
        let figures = match field(8) {
            "shown" => whole(field(5)) && whole(field(6)) && fraction(field(7)),
            "withheld" | "missing" => (5..8).all(|at| field(at).is_empty()),
            _ => false,
        };
        cell && figures
    }
}

/// A count as it is written.
fn whole(text: &str) -> bool {
    text.is_empty() || text.parse::<u64>().is_ok_and(|number| number.to_string() == text)
}

/// A share or a mean as it is written.
fn fraction(text: &str) -> bool {
    let written = |number: f64| {
        let text = format!("{number:.6}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    text.is_empty() || text.parse::<f64>().is_ok_and(|number| written(number) == text)
}
