//! Indicators that no table has anything of: their rows were lost, or their settings were left behind.

use super::{
    Doubt,
    faults::{Faults, hinted},
};
use crate::{
    confidential::raw::RawCell,
    config::Settings,
    diagnostic::Place,
    ident::{CellKey, DistrictId, IndicatorId, Period},
};
use std::collections::{BTreeMap, BTreeSet};

/// Tells each indicator without a cell in the wave that is reported on; one of areas alone may have it in another.
pub(super) fn tell(
    cells: &BTreeMap<CellKey, RawCell>,
    settings: &Settings,
    doubt: &Doubt,
    faults: &mut Faults,
) {
    let Some(newest) = settings.report.periods.last() else {
        return;
    };
    let areas: BTreeSet<&DistrictId> = settings.report.areas.iter().map(|area| &area.id).collect();
    let mut waves: BTreeMap<&IndicatorId, BTreeSet<&Period>> = BTreeMap::new();
    let mut of_districts: BTreeSet<&IndicatorId> = BTreeSet::new();
    for key in cells.keys() {
        waves.entry(&key.indicator).or_default().insert(&key.period);
        if !areas.contains(&key.district) {
            of_districts.insert(&key.indicator);
        }
    }
    for indicator in settings.indicators.indicators.iter().map(|indicator| &indicator.id) {
        let given = waves
            .get(indicator)
            .is_some_and(|waves| waves.contains(newest) || !of_districts.contains(indicator));
        if !given && !doubt.covers(indicator) {
            let message =
                format!("indicator '{indicator}': no table has a figure for period '{newest}'");
            let hint = "look whether its rows are lost from the table, add them or their source, or take the indicator \
                        out of config/indicators.toml";
            faults.push(hinted(
                "missing-indicator",
                Place::file("config/indicators.toml"),
                message,
                hint,
            ));
        }
    }
}
