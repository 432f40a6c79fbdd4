//! Law: every report shows the city less its district; where that is few, it is a secret like any other.

use super::{
    super::{of_all, primary::Rule, rule},
    atoms::{Atom, People, base_of},
    draft::Draft,
};
use crate::{
    confidential::{
        Why,
        raw::{Content, Masked},
    },
    ident::{CellKey, DistrictId},
};
use std::collections::{BTreeMap, BTreeSet};

/// Puts what is left of the city without a district into the draft, where the rules hide it.
///
/// Elsewhere it needs no number of its own: it is as public as the city and the district are. Nor where the rules hide
/// one of the two themselves: nobody then subtracts, and where the city is shown it moves as far as the district does.
pub(super) fn gather(people: &People, primary: &BTreeMap<CellKey, Why>, draft: &mut Draft) {
    let settings = people.settings;
    let asked = &settings.report.districts;
    let all = settings.districts.districts.iter().filter(|district| !district.outside);
    let reported: BTreeSet<&DistrictId> = all
        .map(|district| &district.id)
        .filter(|id| asked.is_empty() || asked.contains(id))
        .collect();
    if settings.districts.districts.len() < 2 {
        return;
    }
    for (key, cell) in people.cells.iter().filter(|(key, _)| reported.contains(&key.district)) {
        let city = key.at(&DistrictId::total());
        let Some(whole) = people.cells.get(&city) else {
            continue;
        };
        let Some(rest) = rest(&whole.content, &cell.content) else {
            continue;
        };
        let general = Rule::general(&settings.disclosure);
        let mut hide = |whole: Atom, part: Atom| {
            let others = Atom::Others(Box::new(part.clone()));
            draft.left(whole, vec![part], others);
        };
        let bases = [&whole.content, &cell.content, &rest].map(base_of);
        if let (Some(whole), Some(part)) = (people.base(&city), people.base(key))
            && let [Some(all), Some(own), Some(left)] = bases
            && (general.shows_base(all) && general.shows_base(own))
            && (left > 0 && !general.shows_base(left))
        {
            hide(whole, part);
        }
        let own = rule(key, settings);
        // How many are mapped is a count, and a base of others.
        let few = |content: &Content| match content {
            Content::Count { base: None, count } => !general.shows_base(count.0),
            _ => false,
        };
        let hidden = |key: &CellKey, content| primary.contains_key(key) || few(content);
        let apart = hidden(key, &cell.content) || hidden(&city, &whole.content);
        let withheld = own.withholds(&rest) || few(&rest);
        if withheld && !apart && !of_all(key, settings) && !is_nobody(&rest, own) {
            hide(people.atom(&city), people.atom(key));
        }
    }
}

/// A zero that may be seen is no secret, on whatever base.
fn is_nobody(rest: &Content, rule: Rule) -> bool {
    let Content::Count { count, base } = rest else {
        return false;
    };
    count.0 == 0 && (rule.shows_zeros() || base.is_none_or(|base| base.0 == 0))
}

/// The city less a district, as far as a report could show it.
fn rest(whole: &Content, part: &Content) -> Option<Content> {
    let less = |whole: Option<Masked<u64>>, part: Option<Masked<u64>>| {
        Some(Masked(whole?.0.saturating_sub(part?.0)))
    };
    match (*whole, *part) {
        (Content::Count { count, base }, Content::Count { count: own, base: own_base }) => {
            Some(Content::Count {
                count: less(Some(count), Some(own))?,
                base: less(base, own_base),
            })
        }
        (Content::Mean { mean, base }, Content::Mean { base: own, .. }) => {
            Some(Content::Mean { mean, base: Some(less(base, own)?) })
        }
        _ => None,
    }
}
