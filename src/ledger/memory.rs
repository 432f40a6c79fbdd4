//! Law: once shown is known for ever; once withheld stays withheld, unless that publication is said to be a mistake.

use super::{figure::Figure, past::Past};
use crate::ident::{CategoryId, CellKey};
use std::collections::BTreeMap;

/// What earlier publications said of every cell, by the ids of today.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The memory's file, as the person knows it.
    pub(super) file: String,
    /// Counts, means and shares.
    pub(super) figures: BTreeMap<CellKey, Known>,
    /// Bases: by category, and under [`any`] where all categories have the same.
    pub(super) bases: BTreeMap<CellKey, Known>,
    /// What each publication measured.
    pub(super) past: Vec<Past>,
}

/// What is known of one figure.
#[derive(Clone, Default)]
pub(super) struct Known {
    /// By publication, the newest last: what it showed, or nothing where it withheld.
    pub told: Vec<(usize, Option<Figure>)>,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Known({} times)", self.told.len())
    }
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
    /// It was withheld when it was last published, whatever was shown before.
    Withheld,
}

impl Memory {
    /// Whether nothing was ever published.
    pub fn is_empty(&self) -> bool {
        self.past.is_empty()
    }

    /// What is remembered of a cell that now has this figure and base; no figure where the sender hides it.
    ///
    /// A cell is `Same` only if its base is too: a known count in a new base is not a known share.
    pub fn recall(&self, key: &CellKey, figure: Option<Figure>, base: Option<u64>) -> Recall {
        let own = recall(self.figures.get(key), figure);
        match (own, base) {
            (Recall::Same, Some(base)) => match self.recall_base(key, base) {
                // A base that stays withheld does not bring what was shown without it into doubt.
                Recall::Same | Recall::Withheld => Recall::Same,
                Recall::New | Recall::Changed => Recall::Changed,
            },
            _ => own,
        }
    }

    /// Whether this figure was ever shown there, of however many and whatever was decided since: readers know it.
    pub fn knows(&self, key: &CellKey, figure: Figure) -> bool {
        self.figures.get(key).is_some_and(|known| known.has(figure))
    }

    /// Whether this base was ever shown there.
    pub fn knows_base(&self, key: &CellKey, base: u64) -> bool {
        self.bases_of(key).into_iter().flatten().any(|known| known.has(Figure::Count(base)))
    }

    /// What is remembered of the base of a cell.
    pub fn recall_base(&self, key: &CellKey, base: u64) -> Recall {
        let base = Some(Figure::Count(base));
        let [of_all, own] = self.bases_of(key).map(|known| recall(known, base));
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

fn recall(known: Option<&Known>, figure: Option<Figure>) -> Recall {
    match known {
        None => Recall::New,
        Some(known) if known.hidden() => Recall::Withheld,
        Some(known) if figure.is_some_and(|figure| known.has(figure)) => Recall::Same,
        Some(_) => Recall::Changed,
    }
}

impl Known {
    /// Whether this figure was shown.
    pub fn has(&self, figure: Figure) -> bool {
        self.shown().any(|shown| shown.same(figure))
    }

    /// All that were ever shown.
    pub fn shown(&self) -> impl Iterator<Item = Figure> {
        self.told.iter().filter_map(|(_, figure)| *figure)
    }

    /// Whether the newest publication that has it withholds it.
    pub fn hidden(&self) -> bool {
        self.told.last().is_some_and(|(_, figure)| figure.is_none())
    }

    /// What a reader of the publications up to this one knows; nothing where none of them has it.
    pub fn at(&self, publication: usize) -> Option<Option<Figure>> {
        let upto = self.told.iter().take_while(|(at, _)| *at <= publication);
        upto.last().map(|(_, figure)| *figure)
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

    fn known(told: &[Option<u64>]) -> Known {
        let told = told.iter().map(|figure| figure.map(Figure::Count)).enumerate();
        Known { told: told.collect() }
    }

    #[test]
    fn a_cell_is_the_same_only_with_its_base() {
        let key = key("030103", "red");
        let count = |n| Some(Figure::Count(n));
        let mut memory = Memory::default();
        assert_eq!(memory.recall(&key, count(41), Some(90)), Recall::New);
        memory.figures.insert(key.clone(), known(&[Some(41)]));
        assert_eq!(memory.recall(&key, count(41), None), Recall::Same);
        assert_eq!(memory.recall(&key, count(42), None), Recall::Changed);
        assert_eq!(memory.recall(&key, None, None), Recall::Changed);
        assert_eq!(memory.recall(&key, count(41), Some(90)), Recall::Changed);
        memory.bases.insert(any(&key), known(&[Some(90)]));
        assert_eq!(memory.recall(&key, count(41), Some(90)), Recall::Same);
        assert_eq!(memory.recall(&key, count(41), Some(45)), Recall::Changed);
        assert!(memory.knows(&key, Figure::Count(41)), "of however many");
        memory.bases.insert(any(&key), known(&[None]));
        assert_eq!(memory.recall(&key, count(41), Some(45)), Recall::Same);
    }

    #[test]
    fn withheld_stays_withheld_and_shown_stays_known() {
        let key = key("030103", "red");
        let count = |n| Some(Figure::Count(n));
        let mut memory = Memory::default();
        memory.figures.insert(key.clone(), known(&[None]));
        assert_eq!(memory.recall(&key, count(50), None), Recall::Withheld);
        memory.figures.insert(key.clone(), known(&[Some(41), None]));
        assert_eq!(memory.recall(&key, count(41), None), Recall::Withheld);
        assert!(memory.knows(&key, Figure::Count(41)) && !memory.knows(&key, Figure::Count(3)));
        let known = &memory.figures[&key];
        assert!(known.at(0).is_some_and(|told| told.is_some()));
        assert!(known.at(7).is_some_and(|told| told.is_none()));
    }

    #[test]
    fn a_base_of_its_own_stands_beside_that_of_all() {
        let key = key("030103", "red");
        let mut memory = Memory::default();
        memory.bases.insert(any(&key), known(&[Some(80)]));
        memory.bases.insert(key.clone(), known(&[Some(90)]));
        assert_eq!(memory.recall_base(&key, 80), Recall::Same);
        assert_eq!(memory.recall_base(&key, 90), Recall::Same);
        assert_eq!(memory.recall_base(&key, 85), Recall::Changed);
    }
}
