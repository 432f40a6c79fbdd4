//! Law: on a sealed table other settings are tried, and of what comes out only a number of cells leaves.

use super::{
    PublishedTable, ValidTable,
    raw::{Content, Masked, RawCell},
};
use crate::{
    config::{Merge, Settings},
    diagnostic::Place,
    ident::{CategoryId, CellKey},
    ledger::{Memory, Publications},
    protect::Solver,
};
use std::collections::{BTreeMap, BTreeSet};

/// A table that is published, still sealed, with which of its cells are hidden.
pub struct Trials<'s> {
    table: ValidTable,
    settings: &'s Settings,
    past: &'s Publications,
    solver: Solver,
    hidden: BTreeSet<CellKey>,
}

impl ValidTable {
    /// Publishes, and keeps the table to try other settings on.
    pub fn publish_and_keep<'s>(
        self,
        settings: &'s Settings,
        past: &'s Publications,
        memory: &Memory,
    ) -> (PublishedTable, Trials<'s>) {
        let solver = Solver::default();
        let published = self.control(settings, memory, &solver);
        let trials = Trials { hidden: hidden(&published), table: self, settings, past, solver };
        (published, trials)
    }
}

impl Trials<'_> {
    /// How many cells of the two are hidden.
    pub fn hidden(&self, merge: &Merge) -> usize {
        self.of(merge, &[&merge.first, &merge.second]).count()
    }

    /// How many cells fewer were hidden with two categories as one; less than none where it hides more, nothing
    /// where the table could not be published so.
    ///
    /// In each place the two count as one cell, which is hidden now where either of them is, or where their sum is
    /// if it stands in the table already. So what only makes the table smaller saves nothing. What was published of
    /// the two stays known: a merge that gives one of them away is none that the table could be published with.
    pub fn saved(&self, merge: &Merge) -> Option<i64> {
        let settings = self.settings.merged(merge);
        let table = ValidTable {
            cells: merged(&self.table.cells, merge),
            summary: self.table.summary.clone(),
            ties: self.table.ties,
        };
        let memory = self.past.remember(&settings).ok()?;
        let published = table.control(&settings, &memory, &self.solver);
        let gone = [&merge.first, &merge.second];
        let places: BTreeSet<CellKey> = self
            .of(merge, &gone)
            .map(|key| key.of(&merge.into))
            .filter(|into| !self.table.cells.contains_key(into))
            .collect();
        let before = self.hidden.len() - self.hidden(merge) + places.len();
        let allowed = |key: &CellKey| settings.disclosure.memory.allows(&key.address());
        let publishable =
            published.unprotected().is_empty() && published.given_away().iter().all(allowed);
        publishable.then(|| before as i64 - published.withheld() as i64)
    }

    /// The hidden cells of some categories.
    fn of<'t>(
        &'t self,
        merge: &'t Merge,
        categories: &'t [&CategoryId],
    ) -> impl Iterator<Item = &'t CellKey> {
        self.hidden.iter().filter(move |key| {
            merge.indicators.contains(&key.indicator) && categories.contains(&&key.category)
        })
    }
}

fn hidden(table: &PublishedTable) -> BTreeSet<CellKey> {
    let withheld = table.iter().filter(|(_, cell)| cell.leading().is_withheld());
    withheld.map(|(key, _)| key.clone()).collect()
}

/// The cells with two categories as one.
fn merged(cells: &BTreeMap<CellKey, RawCell>, merge: &Merge) -> BTreeMap<CellKey, RawCell> {
    let mut left = BTreeMap::new();
    for (key, cell) in cells {
        let own = merge.indicators.contains(&key.indicator);
        if !own || (key.category != merge.first && key.category != merge.second) {
            left.insert(key.clone(), cell.clone());
            continue;
        }
        let into = key.of(&merge.into);
        // Where the settings have their sum already, it stands in the table.
        if cells.contains_key(&into) {
            continue;
        }
        let one = match left.remove(&into) {
            None => cell.clone(),
            Some(other) => together(&other, cell),
        };
        left.insert(into, one);
    }
    left
}

fn together(one: &RawCell, other: &RawCell) -> RawCell {
    let content = match (one.content, other.content) {
        (Content::Hidden, _) | (_, Content::Hidden) => Content::Hidden,
        (Content::Count { count: Masked(a), base }, Content::Count { count: Masked(b), .. }) => {
            Content::Count { count: Masked(a + b), base }
        }
        (
            Content::Share { percent: Masked(a), base },
            Content::Share { percent: Masked(b), .. },
        ) => Content::Share { percent: Masked(a + b), base },
        _ => Content::Missing,
    };
    RawCell {
        content,
        provisional: one.provisional || other.provisional,
        published: one.published && other.published,
        place: Place::Nowhere,
    }
}
