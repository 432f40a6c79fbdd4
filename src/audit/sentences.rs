//! Law: a sentence rests on cells that are shown, and every number in it is one of theirs.

use super::{
    book::{Book, Numbers},
    figures::{is_hidden, is_mean, share},
    finding::{Finding, Findings},
    read::{
        numerals::{Numeral, Unit, numerals},
        page::Page,
    },
    sight::{Measure, Rest, Seen, Sighting, Source, named, of_base},
    table::{Range, Table},
};
use crate::ident::CellKey;
use std::collections::{BTreeMap, BTreeSet};

/// Texts by how many pages of an output have them, and how many pages it has.
pub(super) struct Common<'a> {
    letters: BTreeMap<(usize, &'a str), BTreeSet<&'a str>>,
    texts: BTreeMap<(usize, &'a str), BTreeSet<&'a str>>,
    pages: BTreeMap<usize, usize>,
}

impl<'a> Common<'a> {
    /// Finds texts that pages have in common.
    pub fn of(pages: &'a [Page]) -> Self {
        let mut common = Self {
            letters: BTreeMap::new(),
            texts: BTreeMap::new(),
            pages: BTreeMap::new(),
        };
        for page in pages {
            let Source { output, file, .. } = &page.source;
            *common.pages.entry(*output).or_default() += 1;
            for prose in &page.prose {
                let at = (*output, prose.text.as_str());
                common.texts.entry(at).or_default().insert(file);
            }
            for (_, text) in page.drawings.iter().flat_map(|drawn| &drawn.texts) {
                let at = (*output, text.as_str());
                common.letters.entry(at).or_default().insert(file);
            }
        }
        common
    }

    /// Whether a text stands in more than half of an output's pages: then it is of no district.
    pub fn has(&self, output: usize, text: &str) -> bool {
        self.many(output, self.texts.get(&(output, text)))
    }

    /// The same of a text in drawings.
    pub fn has_letters(&self, output: usize, text: &str) -> bool {
        self.many(output, self.letters.get(&(output, text)))
    }

    fn many(&self, output: usize, found: Option<&BTreeSet<&str>>) -> bool {
        let of = found.map_or(0, BTreeSet::len);
        let pages = self.pages.get(&output).copied().unwrap_or(0);
        pages > 1 && 2 * of > pages
    }
}

/// What numbers may be explained with.
pub(super) struct Explained<'a> {
    table: &'a Table,
    book: &'a Book,
    names: Vec<String>,
    settled: Vec<f64>,
}

impl<'a> Explained<'a> {
    /// Prepares what does not depend on a sentence: names, years and rules.
    pub fn new(table: &'a Table, book: &'a Book) -> Self {
        let rules = &book.rules;
        let mut settled: Vec<f64> = [
            rules.k,
            rules.k.saturating_sub(1),
            rules.minimum_base,
            rules.width,
        ]
        .into_iter()
        .map(|n| n as f64)
        .collect();
        settled.extend([
            book.comparison.threshold,
            100.0 * book.comparison.confidence,
            100.0,
        ]);
        let areas = book.areas.iter().flat_map(|area| &area.periods);
        let dates = book.published.split('-').map(str::to_owned);
        for text in book.periods.iter().chain(areas).cloned().chain(dates) {
            settled.extend(text.parse::<f64>().ok());
        }
        Self {
            table,
            book,
            names: book.names(),
            settled,
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

    fn is_settled(&self, number: &Numeral) -> bool {
        number.unit != Unit::Persons
            && self
                .settled
                .iter()
                .any(|it| (it - number.value).abs() < 1e-9)
    }

    /// Whether a number is a figure of one of the cells, or of two of them.
    fn is_of(&self, number: &Numeral, cells: &[CellKey]) -> bool {
        let fits = |range: Option<Range>| {
            range.is_some_and(|(low, high)| {
                number.value.abs() + number.half() >= low - 1e-6
                    && number.value.abs() - number.half() <= high + 1e-6
            })
        };
        let shares: Vec<Option<Range>> = cells
            .iter()
            .map(|key| share(self.table, self.book, key))
            .collect();
        let (people, portion) = match number.unit {
            Unit::Bare => (true, true),
            Unit::Persons => (true, false),
            Unit::Percent | Unit::Points => (false, true),
        };
        let single = cells.iter().zip(&shares).any(|(key, share)| {
            let known = self.table.known(key);
            let counted = people && (fits(known.count) || fits(self.table.base(key, self.book)));
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
        let counts: Vec<Option<Range>> = cells
            .iter()
            .map(|key| self.table.known(key).count)
            .collect();
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
                of_each_other || points || people
            })
        })
    }
}

/// What a page's texts say of bases: «n = 742» under a heading says it of no cell in a table.
pub(super) fn bases(page: &Page, book: &Book) -> Vec<Sighting> {
    let signs = book.numbers(&page.language);
    let (names, mut found) = (book.names(), Vec::new());
    for prose in &page.prose {
        if let [
            Rest {
                key,
                measure: Some(Measure::Base),
            },
        ] = &prose.rests[..]
            && let [number] = numerals(&without(&prose.text, &names), &signs)[..]
        {
            found.push(Sighting {
                key: key.clone(),
                measure: Measure::Base,
                seen: Seen::Number(number.value, number.value),
                source: page.source.through(prose.channel),
            });
        }
    }
    found
}

/// A text in small letters without names that hold numbers.
fn without(text: &str, names: &[String]) -> String {
    names.iter().fold(text.to_lowercase(), |text, name| {
        text.replace(name.as_str(), " ")
    })
}

/// Judges the texts of a page.
pub(super) fn judge(page: &Page, common: &Common, explained: &Explained, findings: &mut Findings) {
    let (table, book) = (explained.table, explained.book);
    for prose in &page.prose {
        let source = page.source.through(prose.channel);
        let hides = |rest: &&Rest| match rest.measure {
            Some(Measure::Base) => {
                table.base(&rest.key, book).is_none() && {
                    let whole = table.known(&of_base(&rest.key));
                    whole.base_withheld
                }
            }
            _ => is_hidden(table, &rest.key),
        };
        for rest in prose.rests.iter().filter(hides) {
            // A page that says in words that something is hidden rests on it without a number.
            let said = numerals(&prose.text, &book.numbers(&page.language));
            if rest.measure != Some(Measure::Base) || !said.is_empty() {
                let what = "a sentence rests on a withheld figure";
                let finding = Finding::error("rests-on-withheld", what);
                findings.push(finding.about(named(&rest.key)).at(&source));
            }
        }
        let unknown = explained.unexplained(&prose.text, &page.language, &prose.rests);
        let common = prose.rests.is_empty() && common.has(source.output, &prose.text);
        if !unknown.is_empty() && !common {
            let language = &page.language;
            let finding = unexplained(&prose.text, &prose.rests, language, &source, explained);
            findings.push(finding);
        }
    }
}

/// A number that no shown figure explains; a warning where not all that it rests on is known.
fn unexplained(
    text: &str,
    rests: &[Rest],
    language: &str,
    source: &Source,
    explained: &Explained,
) -> Finding {
    let whole = |rest: &Rest| {
        let known = explained.table.known(&rest.key);
        known.count.is_some() || known.withheld
    };
    let masked = explained.mask(text, language);
    let mut finding = if rests.iter().all(whole) {
        let what = format!("a number in «{masked}» is none of the figures that it rests on");
        Finding::error("unexplained-number", what)
    } else {
        let what = format!("the data lack a figure that «{masked}» rests on");
        Finding::warning("unknown-number", what)
    };
    finding = finding.at(source);
    for rest in rests.iter().take(3) {
        finding = finding.about(named(&rest.key));
    }
    finding
}

/// The beginning of a text without its numbers, whether they are digits or words.
pub(super) fn mask(text: &str, signs: &Numbers) -> String {
    let mut masked = String::new();
    for word in text.split_inclusive(' ').take(14) {
        let plain = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        if signs
            .words
            .iter()
            .any(|known| known.to_lowercase() == plain)
        {
            masked.push_str("# ");
        } else {
            masked.extend(
                word.chars()
                    .map(|c| if c.is_ascii_digit() { '#' } else { c }),
            );
        }
    }
    masked.trim_end().to_owned()
}
