//! Law: a number in a text is one that the text itself accounts for, or one that people wrote into titles and sentences.

use super::{book::Book, counts, read::page::Page, table::Table};
use crate::numeral::{ANY, LIMIT, Token, spelled, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// What numbers may be explained with.
pub(super) struct Explained<'a> {
    table: &'a Table,
    book: &'a Book,
    /// Numbers that people wrote, with the words before and after them.
    frame: BTreeMap<&'a str, Vec<[&'a str; 2]>>,
    /// The years of the survey.
    years: BTreeSet<String>,
    /// The limits of rules and axes.
    limits: BTreeSet<String>,
    /// How many rows of a page are of some sort: no counts of people.
    counts: BTreeSet<u64>,
}

impl<'a> Explained<'a> {
    /// Prepares what does not depend on a sentence: names, years, rules, and how many rows are of some sort.
    pub fn new(table: &'a Table, book: &'a Book, counts: &BTreeSet<u64>) -> Self {
        let areas = book.areas.iter().flat_map(|area| &area.periods);
        let year = book.published.split('-').next().map(str::to_owned);
        let years = book.periods.iter().chain(areas).cloned().chain(year);
        let mut frame: BTreeMap<&str, Vec<[&str; 2]>> = BTreeMap::new();
        for context in &book.frame.texts {
            if let [before, number, after] = context.split(' ').collect::<Vec<_>>()[..] {
                frame.entry(number).or_default().push([before, after]);
            }
        }
        let rules = &book.rules;
        let own = rules.indicators.values().flat_map(|it| [it.k, it.minimum_base]).flatten();
        let comparison = &book.comparison;
        let percent = [100.0 * comparison.confidence, comparison.threshold, 50.0, 100.0];
        let limits = own.chain([rules.k, rules.minimum_base]).map(|n| n.to_string());
        let limits = limits.chain(percent.iter().map(|it| format!("{}", (it * 1e6).round() / 1e6)));
        let years: BTreeSet<String> = years.collect();
        Self {
            table,
            book,
            frame,
            limits: limits.chain(years.iter().cloned()).collect(),
            years,
            counts: counts.clone(),
        }
    }

    /// The same for one page, whose rows may be counted.
    pub fn within(&self, page: &Page) -> Self {
        self.with(counts::of(page, self))
    }

    /// The same for claims without a page: they count no more than they name cells and say sentences.
    pub fn of_claims(&self, claims: &Page) -> Self {
        let cells: BTreeSet<_> =
            claims.prose.iter().flat_map(|it| &it.rests).map(|rest| rest.key.address()).collect();
        let most = (cells.len() + claims.prose.len()) as u64;
        self.with((0..=most).collect())
    }

    /// The same for a page that says of others what they say themselves.
    pub fn among<'p>(&self, pages: impl Iterator<Item = &'p Page>) -> Self {
        self.with(pages.flat_map(|page| counts::of(page, self)).collect())
    }

    /// The same with more counts of rows.
    fn with(&self, counts: BTreeSet<u64>) -> Self {
        Self {
            frame: self.frame.clone(),
            years: self.years.clone(),
            limits: self.limits.clone(),
            counts: &counts | &self.counts,
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

    /// Whether so many rows are of some sort.
    pub fn counts(&self, rows: u64) -> bool {
        self.counts.contains(&rows)
    }

    /// Whether a number is a year of the survey.
    pub fn is_year(&self, number: &str) -> bool {
        self.years.contains(number)
    }

    /// A text as a finding may say it.
    pub fn mask(&self, text: &str, language: &str) -> String {
        mask(text, language)
    }

    /// The numbers of a text that no people wrote.
    pub fn strangers(&self, text: &str, language: &str) -> Vec<Token> {
        let all = tokens(text, language);
        let stray = (0..all.len()).filter(|at| all[*at].is_number && !self.is_written(&all, *at));
        stray.map(|at| all[at].clone()).collect()
    }

    /// Whether somebody's own text has only numbers that stand in what people wrote, whatever marks are around them there.
    pub fn is_own(&self, text: &str, language: &str) -> bool {
        let all = tokens(text, language);
        let mut stray =
            (0..all.len()).filter(|at| all[*at].is_number && !self.is_written(&all, *at));
        stray.all(|at| self.is_marked(&all, at))
    }

    /// Whether somebody wrote this number, with one of the words beside it or by itself, with or without marks.
    fn is_marked(&self, all: &[Token], at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| all[at].text.as_str());
        let after = all.get(at + 1).map(|token| token.text.as_str());
        // A note's number stands at the word that it is of.
        let inside =
            |word: &str| all[at].text.split(|c: char| !c.is_alphanumeric()).any(|it| it == word);
        let beside = |[left, right]: &[&str; 2]| {
            *left != ANY && (before == Some(*left) || inside(left))
                || *right != ANY && after == Some(*right)
        };
        let number = digits(&all[at].text);
        self.frame.iter().any(|(known, contexts)| {
            let known = digits(known);
            number.iter().all(|part| known.contains(part))
                && (all.len() == 1 || contexts.iter().any(beside))
        })
    }

    /// Whether somebody wrote this very number between these very words.
    fn is_written(&self, all: &[Token], at: usize) -> bool {
        let number = all[at].text.as_str();
        if self.years.contains(number) {
            return true;
        }
        let before = at.checked_sub(1).map(|at| all[at].text.as_str());
        let after = all.get(at + 1).map(|token| token.text.as_str());
        let whole = all.len() == 1;
        let fits = |[left, right]: &[&str; 2]| {
            let beside = |known: &str, word: Option<&str>| known == ANY || word == Some(known);
            let any = *left == ANY && *right == ANY;
            let named = *left != ANY && before == Some(*left)
                || *right != ANY && after == Some(*right)
                || any && whole;
            named && beside(left, before) && beside(right, after)
        };
        let written = |number: &str| self.frame.get(number).is_some_and(|it| it.iter().any(fits));
        let worth = |language: &str| spelled(number, language).map(|worth| worth.to_string());
        let plain = number.replace(',', ".");
        let words: Vec<String> = self.book.numbers.keys().filter_map(|it| worth(it)).collect();
        let limit = self.limits.contains(&plain) || words.iter().any(|it| self.limits.contains(it));
        written(number) || words.iter().any(|worth| written(worth)) || limit && written(LIMIT)
    }
}

/// The numbers in a word, or the word where it has no digits.
fn digits(word: &str) -> Vec<&str> {
    let parts = word.split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    if parts.is_empty() { vec![word] } else { parts }
}

/// The beginning of a text without its numbers, whether they are digits or words.
pub(super) fn mask(text: &str, language: &str) -> String {
    let mut masked = String::new();
    for word in text.split_inclusive(' ').take(14) {
        let spelled = tokens(word, language).iter().any(|token| token.is_number)
            && !crate::numeral::has_digit(word);
        let article = spelled_one(word, language);
        if spelled || article {
            masked.push_str("# ");
        } else {
            masked.extend(word.chars().map(|c| if c.is_numeric() { '#' } else { c }));
        }
    }
    masked.trim_end().to_owned()
}

/// Whether a word is worth one: it is masked, although it may be an article.
fn spelled_one(word: &str, language: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    spelled(&plain, language) == Some(1)
}
