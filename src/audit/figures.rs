//! Law: a figure in a page is what its cell says it is, or the page contradicts its own data.

use super::{
    book::{Book, Numbers},
    explain::Explained,
    finding::{Finding, Findings},
    read::{numerals::numerals, page::Page, table::Shown},
    sight::{Measure, Of, Seen, Sighting, Source, named},
    table::{Range, Table},
};
use crate::ident::{CellKey, DistrictId};

/// A figure made of two cells, as a page shows it.
pub(super) struct Claim {
    pub of: Of,
    /// Its two ends, in the unit that it is written in; nothing where a sign stands there.
    pub shown: Option<Range>,
    pub source: Source,
}

/// Tells of figures that hold another number than their own, in whatever letters.
pub(super) fn crowded(page: &Page, explained: &Explained, findings: &mut Findings) {
    let cells = page.tables.iter().flat_map(|table| &table.rows);
    for shown in cells.flat_map(|row| &row.cells).chain(&page.figures) {
        let Some(of) = &shown.of else { continue };
        let signs = explained.book().numbers(&page.language);
        let own = numerals(&shown.text, &signs).len();
        let words = explained.strangers(&shown.text, &page.language);
        // Thousands may stand apart: one number in two words.
        let known: String = shown.text.chars().filter(char::is_ascii_digit).collect();
        let all: String =
            words.iter().flat_map(|it| it.text.chars()).filter(|c| c.is_alphanumeric()).collect();
        let digits = all.chars().all(|c| c.is_ascii_digit()) && known.contains(&all);
        let most = if matches!(of, Of::Interval(..)) { 2 } else { 1 };
        let heard = explained.strangers(&shown.spoken, &page.language);
        if !digits || !heard.is_empty() || own > most && words.len() > most {
            let what = "a figure holds another number than its own";
            let mut finding = Finding::error("unexplained-number", what).at(&page.source);
            for key in of.keys() {
                finding = finding.about(named(key));
            }
            findings.push(finding);
        }
    }
}

/// What a page's figures say of single cells, and what they make of two.
pub(super) fn read(page: &Page, book: &Book) -> (Vec<Sighting>, Vec<Claim>) {
    let signs = book.numbers(&page.language);
    let (mut sightings, mut claims) = (Vec::new(), Vec::new());
    let cells = page.tables.iter().flat_map(|table| &table.rows);
    let cells = cells.flat_map(|row| &row.cells).chain(&page.figures);
    for shown in cells {
        let source = &page.source;
        match &shown.of {
            Some(Of::One(measure, key)) => {
                if let Some(seen) = seen(shown, *measure, key, &signs, book) {
                    sightings.push(Sighting {
                        key: key.clone(),
                        measure: *measure,
                        seen,
                        source: source.clone(),
                    });
                }
            }
            Some(of) => claims.push(Claim {
                of: of.clone(),
                shown: ends(&shown.text, &signs),
                source: source.clone(),
            }),
            None => {}
        }
    }
    (sightings, claims)
}

/// The first number of a text, with what rounding leaves open.
fn ends(text: &str, signs: &Numbers) -> Option<Range> {
    let number = numerals(text, signs).first().copied()?;
    Some((number.value - number.half(), number.value + number.half()))
}

fn seen(
    shown: &Shown,
    measure: Measure,
    key: &CellKey,
    signs: &Numbers,
    book: &Book,
) -> Option<Seen> {
    // A number is seen even where it stands beside a sign.
    let number = ends(&shown.text, signs).or_else(|| ends(&shown.spoken, signs));
    match (number, measure) {
        (Some((low, high)), Measure::Share) if is_mean(key, book) => Some(Seen::Number(low, high)),
        (Some((low, high)), Measure::Share) => Some(Seen::Number(low / 100.0, high / 100.0)),
        (Some((low, high)), _) => {
            let middle = (low + high) / 2.0;
            Some(Seen::Number(middle, middle))
        }
        (None, _) if shown.text == signs.hidden => Some(Seen::Withheld),
        (None, _) if shown.text == signs.missing => Some(Seen::Missing),
        (None, _) => None,
    }
}

pub(super) fn is_mean(key: &CellKey, book: &Book) -> bool {
    book.indicator(key.indicator.as_str()).is_some_and(|it| it.kind == "mean")
}

/// A cell's share or mean as it would be written: per cent, or the mean's unit.
pub(super) fn share(table: &Table, book: &Book, key: &CellKey) -> Option<Range> {
    let known = table.known(key);
    let scale = if is_mean(key, book) { 1.0 } else { 100.0 };
    let counted = match (known.count, table.base(key, book)) {
        (Some((count, most)), Some((base, _))) if count == most && base > 0.0 => {
            Some((count / base, count / base))
        }
        _ => None,
    };
    let weighted = || rest_of_mean(table, book, key);
    let (low, high) = counted.or(known.share).or_else(weighted)?;
    Some((low * scale, high * scale))
}

/// The mean, or share without counts, of the rest of the city: weighted by the bases.
fn rest_of_mean(table: &Table, book: &Book, key: &CellKey) -> Option<Range> {
    let district = key.district.left_out()?;
    let [whole, part] = [DistrictId::total(), district].map(|id| key.at(&id));
    let of = |key: &CellKey| {
        let (low, high) = table.known(key).share?;
        let (base, _) = table.base(key, book)?;
        Some((low, high, base))
    };
    let (whole, part) = (of(&whole)?, of(&part)?);
    let left = whole.2 - part.2;
    let ends = |whole_end: f64, part_end: f64| (whole_end * whole.2 - part_end * part.2) / left;
    (left > 0.0).then(|| (ends(whole.0, part.1), ends(whole.1, part.0)))
}

/// What a figure of several cells should read.
pub(super) fn expected(of: &Of, table: &Table, book: &Book) -> Option<Range> {
    let count = |key: &CellKey| table.known(key).count;
    match of {
        Of::One(Measure::Share, key) => share(table, book, key),
        Of::One(Measure::Count, key) => count(key),
        Of::One(Measure::Base, key) => table.base(key, book),
        Of::Less(Measure::Share, a, b) => {
            let (a, b) = (share(table, book, a)?, share(table, book, b)?);
            Some((a.0 - b.1, a.1 - b.0))
        }
        Of::Less(_, a, b) => {
            let (a, b) = (count(a)?, count(b)?);
            Some((a.0 - b.1, a.1 - b.0))
        }
        Of::Ratio(part, whole) => {
            let (part, whole) = (count(part)?, count(whole)?);
            (whole.0 > 0.0).then(|| (100.0 * part.0 / whole.1, 100.0 * part.1 / whole.0))
        }
        Of::Interval(..) => None,
    }
}

/// Whether a cell is withheld and nowhere shown.
pub(super) fn is_hidden(table: &Table, key: &CellKey) -> bool {
    let known = table.known(key);
    known.withheld && !known.is_shown()
}

/// Tells of figures that are made of a withheld cell, or that do not agree with their cells.
pub(super) fn judge<'c>(
    claims: impl Iterator<Item = &'c Claim>,
    table: &Table,
    book: &Book,
    findings: &mut Findings,
) {
    for claim in claims {
        let Some((low, high)) = claim.shown else {
            continue;
        };
        let hidden = claim.of.keys().into_iter().find(|key| is_hidden(table, key));
        let tell = |code, what: &str, key: &CellKey| {
            Finding::error(code, what).about(named(key)).at(&claim.source)
        };
        if let Some(key) = hidden {
            let what = "a figure is shown that is made of a withheld one";
            findings.push(tell("made-of-withheld", what, key));
        } else if let Some((least, most)) = expected(&claim.of, table, book)
            && (high < least - 1e-6 || low > most + 1e-6)
            && let Some(key) = claim.of.keys().first()
        {
            let what = "a difference or share is not that of the figures it is made of";
            findings.push(tell("differs", what, key));
        }
    }
}
