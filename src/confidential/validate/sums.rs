//! Law: a total is the sum of its parts; where it was read it must agree with them, and where it was not it is made.

use super::{
    super::{
        load::{described, hinted},
        raw::Content,
    },
    content::{Sum, base, sum},
    table::Table,
};
use crate::{
    config::{Indicator, Kind},
    diagnostic::{Diagnostic, Place},
    ident::{CategoryId, CellKey, DistrictId, GroupId},
};
use std::collections::BTreeSet;

/// A sort of sum.
struct Relation {
    code: &'static str,
    /// What stands after «… does not agree:».
    parts: &'static str,
    hint: &'static str,
}

const CATEGORIES: Relation = Relation {
    code: "categories-do-not-sum",
    parts: "the categories that it is the sum of",
    hint: "correct the figures, or `sum_of` of the category",
};
const GROUPS: Relation = Relation {
    code: "groups-do-not-sum",
    parts: "the groups",
    hint: "correct the figures; `groups` of the indicator lists the groups that are asked",
};
const DISTRICTS: Relation = Relation {
    code: "districts-do-not-sum",
    parts: "the districts and those outside them",
    hint: "add rows for people outside the districts (`outside = true` in config/districts.toml), \
           correct the figures, or leave the city's row out to have it summed",
};

/// Completes and checks all sums of an indicator: categories, then groups, then the city.
pub(super) fn complete(table: &mut Table, indicator: &Indicator) {
    composed_categories(table, indicator);
    groups(table, indicator);
    city(table, indicator);
}

fn composed_categories(table: &mut Table, indicator: &Indicator) {
    let all = table.settings.indicators.categories(indicator);
    let composed = all.iter().filter(|c| indicator.kind.sums() && !c.sum_of.is_empty());
    let blocks: BTreeSet<CellKey> =
        own_keys(table, indicator).iter().map(|key| key.of(&CategoryId::total())).collect();
    for category in composed {
        for block in &blocks {
            let parts: Vec<CellKey> = category.sum_of.iter().map(|id| block.of(id)).collect();
            if parts.iter().any(|part| table.cells.contains_key(part)) {
                let whole = table.count(block);
                settle(table, indicator, block.of(&category.id), &parts, &CATEGORIES, whole);
            }
        }
    }
}

fn groups(table: &mut Table, indicator: &Indicator) {
    let asked: Vec<GroupId> =
        table.settings.indicators.asked(indicator).map(|g| g.id.clone()).collect();
    let composed = table
        .settings
        .indicators
        .groups
        .iter()
        .filter(|g| !g.sum_of.is_empty() && g.sum_of.iter().all(|part| asked.contains(part)));
    let sums: Vec<(GroupId, Vec<GroupId>)> = composed
        .map(|g| (g.id.clone(), g.sum_of.clone()))
        .chain([(GroupId::total(), asked.clone())])
        .collect();
    let keys = own_keys(table, indicator);
    let blocks: BTreeSet<CellKey> = keys
        .iter()
        .filter(|key| asked.contains(&key.group))
        .map(|key| key.among(&GroupId::total()))
        .collect();
    for block in &blocks {
        // Those outside the districts are few: what is not given of them is nobody, as in the city's sum.
        let outside = table.is_outside(&block.district);
        for (group, of) in &sums {
            let parts = of.iter().map(|id| block.among(id));
            let parts: Vec<CellKey> =
                parts.filter(|part| !outside || table.cells.contains_key(part)).collect();
            if !parts.is_empty() {
                settle(table, indicator, block.among(group), &parts, &GROUPS, None);
            }
        }
    }
}

fn city(table: &mut Table, indicator: &Indicator) {
    let districts = &table.settings.districts.districts;
    let known: BTreeSet<&DistrictId> = districts.iter().map(|d| &d.id).collect();
    let blocks: BTreeSet<CellKey> = own_keys(table, indicator)
        .iter()
        .filter(|key| known.contains(&key.district))
        .map(|key| key.at(&DistrictId::total()))
        .collect();
    for block in &blocks {
        let parts: Vec<CellKey> = districts
            .iter()
            .map(|d| (d.outside, block.at(&d.id)))
            .filter(|(outside, key)| !outside || table.cells.contains_key(key))
            .map(|(_, key)| key)
            .collect();
        settle(table, indicator, block.clone(), &parts, &DISTRICTS, None);
    }
}

fn own_keys(table: &Table, indicator: &Indicator) -> Vec<CellKey> {
    table.keys(indicator).into_iter().filter(|key| table.is_own(key)).collect()
}

/// Checks the whole against its parts, or makes it of them; `whole_base` where all share one base.
fn settle(
    table: &mut Table,
    indicator: &Indicator,
    key: CellKey,
    parts: &[CellKey],
    relation: &Relation,
    whole_base: Option<u64>,
) {
    let cells: Vec<_> = parts.iter().map(|part| table.cells.get(part)).collect();
    if cells.iter().flatten().any(|cell| cell.published) {
        return;
    }
    let provisional = cells.iter().flatten().any(|cell| cell.provisional);
    let contents: Vec<Content> = cells
        .iter()
        .zip(parts)
        .filter(|(_, part)| !(indicator.kind == Kind::Mean && is_nobody(table, part)))
        .map(|(cell, _)| cell.map_or(Content::Missing, |cell| cell.content))
        .collect();
    let mut made = sum(&contents);
    if std::ptr::eq(relation, &CATEGORIES)
        && let Content::Count { base, .. } = &mut made.content
    {
        *base = whole_base.map(super::super::raw::Masked);
    }
    match table.cells.get(&key) {
        None => table.derive(key, made.content, provisional),
        Some(given) => {
            let complete = cells.iter().all(Option::is_some);
            if table.doubt.covers(&indicator.id) && !complete {
                return;
            }
            if let Some(problem) =
                disagreement(&key, given.content, &made, given.place.clone(), relation)
            {
                table.faults.push(problem);
            }
        }
    }
}

/// Whether nobody was mapped there, so that a mean cannot exist and is not missing either.
fn is_nobody(table: &Table, part: &CellKey) -> bool {
    let mut at = part.of(&CategoryId::total());
    at.indicator = table.settings.report.population.clone();
    let missing = table.cells.get(part).is_some_and(|cell| cell.content == Content::Missing);
    missing && table.count(&at) == Some(0)
}

fn disagreement(
    key: &CellKey,
    given: Content,
    made: &Sum,
    place: Place,
    relation: &Relation,
) -> Option<Diagnostic> {
    let what = match (given, made.content) {
        (Content::Count { count, .. }, Content::Count { count: sum, .. }) if count != sum => {
            "count"
        }
        (Content::Count { .. }, Content::Count { .. }) => {
            let (given, made) = (base(&given)?, base(&made.content)?);
            if given == made {
                return None;
            }
            "base"
        }
        (Content::Count { count, .. }, _) if made.at_least > count.0 => "count",
        (Content::Share { percent, .. }, Content::Count { count, base: Some(base) })
            if base.0 > 0 =>
        {
            let share = 100.0 * count.0 as f64 / base.0 as f64;
            // Shares are published in whole per cent, or finer.
            if (share - percent.0).abs() <= 0.5 + 1e-9 {
                return None;
            }
            let message = format!(
                "the published share of {} is not that of {}",
                described(key),
                relation.parts
            );
            return Some(Diagnostic::warning("published-differs", place, message).hint(
                "look whether both are about the same people; the report shows the published one",
            ));
        }
        _ => return None,
    };
    let message = format!("the {what} of {} is not the sum of {}", described(key), relation.parts);
    Some(hinted(relation.code, place, message, relation.hint))
}
