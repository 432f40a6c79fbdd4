//! Law: rows are taken or left out by what their cells read, never by what their figures say.

use super::{grid::Grid, headings::Headings, normalise::key};
use crate::config::source::Source;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The rows that a source's settings take.
pub(super) struct Pick {
    tests: Vec<Test>,
}

struct Test {
    column: usize,
    wanted: bool,
    keys: HashSet<String>,
    starts: Vec<String>,
    known: HashMap<String, bool>,
}

impl Pick {
    /// By `only` and `skip`.
    pub fn new(source: &Source, headings: &Headings) -> Self {
        let tests = |rules: &BTreeMap<String, Vec<String>>, wanted: bool| -> Vec<Test> {
            rules
                .iter()
                .map(|(heading, values)| Test::new(headings.column(heading), wanted, values))
                .collect()
        };
        let mut all = tests(&source.only, true);
        all.extend(tests(&source.skip, false));
        Self { tests: all }
    }

    /// Whether a row is taken.
    pub fn takes(&mut self, grid: &Grid, row: usize) -> bool {
        self.tests.iter_mut().all(|test| {
            let text = grid.cell(row, test.column).text;
            test.meets(text, grid.label(test.column, text)) == test.wanted
        })
    }
}

impl Test {
    fn new(column: usize, wanted: bool, values: &[String]) -> Self {
        let (starts, whole): (Vec<&String>, Vec<&String>) =
            values.iter().partition(|v| v.ends_with('*') && v.len() > 1);
        Self {
            column,
            wanted,
            keys: whole.into_iter().map(|value| plain(value)).collect(),
            starts: starts
                .into_iter()
                .map(|value| value.trim_end_matches('*').to_lowercase())
                .collect(),
            known: HashMap::new(),
        }
    }

    fn meets(&mut self, text: &str, label: Option<&str>) -> bool {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let meets = [Some(text), label].into_iter().flatten().any(|text| {
            let lower = text.to_lowercase();
            self.keys.contains(&plain(text))
                || self.starts.iter().any(|start| lower.starts_with(start))
        });
        self.known.insert(text.to_owned(), meets);
        meets
    }
}

/// The key, or the text itself where it is all signs.
fn plain(text: &str) -> String {
    let key = key(text);
    if key.is_empty() { text.trim().to_owned() } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_match_as_people_write_them() {
        let values = ["15–24 år", "Bydel *", "-", "", "0102"].map(str::to_owned);
        let mut test = Test::new(0, true, &values);
        for text in ["15-24 år", "bydel Alna", "-", "", "102"] {
            assert!(test.meets(text, None), "{text}");
        }
        for text in ["Bydelen", "25-39 år", ".", "01020"] {
            assert!(!test.meets(text, None), "{text}");
        }
        assert!(test.meets("K7", Some("Bydel Sagene")));
    }
}
