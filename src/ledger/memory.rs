//! Law: once shown is known for ever; once withheld stays withheld.

use super::figure::{Figure, Print};
use crate::ident::{CategoryId, CellKey};
use std::collections::HashMap;

/// What earlier publications said of every cell.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The file as far as it was read, lines ended by `\n`.
    pub(super) text: String,
    /// The head of every publication, line by line.
    pub(super) heads: Vec<Vec<String>>,
    /// Counts, means and shares.
    pub(super) figures: HashMap<CellKey, Known>,
    /// Bases: by category, and under [`any`] where all categories have the same.
    pub(super) bases: HashMap<CellKey, Known>,
}

/// What is known of one figure.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// All that were ever shown, the newest last.
    pub prints: Vec<Print>,
    /// Whether the newest publication that has it withholds it.
    pub hidden: bool,
}

/// What is remembered of a figure, beside the one that the input has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recall {
    /// Nothing.
    New,
    /// This very figure was published: it is known, whatever is decided now.
    Same,
    /// Another figure was published in its place, so that who has both sees the difference.
    Changed,
    /// It was withheld when it was last published, and this is not a figure shown before.
    Withheld,
}

impl Memory {
    /// Whether nothing was ever published.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// What is remembered of a cell that now has this figure and base; no figure where the sender hides it.
    ///
    /// A cell is `Same` only if its base is too: a known count in a new base is not a known share.
    pub fn recall(&self, key: &CellKey, figure: Option<Figure>, base: Option<u64>) -> Recall {
        let known = self.figures.get(key);
        let own = recall(known, || figure.map(|figure| Print::figure(key, figure)));
        match (own, base) {
            (Recall::Same, Some(base)) => match self.recall_base(key, base) {
                // A base that stays withheld does not bring what was shown without it into doubt.
                Recall::Same | Recall::Withheld => Recall::Same,
                Recall::New | Recall::Changed => Recall::Changed,
            },
            _ => own,
        }
    }

    /// What is remembered of the base of a cell.
    pub fn recall_base(&self, key: &CellKey, base: u64) -> Recall {
        let [of_all, own] = self.bases_of(key);
        let print = || Some(Print::base(key, base));
        let (own, of_all) = (recall(own, print), recall(of_all, print));
        if own == Recall::Same || of_all == Recall::Same {
            return Recall::Same;
        }
        own.max(of_all)
    }

    /// What is known of a cell's base: of all categories', and of its own.
    pub(super) fn bases_of(&self, key: &CellKey) -> [Option<&Known>; 2] {
        [self.bases.get(&any(key)), self.bases.get(key)]
    }
}

fn recall(known: Option<&Known>, print: impl Fn() -> Option<Print>) -> Recall {
    match known {
        None => Recall::New,
        Some(known) if known.has(print) => Recall::Same,
        Some(known) if known.hidden => Recall::Withheld,
        Some(_) => Recall::Changed,
    }
}

impl Known {
    /// Whether this figure was shown.
    pub fn has(&self, print: impl Fn() -> Option<Print>) -> bool {
        // Most of what is withheld was never shown: no fingerprint is made of it.
        !self.prints.is_empty() && print().is_some_and(|print| self.prints.contains(&print))
    }
}

/// The key of the base that all categories of a figure share.
pub(super) fn any(key: &CellKey) -> CellKey {
    key.of(&CategoryId::new(""))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn key(district: &str, category: &str) -> CellKey {
        CellKey {
            indicator: "arbeid".into(),
            district: district.into(),
            group: "rus".into(),
            period: "2018".into(),
            category: category.into(),
        }
    }

    fn known(shown: &[Print], hidden: bool) -> Known {
        let prints = shown.to_vec();
        Known { prints, hidden }
    }

    #[test]
    fn a_cell_is_the_same_only_with_its_base() {
        let key = key("030103", "red");
        let count = |n| Some(Figure::Count(n));
        let mut memory = Memory::default();
        assert_eq!(memory.recall(&key, count(41), Some(90)), Recall::New);
        let print = Print::figure(&key, Figure::Count(41));
        memory.figures.insert(key.clone(), known(&[print], false));
        assert_eq!(memory.recall(&key, count(41), None), Recall::Same);
        assert_eq!(memory.recall(&key, count(42), None), Recall::Changed);
        assert_eq!(memory.recall(&key, None, None), Recall::Changed);
        assert_eq!(memory.recall(&key, count(41), Some(90)), Recall::Changed);
        let base = Print::base(&key, 90);
        memory.bases.insert(any(&key), known(&[base], false));
        assert_eq!(memory.recall(&key, count(41), Some(90)), Recall::Same);
        assert_eq!(memory.recall(&key, count(41), Some(45)), Recall::Changed);
        memory.bases.insert(any(&key), known(&[], true));
        assert_eq!(memory.recall(&key, count(41), Some(45)), Recall::Same);
    }

    #[test]
    fn withheld_stays_withheld_and_shown_stays_known() {
        let key = key("030103", "red");
        let count = |n| Some(Figure::Count(n));
        let mut memory = Memory::default();
        memory.figures.insert(key.clone(), known(&[], true));
        assert_eq!(memory.recall(&key, count(50), None), Recall::Withheld);
        let print = Print::figure(&key, Figure::Count(41));
        memory.figures.insert(key.clone(), known(&[print], true));
        assert_eq!(memory.recall(&key, count(41), None), Recall::Same);
        assert_eq!(memory.recall(&key, count(3), None), Recall::Withheld);
    }

    #[test]
    fn a_base_of_its_own_stands_beside_that_of_all() {
        let key = key("030103", "red");
        let mut memory = Memory::default();
        let [first, second] = [80, 90].map(|n| known(&[Print::base(&key, n)], false));
        memory.bases.insert(any(&key), first);
        memory.bases.insert(key.clone(), second);
        assert_eq!(memory.recall_base(&key, 80), Recall::Same);
        assert_eq!(memory.recall_base(&key, 90), Recall::Same);
        assert_eq!(memory.recall_base(&key, 85), Recall::Changed);
    }
}
