//! Law: a download holds every published cell that the report rests on, and no other.

use crate::{
    analysis::Lens,
    confidential::{PublishedCell, PublishedTable, View},
    config::{District, Kind, Settings, outline::Block},
    ident::{CategoryId, CellKey, DistrictId, IndicatorId, REST},
    render::data::DataRow,
    report::Counted,
};
use std::collections::BTreeSet;

/// The rows of one district's download: its own cells, the city's, those of the rest of the city that it is
/// compared with, the areas', and other districts' where a figure shows them.
pub(super) fn rows(lens: &Lens) -> Vec<DataRow> {
    let (settings, district) = (lens.settings(), lens.district());
    let reference = lens.reference();
    let rest = lens.table().iter().filter(|(key, cell)| {
        let there = !matches!(cell.leading().view(), View::Missing);
        key.district == *district && reference.left_out().is_some() && there
    });
    let rest = rest.map(|(key, _)| {
        let key = key.at(&reference);
        row(settings, &key, &lens.cell(&key))
    });
    published(lens.table(), settings, district).into_iter().chain(rest).collect()
}

/// The cells that somebody who has the reports of these districts gets to see, shown or withheld: those of their
/// downloads. No page shows another.
pub(super) fn seen(
    table: &PublishedTable,
    settings: &Settings,
    districts: &[District],
) -> BTreeSet<CellKey> {
    let all = districts.iter().flat_map(|district| cells(table, settings, &district.id));
    all.map(|(key, _)| key.clone()).collect()
}

fn published(table: &PublishedTable, settings: &Settings, district: &DistrictId) -> Vec<DataRow> {
    cells(table, settings, district).map(|(key, cell)| row(settings, key, cell)).collect()
}

fn cells<'t>(
    table: &'t PublishedTable,
    settings: &'t Settings,
    district: &'t DistrictId,
) -> impl Iterator<Item = (&'t CellKey, &'t PublishedCell)> {
    let report = &settings.report;
    let areas: BTreeSet<&DistrictId> = report.areas.iter().map(|a| &a.id).collect();
    let compared = compared(settings);
    let wave = report.periods.last();
    table.iter().filter(move |(key, _)| {
        &key.district == district
            || key.district.is_total()
            || areas.contains(&key.district)
            || (Some(&key.period) == wave
                && compared.contains(&(key.indicator.clone(), key.category.clone()))
                && key.group.is_total()
                && settings.districts.get(&key.district).is_some_and(|d| !d.outside))
    })
}

/// How many figures a download has, and how many of them are hidden.
///
/// What follows from other rows, as the rest of the city does, is no further figure.
/// Both follow from which rows are withheld alone, never from what they hold.
pub(super) fn counted(rows: &[DataRow]) -> Counted {
    let own = || rows.iter().filter(|row| !row.district.starts_with(REST));
    let with = |status| own().filter(|row| row.status == status).count();
    let hidden = with("withheld");
    Counted { all: hidden + with("shown"), hidden }
}

/// The figures that a report shows of all districts.
fn compared(settings: &Settings) -> BTreeSet<(IndicatorId, CategoryId)> {
    let blocks = settings.outline.sections.iter().flat_map(|s| &s.blocks);
    let flat = blocks.flat_map(|block| match block {
        Block::Beside { left, right } => vec![&**left, &**right],
        other => vec![other],
    });
    let mut compared = BTreeSet::from([(settings.report.population.clone(), CategoryId::total())]);
    for block in flat {
        if let Block::Heatmap { figures, .. } = block {
            for figure in figures {
                let indicator = settings.indicators.get(&figure.indicator);
                let weak = indicator.and_then(|i| {
                    settings.indicators.categories(i).iter().find(|c| c.weak).map(|c| c.id.clone())
                });
                let category = figure.category.clone().or(weak).unwrap_or_else(CategoryId::total);
                compared.insert((figure.indicator.clone(), category));
                compared.insert((figure.indicator.clone(), CategoryId::total()));
            }
        }
    }
    compared
}

fn row(settings: &Settings, key: &CellKey, cell: &PublishedCell) -> DataRow {
    let status = match cell.leading().view() {
        View::Shown(_) => "shown",
        View::Withheld(_) => "withheld",
        View::Missing => "missing",
    };
    let shown = status == "shown";
    // Per cent inside, a share of one in the table; a mean stays in its unit.
    let mean = settings.indicators.get(&key.indicator).is_some_and(|i| i.kind == Kind::Mean);
    let scale = if mean { 1.0 } else { 100.0 };
    let whole = |amount: Option<f64>| amount.filter(|_| shown).map(|n| n.round() as u64);
    DataRow {
        period: key.period.to_string(),
        district: key.district.to_string(),
        group: key.group.to_string(),
        indicator: key.indicator.to_string(),
        category: key.category.to_string(),
        count: whole(cell.count.amount()),
        base: whole(cell.base.amount()),
        share: cell.share.amount().filter(|_| shown).map(|share| share / scale),
        status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_there_is_neither_a_figure_nor_hidden() {
        let rows = ["shown", "withheld", "missing", "shown"].map(|status| DataRow {
            period: "2018".into(),
            district: "total".into(),
            group: "total".into(),
            indicator: "bolig".into(),
            category: "total".into(),
            count: None,
            base: None,
            share: None,
            status,
        });
        assert_eq!(counted(&rows), Counted { all: 3, hidden: 1 });
    }
}
