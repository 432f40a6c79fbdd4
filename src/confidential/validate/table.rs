//! Law: derived cells stand beside those that were read, and never in their place.

use super::super::{
    load::{Doubt, Faults},
    raw::{Content, RawCell},
};
use crate::{
    config::{Category, Indicator, Settings},
    diagnostic::{Place, Problems},
    ident::{CategoryId, CellKey, DistrictId, GroupId, Period},
};
use std::collections::{BTreeMap, BTreeSet};

/// A table under way, with all that the checks need to know.
pub(super) struct Table<'s> {
    pub cells: BTreeMap<CellKey, RawCell>,
    pub settings: &'s Settings,
    pub doubt: Doubt,
    pub faults: Faults,
    areas: BTreeSet<DistrictId>,
    outside: BTreeSet<DistrictId>,
}

impl<'s> Table<'s> {
    /// Starts with the cells that were read.
    pub fn new(cells: BTreeMap<CellKey, RawCell>, settings: &'s Settings, doubt: Doubt) -> Self {
        let city = DistrictId::total();
        let areas = settings.report.areas.iter().map(|a| a.id.clone()).filter(|id| *id != city);
        let all = settings.districts.districts.iter();
        let outside = all.filter(|d| d.outside).map(|d| d.id.clone());
        Self {
            cells,
            settings,
            doubt,
            faults: Faults::default(),
            areas: areas.collect(),
            outside: outside.collect(),
        }
    }

    /// The cells and what was found.
    pub fn finish(self) -> (BTreeMap<CellKey, RawCell>, Problems) {
        (self.cells, self.faults.finish())
    }

    /// All keys of an indicator's cells, in order.
    pub fn keys(&self, indicator: &Indicator) -> Vec<CellKey> {
        let first = CellKey {
            indicator: indicator.id.clone(),
            district: DistrictId::new(""),
            group: GroupId::new(""),
            period: Period::new(""),
            category: CategoryId::new(""),
        };
        let own = self.cells.range(first..).take_while(|(key, _)| key.indicator == indicator.id);
        own.map(|(key, _)| key.clone()).collect()
    }

    /// Whether it is a comparison area, of which nothing is derived.
    pub fn is_area(&self, district: &DistrictId) -> bool {
        self.areas.contains(district)
    }

    /// Whether it lies outside the districts proper.
    pub fn is_outside(&self, district: &DistrictId) -> bool {
        self.outside.contains(district)
    }

    /// Whether anything may be made of this cell: it is neither published already nor an area's.
    pub fn is_own(&self, key: &CellKey) -> bool {
        !self.is_area(&key.district) && self.cells.get(key).is_some_and(|cell| !cell.published)
    }

    /// Whether a place is a district, the city or people outside the districts.
    pub fn is_own_place(&self, key: &CellKey) -> bool {
        !self.is_area(&key.district)
    }

    /// The number that a cell holds.
    pub fn count(&self, key: &CellKey) -> Option<u64> {
        match self.cells.get(key)?.content {
            Content::Count { count, .. } => Some(count.0),
            _ => None,
        }
    }

    /// Puts a derived cell in, unless it was read.
    pub fn derive(&mut self, key: CellKey, content: Content, provisional: bool) {
        let place = Place::Nowhere;
        let cell = RawCell { content, provisional, published: false, place };
        self.cells.entry(key).or_insert(cell);
    }

    /// An indicator's categories that are counted themselves.
    pub fn counted(
        &self,
        indicator: &'s Indicator,
    ) -> impl Iterator<Item = &'s Category> + use<'s> {
        self.settings.indicators.categories(indicator).iter().filter(|c| c.sum_of.is_empty())
    }
}
