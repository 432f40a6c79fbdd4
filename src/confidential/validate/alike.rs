//! Law: bases that are the same number in every row are perhaps the same people, and whoever knows that may subtract.

use super::{super::raw::Content, content::base, table::Table};
use crate::{
    config::{Indicator, Kind, outline::Ref},
    diagnostic::{Diagnostic, Place},
    ident::{CategoryId, CellKey, IndicatorId},
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer rows, or fewer sizes among them, are alike by chance.
const ROWS: usize = 6;
const SIZES: usize = 4;

/// A number for each district, group and wave.
type Rows = BTreeMap<CellKey, u64>;

/// Warns of bases that are as many as other people in every row, where the settings say nothing of it.
pub(super) fn check(table: &mut Table) {
    // Of a table that is wrong nothing can be said that is worth a warning.
    if !table.faults.is_empty() {
        return;
    }
    let settings = table.settings;
    let all = &settings.indicators.indicators;
    let mapped = settings.indicators.get(&settings.report.population);
    let mapped = mapped.map(|it| counts(table, it)).unwrap_or_default();
    let mut figures: Vec<(Ref, Rows)> = Vec::new();
    let mut open: Vec<(&Indicator, Rows)> = Vec::new();
    for indicator in all.iter().filter(|it| it.id != settings.report.population) {
        figures.extend(counts(table, indicator));
        let said = indicator.base_is.is_some() || indicator.same_base_as.is_some();
        let bases = bases(table, indicator);
        let sizes: BTreeSet<u64> = bases.values().copied().collect();
        // Those mapped are taken for the base wherever they are as many.
        let everybody = mapped.iter().any(|(_, mapped)| alike(&bases, mapped));
        let few = bases.len() < ROWS || sizes.len() < SIZES;
        if !said && !few && !everybody && !table.doubt.covers(&indicator.id) {
            open.push((indicator, bases));
        }
    }
    let mut warnings = Vec::new();
    for (at, (indicator, bases)) in open.iter().enumerate() {
        let others = figures.iter().filter(|(figure, _)| figure.indicator != indicator.id);
        let counted = others.clone().find(|(_, counts)| alike(bases, counts));
        let based = open[..at].iter().find(|(_, others)| alike(bases, others));
        let (what, setting) = match (counted, based) {
            (Some((it, _)), _) => (format!("is the figure '{it}'"), format!("base_is = \"{it}\"")),
            (_, Some((it, _))) => {
                let id = &it.id;
                (format!("is that of '{id}'"), format!("same_base_as = \"{id}\""))
            }
            _ => continue,
        };
        let id = &indicator.id;
        let message = format!("the base of '{id}' {what} in every district, group and wave");
        let hint = format!(
            "if they are the same people, say `{setting}` of '{id}' in config/indicators.toml, or \
             one table may tell what the other hides; if not, nothing need be done"
        );
        let place = table.keys(indicator).first().map(|key| table.cells[key].place.clone());
        let place = place.unwrap_or(Place::Nowhere);
        warnings.push(Diagnostic::warning("bases-alike", place, message).hint(hint));
    }
    warnings.into_iter().for_each(|warning| table.faults.push(warning));
}

/// Whether every number stands in the other rows as well.
fn alike(rows: &Rows, others: &Rows) -> bool {
    rows.iter().all(|(row, number)| others.get(row) == Some(number))
}

/// The bases of an indicator; none where its categories have several.
fn bases(table: &Table, indicator: &Indicator) -> Rows {
    let mut rows = Rows::new();
    if indicator.kind == Kind::Count {
        return rows;
    }
    for key in own(table, indicator) {
        if let Some(base) = base(&table.cells[&key].content)
            && rows.insert(row(&key), base).is_some_and(|before| before != base)
        {
            return Rows::new();
        }
    }
    rows
}

/// What an indicator counts, by the figure that an address names.
fn counts(table: &Table, indicator: &Indicator) -> BTreeMap<Ref, Rows> {
    let mut figures: BTreeMap<Ref, Rows> = BTreeMap::new();
    for key in own(table, indicator) {
        let divided = indicator.kind.has_categories();
        if let Content::Count { count, .. } = table.cells[&key].content
            && !(divided && key.category.is_total())
        {
            let category = divided.then(|| key.category.clone());
            let figure = Ref { indicator: indicator.id.clone(), category, group: None };
            figures.entry(figure).or_default().insert(row(&key), count.0);
        }
    }
    figures
}

/// The cells that may be compared; where some groups are asked, their total is another than everybody's.
fn own(table: &Table, indicator: &Indicator) -> Vec<CellKey> {
    let mut keys = table.keys(indicator);
    keys.retain(|key| table.is_own(key) && (indicator.groups.is_empty() || !key.group.is_total()));
    keys
}

fn row(key: &CellKey) -> CellKey {
    CellKey { indicator: IndicatorId::new(""), ..key.of(&CategoryId::total()) }
}
