//! Law: every sum that a reader could form from what is published stands here, once.

use super::{
    atoms::{Atom, People},
    draft::Draft,
    nests,
};
use crate::{
    config::{Indicator, Kind},
    ident::{CategoryId, CellKey, DistrictId, GroupId},
};
use std::collections::BTreeSet;

/// Puts all sums into the draft.
pub(super) fn gather(people: &People, draft: &mut Draft) {
    for indicator in &people.settings.indicators.indicators {
        let first = CellKey {
            indicator: indicator.id.clone(),
            district: DistrictId::new(""),
            group: GroupId::new(""),
            period: "".into(),
            category: CategoryId::new(""),
        };
        let keys: Vec<&CellKey> = people
            .cells
            .range(first..)
            .map(|(key, _)| key)
            .take_while(|key| key.indicator == indicator.id)
            .collect();
        let one = One { people, indicator, asks_more: nests::asks_more(people, indicator) };
        for key in keys.into_iter().filter(|key| people.counts(key)) {
            if !people.is_area(&key.district) {
                one.groups(key, draft);
                one.districts(key, draft);
            } else {
                one.areas(key, draft);
            }
            one.categories(key, draft);
            one.within(key, draft);
        }
        if !people.settings.report.districts.is_empty() {
            one.unreported(draft);
        }
    }
    nests::exclusive(people, draft);
}

/// A district that is the sum of others, whichever of them are districts of the settings.
pub(super) fn districts_together(
    people: &People,
    whole: &DistrictId,
    parts: &[DistrictId],
    draft: &mut Draft,
) {
    let all = people.cells.keys().filter(|key| key.district == *whole);
    for key in all.filter(|key| people.counts(key)) {
        if let Some(indicator) = people.settings.indicators.get(&key.indicator) {
            let parts: Vec<CellKey> = parts.iter().map(|part| key.at(part)).collect();
            One { people, indicator, asks_more: false }.sum(key, &parts, false, draft);
        }
    }
}

struct One<'p, 's> {
    people: &'p People<'s>,
    indicator: &'s Indicator,
    asks_more: bool,
}

impl One<'_, '_> {
    /// A group of several, and the total, is the sum of the groups that are asked.
    fn groups(&self, key: &CellKey, draft: &mut Draft) {
        let measured = &self.people.settings.indicators;
        let parts: Vec<GroupId> = if key.group.is_total() {
            measured.asked(self.indicator).map(|group| group.id.clone()).collect()
        } else {
            measured.group(&key.group).map(|group| group.sum_of.clone()).unwrap_or_default()
        };
        let outside = self.outside(&key.district);
        let parts: Vec<CellKey> = parts.iter().map(|group| key.among(group)).collect();
        self.sum(key, &parts, outside, draft);
    }

    /// The city is the sum of its districts, and of those outside them that the table knows.
    fn districts(&self, key: &CellKey, draft: &mut Draft) {
        if !key.district.is_total() {
            return;
        }
        let all = self.people.settings.districts.districts.iter();
        let parts: Vec<CellKey> = all
            .map(|district| (district.outside, key.at(&district.id)))
            .filter(|(outside, part)| !outside || self.people.cells.contains_key(part))
            .map(|(_, part)| part)
            .collect();
        self.sum(key, &parts, false, draft);
    }

    /// An area contains others: what is left of it is a number of people as well.
    fn areas(&self, key: &CellKey, draft: &mut Draft) {
        let areas = &self.people.settings.report.areas;
        let Some(area) =
            areas.iter().find(|area| area.id == key.district && !area.contains.is_empty())
        else {
            return;
        };
        let whole = self.people.atom(key);
        let parts: Vec<Atom> = area
            .contains
            .iter()
            .map(|part| key.at(part))
            .filter(|part| self.people.cells.contains_key(part) && self.people.counts(part))
            .map(|part| self.people.atom(&part))
            .collect();
        if !parts.is_empty() && self.indicator.kind != Kind::Mean {
            draft.left(whole, parts, Atom::Left(key.clone()));
        }
    }

    /// Answers of one person each sum to their base; of several answers, each leaves a rest of it.
    fn categories(&self, key: &CellKey, draft: &mut Draft) {
        let all = self.people.settings.indicators.categories(self.indicator);
        match self.indicator.kind {
            Kind::Levels | Kind::Choice => {
                let parts: Vec<CellKey> = if key.category.is_total() {
                    let counted = all.iter().filter(|category| category.sum_of.is_empty());
                    counted.map(|category| key.of(&category.id)).collect()
                } else {
                    let own = all.iter().find(|category| category.id == key.category);
                    own.map(|category| category.sum_of.iter().map(|id| key.of(id)).collect())
                        .unwrap_or_default()
                };
                self.sum(key, &parts, false, draft);
            }
            Kind::Share | Kind::Multi => {
                if let Some(base) = self.people.base(key) {
                    let plain = self.people.plain(key);
                    draft.rest(base, self.people.atom(key), Atom::Rest(plain));
                }
            }
            Kind::Count | Kind::Mean => {}
        }
    }

    /// Everybody counted here is counted there: the others there are a number of people as well.
    fn within(&self, key: &CellKey, draft: &mut Draft) {
        let Some(whole) = self.indicator.lies_in() else {
            return;
        };
        let other = self.people.elsewhere(key, whole);
        if let Some(other) = other.filter(|other| self.people.counts(other)) {
            let left = Atom::Left(self.people.plain(key));
            draft.left(self.people.atom(&other), vec![self.people.atom(key)], left);
            if self.asks_more {
                nests::elsewhere(self.people, key, &other, draft);
            }
        }
    }

    /// Whoever lays the reports side by side knows the sum of the districts that have none.
    fn unreported(&self, draft: &mut Draft) {
        let settings = self.people.settings;
        let reported: BTreeSet<&DistrictId> = settings.report.districts.iter().collect();
        let others: Vec<&DistrictId> = settings
            .districts
            .districts
            .iter()
            .map(|district| &district.id)
            .filter(|id| !reported.contains(id))
            .collect();
        let city = self
            .people
            .cells
            .keys()
            .filter(|key| key.indicator == self.indicator.id && key.district.is_total());
        for key in city.filter(|_| !others.is_empty()) {
            let parts = others
                .iter()
                .map(|id| key.at(id))
                .filter(|part| self.people.cells.contains_key(part));
            let parts: Vec<Atom> = parts.map(|part| self.people.atom(&part)).collect();
            if parts.len() > 1 && self.indicator.kind != Kind::Mean {
                draft.together(parts, Atom::Unreported(self.people.plain(key)));
            }
        }
    }

    fn outside(&self, district: &DistrictId) -> bool {
        self.people.settings.districts.get(district).is_some_and(|district| district.outside)
    }

    /// A sum of figures and, where their bases are people of their own, of the bases.
    fn sum(&self, whole: &CellKey, parts: &[CellKey], some: bool, draft: &mut Draft) {
        let there = |part: &&CellKey| self.people.cells.contains_key(*part);
        if parts.is_empty() || (!some && !parts.iter().all(|part| there(&part))) {
            return;
        }
        let parts: Vec<&CellKey> = parts.iter().filter(there).collect();
        if parts.is_empty() || !parts.iter().all(|part| self.people.counts(part)) {
            return;
        }
        let atoms = parts.iter().map(|part| self.people.atom(part)).collect();
        draft.sum(self.people.atom(whole), atoms);
        let own =
            |key: &CellKey| self.people.base(key).filter(|base| matches!(base, Atom::Base(_)));
        if let Some(whole) = own(whole)
            && let Some(parts) = parts.iter().map(|part| own(part)).collect::<Option<Vec<Atom>>>()
            && !parts.contains(&whole)
        {
            draft.sum(whole, parts);
        }
    }
}
