//! Law: a number in a text is explained by the cells that the text rests on, or by what is no figure at all.

use super::{
    book::{Book, Numbers},
    counts,
    figures::{is_mean, share},
    read::{
        numerals::{Numeral, Unit, numerals},
        page::Page,
    },
    sight::Rest,
    table::{Range, Table},
};
use crate::ident::CellKey;
use std::collections::BTreeSet;

/// What numbers may be explained with.
pub(super) struct Explained<'a> {
    table: &'a Table,
    book: &'a Book,
    names: Vec<String>,
    years: Vec<f64>,
    /// How many rows of a page are of some sort: no counts of people.
    counts: BTreeSet<u64>,
    /// Where its axes end.
    ends: Vec<f64>,
}

impl<'a> Explained<'a> {
    /// Prepares what does not depend on a sentence: names, years, rules, and how many rows are of some sort.
    pub fn new(table: &'a Table, book: &'a Book, counts: &BTreeSet<u64>) -> Self {
        let areas = book.areas.iter().flat_map(|area| &area.periods);
        let year = book.published.split('-').next().map(str::to_owned);
        let years = book.periods.iter().chain(areas).cloned().chain(year);
        Self {
            table,
            book,
            names: book.names(),
            years: years.filter_map(|year| year.parse().ok()).collect(),
            counts: counts.clone(),
            ends: Vec::new(),
        }
    }

    /// The same for one page, whose rows may be counted and whose axes may be named.
    pub fn within(&self, page: &Page) -> Self {
        let ends = page.drawings.iter().flat_map(|drawn| &drawn.axes);
        Self {
            names: self.names.clone(),
            years: self.years.clone(),
            counts: &counts::of(page, self) | &self.counts,
            ends: ends.flat_map(|[_, _, low, high]| [*low, *high]).collect(),
            ..*self
        }
    }

    /// The table.
    pub fn table(&self) -> &'a Table {
        self.table
    }

    /// The codebook.
    pub fn book(&self) -> &'a Book {
        self.book
    }

    /// A text as a finding may say it.
    pub fn mask(&self, text: &str, language: &str) -> String {
        mask(text, &self.book.numbers(language))
    }

    /// The numbers of a text that neither its cells nor names and rules explain.
    pub fn unexplained(&self, text: &str, language: &str, rests: &[Rest]) -> Vec<Numeral> {
        let bare = without(text, &self.names);
        let signs = self.book.numbers(language);
        let cells: Vec<CellKey> = rests.iter().map(|rest| rest.key.clone()).collect();
        let found = numerals(&bare, &signs);
        found
            .into_iter()
            .filter(|number| !self.is_settled(number) && !self.is_of(number, &cells))
            .collect()
    }

    /// Numbers that are no figures: rules, years, counts of rows, ends of axes.
    fn is_settled(&self, number: &Numeral) -> bool {
        let rules = &self.book.rules;
        let is = |known: f64| (known - number.value).abs() < 1e-9;
        let limit = is(rules.k as f64) || is(rules.minimum_base as f64);
        let counted = self.counts.iter().any(|count| is(*count as f64));
        let comparison = &self.book.comparison;
        match number.unit {
            Unit::Persons => limit,
            Unit::Points => is(comparison.threshold),
            Unit::Percent => {
                let end = self.ends.iter().any(|end| is(*end));
                end || is(100.0 * comparison.confidence) || is(100.0)
            }
            Unit::Bare => limit || counted || self.years.iter().any(|year| is(*year)),
        }
    }

    /// Whether a number is a figure of one of the cells, or of two of them.
    fn is_of(&self, number: &Numeral, cells: &[CellKey]) -> bool {
        let fits = |range: Option<Range>| {
            range.is_some_and(|(low, high)| {
                number.value.abs() + number.half() >= low - 1e-6
                    && number.value.abs() - number.half() <= high + 1e-6
            })
        };
        let shares: Vec<Option<Range>> =
            cells.iter().map(|key| share(self.table, self.book, key)).collect();
        let (people, portion) = match number.unit {
            Unit::Bare => (true, true),
            Unit::Persons => (true, false),
            Unit::Percent | Unit::Points => (false, true),
        };
        let single = cells.iter().zip(&shares).any(|(key, share)| {
            let known = self.table.known(key);
            let base = self.table.base(key, self.book);
            // Those of the base who are not counted.
            let without =
                base.zip(known.count).map(|(base, count)| (base.0 - count.1, base.1 - count.0));
            let counted = people && [known.count, base, without].into_iter().any(fits);
            let mean = is_mean(key, self.book);
            counted || (portion || mean) && number.unit != Unit::Points && fits(*share)
        });
        single || self.is_of_two(number, cells, &shares)
    }

    fn is_of_two(&self, number: &Numeral, cells: &[CellKey], shares: &[Option<Range>]) -> bool {
        let apart = |a: Range, b: Range| {
            let middle = ((a.0 + a.1) - (b.0 + b.1)).abs() / 2.0;
            let open = (a.1 - a.0 + b.1 - b.0) / 2.0 + number.half() + 1e-6;
            (number.value.abs() - middle).abs() <= open
        };
        let counts: Vec<Option<Range>> =
            cells.iter().map(|key| self.table.known(key).count).collect();
        (0..cells.len()).any(|a| {
            (0..a).any(|b| {
                let shares = shares[a].zip(shares[b]);
                let counts = counts[a].zip(counts[b]);
                let of_each_other = counts.is_some_and(|(a, b)| {
                    let ratio =
                        |part: f64, whole: f64| (100.0 * part / whole, 100.0 * part / whole);
                    let share =
                        (a.0 > 0.0 && b.0 > 0.0).then(|| [ratio(a.0, b.0), ratio(b.0, a.0)]);
                    number.unit == Unit::Percent
                        && share.is_some_and(|all| {
                            all.iter()
                                .any(|it| apart(*it, (0.0, 0.0)) || apart(*it, (100.0, 100.0)))
                        })
                });
                let points =
                    number.unit != Unit::Persons && shares.is_some_and(|(a, b)| apart(a, b));
                let people = matches!(number.unit, Unit::Bare | Unit::Persons)
                    && counts.is_some_and(|(a, b)| apart(a, b));
                let as_people = matches!(number.unit, Unit::Bare | Unit::Persons)
                    && shares.is_some_and(|pair| self.is_share_of_base(number, &cells[b], pair));
                of_each_other || points || people || as_people
            })
        })
    }
}

impl Explained<'_> {
    /// Whether a number is so many people as a difference in percentage points is of a base.
    fn is_share_of_base(&self, number: &Numeral, of: &CellKey, (a, b): (Range, Range)) -> bool {
        let Some((base, _)) = self.table.base(of, self.book) else {
            return false;
        };
        let points = ((a.0 + a.1) - (b.0 + b.1)).abs() / 2.0;
        let open = (a.1 - a.0 + b.1 - b.0) / 2.0;
        let [low, high] = [points - open, points + open].map(|points| points / 100.0 * base);
        number.value + number.half().max(0.5) >= low - 1e-6
            && number.value - number.half().max(0.5) <= high + 1e-6
    }
}

/// A text in small letters without names that hold numbers.
pub(super) fn without(text: &str, names: &[String]) -> String {
    names.iter().fold(text.to_lowercase(), |text, name| text.replace(name.as_str(), " "))
}

/// The beginning of a text without its numbers, whether they are digits or words.
pub(super) fn mask(text: &str, signs: &Numbers) -> String {
    let mut masked = String::new();
    for word in text.split_inclusive(' ').take(14) {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if signs.words.iter().any(|known| known.to_lowercase() == plain) {
            masked.push_str("# ");
        } else {
            masked.extend(word.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }));
        }
    }
    masked.trim_end().to_owned()
}
