//! Law: past this table every figure is public; there is no way back to what it was made from.

use super::publishable::{PublishableStat, View};
use crate::{
    ident::{CellKey, DistrictId, IndicatorId},
    ledger::{Face, Figure, Sight},
};
use std::collections::BTreeMap;

/// One cell as the world may see it. Count, base and share are decided together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishedCell {
    /// How many; the sum behind a mean where it is known.
    pub count: PublishableStat,
    /// Of how many.
    pub base: PublishableStat,
    /// Per cent of the base, or the mean in the indicator's unit.
    pub share: PublishableStat,
    /// The sender says it may change.
    pub provisional: bool,
}

impl PublishedCell {
    /// A cell that is not in the input.
    pub const fn missing(stat: PublishableStat) -> Self {
        Self { count: stat, base: stat, share: stat, provisional: false }
    }

    /// The figure that stands for the cell: the share, or the count where there is no share.
    pub fn leading(&self) -> PublishableStat {
        match self.share.view() {
            View::Missing => self.count,
            _ => self.share,
        }
    }

    /// What the world sees of it, as the memory of publications keeps it.
    pub fn face(&self) -> Face {
        let count = whole(self.count);
        Face {
            figure: match (count, self.share.view()) {
                (Sight::Shown(count), _) => Sight::Shown(Figure::Count(count)),
                (Sight::Withheld, _) | (_, View::Withheld(_)) => Sight::Withheld,
                (_, View::Shown(amount)) => Sight::Shown(Figure::Amount(amount)),
                (_, View::Missing) => Sight::Missing,
            },
            base: whole(self.base),
        }
    }
}

/// A number of people.
fn whole(stat: PublishableStat) -> Sight<u64> {
    match stat.view() {
        View::Shown(n) => Sight::Shown(n.round() as u64),
        View::Withheld(_) => Sight::Withheld,
        View::Missing => Sight::Missing,
    }
}

/// All that may be published.
#[derive(Clone, Debug, Default)]
pub struct PublishedTable {
    cells: BTreeMap<CellKey, PublishedCell>,
    kept: Vec<CellKey>,
    limits: Limits,
}

/// Why a number cannot be protected: in words and names, without a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The number: a figure, how many it is of, or what others leave over.
    pub what: String,
    /// What tells of it and cannot be hidden; nothing where all beside it is hidden and leaves too little open.
    pub known: Vec<String>,
}

/// What hiding could not reach, by the figures or those nearest to them.
#[derive(Clone, Debug, Default)]
pub(in crate::confidential) struct Limits {
    /// Too easy to reckon, whatever else is hidden.
    pub unprotected: Vec<CellKey>,
    /// Why, of each number that is.
    pub causes: Vec<Cause>,
    /// The same, and an earlier publication has its part in it.
    pub given_away: Vec<CellKey>,
    /// Known to somebody who is alone in another figure.
    pub exposed: Vec<CellKey>,
}

impl PublishedTable {
    /// Takes decided cells, the keys of those that are shown only because they were before, and what hiding could
    /// not reach; only the control makes them.
    pub(in crate::confidential) fn new(
        cells: BTreeMap<CellKey, PublishedCell>,
        kept: Vec<CellKey>,
        limits: Limits,
    ) -> Self {
        Self { cells, kept, limits }
    }

    /// Figures, or those nearest to them, that stay too easy to reckon whatever else is hidden; nothing may be
    /// published then.
    pub fn unprotected(&self) -> &[CellKey] {
        &self.limits.unprotected
    }

    /// Why they do, one for each number behind them.
    pub fn causes(&self) -> &[Cause] {
        &self.limits.causes
    }

    /// The same where an earlier publication has its part in it, which nothing can take back.
    pub fn given_away(&self) -> &[CellKey] {
        &self.limits.given_away
    }

    /// Hidden figures that somebody who is alone in another one can reckon, whatever else is hidden.
    pub fn exposed(&self) -> &[CellKey] {
        &self.limits.exposed
    }

    /// The cell with this key; missing where the input has none.
    pub fn cell(&self, key: &CellKey) -> PublishedCell {
        self.cells
            .get(key)
            .copied()
            .unwrap_or_else(|| PublishedCell::missing(PublishableStat::missing()))
    }

    /// All cells in order.
    pub fn iter(&self) -> impl Iterator<Item = (&CellKey, &PublishedCell)> {
        self.cells.iter()
    }

    /// The cells of one indicator in one place, in order.
    pub fn of<'a>(
        &'a self,
        indicator: &'a IndicatorId,
        district: &'a DistrictId,
    ) -> impl Iterator<Item = (&'a CellKey, &'a PublishedCell)> {
        self.from(indicator, district.clone())
            .take_while(move |(key, _)| &key.indicator == indicator && &key.district == district)
    }

    /// The cells of one indicator everywhere, in order.
    pub fn everywhere<'a>(
        &'a self,
        indicator: &'a IndicatorId,
    ) -> impl Iterator<Item = (&'a CellKey, &'a PublishedCell)> {
        self.from(indicator, "".into()).take_while(move |(key, _)| &key.indicator == indicator)
    }

    /// The cells from an indicator and a district on.
    fn from(
        &self,
        indicator: &IndicatorId,
        district: DistrictId,
    ) -> impl Iterator<Item = (&CellKey, &PublishedCell)> {
        let first = CellKey {
            indicator: indicator.clone(),
            district,
            group: "".into(),
            period: "".into(),
            category: "".into(),
        };
        self.cells.range(first..)
    }

    /// All cells in order, as the memory of publications keeps them.
    pub fn faces(&self) -> impl Iterator<Item = (&CellKey, Face)> {
        self.cells.iter().map(|(key, cell)| (key, cell.face()))
    }

    /// The cells that today's rules would hide, and that are shown because the same figures were published before.
    pub fn kept(&self) -> &[CellKey] {
        &self.kept
    }

    /// How many cells are withheld.
    pub fn withheld(&self) -> usize {
        self.cells.values().filter(|c| c.leading().is_withheld()).count()
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}
