//! Law: a small count need not be printed to be published: a sum less what is shown of it says it too.

use super::{exact::Reduced, system::System, terms::named};
use crate::{
    audit::{
        book::{Book, Rule},
        finding::{Finding, Findings},
        sight,
        table::{Range, Table},
    },
    ident::{CategoryId, CellKey, DistrictId, IndicatorId},
};

/// What the shown districts leave of the city, where that is one small count.
pub(super) fn rest(
    at: usize,
    system: &System,
    reduced: &Reduced,
    book: &Book,
    findings: &mut Findings,
) {
    let key = &system.unknowns[at].key;
    let rule = book.rule(key.indicator.as_str());
    if reduced.value(at).is_some_and(|value| is_small(value as f64, rule)) {
        let what = "the city less the districts that are shown is a small count";
        findings.push(Finding::error("implied-small", what).about(sight::named(key)));
    }
}

fn is_small(count: f64, rule: Rule) -> bool {
    count >= 1.0 && count < rule.k as f64
}

fn exact(range: Option<Range>) -> Option<f64> {
    range.and_then(|(low, high)| (low == high).then_some(low))
}

/// What shown cells say of those whom they do not count, and whether they break the rules themselves.
pub(super) fn complements(table: &Table, book: &Book, findings: &mut Findings) {
    let own: Vec<&str> = book.districts.iter().map(|it| it.id.as_str()).collect();
    for (key, known) in table.iter() {
        let Some(indicator) = book.indicator(key.indicator.as_str()) else {
            continue;
        };
        let rule = book.rule(&indicator.id);
        let base = exact(table.base(key, book));
        let Some(count) = exact(known.count) else {
            continue;
        };
        // What others publish of larger areas is not this edition's to hide.
        let ours = key.district.is_total() || own.contains(&key.district.as_str());
        let is_base = !indicator.categories.is_empty() && key.category.is_total();
        let mut tell = |code, what: &str| {
            findings.push(Finding::error(code, what).about(sight::named(key)));
        };
        if ours && indicator.kind != "mean" {
            if is_small(count, rule) {
                tell("small-count", "a small count is shown");
            }
            if count == 0.0 && !rule.zeros_shown && base != Some(0.0) {
                tell("zero", "a zero is shown where zeros are to be hidden");
            }
            if let (Some(base), false) = (base, is_base || indicator.kind == "count") {
                if base >= 1.0 && base < rule.minimum_base as f64 {
                    tell("small-base", "a figure on a small base is shown");
                }
                if rule.complement && is_small(base - count, rule) {
                    tell("implied-small", "the base less this cell is a small count");
                }
                if rule.everyone && base >= 1.0 && base == count {
                    tell("everyone", "a figure that holds for everyone in a group is shown");
                }
            }
        }
        let outer = indicator.part_of.as_ref().map(|address| named(address));
        if let (Some((id, category)), false) = (outer, is_base) {
            let there = CellKey {
                indicator: IndicatorId::new(&id),
                category: CategoryId::new(&category),
                ..key.clone()
            };
            let whole = exact(table.known(&there).count);
            if indicator.categories.is_empty() && whole.is_some_and(|n| is_small(n - count, rule)) {
                tell("implied-small", "the figure it is a part of less this cell is a small count");
            }
        }
    }
    neither(table, book, findings);
    areas(table, book, findings);
}

/// Those who are neither among the people asked again nor say yes.
fn neither(table: &Table, book: &Book, findings: &mut Findings) {
    let asked = book.indicators.iter().filter(|it| it.base_is.is_some());
    for (it, address) in asked.filter_map(|it| Some((it, it.same_question_as.as_ref()?))) {
        let (id, category) = named(address);
        let Some(other) = book.indicator(&id) else { continue };
        for (key, known) in table.iter().filter(|(key, _)| key.indicator.as_str() == it.id) {
            let group = key.group.as_str();
            if book.people(it, group) != book.people(other, group) {
                continue;
            }
            let there = CellKey {
                indicator: IndicatorId::new(&id),
                category: CategoryId::new(&category),
                ..key.clone()
            };
            let four = [
                exact(table.base(&there, book)),
                exact(table.base(key, book)),
                exact(table.known(&there).count),
                exact(known.count),
            ];
            if let [Some(all), Some(asked), Some(yes), Some(both)] = four
                && is_small(all - asked - yes + both, book.rule(&it.id))
            {
                let what = "those neither asked nor counted are a small number";
                findings.push(Finding::error("implied-small", what).about(sight::named(key)));
            }
        }
    }
}

/// What an area has beside those that lie inside it.
fn areas(table: &Table, book: &Book, findings: &mut Findings) {
    for area in book.areas.iter().filter(|area| !area.contains.is_empty()) {
        let own = table.iter().filter(|(key, _)| key.district.as_str() == area.id);
        for (key, known) in own {
            let inside = area.contains.iter().map(|id| {
                let there = key.at(&DistrictId::new(id));
                exact(table.known(&there).count)
            });
            let inside: Option<f64> = inside.sum();
            let beside = exact(known.count).zip(inside).map(|(all, inside)| all - inside);
            let rule = book.rule(key.indicator.as_str());
            if beside.is_some_and(|count| is_small(count, rule)) {
                let what = "the area less what lies inside it is a small count";
                findings.push(Finding::error("implied-small", what).about(sight::named(key)));
            }
        }
    }
}
