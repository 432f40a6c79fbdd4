//! Law: counts of cells say how much is hidden and for what reason; they are for those who make the reports.

use crate::{
    confidential::{PublishedTable, View, Why},
    config::Settings,
    ident::IndicatorId,
};
use std::collections::BTreeMap;

/// How many cells an indicator has, and how many are hidden for which reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cells that could be published.
    pub cells: usize,
    /// Hidden by a rule about the cell itself.
    pub primary: usize,
    /// Hidden because others could be computed from it.
    pub secondary: usize,
    /// Hidden in the input.
    pub sender: usize,
}

impl Tally {
    /// Hidden cells of all sorts.
    pub fn hidden(self) -> usize {
        self.primary + self.secondary + self.sender
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            cells: self.cells + other.cells,
            primary: self.primary + other.primary,
            secondary: self.secondary + other.secondary,
            sender: self.sender + other.sender,
        }
    }
}

/// A change of the settings, and what it would leave unhidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The change in the words of the settings: `merge alder:16_29 and alder:30_44`.
    pub what: String,
    /// How many fewer cells would be hidden.
    pub cells: usize,
}

/// More suggestions than anybody weighs against each other.
const SUGGESTED: usize = 5;

/// The few savings worth a look, the largest first; ties by name, so that a run always says the same.
pub(super) fn best(mut savings: Vec<Saving>) -> Vec<Saving> {
    savings.retain(|saving| saving.cells > 0);
    savings.sort_by(|a, b| b.cells.cmp(&a.cells).then_with(|| a.what.cmp(&b.what)));
    savings.truncate(SUGGESTED);
    savings
}

/// What is hidden of each indicator, in the order of the settings.
pub(super) fn per_indicator(
    table: &PublishedTable,
    settings: &Settings,
) -> Vec<(IndicatorId, Tally)> {
    let mut found: BTreeMap<&IndicatorId, Tally> = BTreeMap::new();
    for (key, cell) in table.iter() {
        let tally = found.entry(&key.indicator).or_default();
        tally.cells += 1;
        match cell.leading().view() {
            View::Withheld(Why::Primary) => tally.primary += 1,
            View::Withheld(Why::Secondary) => tally.secondary += 1,
            View::Withheld(Why::Sender) => tally.sender += 1,
            View::Shown(_) | View::Missing => {}
        }
    }
    let all = settings.indicators.indicators.iter();
    all.map(|indicator| {
        let tally = found.get(&indicator.id).copied().unwrap_or_default();
        (indicator.id.clone(), tally)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saving(what: &str, cells: usize) -> Saving {
        Saving { what: what.to_owned(), cells }
    }

    #[test]
    fn the_best_five_come_first_and_what_saves_nothing_not_at_all() {
        let many = (0..7).map(|n| saving(&n.to_string(), n)).collect();
        let cells: Vec<usize> = best(many).iter().map(|saving| saving.cells).collect();
        assert_eq!(cells, [6, 5, 4, 3, 2]);
        let even = best(vec![saving("b", 1), saving("a", 1), saving("c", 0)]);
        assert_eq!(even, [saving("a", 1), saving("b", 1)]);
    }

    #[test]
    fn sorts_of_hiding_add_up() {
        let one = Tally { cells: 9, primary: 1, secondary: 2, sender: 3 };
        assert_eq!(one.hidden(), 6);
        assert_eq!(one.and(one).hidden(), 12);
    }
}
