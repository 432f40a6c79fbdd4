//! Law: a lens looks at the published table from one district, and finds the cell that an address means.

use super::Interval;
use crate::{
    confidential::{PublishedCell, PublishedTable},
    config::{Category, Indicator, Settings, outline::Ref, report::Area},
    ident::{CategoryId, CellKey, DistrictId, GroupId, Period},
};
use std::sync::Arc;

/// One district's view of everything published.
#[derive(Clone, Debug)]
pub struct Lens {
    table: Arc<PublishedTable>,
    settings: Arc<Settings>,
    district: DistrictId,
}

impl Lens {
    /// Looks from `district`.
    pub fn new(table: Arc<PublishedTable>, settings: Arc<Settings>, district: DistrictId) -> Self {
        Self {
            table,
            settings,
            district,
        }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The published table.
    pub fn table(&self) -> &PublishedTable {
        &self.table
    }

    /// The district looked from.
    pub fn district(&self) -> &DistrictId {
        &self.district
    }

    /// The same from another district or area.
    #[must_use]
    pub fn from(&self, district: &DistrictId) -> Self {
        Self {
            district: district.clone(),
            ..self.clone()
        }
    }

    /// The wave reported on.
    pub fn period(&self) -> &Period {
        self.settings
            .report
            .periods
            .last()
            .expect("settings have at least one period")
    }

    /// The wave before, where there is one.
    pub fn earlier(&self) -> Option<&Period> {
        self.settings.report.periods.iter().rev().nth(1)
    }

    /// The indicator that an address names.
    ///
    /// # Panics
    /// Never for addresses from checked settings.
    pub fn indicator(&self, figure: &Ref) -> &Indicator {
        self.settings
            .indicators
            .get(&figure.indicator)
            .expect("settings check every address")
    }

    /// The category that an address names, given or meant; nothing for kinds without.
    pub fn category(&self, figure: &Ref) -> Option<&Category> {
        let indicator = self.indicator(figure);
        let categories = self.settings.indicators.categories(indicator);
        match &figure.category {
            Some(id) => categories.iter().find(|c| &c.id == id),
            None => categories.iter().find(|c| c.weak),
        }
    }

    /// The key that an address means, in this district and wave.
    pub fn key(&self, figure: &Ref) -> CellKey {
        CellKey {
            indicator: figure.indicator.clone(),
            district: self.district.clone(),
            group: figure.group.clone().unwrap_or_else(GroupId::total),
            period: self.period().clone(),
            category: match &figure.category {
                Some(id) => id.clone(),
                None => self
                    .category(figure)
                    .map_or_else(CategoryId::total, |c| c.id.clone()),
            },
        }
    }

    /// The district's figure.
    pub fn own(&self, figure: &Ref) -> PublishedCell {
        self.table.cell(&self.key(figure))
    }

    /// The city's figure.
    pub fn city(&self, figure: &Ref) -> PublishedCell {
        self.table.cell(&self.key(figure).at(&DistrictId::total()))
    }

    /// The district's figure in the wave before; missing where there was none.
    pub fn before(&self, figure: &Ref) -> PublishedCell {
        let absent = || PublishedCell::missing(crate::confidential::PublishableStat::missing());
        self.earlier()
            .map_or_else(absent, |p| self.table.cell(&self.key(figure).when(p)))
    }

    /// An area's figure for the same people, from the wave nearest to the report's, with that wave.
    pub fn area(&self, area: &Area, figure: &Ref) -> Option<(Period, PublishedCell)> {
        let key = self.key(figure).at(&area.id);
        let mut waves: Vec<&Period> = self
            .settings
            .report
            .periods
            .iter()
            .chain(&area.periods)
            .collect();
        waves.sort_by_key(|wave| (self.distance(wave), (*wave).clone()));
        waves.dedup();
        waves.into_iter().find_map(|wave| {
            let cell = self.table.cell(&key.when(wave));
            cell.leading().amount().map(|_| (wave.clone(), cell))
        })
    }

    /// How far a wave is from the report's: years where both are years, otherwise the same or not.
    fn distance(&self, wave: &Period) -> i64 {
        let year = |p: &Period| p.as_str().parse::<i64>().ok();
        match (year(wave), year(self.period())) {
            (Some(a), Some(b)) => (a - b).abs(),
            _ => i64::from(wave != self.period()),
        }
    }

    /// How many the indicator asks about, in this district, group and wave.
    pub fn base(&self, figure: &Ref) -> PublishedCell {
        self.table.cell(&self.key(figure).of(&CategoryId::total()))
    }

    /// How many were mapped in this district, in `group`, in `wave`.
    pub fn mapped(&self, group: &GroupId, wave: &Period) -> PublishedCell {
        self.table.cell(&self.mapped_key(group, wave))
    }

    /// The key of that figure.
    pub fn mapped_key(&self, group: &GroupId, wave: &Period) -> CellKey {
        CellKey {
            indicator: self.settings.report.population.clone(),
            district: self.district.clone(),
            group: group.clone(),
            period: wave.clone(),
            category: CategoryId::total(),
        }
    }

    /// Wilson's interval of a figure's share, where count and base are shown.
    pub fn interval(&self, cell: &PublishedCell) -> Option<Interval> {
        let confidence = self.settings.report.comparison.confidence;
        super::wilson(cell.count.amount()?, cell.base.amount()?, confidence)
    }
}
