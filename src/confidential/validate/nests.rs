//! Law: what is said to lie inside something else does, in every district, group and wave.

use super::{
    super::{
        load::{described, hinted},
        raw::Content,
    },
    content::{base, sum},
    table::Table,
};
use crate::{
    config::{Indicator, outline::Ref},
    diagnostic::{Diagnostic, Place},
    ident::{CategoryId, CellKey, DistrictId, Period},
};
use std::collections::{BTreeMap, BTreeSet};

/// Checks every figure against the one that its base or its people are said to be.
pub(super) fn check(table: &mut Table) {
    let settings = table.settings;
    for indicator in &settings.indicators.indicators {
        if let Some(whole) = &indicator.base_is {
            compare(table, indicator, whole, base_differs);
        }
        if let Some(whole) = &indicator.part_of {
            compare(table, indicator, whole, part_above);
        }
        areas(table, indicator);
    }
}

/// What is wrong with a cell beside the people it is said to lie inside.
type Fault = fn(&CellKey, &Content, u64, &Ref, Place) -> Option<Diagnostic>;

fn base_differs(
    key: &CellKey,
    content: &Content,
    people: u64,
    whole: &Ref,
    place: Place,
) -> Option<Diagnostic> {
    (base(content)? != people).then(|| {
        let key = key.of(&CategoryId::total());
        let message = format!("the base of {} is not the figure '{whole}'", described(&key));
        let hint = "correct the figures, or take `base_is` out of the indicator where its base is other people";
        hinted("base-differs-from", place, message, hint)
    })
}

fn part_above(
    key: &CellKey,
    content: &Content,
    people: u64,
    whole: &Ref,
    place: Place,
) -> Option<Diagnostic> {
    let Content::Count { count, .. } = content else {
        return None;
    };
    (count.0 > people).then(|| {
        let message = format!("{} counts more people than '{whole}'", described(key));
        let hint = "correct the figures, or take `part_of` out of the indicator where not all are counted there";
        hinted("part-above-whole", place, message, hint)
    })
}

/// Compares an indicator's cells with `whole`; a total only where nothing that it is made of was wrong.
fn compare(table: &mut Table, indicator: &Indicator, whole: &Ref, fault: Fault) {
    if table.doubt.covers(&indicator.id) || table.doubt.covers(&whole.indicator) {
        return;
    }
    let mut keys = table.keys(indicator);
    keys.retain(|key| table.is_own(key));
    keys.sort_by_key(|key| height(table, key));
    let mut wrong: BTreeMap<Period, u8> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for key in keys {
        let cell = &table.cells[&key];
        let Some(Content::Count { count, .. }) = self::whole(table, indicator, &key, whole) else {
            continue;
        };
        let Some(problem) = fault(&key, &cell.content, count.0, whole, cell.place.clone()) else {
            continue;
        };
        let height = height(table, &key);
        let lowest = *wrong.entry(key.period.clone()).or_insert(height);
        // Categories share one base: one of them is enough.
        if height == lowest && told.insert(key.of(&CategoryId::total())) {
            table.faults.push(problem);
        }
    }
}

/// In how many ways a cell is made of others: the city's, and that of several groups.
fn height(table: &Table, key: &CellKey) -> u8 {
    let group = table.settings.indicators.group(&key.group);
    let several = group.is_none_or(|group| !group.sum_of.is_empty());
    u8::from(key.district.is_total()) + u8::from(several)
}

/// The people that `whole` counts where `key` is; those of the groups asked, where it asks more groups.
pub(super) fn whole(
    table: &Table,
    indicator: &Indicator,
    key: &CellKey,
    whole: &Ref,
) -> Option<Content> {
    let measured = &table.settings.indicators;
    let other = measured.get(&whole.indicator)?;
    let mut at = key.of(&measured.meant(whole));
    at.indicator = other.id.clone();
    let asked = || measured.asked(indicator).map(|group| &group.id);
    if !key.group.is_total() || asked().eq(measured.asked(other).map(|group| &group.id)) {
        return table.cells.get(&at).map(|cell| cell.content);
    }
    let parts: Option<Vec<Content>> =
        asked().map(|group| table.cells.get(&at.among(group)).map(|c| c.content)).collect();
    parts.map(|parts| sum(&parts).content)
}

/// No area counts fewer than what it contains.
fn areas(table: &mut Table, indicator: &Indicator) {
    let settings = table.settings;
    for key in table.keys(indicator) {
        let area = settings.report.areas.iter().find(|a| a.id == key.district);
        let Some((area, people)) = area.zip(table.count(&key)) else {
            continue;
        };
        let inside = |id: &DistrictId| table.count(&key.at(id));
        if area.contains.iter().filter_map(inside).sum::<u64>() > people {
            let message =
                format!("{} counts fewer people than what the area contains", described(&key));
            let hint = "correct the figures, or `contains` of the area in config/report.toml";
            let place = table.cells[&key].place.clone();
            table.faults.push(hinted("part-above-whole", place, message, hint));
        }
    }
}
