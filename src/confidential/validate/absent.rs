//! Law: a cell that others of its kind have is absent by mistake, unless the sender says so.

use super::{super::load::hinted, super::raw::RawCell, table::Table};
use crate::{
    config::Indicator,
    diagnostic::Place,
    ident::{CategoryId, CellKey, DistrictId, GroupId, Period},
};
use std::collections::{BTreeMap, BTreeSet};

/// So many absent cells of a district are named.
const NAMED: usize = 3;

/// Tells districts, groups, categories and cells that the table lacks.
pub(super) fn check(table: &mut Table) {
    let settings = table.settings;
    let proper: Vec<&DistrictId> =
        settings.districts.districts.iter().filter(|d| !d.outside).map(|d| &d.id).collect();
    let present: BTreeSet<&DistrictId> = table
        .cells
        .iter()
        .filter(|(_, cell)| !cell.published)
        .map(|(key, _)| &key.district)
        .collect();
    let expected: BTreeSet<DistrictId> =
        proper.iter().filter(|id| present.contains(**id)).map(|id| (*id).clone()).collect();
    // A table of the city alone, or of areas, has no districts to lack.
    if !expected.is_empty() && !table.doubt.all {
        let whole: Vec<&DistrictId> =
            proper.into_iter().filter(|id| !present.contains(*id)).collect();
        let file = table
            .cells
            .values()
            .find(|cell| !cell.published)
            .map(place_of)
            .unwrap_or(Place::Nowhere);
        let problems = whole.into_iter().map(|district| {
            let name = settings.districts.get(district).map_or(district.as_str(), |d| &d.name);
            hinted(
                "missing-cells",
                file.clone(),
                format!("there are no figures for district '{name}'"),
                "add its rows, or remove the district from config/districts.toml",
            )
        });
        let problems: Vec<_> = problems.collect();
        problems.into_iter().for_each(|problem| table.faults.push(problem));
    }
    for indicator in &settings.indicators.indicators {
        if !table.doubt.covers(&indicator.id) {
            one(table, indicator, &expected);
        }
    }
}

/// One indicator, period by period.
fn one(table: &mut Table, indicator: &Indicator, districts: &BTreeSet<DistrictId>) {
    let keys = table.keys(indicator);
    let own: Vec<&CellKey> =
        keys.iter().filter(|key| table.is_own(key) && districts.contains(&key.district)).collect();
    let periods: BTreeSet<&Period> = own.iter().map(|key| &key.period).collect();
    for period in periods {
        let here: Vec<&CellKey> = own.iter().copied().filter(|key| &key.period == period).collect();
        let Some(first) = here.first() else { continue };
        let place = place_of(&table.cells[*first]);
        let groups = expected_groups(table, indicator, &here);
        let categories: Vec<CategoryId> = if indicator.kind.has_categories() {
            table.counted(indicator).map(|c| c.id.clone()).collect()
        } else {
            vec![CategoryId::total()]
        };
        let key = |district: &DistrictId, group: &GroupId, category: &CategoryId| CellKey {
            indicator: indicator.id.clone(),
            district: district.clone(),
            group: group.clone(),
            period: period.clone(),
            category: category.clone(),
        };
        let of = format!("indicator '{}', period '{period}'", indicator.id);
        let mut tell = |what: String, hint: &str| {
            table.faults.push(hinted(
                "missing-cells",
                place.clone(),
                format!("{of}: {what}"),
                hint,
            ));
        };
        let lacking_groups: Vec<&GroupId> =
            groups.iter().filter(|g| !here.iter().any(|k| &k.group == *g)).collect();
        for group in &lacking_groups {
            tell(
                format!("there are no figures for group '{group}'"),
                "add them, or list the groups that are asked in `groups` of the indicator",
            );
        }
        let lacking: Vec<&CategoryId> =
            categories.iter().filter(|c| !here.iter().any(|k| &k.category == *c)).collect();
        for category in &lacking {
            if category.is_total() {
                tell(
                    "the figures have categories, and the indicator has none".to_owned(),
                    "correct the kind of the indicator",
                );
            } else {
                tell(
                    format!("there are no figures for category '{category}'"),
                    "add them (a zero is a figure), or remove the category",
                );
            }
        }
        let mut absent: BTreeMap<&DistrictId, Vec<(&GroupId, &CategoryId)>> = BTreeMap::new();
        let set: BTreeSet<&CellKey> = here.iter().copied().collect();
        for district in districts {
            for group in groups.iter().filter(|g| !lacking_groups.contains(g)) {
                for category in categories.iter().filter(|c| !lacking.contains(c)) {
                    if !set.contains(&key(district, group, category)) {
                        absent.entry(district).or_default().push((group, category));
                    }
                }
            }
        }
        for (district, lacking) in absent {
            let count = lacking.len();
            let name =
                table.settings.districts.get(district).map_or(district.as_str(), |d| &d.name);
            let cells =
                if count == 1 { "one cell is".to_owned() } else { format!("{count} cells are") };
            table.faults.push(hinted(
                "missing-cells",
                place.clone(),
                format!("{of}: {cells} missing for district '{name}'{}", named(&lacking)),
                "add the rows: a zero as 0, what is not available with a symbol such as '..'",
            ));
        }
    }
}

/// The first of the absent cells by group and category.
fn named(cells: &[(&GroupId, &CategoryId)]) -> String {
    let one = |(group, category): &(&GroupId, &CategoryId)| {
        let category = (!category.is_total()).then(|| format!("category '{category}'"));
        let group = (!group.is_total()).then(|| format!("group '{group}'"));
        let words: Vec<String> = [category, group].into_iter().flatten().collect();
        Some(words.join(" of ")).filter(|words| !words.is_empty())
    };
    let first: Vec<String> = cells.iter().take(NAMED).filter_map(one).collect();
    let more = if cells.len() > NAMED { " …" } else { "" };
    if first.is_empty() { String::new() } else { format!(": {}{more}", first.join(", ")) }
}

/// The groups that each district must have: those asked, or the total where the table has no groups.
fn expected_groups(table: &Table, indicator: &Indicator, here: &[&CellKey]) -> Vec<GroupId> {
    let asked: Vec<GroupId> =
        table.settings.indicators.asked(indicator).map(|g| g.id.clone()).collect();
    if here.iter().any(|key| asked.contains(&key.group)) {
        return asked;
    }
    let given: BTreeSet<GroupId> = here.iter().map(|key| key.group.clone()).collect();
    given.into_iter().collect()
}

fn place_of(cell: &RawCell) -> Place {
    cell.place.path().map_or(Place::Nowhere, Place::file)
}
