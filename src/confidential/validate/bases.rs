//! Law: every count has a base it cannot exceed, and categories of one answer each sum to theirs.

use super::{
    super::load::{described, hinted},
    super::raw::{Content, Masked},
    content::base,
    nests,
    table::Table,
};
use crate::{
    config::{Indicator, Kind, outline::Ref},
    diagnostic::Place,
    ident::{CategoryId, CellKey},
};
use std::collections::{BTreeMap, BTreeSet};

/// Completes the bases of an indicator's cells and checks them.
pub(super) fn complete(table: &mut Table, indicator: &Indicator) {
    let keys = table.keys(indicator);
    if indicator.kind.has_categories() {
        let blocks: BTreeSet<CellKey> =
            keys.iter().map(|key| key.of(&CategoryId::total())).collect();
        for total in blocks {
            categories(table, indicator, &total);
        }
    }
    if matches!(indicator.kind, Kind::Share | Kind::Multi | Kind::Mean) {
        from_people(table, indicator, &keys);
    }
    for key in &keys {
        let Some(cell) = table.cells.get(key) else {
            continue;
        };
        let Content::Count { count, base: Some(base) } = cell.content else {
            continue;
        };
        if count > base {
            table.faults.push(hinted(
                "count-above-base",
                cell.place.clone(),
                format!("{} counts more than its base", described(key)),
                "correct the figures; look whether the columns of count and base are swapped",
            ));
        }
    }
}

/// The categories of one district, group and period; `total` is the key of their base.
fn categories(table: &mut Table, indicator: &Indicator, total: &CellKey) {
    let settings = table.settings;
    let all = settings.indicators.categories(indicator).iter();
    let counted: Vec<CellKey> =
        all.clone().filter(|c| c.sum_of.is_empty()).map(|c| total.of(&c.id)).collect();
    let given: Vec<CellKey> =
        all.map(|c| total.of(&c.id)).filter(|key| table.cells.contains_key(key)).collect();
    let total_cell = table.cells.get(total).map(|cell| cell.content);
    let row = match total_cell {
        Some(Content::Count { count, .. }) => Some(count.0),
        _ => None,
    };
    let own: BTreeSet<u64> =
        given.iter().filter_map(|key| base(&table.cells[key].content)).chain(row).collect();
    let published =
        given.iter().chain([total]).any(|key| table.cells.contains_key(key) && !table.is_own(key));
    let Some(first) = given.first() else {
        return set_base(table, total, row);
    };
    let place = table
        .cells
        .get(total)
        .map_or_else(|| table.cells[first].place.clone(), |c| c.place.clone());
    if own.len() > 1 && indicator.kind.sums() && !published {
        table.faults.push(hinted(
            "bases-differ",
            place.clone(),
            format!("the categories of {} have different bases", described(total)),
            "they are answers of the same people: correct the bases, or use the kind 'multi'",
        ));
    }
    let contents: Vec<Content> = counted
        .iter()
        .map(|key| table.cells.get(key).map_or(Content::Missing, |c| c.content))
        .collect();
    let sum = super::content::sum(&contents);
    let summed = match sum.content {
        Content::Count { count, .. } => Some(count.0),
        _ => None,
    };
    let sums = indicator.kind.sums();
    // A base that the sender withholds is not made up from the categories.
    let derivable = summed.filter(|_| sums && total_cell.is_none());
    let settled = if own.len() > 1 { None } else { own.first().copied().or(derivable) };
    let doubtful = table.doubt.covers(&indicator.id) && summed.is_none();
    if let Some(whole) = settled
        && sums
        && !published
        && !doubtful
        && (summed.is_some_and(|sum| sum != whole) || sum.at_least > whole)
    {
        table.faults.push(hinted(
            "categories-do-not-sum",
            place.clone(),
            format!("the categories of {} do not sum to their base", described(total)),
            "look for a category that the table lacks or holds twice; for several answers per person use the kind 'multi'",
        ));
    }
    if let Some(sum) = summed.filter(|_| sums && !published && own.is_empty()) {
        like_the_people(table, indicator, total, sum, &place);
    }
    for key in &given {
        set_base(table, key, settled);
    }
    if !sums {
        // Of several answers per person only their base is of use, and it now stands beside each.
        table.cells.remove(total);
    } else if total_cell.is_some() {
        set_base(table, total, row);
    } else if !published {
        let provisional = given.iter().any(|key| table.cells[key].provisional);
        let content = match settled {
            Some(base) => Content::Count { count: Masked(base), base: Some(Masked(base)) },
            None if sum.content == Content::Hidden => Content::Hidden,
            None => Content::Missing,
        };
        table.derive(total.clone(), content, provisional);
    }
}

/// Categories without a base in any table are answers of all people mapped, so they sum to these.
fn like_the_people(
    table: &mut Table,
    indicator: &Indicator,
    total: &CellKey,
    sum: u64,
    place: &Place,
) {
    let population = &table.settings.report.population;
    let doubtful = table.doubt.covers(&indicator.id) || table.doubt.covers(population);
    if indicator.base_is.is_some() || doubtful || !table.is_own_place(total) {
        return;
    }
    let whole = Ref { indicator: population.clone(), category: None, group: None };
    let Some(Content::Count { count, .. }) = nests::whole(table, indicator, total, &whole) else {
        return;
    };
    if count.0 != sum {
        table.faults.push(hinted(
            "categories-do-not-sum",
            place.clone(),
            format!("the categories of {} do not sum to '{population}'", described(total)),
            "correct the figures; where not everybody answered, give the table a column for `base`, a category for those \
             who did not, or the indicator `base_is`",
        ));
    }
}

/// Gives a cell a base, where it has none.
fn set_base(table: &mut Table, key: &CellKey, known: Option<u64>) {
    if let Some(cell) = table.cells.get_mut(key)
        && let Content::Count { base, .. } | Content::Mean { base, .. } = &mut cell.content
        && base.is_none()
    {
        *base = known.map(Masked);
    }
}

/// Takes the people that the settings name, or all mapped, as the base of cells that have none of their own.
fn from_people(table: &mut Table, indicator: &Indicator, keys: &[CellKey]) {
    let whole = indicator.base_is.clone().unwrap_or_else(|| Ref {
        indicator: table.settings.report.population.clone(),
        category: None,
        group: None,
    });
    let mut lacking: BTreeMap<&str, (usize, CellKey)> = BTreeMap::new();
    for key in keys {
        let Some(cell) = table.cells.get(key) else {
            continue;
        };
        let without = matches!(
            cell.content,
            Content::Count { base: None, .. } | Content::Mean { base: None, .. }
        );
        if !without || !table.is_own(key) {
            continue;
        }
        match nests::whole(table, indicator, key, &whole) {
            Some(Content::Count { count, .. }) => set_base(table, key, Some(count.0)),
            // What the sender withholds of those people is withheld here too.
            Some(_) => {}
            None => lacking.entry(key.period.as_str()).or_insert((0, key.clone())).0 += 1,
        }
    }
    if indicator.kind == Kind::Mean
        || table.doubt.covers(&indicator.id)
        || table.doubt.covers(&whole.indicator)
    {
        return;
    }
    for (count, first) in lacking.into_values() {
        let cells =
            if count == 1 { "one cell has".to_owned() } else { format!("{count} cells have") };
        table.faults.push(hinted(
            "base-missing",
            table.cells[&first].place.clone(),
            format!("indicator '{}', period '{}': {cells} no base", first.indicator, first.period),
            format!("map a column to `base`, or give the indicator '{}' for the same districts, groups and periods", whole.indicator),
        ));
    }
}
