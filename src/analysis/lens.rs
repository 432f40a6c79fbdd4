//! Law: a lens looks at the published table from one district, and finds the cell that an address means.

use super::{Family, Interval, rest::rest};
use crate::{
    confidential::{PublishedCell, PublishedTable},
    config::{
        Category, Indicator, Kind, Settings,
        outline::Ref,
        report::{Area, Reference},
    },
    ident::{CategoryId, CellKey, DistrictId, GroupId, Period},
};
use std::sync::{Arc, OnceLock};

/// One district's view of everything published.
#[derive(Clone, Debug)]
pub struct Lens {
    table: Arc<PublishedTable>,
    settings: Arc<Settings>,
    district: DistrictId,
    /// What is compared in the district's report; found when first asked for.
    family: Arc<OnceLock<Family>>,
}

impl Lens {
    /// Looks from `district`.
    pub fn new(table: Arc<PublishedTable>, settings: Arc<Settings>, district: DistrictId) -> Self {
        Self { table, settings, district, family: Arc::default() }
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
        Self { district: district.clone(), family: Arc::default(), ..self.clone() }
    }

    /// All that the district's report compares.
    pub fn family(&self) -> &Family {
        self.family.get_or_init(|| Family::of(self))
    }

    /// What the district is compared with: the rest of the city, or all of it, by the settings.
    pub fn reference(&self) -> DistrictId {
        let districts = &self.settings.districts;
        let reference = self.settings.report.comparison.against;
        match (reference, districts.get(&self.district)) {
            (Reference::Rest, Some(_)) => DistrictId::rest_of(&self.district),
            _ => DistrictId::total(),
        }
    }

    /// Looks from what the district is compared with.
    #[must_use]
    pub fn from_reference(&self) -> Self {
        self.from(&self.reference())
    }

    /// The published cell; of the rest of the city what follows from the city and the district.
    pub fn cell(&self, key: &CellKey) -> PublishedCell {
        match key.district.left_out() {
            None => self.table.cell(key),
            Some(district) => rest(
                &self.table.cell(&key.at(&DistrictId::total())),
                &self.table.cell(&key.at(&district)),
            ),
        }
    }

    /// The wave reported on.
    pub fn period(&self) -> &Period {
        self.settings.report.periods.last().expect("settings have at least one period")
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
        self.settings.indicators.get(&figure.indicator).expect("settings check every address")
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
                None => self.category(figure).map_or_else(CategoryId::total, |c| c.id.clone()),
            },
        }
    }

    /// The district's figure.
    pub fn own(&self, figure: &Ref) -> PublishedCell {
        self.cell(&self.key(figure))
    }

    /// The city's figure.
    pub fn city(&self, figure: &Ref) -> PublishedCell {
        self.cell(&self.key(figure).at(&DistrictId::total()))
    }

    /// The figure of what the district is compared with.
    pub fn other(&self, figure: &Ref) -> PublishedCell {
        self.cell(&self.key(figure).at(&self.reference()))
    }

    /// The district's figure in the wave before; missing where there was none.
    pub fn before(&self, figure: &Ref) -> PublishedCell {
        let absent = || PublishedCell::missing(crate::confidential::PublishableStat::missing());
        self.earlier().map_or_else(absent, |p| self.cell(&self.key(figure).when(p)))
    }

    /// An area's figure for the same people, from the wave nearest to the report's, with that wave.
    pub fn area(&self, area: &Area, figure: &Ref) -> Option<(Period, PublishedCell)> {
        let key = self.key(figure).at(&area.id);
        let mut waves: Vec<&Period> =
            self.settings.report.periods.iter().chain(&area.periods).collect();
        waves.sort_by_key(|wave| (self.distance(wave), (*wave).clone()));
        waves.dedup();
        waves.into_iter().find_map(|wave| {
            let cell = self.cell(&key.when(wave));
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
        self.cell(&self.key(figure).of(&CategoryId::total()))
    }

    /// How many were mapped in this district, in `group`, in `wave`.
    pub fn mapped(&self, group: &GroupId, wave: &Period) -> PublishedCell {
        self.cell(&self.mapped_key(group, wave))
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

    /// Count and base of a share, where both are shown; nothing for counts and means.
    pub fn proportion(&self, figure: &Ref, cell: &PublishedCell) -> Option<(f64, f64)> {
        let kind = self.indicator(figure).kind;
        let pair = (cell.count.amount()?, cell.base.amount()?);
        (!matches!(kind, Kind::Mean | Kind::Count) && pair.1 > 0.0).then_some(pair)
    }

    /// Wilson's interval of the district's share, where count and base are shown and intervals are used at all.
    pub fn interval(&self, figure: &Ref) -> Option<Interval> {
        let rules = &self.settings.report.comparison;
        let (count, base) = self.proportion(figure, &self.own(figure))?;
        let interval = super::wilson(count, base, rules.confidence);
        interval.filter(|_| rules.reckons_with_chance())
    }
}
