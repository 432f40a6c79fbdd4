//! Law: every number of a sentence says what it is, and is that; what a sentence rests on is shown.

use super::{
    book::{Book, Numbers},
    explain::Explained,
    figures::{is_hidden, is_mean, share},
    finding::{Finding, Findings},
    read::{
        dom::squeeze,
        numerals::{Numeral, Unit, numerals},
        page::{Page, Prose},
    },
    sight::{Cite, Measure, Rest, Seen, Sighting, Source, Told, named, of_base},
    table::Range,
};
use crate::numeral::{spelled, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// An output's pages in one language.
type Shelf<'a> = (usize, &'a str);

/// Texts by how many pages of an output have them, and how many pages it has, language by language.
pub(super) struct Common<'a> {
    texts: BTreeMap<(Shelf<'a>, &'a str), BTreeSet<&'a str>>,
    pages: BTreeMap<Shelf<'a>, usize>,
}

impl<'a> Common<'a> {
    /// Finds what somebody wrote for all pages.
    pub fn of(pages: &'a [Page]) -> Self {
        let mut common = Self { texts: BTreeMap::new(), pages: BTreeMap::new() };
        for page in pages {
            let Source { output, file, .. } = &page.source;
            let shelf = (*output, page.language.as_str());
            *common.pages.entry(shelf).or_default() += 1;
            for prose in page.prose.iter().filter(|prose| prose.own) {
                let at = (shelf, prose.text.as_str());
                common.texts.entry(at).or_default().insert(file);
            }
        }
        common
    }

    /// Whether a text stands in more than half of an output's pages in the language of `page`: then it is of no district.
    fn has(&self, page: &Page, text: &str) -> bool {
        let shelf = (page.source.output, page.language.as_str());
        let of = self.texts.get(&(shelf, text)).map_or(0, BTreeSet::len);
        let pages = self.pages.get(&shelf).copied().unwrap_or(0);
        pages > 1 && 2 * of > pages
    }
}

/// The number of a text that says one, whether in digits or in words.
fn number(text: &str, language: &str, signs: &Numbers) -> Option<Numeral> {
    let found = numerals(text, signs);
    found.last().copied().or_else(|| {
        let words = tokens(text, language);
        let mut worth = words.iter().filter_map(|token| spelled(&token.text, language));
        let value = worth.next()? as f64;
        Some(Numeral { value, decimals: 0, unit: Unit::Bare })
    })
}

/// A number of a text as one of its cell, where it is no more than that.
fn sighting(told: &Told, page: &Page, source: &Source, book: &Book) -> Option<Sighting> {
    let Cite::One(measure, key) = &told.cite else {
        return None;
    };
    let signs = book.numbers(&page.language);
    // «under 1 prosent» says less than its number.
    let words = tokens(&told.text, &page.language);
    let plain = words.first()?.is_number || spelled(&words.first()?.text, &page.language).is_some();
    let number = number(&told.text, &page.language, &signs).filter(|_| plain)?;
    let (low, high) = match measure {
        Measure::Share => (number.value - number.half(), number.value + number.half()),
        _ => (number.value, number.value),
    };
    let scale = if *measure == Measure::Share && !is_mean(key, book) { 100.0 } else { 1.0 };
    Some(Sighting {
        key: key.clone(),
        measure: *measure,
        seen: Seen::Number(low / scale, high / scale),
        source: source.clone(),
    })
}

/// What a page's texts say of single cells: each number with what it is, and «n = 742» under a heading.
pub(super) fn sightings(page: &Page, book: &Book) -> Vec<Sighting> {
    let signs = book.numbers(&page.language);
    let mut found = Vec::new();
    for prose in &page.prose {
        let source = page.source.through(prose.channel);
        found.extend(prose.told.iter().filter_map(|told| sighting(told, page, &source, book)));
        if let [Rest { key, measure: Some(measure) }] = &prose.rests[..]
            && prose.told.is_empty()
            && let Some(number) = numerals(&prose.text, &signs).last()
        {
            found.push(Sighting {
                key: key.clone(),
                measure: *measure,
                seen: Seen::Number(number.value, number.value),
                source,
            });
        }
    }
    found
}

/// Judges the texts of a page.
pub(super) fn judge(page: &Page, common: &Common, explained: &Explained, findings: &mut Findings) {
    for prose in &page.prose {
        let source = page.source.through(prose.channel);
        withheld(prose, page, &source, explained, findings);
        let (bare, wrong) = without_told(prose, page, explained);
        let bare = match &prose.rests[..] {
            [Rest { measure: Some(_), .. }] if prose.told.is_empty() => without_last(&bare, page),
            _ => bare,
        };
        let strangers = explained.strangers(&bare, &page.language);
        let all = tokens(&prose.text, &page.language);
        let written = || all.iter().any(|it| it.is_number && !explained.is_year(&it.text));
        let masked = explained.mask(&prose.text, &page.language);
        let about = |finding: Finding| {
            let first = prose.rests.iter().take(3);
            first.fold(finding.at(&source), |finding, rest| finding.about(named(&rest.key)))
        };
        // Marks that people write stand in what they wrote, and not in the page.
        let own = prose.own && bare == prose.text && explained.is_own(&bare, &page.language);
        if !strangers.is_empty() && !own {
            let what = format!("«{masked}» has a number and does not say what it is");
            findings.push(about(Finding::error("unexplained-number", what)));
        } else if prose.own && written() && !common.has(page, &prose.text) {
            let what = format!("nobody has checked the number in «{masked}», which somebody wrote");
            findings.push(Finding::warning("own-number", what).at(&source));
        }
        if wrong {
            let what = format!("a number in «{masked}» is not what it says it is");
            findings.push(about(Finding::error("unexplained-number", what)));
        }
    }
}

/// Tells of a text that rests on what is withheld.
fn withheld(
    prose: &Prose,
    page: &Page,
    source: &Source,
    explained: &Explained,
    findings: &mut Findings,
) {
    let (table, book) = (explained.table(), explained.book());
    let said = || !numerals(&prose.text, &book.numbers(&page.language)).is_empty();
    let hides = |rest: &&Rest| match rest.measure {
        // A page that says in words that something is hidden rests on it without a number.
        Some(Measure::Base) => {
            table.base(&rest.key, book).is_none()
                && table.known(&of_base(&rest.key)).base_withheld
                && said()
        }
        _ => is_hidden(table, &rest.key),
    };
    let of = prose.told.iter().flat_map(|told| told.cite.keys());
    let of = of.map(|key| Rest { key: key.clone(), measure: None });
    let told: Vec<Rest> = of.filter(|rest| !prose.rests.contains(rest)).collect();
    for rest in prose.rests.iter().chain(&told).filter(hides) {
        let what = "a sentence rests on a withheld figure";
        let finding = Finding::error("rests-on-withheld", what);
        findings.push(finding.about(named(&rest.key)).at(source));
    }
}

/// A text without the numbers that it accounts for, and whether one of them is another than it says.
fn without_told(prose: &Prose, page: &Page, explained: &Explained) -> (String, bool) {
    let mut text = prose.text.clone();
    let mut told: Vec<&Told> = prose.told.iter().collect();
    told.sort_by_key(|told| std::cmp::Reverse(told.text.len()));
    let mut wrong = false;
    for told in told {
        let words = squeeze(&told.text);
        let Some(at) = place(&text, &words) else {
            continue;
        };
        text.replace_range(at..at + words.len(), " … ");
        wrong |= !fits(told, page, explained);
    }
    (text, wrong)
}

/// Where words stand by themselves, whatever the size of their first letter.
fn place(text: &str, words: &str) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    let lower = text.to_lowercase();
    let words_lower = words.to_lowercase();
    // Letters that change their length with their size would move what follows.
    let (text, words) = if lower.len() == text.len() && words_lower.len() == words.len() {
        (lower.as_str(), words_lower.as_str())
    } else {
        (text, words)
    };
    let alone = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !part(before) && !part(after)
    };
    text.match_indices(words).map(|(at, _)| at).find(alone)
}

/// A text without its last number.
fn without_last(text: &str, page: &Page) -> String {
    let all = tokens(text, &page.language);
    match all.iter().rfind(|token| token.is_number) {
        // Thousands may stand apart.
        Some(last) => {
            let before = all.iter().rfind(|it| it.to <= last.from);
            let joined = before.filter(|it| {
                it.is_number
                    && it.text.len() <= 3
                    && last.text.len() == 3
                    && text[it.to..last.from].chars().count() == 1
            });
            let from = joined.map_or(last.from, |it| it.from);
            format!("{} … {}", &text[..from], &text[last.to..])
        }
        None => text.to_owned(),
    }
}

/// Whether a number is what it says it is, as far as what is shown tells.
fn fits(told: &Told, page: &Page, explained: &Explained) -> bool {
    let (table, book) = (explained.table(), explained.book());
    let signs = book.numbers(&page.language);
    let Some(number) = number(&told.text, &page.language, &signs) else {
        // Nobody, everybody, half: words without a number.
        return true;
    };
    let count = |key| table.known(key).count;
    let base = |key| table.base(key, book);
    let shares = |key| share(table, book, key);
    let points = |a, b| {
        let (a, b): (Range, Range) = (shares(a)?, shares(b)?);
        let middle = ((a.0 + a.1) - (b.0 + b.1)).abs() / 2.0;
        let open = (a.1 - a.0 + b.1 - b.0) / 2.0;
        Some(((middle - open).max(0.0), middle + open))
    };
    let expected = match &told.cite {
        Cite::Tally => {
            return number.value >= 0.0 && explained.counts(number.value as u64);
        }
        Cite::One(Measure::Share, key) => shares(key),
        Cite::One(Measure::Count, key) => count(key),
        Cite::One(Measure::Base, key) => base(key),
        Cite::Part(part, whole) => count(part).zip(count(whole)).and_then(|(part, whole)| {
            (whole.0 > 0.0).then(|| (100.0 * part.0 / whole.1, 100.0 * part.1 / whole.0))
        }),
        Cite::Without(key) => {
            base(key).zip(count(key)).map(|(base, count)| (base.0 - count.1, base.1 - count.0))
        }
        Cite::Points(a, b) => points(a, b),
        Cite::People(a, b) => points(a, b)
            .zip(base(a))
            .map(|((low, high), base)| (low / 100.0 * base.0, high / 100.0 * base.1)),
    };
    let Some((low, high)) = expected else {
        return true;
    };
    let value = number.value.abs();
    let half = match &told.cite {
        Cite::People(..) => 0.5,
        _ => number.half(),
    };
    let words = tokens(&told.text, &page.language);
    let edge =
        words.first().is_some_and(|first| !first.is_number) && matches!(number.unit, Unit::Percent);
    // «under 1 prosent», «over 99 prosent».
    let nearly = edge && (value == 1.0 && low < 1.0 || value == 99.0 && high > 99.0);
    nearly || value + half >= low - 1e-6 && value - half <= high + 1e-6
}
