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
        if let Some(whole) = indicator.lies_in() {
            compare(table, indicator, whole, part_above);
        }
        if let Some(whole) = &indicator.same_question_as {
            compare(table, indicator, whole, answers_differ);
        }
        if let Some(other) = &indicator.same_base_as {
            let answers =
                settings.indicators.get(other).map(|it| settings.indicators.categories(it));
            let category = answers.and_then(|all| all.first()).map(|it| it.id.clone());
            let whole = Ref { indicator: other.clone(), category, group: None };
            compare(table, indicator, &whole, bases_differ);
        }
        areas(table, indicator);
    }
    for set in settings.indicators.exclusive() {
        exclusive(table, &set);
    }
}

/// What is wrong with a cell beside the people it is said to lie inside.
type Fault = fn(&CellKey, &Content, &Content, &Ref, Place) -> Option<Diagnostic>;

fn base_differs(
    key: &CellKey,
    content: &Content,
    other: &Content,
    whole: &Ref,
    place: Place,
) -> Option<Diagnostic> {
    (base(content)? != count(other)?).then(|| {
        let key = key.of(&CategoryId::total());
        let message = format!("the base of {} is not the figure '{whole}'", described(&key));
        let hint = "correct the figures, or take `base_is` out of the indicator where its base is other people";
        hinted("base-differs-from", place, message, hint)
    })
}

fn part_above(
    key: &CellKey,
    content: &Content,
    other: &Content,
    whole: &Ref,
    place: Place,
) -> Option<Diagnostic> {
    (count(content)? > count(other)?).then(|| {
        let message = format!("{} counts more people than '{whole}'", described(key));
        let hint = "correct the figures, or take `part_of` or `same_question_as` out of the indicator where not all are counted there";
        hinted("part-above-whole", place, message, hint)
    })
}

/// Those who are asked only where more are asked answer there as well: yes or no, but no fewer than nobody either way.
fn answers_differ(
    key: &CellKey,
    content: &Content,
    other: &Content,
    whole: &Ref,
    place: Place,
) -> Option<Diagnostic> {
    let (asked, here) = (base(other)?, base(content)?);
    let (no, no_here) = (asked.saturating_sub(count(other)?), here.saturating_sub(count(content)?));
    (here > asked || no_here > no).then(|| {
        let message = format!("{} is not the question of '{whole}' put to some", described(key));
        let hint = "more people are asked, or are not counted, than there: correct the figures, or say `part_of`";
        hinted("another-question", place, message, hint)
    })
}

fn bases_differ(
    key: &CellKey,
    content: &Content,
    other: &Content,
    whole: &Ref,
    place: Place,
) -> Option<Diagnostic> {
    (base(content)? != base(other)?).then(|| {
        let key = key.of(&CategoryId::total());
        let other = &whole.indicator;
        let message = format!("the base of {} is not that of '{other}'", described(&key));
        let hint = "correct the figures, or take `same_base_as` out of the indicator where its base is other people";
        hinted("base-differs-from", place, message, hint)
    })
}

/// Figures of which no two count the same person come to no more than what they are parts of, and than their base.
fn exclusive(table: &mut Table, set: &[Ref]) {
    let measured = &table.settings.indicators;
    let (Some(first), others) = (measured.get(&set[0].indicator), &set[1..]) else {
        return;
    };
    if set.iter().any(|figure| table.doubt.covers(&figure.indicator)) {
        return;
    }
    let mut wholes = measured.wholes(&set[0]);
    wholes.retain(|whole| others.iter().all(|other| measured.wholes(other).contains(whole)));
    let meant = measured.meant(&set[0]);
    let mut keys = table.keys(first);
    keys.retain(|key| table.is_own(key) && key.category == meant);
    keys.sort_by_key(|key| height(table, key));
    let mut wrong: BTreeMap<Period, u8> = BTreeMap::new();
    for key in keys {
        let own = table.cells[&key].content;
        let there = others.iter().filter_map(|other| whole(table, first, &key, other));
        let parts: Vec<Content> = [own].into_iter().chain(there).collect();
        let together: Option<u64> = parts.iter().map(count).sum();
        let shared = base(&own).filter(|own| parts.iter().all(|part| base(part) == Some(*own)));
        let most = wholes.iter().filter_map(|it| count(&whole(table, first, &key, it)?));
        let most = most.chain(shared).min();
        let above = together.zip(most).is_some_and(|(together, most)| together > most);
        let height = height(table, &key);
        if above && height == *wrong.entry(key.period.clone()).or_insert(height) {
            let names: Vec<String> = others.iter().map(ToString::to_string).collect();
            let message = format!(
                "{} and '{}' together count more people than there are",
                described(&key),
                names.join("', '")
            );
            let hint =
                "correct the figures, or take `excludes` out where somebody is counted in both";
            let place = table.cells[&key].place.clone();
            table.faults.push(hinted("parts-above-whole", place, message, hint));
        }
    }
}

fn count(content: &Content) -> Option<u64> {
    match content {
        Content::Count { count, .. } => Some(count.0),
        _ => None,
    }
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
        let Some(other) = self::whole(table, indicator, &key, whole) else {
            continue;
        };
        let Some(problem) = fault(&key, &cell.content, &other, whole, cell.place.clone()) else {
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
