//! Law: a name in the input means one id of the settings, or it is a problem.

use super::{
    dictionary::{Dictionary, Miss, texts},
    dimension::Dimension,
};
use crate::{
    config::{Category, Kind, Label, Settings},
    ident::{CategoryId, CellKey, DistrictId, GroupId, IndicatorId, Period, TOTAL},
};
use std::collections::BTreeSet;

/// A cell's key as numbers, in the order of [`Dimension`]; sorts as [`CellKey`] does.
pub(super) type Address = [u32; 5];

/// Every name of the settings.
pub(super) struct Names {
    indicators: Vec<IndicatorId>,
    districts: Vec<DistrictId>,
    groups: Vec<GroupId>,
    periods: Vec<Period>,
    categories: Vec<CategoryId>,
    kinds: Vec<Kind>,
    dictionaries: [Dictionary; 4],
    by_indicator: Vec<Dictionary>,
    /// Pairs of area and period outside the report's own periods.
    own_periods: BTreeSet<(u32, u32)>,
    report_periods: BTreeSet<u32>,
}

impl Names {
    /// Collects them.
    pub fn new(settings: &Settings) -> Self {
        let (report, words) = (&settings.report, &settings.indicators);
        let areas = || report.areas.iter().chain([&report.city]);
        let all_periods = areas().flat_map(|a| &a.periods).chain(&report.periods).cloned();
        let indicators = sorted(words.indicators.iter().map(|i| i.id.clone()));
        let own = settings.districts.districts.iter().map(|d| d.id.clone());
        let others = report.areas.iter().map(|a| a.id.clone());
        let districts = sorted(own.chain(others).chain([DistrictId::total()]));
        let groups = sorted(words.groups.iter().map(|g| g.id.clone()).chain([GroupId::total()]));
        let periods = sorted(all_periods);
        let scales = words.indicators.iter().flat_map(|i| words.categories(i));
        let categories = sorted(scales.map(|c| c.id.clone()).chain([CategoryId::total()]));

        let mut kinds = Vec::new();
        let mut by_indicator = Vec::new();
        let mut indicator_names = Dictionary::default();
        for (at, id) in (0..).zip(&indicators) {
            let about = words.get(id).expect("the id was taken from there");
            kinds.push(about.kind);
            indicator_names.entity(
                at,
                id.as_str(),
                &[&about.label],
                about.short.as_ref(),
                &about.aliases,
            );
            by_indicator.push(category_names(words.categories(about), &categories));
        }
        let mut district_names = Dictionary::default();
        let title = &settings.districts.title;
        district_names.titles =
            texts(title).chain(texts(&settings.districts.word)).map(str::to_owned).collect();
        for d in &settings.districts.districts {
            let name = Label::One(d.name.clone());
            district_names.entity(
                place(&districts, &d.id),
                d.id.as_str(),
                &[&name],
                None,
                &d.aliases,
            );
        }
        for area in areas() {
            let id = if area.id == report.city.id { DistrictId::total() } else { area.id.clone() };
            let labels: Vec<&Label> = [&area.name].into_iter().chain(&area.whole).collect();
            district_names.entity(
                place(&districts, &id),
                id.as_str(),
                &labels,
                None,
                &area.aliases,
            );
        }
        let mut group_names = Dictionary::default();
        group_names.entity(place(&groups, &GroupId::total()), TOTAL, &[], None, &[]);
        for g in &words.groups {
            group_names.entity(
                place(&groups, &g.id),
                g.id.as_str(),
                &[&g.label],
                g.short.as_ref(),
                &g.aliases,
            );
        }
        let mut period_names = Dictionary::default();
        for (at, period) in (0..).zip(&periods) {
            period_names.entity(at, period.as_str(), &[], None, &[]);
        }
        let mut own_periods = BTreeSet::new();
        for area in areas() {
            let id = if area.id == report.city.id { DistrictId::total() } else { area.id.clone() };
            own_periods
                .extend(area.periods.iter().map(|p| (place(&districts, &id), place(&periods, p))));
        }
        let report_periods = report.periods.iter().map(|p| place(&periods, p)).collect();
        let dictionaries = [indicator_names, district_names, group_names, period_names];
        Self {
            indicators,
            districts,
            groups,
            periods,
            categories,
            kinds,
            dictionaries,
            by_indicator,
            own_periods,
            report_periods,
        }
    }

    fn dictionary(&self, dimension: Dimension, indicator: u32) -> &Dictionary {
        match dimension {
            Dimension::Indicator => &self.dictionaries[0],
            Dimension::District => &self.dictionaries[1],
            Dimension::Group => &self.dictionaries[2],
            Dimension::Period => &self.dictionaries[3],
            Dimension::Category => &self.by_indicator[indicator as usize],
        }
    }

    /// The number of what is called `text`; `indicator` matters for categories alone.
    ///
    /// # Errors
    /// Nothing is called that, or several things are.
    pub fn find(&self, dimension: Dimension, indicator: u32, text: &str) -> Result<u32, Miss> {
        self.dictionary(dimension, indicator).find(text)
    }

    /// The known names in a dimension, for hints.
    pub fn known(&self, dimension: Dimension, indicator: u32) -> impl Iterator<Item = &str> {
        self.dictionary(dimension, indicator).shown.iter().map(String::as_str)
    }

    /// The total in a dimension that has one.
    pub fn total(&self, dimension: Dimension) -> Option<u32> {
        match dimension {
            Dimension::Indicator | Dimension::Period => None,
            Dimension::District => Some(place(&self.districts, &DistrictId::total())),
            Dimension::Group => Some(place(&self.groups, &GroupId::total())),
            Dimension::Category => Some(place(&self.categories, &CategoryId::total())),
        }
    }

    /// The report's period, where it has only one.
    pub fn only_period(&self) -> Option<u32> {
        self.report_periods.first().copied().filter(|_| self.report_periods.len() == 1)
    }

    /// Whether the edition has this period for this district or area.
    pub fn in_edition(&self, district: u32, period: u32) -> bool {
        self.report_periods.contains(&period) || self.own_periods.contains(&(district, period))
    }

    /// An indicator's kind.
    pub fn kind(&self, indicator: u32) -> Kind {
        self.kinds[indicator as usize]
    }

    /// An indicator's id.
    pub fn indicator(&self, indicator: u32) -> &IndicatorId {
        &self.indicators[indicator as usize]
    }

    /// All indicators' ids.
    pub fn indicators(&self) -> &[IndicatorId] {
        &self.indicators
    }

    /// The key that stands at an address.
    pub fn key(&self, at: &Address) -> CellKey {
        let [indicator, district, group, period, category] = at.map(|n| n as usize);
        CellKey {
            indicator: self.indicators[indicator].clone(),
            district: self.districts[district].clone(),
            group: self.groups[group].clone(),
            period: self.periods[period].clone(),
            category: self.categories[category].clone(),
        }
    }
}

fn category_names(categories: &[Category], ids: &[CategoryId]) -> Dictionary {
    let mut names = Dictionary::default();
    names.entity(place(ids, &CategoryId::total()), TOTAL, &[], None, &[]);
    for c in categories {
        names.entity(place(ids, &c.id), c.id.as_str(), &[&c.label], c.short.as_ref(), &c.aliases);
    }
    names
}

fn sorted<T: Ord>(ids: impl Iterator<Item = T>) -> Vec<T> {
    ids.collect::<BTreeSet<T>>().into_iter().collect()
}

fn place<T: Ord>(ids: &[T], id: &T) -> u32 {
    let at = ids.binary_search(id).expect("every id of the settings was collected");
    u32::try_from(at).expect("settings hold fewer than four billion ids")
}
