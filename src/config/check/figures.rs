//! Law: the address of a figure leads to something that is measured among people who are asked.

use super::say::Say;
use crate::{
    config::{Indicator, Indicators, Kind, document::Step, outline::Ref, wording::suggestion},
    ident::{GroupId, IndicatorId},
};

/// Checks one address.
pub(super) fn figure(
    path: &[Step<'_>],
    figure: &Ref,
    indicators: &Indicators,
    say: &mut Say<'_, '_>,
) {
    let Some(indicator) = named(path, &figure.indicator, indicators, say) else {
        return;
    };
    category(path, figure, indicator, indicators, say);
    if let Some(group) = figure.group.as_ref().filter(|group| !group.is_total()) {
        asked(path, group, indicator, indicators, say);
    }
}

/// The indicator with this id; says so where there is none.
pub(super) fn named<'i>(
    path: &[Step<'_>],
    id: &IndicatorId,
    indicators: &'i Indicators,
    say: &mut Say<'_, '_>,
) -> Option<&'i Indicator> {
    let ids: Vec<&str> = indicators.indicators.iter().map(|i| i.id.as_str()).collect();
    say.known(path, "indicator", id.as_str(), &ids);
    indicators.get(id)
}

/// An indicator that must be of one of some kinds.
pub(super) fn of_kind(
    path: &[Step<'_>],
    id: &IndicatorId,
    kinds: &[Kind],
    wanted: &str,
    indicators: &Indicators,
    say: &mut Say<'_, '_>,
) {
    if let Some(indicator) = named(path, id, indicators, say)
        && !kinds.contains(&indicator.kind)
    {
        let message = format!("'{id}' is not of kind {wanted}");
        let fitting: Vec<&str> = indicators
            .indicators
            .iter()
            .filter(|indicator| kinds.contains(&indicator.kind))
            .map(|indicator| indicator.id.as_str())
            .collect();
        say.error("kind", path, message, format!("of kind {wanted} are: {}", list(&fitting)));
    }
}

fn category(
    path: &[Step<'_>],
    figure: &Ref,
    indicator: &Indicator,
    indicators: &Indicators,
    say: &mut Say<'_, '_>,
) {
    let id = &indicator.id;
    let categories = indicators.categories(indicator);
    let ids: Vec<&str> = categories.iter().map(|category| category.id.as_str()).collect();
    match &figure.category {
        Some(category) if category.is_total() => {}
        Some(category) if !indicator.kind.has_categories() => {
            let message = format!("'{id}' has no categories, so no '{category}'");
            say.error("figure", path, message, format!("write {id} alone"));
        }
        Some(category) if !ids.contains(&category.as_str()) => {
            let message = format!("'{id}' has no category '{category}'");
            say.error("unknown-id", path, message, suggestion(category.as_str(), &ids));
        }
        Some(_) => {}
        None if indicator.kind == Kind::Levels => {
            let weak = categories.iter().any(|category| category.weak);
            if let Some(first) = ids.first().filter(|_| !weak) {
                let message = format!("no category of '{id}' stands for weak functioning");
                let hint = format!("mark one with `weak = true`, or write one: {id}:{first}");
                say.error("figure", path, message, hint);
            }
        }
        None if indicator.kind.has_categories() && !ids.is_empty() => {
            let message = format!("'{id}' has several categories, and none is named");
            say.error("figure", path, message, format!("write {id}: and one of {}", list(&ids)));
        }
        None => {}
    }
}

fn asked(
    path: &[Step<'_>],
    id: &GroupId,
    indicator: &Indicator,
    indicators: &Indicators,
    say: &mut Say<'_, '_>,
) {
    let groups: Vec<&str> = indicators.groups.iter().map(|group| group.id.as_str()).collect();
    if !say.known(path, "group", id.as_str(), &groups) {
        return;
    }
    let asked: Vec<&GroupId> = indicators.asked(indicator).map(|group| &group.id).collect();
    let parts = match indicators.group(id) {
        Some(group) if !group.sum_of.is_empty() => &group.sum_of[..],
        _ => std::slice::from_ref(id),
    };
    if let Some(part) = parts.iter().find(|part| !asked.contains(part)) {
        let message = format!("'{}' does not ask the group '{part}'", indicator.id);
        let asked: Vec<&str> = asked.iter().map(|group| group.as_str()).collect();
        say.error("figure", path, message, format!("it asks {}", list(&asked)));
    }
}

fn list(ids: &[&str]) -> String {
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}
