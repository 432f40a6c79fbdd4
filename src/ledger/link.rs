//! Law: an id is followed from publication to publication by what the settings say; what is lost on the way is asked for.

use super::{
    memory::Memory,
    publications::{Edition, Publications},
};
use crate::{
    config::Settings,
    diagnostic::{Diagnostic, Place, Problems},
    ident::{CategoryId, CellKey, DistrictId, GroupId, IndicatorId},
};
use std::{collections::BTreeSet, fmt};

/// How many ids a message names.
const NAMED: usize = 10;

/// What an id is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    District,
    Group,
    Indicator,
    /// Of an indicator, by the id that it has after the change.
    Category(IndicatorId),
}

/// An id, and those that it had, or that it is the sum of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub sort: Sort,
    pub id: String,
    pub was: Vec<String>,
}

/// All that changed its id with one publication.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// The publication's number, from 1.
    pub number: usize,
    pub links: Vec<Link>,
}

/// A whole and its parts, where one of the two was published and the other is there after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Together {
    pub sort: Sort,
    pub whole: String,
    pub parts: Vec<String>,
    /// The whole was published and the parts came later.
    pub split: bool,
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::District => f.write_str("district"),
            Self::Group => f.write_str("group"),
            Self::Indicator => f.write_str("indicator"),
            Self::Category(indicator) => write!(f, "category of '{indicator}'"),
        }
    }
}

/// What settings say of ids.
pub(super) fn of(settings: &Settings) -> Vec<Link> {
    let measured = &settings.indicators;
    let link = |sort, id: &str, was: &crate::config::Was| Link {
        sort,
        id: id.to_owned(),
        was: was.ids().to_vec(),
    };
    let districts = settings.districts.districts.iter();
    let mut links: Vec<Link> =
        districts.map(|it| link(Sort::District, it.id.as_str(), &it.was)).collect();
    links.extend(measured.groups.iter().map(|it| link(Sort::Group, it.id.as_str(), &it.was)));
    for indicator in &measured.indicators {
        links.push(link(Sort::Indicator, indicator.id.as_str(), &indicator.was));
        let categories = measured.categories(indicator).iter();
        let sort = || Sort::Category(indicator.id.clone());
        links.extend(categories.map(|it| link(sort(), it.id.as_str(), &it.was)));
    }
    links.retain(|link| !link.was.is_empty() && link.was != [link.id.clone()]);
    links
}

impl Change {
    /// The id after the change. What became part of another, or fell apart, gets one that no settings can have.
    pub fn id(&self, sort: &Sort, id: &str) -> String {
        let of = self.links.iter().filter(|link| link.sort == *sort);
        let mut claims = of.filter(|link| link.was.iter().any(|was| was == id));
        match (claims.next(), claims.next()) {
            (None, _) => id.to_owned(),
            (Some(link), None) if link.was.len() == 1 => link.id.clone(),
            _ => format!("{id}~{}", self.number),
        }
    }

    /// A category's id after the change, given its indicator's id after it.
    pub fn category(&self, indicator: &IndicatorId, id: &CategoryId) -> CategoryId {
        if self.links.is_empty() || id.is_total() {
            return id.clone();
        }
        CategoryId::new(&self.id(&Sort::Category(indicator.clone()), id.as_str()))
    }

    /// An indicator's id after the change.
    pub fn indicator(&self, id: &IndicatorId) -> IndicatorId {
        if self.links.is_empty() {
            id.clone()
        } else {
            IndicatorId::new(&self.id(&Sort::Indicator, id.as_str()))
        }
    }

    /// A group's id after the change.
    pub fn group(&self, id: &GroupId) -> GroupId {
        if self.links.is_empty() || id.is_total() {
            return id.clone();
        }
        GroupId::new(&self.id(&Sort::Group, id.as_str()))
    }

    /// A district's id after the change.
    pub fn district(&self, id: &DistrictId) -> DistrictId {
        if self.links.is_empty() || id.is_total() {
            return id.clone();
        }
        match id.left_out() {
            Some(district) => DistrictId::rest_of(&self.district(&district)),
            None => DistrictId::new(&self.id(&Sort::District, id.as_str())),
        }
    }

    fn key(&self, key: &CellKey) -> CellKey {
        let indicator = self.indicator(&key.indicator);
        CellKey {
            category: if key.category.as_str().is_empty() {
                key.category.clone()
            } else {
                self.category(&indicator, &key.category)
            },
            district: self.district(&key.district),
            group: self.group(&key.group),
            period: key.period.clone(),
            indicator,
        }
    }

    /// The wholes and parts that the change made.
    pub fn together(&self) -> Vec<Together> {
        let mut found: Vec<Together> = Vec::new();
        for link in &self.links {
            if link.was.len() > 1 {
                found.push(Together {
                    sort: link.sort.clone(),
                    whole: link.id.clone(),
                    parts: link.was.iter().map(|id| self.id(&link.sort, id)).collect(),
                    split: false,
                });
                continue;
            }
            for was in &link.was {
                let whole = self.id(&link.sort, was);
                if whole == link.id {
                    continue;
                }
                let same =
                    |it: &&mut Together| it.split && it.sort == link.sort && it.whole == whole;
                match found.iter_mut().find(same) {
                    Some(together) => together.parts.push(link.id.clone()),
                    None => found.push(Together {
                        sort: link.sort.clone(),
                        whole,
                        parts: vec![link.id.clone()],
                        split: true,
                    }),
                }
            }
        }
        found
    }
}

impl Together {
    /// The same after a later change.
    pub fn after(self, change: &Change) -> Self {
        let sort = match &self.sort {
            Sort::Category(indicator) => Sort::Category(change.indicator(indicator)),
            other => other.clone(),
        };
        let id = |id: &String| change.id(&sort, id);
        let (whole, parts) = (id(&self.whole), self.parts.iter().map(id).collect());
        Self { whole, parts, sort, split: self.split }
    }
}

/// The key of a cell after all later changes.
pub(super) fn key(later: &[Change], key: &CellKey) -> CellKey {
    later.iter().fold(key.clone(), |key, change| change.key(&key))
}

/// An id as people know it, without what a change put after it.
pub fn plain(id: &str) -> &str {
    id.split('~').next().unwrap_or(id)
}

/// Ids that are said to have been others, and were published themselves beside them.
pub(super) fn conflicts(publications: &Publications, pending: &[Link]) -> Problems {
    let mut problems = Problems::default();
    let published = |sort: &Sort, id: &str| {
        let has = |edition: &Edition| {
            let rows = || edition.rows.iter().map(|(row, _)| row);
            match sort {
                Sort::District => edition.districts.iter().any(|it| it.as_str() == id),
                Sort::Group => rows().any(|row| row.group.as_str() == id),
                Sort::Indicator => rows().any(|row| row.indicator.as_str() == id),
                Sort::Category(indicator) => rows().any(|row| {
                    row.indicator == *indicator
                        && row.category().is_some_and(|it| it.as_str() == id)
                }),
            }
        };
        publications.editions.iter().any(has)
    };
    let claimed = |link: &Link| {
        let same = pending.iter().filter(|other| other.sort == link.sort);
        same.clone().any(|other| other.was.contains(&link.id))
    };
    for link in pending {
        let both =
            published(&link.sort, &link.id) && link.was.iter().any(|id| published(&link.sort, id));
        let is_sum = match &link.sort {
            Sort::Category(indicator) => publications.editions.iter().any(|edition| {
                let measure = edition.schema.measure(indicator);
                let all = measure.into_iter().flat_map(|measure| &measure.categories);
                all.into_iter().any(|one| one.id.as_str() == link.id && !one.sum_of.is_empty())
            }),
            Sort::Group => publications.editions.iter().any(|edition| {
                let mut all = edition.schema.groups.iter();
                all.any(|one| one.id.as_str() == link.id && !one.sum_of.is_empty())
            }),
            _ => false,
        };
        if both && !is_sum && !claimed(link) {
            let message = format!(
                "the {} '{}' was published itself beside {}, which it is said to have been",
                link.sort,
                link.id,
                quoted(&link.was)
            );
            let hint = format!(
                "where it holds them now, name it too: was = [\"{}\", \"{}\"]; otherwise give it an id of its own",
                link.was.join("\", \""),
                link.id
            );
            let place = Place::file(&publications.file);
            problems.push(Diagnostic::error("was", place, message).hint(hint));
        }
    }
    problems
}

/// A publication that is said to be a mistake and is none.
pub(super) fn no_such(name: &str, publications: &Publications) -> Diagnostic {
    let known = publications.editions.iter().map(|edition| format!("'{}'", edition.name()));
    let known: BTreeSet<String> = known.collect();
    let known: Vec<String> = known.into_iter().collect();
    let message = format!("the memory has no publication '{name}'");
    Diagnostic::error("mistaken", Place::file(&publications.file), message)
        .hint(format!("memory.mistaken in config/disclosure.toml may name: {}", known.join(", ")))
}

/// What was published under ids that neither the settings have nor anything says where they went.
pub(super) fn lost(memory: &Memory, settings: &Settings, file: &str) -> Problems {
    let gone = &settings.disclosure.memory.gone;
    let measured = &settings.indicators;
    let keys = || memory.figures.keys().chain(memory.bases.keys());
    let is_area = |id: &DistrictId| {
        let schemas = memory.past.iter().map(|past| &past.schema);
        schemas.into_iter().any(|schema| schema.areas.iter().any(|(area, _)| area == id))
            || settings.report.areas.iter().any(|area| area.id == *id)
    };
    let mut lost: BTreeSet<(Sort, String)> = BTreeSet::new();
    let remembered: BTreeSet<&IndicatorId> = keys().map(|key| &key.indicator).collect();
    let new_indicator = measured.indicators.iter().any(|it| !remembered.contains(&it.id));
    for key in keys() {
        let mut lose = |sort: Sort, id: &str| {
            if !id.contains('~') {
                lost.insert((sort, id.to_owned()));
            }
        };
        let (district, group) = (&key.district, &key.group);
        let known = district.is_total()
            || district.left_out().is_some()
            || settings.districts.get(district).is_some()
            || gone.districts.contains_key(district)
            || is_area(district);
        if !known {
            lose(Sort::District, district.as_str());
        }
        // Without any group the totals stand for all of them.
        let known = group.is_total()
            || measured.groups.is_empty()
            || measured.group(group).is_some()
            || gone.groups.contains_key(group);
        if !known {
            lose(Sort::Group, group.as_str());
        }
        let Some(indicator) = measured.get(&key.indicator) else {
            // Where nothing is new nothing can be the same under another name.
            if new_indicator && !gone.indicators.contains_key(&key.indicator) {
                lose(Sort::Indicator, key.indicator.as_str());
            }
            continue;
        };
        let category = &key.category;
        let known = category.is_total()
            || category.as_str().is_empty()
            || measured.categories(indicator).iter().any(|one| one.id == *category)
            || gone.categories.get(&key.indicator).is_some_and(|it| it.contains_key(category));
        if !known {
            lose(Sort::Category(key.indicator.clone()), category.as_str());
        }
    }
    let mut by_sort: Vec<(Sort, Vec<String>)> = Vec::new();
    for (sort, id) in lost {
        match by_sort.last_mut() {
            Some((last, ids)) if *last == sort => ids.push(id),
            _ => by_sort.push((sort, vec![id])),
        }
    }
    Problems(by_sort.into_iter().map(|(sort, ids)| asked(&sort, &ids, file)).collect())
}

/// Asks where ids went.
fn asked(sort: &Sort, ids: &[String], file: &str) -> Diagnostic {
    let message = format!(
        "{} {} published, and {} in the settings no longer: it must be said where the figures went, \
         since who has the publication may subtract them",
        named(sort, ids),
        if ids.len() == 1 { "was" } else { "were" },
        if ids.len() == 1 { "is" } else { "are" },
    );
    let first = &ids[0];
    let table = match sort {
        Sort::District => "[memory.gone.districts]".to_owned(),
        Sort::Group => "[memory.gone.groups]".to_owned(),
        Sort::Indicator => "[memory.gone.indicators]".to_owned(),
        Sort::Category(indicator) => format!("[memory.gone.categories.{indicator}]"),
    };
    Diagnostic::error("gone", Place::file(file), message)
        .hint(format!(
            "the same under another id: was = \"{first}\" beside that id; several that are one now: \
             was = [\"{first}\", …]; one that is several now: was = \"{first}\" beside each of them"
        ))
        .hint(format!(
            "in no table any more under any id: {table} in config/disclosure.toml with {first} = \"the reason\""
        ))
}

fn named(sort: &Sort, ids: &[String]) -> String {
    let (one, many) = match sort {
        Sort::District => ("the district", "the districts"),
        Sort::Group => ("the group", "the groups"),
        Sort::Indicator => ("the indicator", "the indicators"),
        Sort::Category(_) => ("the category", "the categories"),
    };
    let of = match sort {
        Sort::Category(indicator) => format!(" of '{indicator}'"),
        _ => String::new(),
    };
    format!("{} {}{of}", if ids.len() == 1 { one } else { many }, quoted(ids))
}

fn quoted(ids: &[String]) -> String {
    let first: Vec<String> = ids.iter().take(NAMED).map(|id| format!("'{id}'")).collect();
    let more = ids.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", first.join(", "))
}
