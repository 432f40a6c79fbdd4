//! Law: a codebook is read as others publish it; the auditor knows no settings.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

type Words = BTreeMap<String, String>;

/// What the auditor needs of `codebook.json`; everything may be absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Book {
    pub edition: String,
    pub title: Words,
    pub published: String,
    pub periods: Vec<String>,
    pub population: String,
    pub districts: Vec<District>,
    pub areas: Vec<Area>,
    pub groups: Vec<Group>,
    pub indicators: Vec<Indicator>,
    pub rules: Rules,
    pub comparison: Comparison,
    pub frame: Frame,
    pub numbers: BTreeMap<String, Numbers>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct District {
    pub id: String,
    pub name: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Area {
    pub id: String,
    pub label: Words,
    pub periods: Vec<String>,
    pub contains: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Group {
    pub id: String,
    pub label: Words,
    pub people: Words,
    pub sum_of: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Indicator {
    pub id: String,
    pub kind: String,
    pub label: Words,
    pub base: Words,
    pub said: Words,
    pub groups: Vec<String>,
    pub base_is: Option<String>,
    pub part_of: Option<String>,
    /// The very same question, put to more people.
    pub same_question_as: Option<String>,
    /// Figures in which nobody counted here is counted.
    pub excludes: Vec<String>,
    /// Another indicator of the same people.
    pub same_base_as: Option<String>,
    pub categories: Vec<Category>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Category {
    pub id: String,
    pub label: Words,
    pub said: Words,
    pub sum_of: Vec<String>,
    pub last: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Rules {
    pub k: u64,
    pub minimum_base: u64,
    pub complement: bool,
    pub zeros: String,
    pub everyone: bool,
    pub width: u64,
    pub indicators: BTreeMap<String, Stricter>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Stricter {
    pub k: Option<u64>,
    pub minimum_base: Option<u64>,
    pub zeros: Option<String>,
    pub everyone: Option<bool>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Comparison {
    pub threshold: f64,
    pub confidence: f64,
}

/// What in pages is no figure.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Frame {
    /// The hash of the style sheet.
    pub style: String,
    /// Numbers with the words before and after them.
    pub texts: Vec<String>,
}

/// How numbers are written in a language.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub(super) struct Numbers {
    pub decimal: String,
    pub group: String,
    pub minus: String,
    pub hidden: String,
    pub missing: String,
    pub not_applicable: String,
    pub percent: String,
    pub persons: Vec<String>,
    pub points: Vec<String>,
    pub words: Vec<String>,
}

impl Default for Numbers {
    /// The signs of Norwegian official statistics, where no codebook says otherwise.
    fn default() -> Self {
        Self {
            decimal: ",".to_owned(),
            group: "\u{a0}".to_owned(),
            minus: "\u{2212}".to_owned(),
            hidden: ":".to_owned(),
            missing: "..".to_owned(),
            not_applicable: ".".to_owned(),
            percent: String::new(),
            persons: Vec::new(),
            points: Vec::new(),
            words: Vec::new(),
        }
    }
}

/// The rules that hold for one indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub k: u64,
    pub minimum_base: u64,
    pub complement: bool,
    pub zeros_shown: bool,
    pub everyone: bool,
}

impl Book {
    /// Reads a codebook; nothing where the bytes are none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        value.get("codebook")?;
        serde_json::from_value(value).ok()
    }

    /// The newest book, with what only older ones know.
    pub fn together(books: Vec<Self>) -> Self {
        let mut books = books.into_iter().rev();
        let mut whole = books.next().unwrap_or_default();
        for older in books {
            keep(&mut whole.periods, older.periods, |period| period.clone());
            keep(&mut whole.districts, older.districts, |it| it.id.clone());
            keep(&mut whole.areas, older.areas, |it| it.id.clone());
            keep(&mut whole.groups, older.groups, |it| it.id.clone());
            keep(&mut whole.indicators, older.indicators, |it| it.id.clone());
            for (language, numbers) in older.numbers {
                whole.numbers.entry(language).or_insert(numbers);
            }
        }
        whole
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|it| it.id == id)
    }

    /// The rules of an indicator, its own and the common ones.
    pub fn rule(&self, indicator: &str) -> Rule {
        let (rules, none) = (&self.rules, Stricter::default());
        let own = rules.indicators.get(indicator).unwrap_or(&none);
        Rule {
            k: own.k.unwrap_or(0).max(rules.k),
            minimum_base: own.minimum_base.unwrap_or(0).max(rules.minimum_base),
            complement: rules.complement,
            zeros_shown: own.zeros.as_ref().unwrap_or(&rules.zeros) != "hidden",
            everyone: own.everyone.unwrap_or(rules.everyone),
        }
    }

    /// The groups that are no sums, of which a group consists for an indicator; nothing where it is not asked whole.
    pub fn people(&self, indicator: &Indicator, group: &str) -> Option<BTreeSet<String>> {
        let asked: BTreeSet<String> = if indicator.groups.is_empty() {
            let single = self.groups.iter().filter(|group| group.sum_of.is_empty());
            single.map(|group| group.id.clone()).collect()
        } else {
            indicator.groups.iter().cloned().collect()
        };
        if group == crate::ident::TOTAL {
            return Some(asked);
        }
        let found = self.groups.iter().find(|known| known.id == group)?;
        let parts: BTreeSet<String> = if found.sum_of.is_empty() {
            BTreeSet::from([group.to_owned()])
        } else {
            found.sum_of.iter().cloned().collect()
        };
        parts.is_subset(&asked).then_some(parts)
    }

    /// How numbers are written in a language.
    pub fn numbers(&self, language: &str) -> Numbers {
        self.numbers.get(language).cloned().unwrap_or_default()
    }
}

/// Adds those whose names are new.
fn keep<T>(all: &mut Vec<T>, more: Vec<T>, name: impl Fn(&T) -> String) {
    for one in more {
        if !all.iter().any(|known| name(known) == name(&one)) {
            all.push(one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_is_known_by_its_mark_and_rules_only_tighten() {
        assert!(Book::read(b"{}").is_none() && Book::read(b"no").is_none());
        let book = Book::read(
            br#"{"codebook": 1, "rules": {"k": 5, "zeros": "shown", "indicators": {"a": {"k": 3, "zeros": "hidden"}}},
                "groups": [{"id": "g"}, {"id": "h"}, {"id": "gh", "sum_of": ["g", "h"]}],
                "indicators": [{"id": "a", "groups": ["g"]}, {"id": "b"}]}"#,
        )
        .unwrap();
        assert_eq!((book.rule("a").k, book.rule("a").zeros_shown), (5, false));
        assert!(book.rule("b").zeros_shown);
        let [a, b] = ["a", "b"].map(|id| book.indicator(id).unwrap());
        assert_eq!(book.people(a, "total"), Some(BTreeSet::from(["g".to_owned()])));
        assert_eq!(book.people(a, "gh"), None);
        assert_eq!(book.people(b, "gh"), Some(["g", "h"].map(str::to_owned).into()));
    }
}
