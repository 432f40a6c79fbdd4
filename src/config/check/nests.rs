//! Law: what is said to lie inside something else exists, can be compared with it, and never leads back to itself.

use super::{Files, figures, say::Say};
use crate::{
    config::{
        Districts, Indicator, Indicators, Kind, ReportSettings,
        document::{Step, steps},
        figure::Ref,
    },
    diagnostic::Problems,
    ident::{DistrictId, TOTAL},
};
use std::collections::BTreeSet;

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    if let Some((report, document)) = files.report {
        let districts = files.districts.map(|(districts, _)| districts);
        areas(report, districts, &mut Say::new(document, problems));
    }
    if let Some((settings, document)) = files.indicators {
        let mut say = Say::new(document, problems);
        for (n, indicator) in settings.indicators.iter().enumerate() {
            base_is(n, indicator, settings, &mut say);
            part_of(n, indicator, settings, &mut say);
            same_question_as(n, indicator, settings, &mut say);
            excludes(n, indicator, settings, &mut say);
            same_base_as(n, indicator, settings, &mut say);
        }
        circles(settings, &mut say);
    }
}

fn base_is(n: usize, indicator: &Indicator, settings: &Indicators, say: &mut Say<'_, '_>) {
    let Some(whole) = &indicator.base_is else {
        return;
    };
    if indicator.kind == Kind::Count {
        let message = format!("'{}' counts people and has no base", indicator.id);
        let hint = "take `base_is` out; where everybody counted is among others, say `part_of`";
        say.error("kind", steps!["indicator", n, "base_is"], message, hint);
    }
    target(n, "base_is", whole, indicator, settings, say);
}

fn part_of(n: usize, indicator: &Indicator, settings: &Indicators, say: &mut Say<'_, '_>) {
    let Some(whole) = &indicator.part_of else {
        return;
    };
    if !matches!(indicator.kind, Kind::Share | Kind::Count) {
        let message = format!("'{}' is not one count of people", indicator.id);
        let hint = "only kinds \"share\" and \"count\" can be part of a figure; for what only some \
                    are asked, say `base_is`";
        say.error("kind", steps!["indicator", n, "part_of"], message, hint);
    }
    target(n, "part_of", whole, indicator, settings, say);
}

fn same_question_as(n: usize, indicator: &Indicator, settings: &Indicators, say: &mut Say<'_, '_>) {
    let Some(whole) = &indicator.same_question_as else {
        return;
    };
    let path = steps!["indicator", n, "same_question_as"];
    if indicator.part_of.is_some() {
        let message = format!("'{}' says it with `part_of` as well", indicator.id);
        let hint = "take `part_of` out: the same question put to some counts a part of them";
        say.error("kind", path, message, hint);
    }
    let asks = settings.get(&whole.indicator).is_none_or(|other| other.kind != Kind::Count);
    if indicator.kind != Kind::Share || !asks {
        let message = format!("'{}' and '{whole}' are not one question", indicator.id);
        let hint = "a share is the same question as another share, or as a category; where \
                    everybody counted is among others, say `part_of`";
        say.error("kind", path, message, hint);
    }
    target(n, "same_question_as", whole, indicator, settings, say);
}

fn excludes(n: usize, indicator: &Indicator, settings: &Indicators, say: &mut Say<'_, '_>) {
    if indicator.excludes.is_empty() {
        return;
    }
    let path = steps!["indicator", n, "excludes"];
    if !matches!(indicator.kind, Kind::Share | Kind::Count) {
        let message = format!("'{}' is not one count of people", indicator.id);
        let hint = "only kinds \"share\" and \"count\" exclude others; answers of one person each \
                    exclude each other anyway";
        say.error("kind", path, message, hint);
    }
    let own = Ref { indicator: indicator.id.clone(), category: None, group: None };
    let wholes = settings.wholes(&own);
    for (m, other) in indicator.excludes.iter().enumerate() {
        let path = steps!["indicator", n, "excludes", m];
        let plain = settings.plain(other);
        if other.indicator == indicator.id {
            let message = format!("'{}' excludes itself", indicator.id);
            say.error("circle", path, message, "name others");
        } else if wholes.contains(&plain) || settings.wholes(&plain).contains(&own) {
            let message = format!("of '{}' and '{other}' one lies inside the other", indicator.id);
            let hint =
                "they cannot exclude each other: take it out of `excludes`, or `part_of` out";
            say.error("nested", path, message, hint);
        }
        one_figure(path, other, indicator, settings, say);
    }
}

fn same_base_as(n: usize, indicator: &Indicator, settings: &Indicators, say: &mut Say<'_, '_>) {
    let Some(other) = &indicator.same_base_as else {
        return;
    };
    let path = steps!["indicator", n, "same_base_as"];
    let ids: Vec<&str> = settings.indicators.iter().map(|i| i.id.as_str()).collect();
    if !say.known(path, "indicator", other.as_str(), &ids) {
        return;
    }
    let based = settings.get(other).is_some_and(|other| other.kind != Kind::Count);
    if indicator.kind == Kind::Count || !based {
        let message =
            format!("of '{}' and '{other}' one counts people and has no base", indicator.id);
        let hint = "where the base is the people of a figure, say `base_is`";
        say.error("kind", path, message, hint);
    }
    if indicator.base_is.is_some() {
        let message = format!("'{}' says with `base_is` who its base is", indicator.id);
        say.error("kind", path, message, "say one of the two");
    }
}

/// The figure that `key` names: one count of people, in the same group, of an indicator that asks no fewer.
fn target(
    n: usize,
    key: &str,
    whole: &Ref,
    indicator: &Indicator,
    settings: &Indicators,
    say: &mut Say<'_, '_>,
) {
    one_figure(steps!["indicator", n, key], whole, indicator, settings, say);
}

/// A figure that is one count of people, in the same group, of an indicator that asks no fewer.
fn one_figure(
    path: &[Step],
    whole: &Ref,
    indicator: &Indicator,
    settings: &Indicators,
    say: &mut Say<'_, '_>,
) {
    if whole.group.is_some() {
        let message = format!("'{whole}' names a group");
        let hint = "leave it out: what is said holds in every group";
        say.error("figure", path, message, hint);
    }
    let plain = Ref { group: None, ..whole.clone() };
    figures::figure(path, &plain, settings, say);
    let Some(other) = settings.get(&whole.indicator) else {
        return;
    };
    let of_answers = other.kind == Kind::Multi && settings.meant(whole).is_total();
    if other.kind == Kind::Mean || (whole.category.is_some() && of_answers) {
        let message = format!("'{whole}' is not a count of people");
        let hint = "name a count, a share, or one category of levels, a choice or a multi";
        say.error("kind", path, message, hint);
    }
    let asked: BTreeSet<_> = settings.asked(other).map(|group| &group.id).collect();
    let lacking = settings.asked(indicator).find(|g| !asked.contains(&g.id));
    if let Some(group) = lacking {
        let message = format!("'{}' does not ask the group '{}'", other.id, group.id);
        let hint = format!("'{}' asks it: set `groups` of one of the two", indicator.id);
        say.error("figure", path, message, hint);
    }
}

/// Figures that lie inside each other in a circle would all be one.
fn circles(settings: &Indicators, say: &mut Say<'_, '_>) {
    let all = &settings.indicators;
    let wholes = |n: usize| {
        let id = |whole: &'_ Option<Ref>| whole.as_ref().map(|whole| whole.indicator.clone());
        let named = [
            ("base_is", id(&all[n].base_is)),
            ("part_of", id(&all[n].part_of)),
            ("same_question_as", id(&all[n].same_question_as)),
            ("same_base_as", all[n].same_base_as.clone()),
        ];
        named.into_iter().filter_map(|(key, id)| {
            Some((key, all.iter().position(|i| Some(&i.id) == id.as_ref())?))
        })
    };
    let reached = |from| reach(from, |n| wholes(n).map(|(_, whole)| whole).collect());
    for (n, indicator) in all.iter().enumerate() {
        let back = wholes(n).find(|&(_, whole)| whole == n || reached(whole).contains(&n));
        // Each circle is told once, where it begins in the file.
        let told = reached(n).iter().any(|&m| m < n && reached(m).contains(&n));
        if let Some((key, _)) = back.filter(|_| !told) {
            let message = format!("'{}' leads back to itself", indicator.id);
            let hint = "of figures that lie inside each other in a circle, none is the whole: \
                        take one `base_is`, `part_of`, `same_question_as` or `same_base_as` out";
            say.error("circle", steps!["indicator", n, key], message, hint);
        }
    }
}

/// Everything that the steps from `from` lead to; `from` itself only by a circle.
fn reach(from: usize, next: impl Fn(usize) -> Vec<usize>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut ahead = next(from);
    while let Some(n) = ahead.pop() {
        if found.insert(n) {
            ahead.extend(next(n));
        }
    }
    found
}

fn areas(report: &ReportSettings, districts: Option<&Districts>, say: &mut Say<'_, '_>) {
    if !report.city.contains.is_empty() {
        let hint = "take it out; `contains` is for areas that the city or districts lie in";
        let message = "the city consists of its districts";
        say.error("nested", steps!["city", "contains"], message, hint);
    }
    let Some(districts) = districts else { return };
    let proper = districts.districts.iter().map(|d| &d.id);
    let areas = || report.areas.iter().map(|a| &a.id);
    let known: Vec<&str> =
        areas().chain(proper.clone()).map(DistrictId::as_str).chain([TOTAL]).collect();
    let inside = |id: &DistrictId| -> Vec<DistrictId> {
        if id.is_total() {
            return proper.clone().cloned().collect();
        }
        let area = report.areas.iter().find(|a| a.id == *id);
        area.map_or_else(Vec::new, |a| a.contains.clone())
    };
    for (n, area) in report.areas.iter().enumerate() {
        let mut held: BTreeSet<DistrictId> = BTreeSet::new();
        for (m, id) in area.contains.iter().enumerate() {
            let path = steps!["area", n, "contains", m];
            if !say.known(path, "area or district", id.as_str(), &known) {
                continue;
            }
            let holds = holdings(id, &inside);
            if holds.contains(&area.id) {
                let message = format!("'{}' leads back to itself", area.id);
                let hint = "an area cannot lie inside what lies inside it: take it out of one";
                say.error("circle", path, message, hint);
            } else if !held.is_disjoint(&holds) {
                let message = format!("'{id}' overlaps with what stands before it");
                let hint =
                    "name areas that do not overlap; what they contain is contained with them";
                say.error("nested", path, message, hint);
            }
            held.extend(holds);
        }
    }
}

/// A place and everything inside it.
fn holdings(
    place: &DistrictId,
    inside: &impl Fn(&DistrictId) -> Vec<DistrictId>,
) -> BTreeSet<DistrictId> {
    let mut found = BTreeSet::new();
    let mut ahead = vec![place.clone()];
    while let Some(id) = ahead.pop() {
        if !found.contains(&id) {
            ahead.extend(inside(&id));
            found.insert(id);
        }
    }
    found
}
