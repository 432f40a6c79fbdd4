//! Law: a download holds every published cell that the report rests on, and no other.

use crate::{
    analysis::{Lens, beside},
    confidential::{PublishedCell, View},
    config::{Kind, Settings, outline::Block},
    ident::{CategoryId, CellKey, DistrictId, IndicatorId, REST},
    render::data::DataRow,
    report::Counted,
};
use std::{collections::BTreeSet, sync::LazyLock};

/// The rows of one district's download: its own cells, the city's, those of the rest of the city that it is
/// compared with, the areas', and other districts' where a figure shows them.
pub(super) fn rows(lens: &Lens) -> Vec<DataRow> {
    let (settings, district, table) = (lens.settings(), lens.district(), lens.table());
    let reference = lens.reference();
    let mut rows = published(lens);
    for indicator in indicators(settings) {
        let own = table.of(indicator, district).filter(|_| reference.left_out().is_some());
        let there = own.filter(|(_, cell)| !matches!(cell.leading().view(), View::Missing));
        rows.extend(there.map(|(key, _)| {
            let key = key.at(&reference);
            row(settings, &key, &lens.cell(&key))
        }));
    }
    rows
}

/// The indicators in the order of tables, which is that of their ids.
fn indicators(settings: &Settings) -> BTreeSet<&IndicatorId> {
    settings.indicators.indicators.iter().map(|indicator| &indicator.id).collect()
}

/// The cells that somebody who has this report gets to see, shown or withheld: those of its download. No page shows
/// another.
pub(super) fn seen(lens: &Lens) -> BTreeSet<CellKey> {
    cells(lens).into_iter().map(|(key, _)| key).collect()
}

fn published(lens: &Lens) -> Vec<DataRow> {
    cells(lens).into_iter().map(|(key, cell)| row(lens.settings(), &key, &cell)).collect()
}

/// The cells that the report rests on. Each is looked up, not sought: with many districts the table is long.
fn cells(lens: &Lens) -> Vec<(CellKey, PublishedCell)> {
    let (settings, table) = (lens.settings(), lens.table());
    let (city, report) = (DistrictId::total(), &settings.report);
    let whole: BTreeSet<&DistrictId> =
        [lens.district(), &city].into_iter().chain(report.areas.iter().map(|a| &a.id)).collect();
    let (beside, compared) = compared(lens);
    let places: BTreeSet<&DistrictId> = whole.iter().copied().chain(&beside).collect();
    let mut all = Vec::new();
    for indicator in indicators(settings) {
        for place in &places {
            let cells = table.of(indicator, place).filter(|(key, _)| {
                whole.contains(place)
                    || (Some(&key.period) == report.periods.last()
                        && key.group.is_total()
                        && compared.contains(&(indicator, &key.category)))
            });
            all.extend(cells.map(|(key, cell)| (key.clone(), *cell)));
        }
    }
    all
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

/// The other districts that a report shows, and the figures that it shows of them.
fn compared(lens: &Lens) -> (BTreeSet<DistrictId>, BTreeSet<(&IndicatorId, &CategoryId)>) {
    static TOTAL: LazyLock<CategoryId> = LazyLock::new(CategoryId::total);
    let settings = lens.settings();
    let blocks = settings.outline.sections.iter().flat_map(|s| &s.blocks).flat_map(Block::flat);
    let (mut places, mut compared) = (BTreeSet::new(), BTreeSet::new());
    compared.insert((&settings.report.population, &*TOTAL));
    for block in blocks {
        if let Block::Heatmap { figures, .. } = block {
            places.extend(beside(lens, figures).0);
            for figure in figures {
                let indicator = settings.indicators.get(&figure.indicator);
                let weak = indicator.and_then(|i| {
                    settings.indicators.categories(i).iter().find(|c| c.weak).map(|c| &c.id)
                });
                let category = figure.category.as_ref().or(weak).unwrap_or(&TOTAL);
                compared.insert((&figure.indicator, category));
                compared.insert((&figure.indicator, &TOTAL));
            }
        }
    }
    if places.is_empty() {
        // How many were mapped is known of every district, whatever the outline shows, as far as there is room.
        places.extend(beside(lens, &[]).0);
    }
    (places, compared)
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
