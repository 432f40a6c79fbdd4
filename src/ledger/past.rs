//! Law: a publication is a table of its own, with the sums of its own settings, told in the ids of today.

use super::{
    figure::Figure,
    link::{Change, Sort, Together},
    memory::{Memory, any},
    schema::{Category, Group, Measure, Schema},
};
use crate::{
    config::{self, Settings, outline::Ref},
    ident::{CategoryId, CellKey, DistrictId, GroupId, IndicatorId},
};
use std::collections::BTreeSet;

/// What one publication measured.
#[derive(Clone, Debug)]
pub(super) struct Past {
    pub schema: Schema,
    pub together: Vec<Together>,
}

/// The publications up to one of them, as a reader who has them all can lay them side by side.
pub struct World<'m> {
    /// The settings that its sums follow from.
    pub settings: Settings,
    /// Districts that are the sum of others.
    pub districts: Vec<(DistrictId, Vec<DistrictId>)>,
    memory: &'m Memory,
    publication: usize,
}

impl Past {
    /// What a publication measured, after all later changes of ids.
    pub fn new(schema: &Schema, later: &[Change]) -> Self {
        let mut schema = schema.clone();
        let mut together = Vec::new();
        for change in later.iter().filter(|change| !change.links.is_empty()) {
            schema = changed(&schema, change);
            let before = std::mem::take(&mut together);
            together.extend(before.into_iter().map(|it: Together| it.after(change)));
            together.extend(change.together());
        }
        Self { schema, together }
    }

    /// Today's settings with what this publication measured in their place, as finely as it is known.
    fn settings(&self, today: &Settings) -> Settings {
        let mut settings = today.clone();
        let schema = &self.schema;
        if let Some(population) = &schema.population {
            settings.report.population = population.clone();
        }
        settings.report.districts = Vec::new();
        let groups: Vec<Group> = finest(&schema.groups, &self.of(&Sort::Group));
        let measured = &mut settings.indicators;
        measured.groups = groups
            .iter()
            .map(|group| {
                let known = today.indicators.group(&group.id).cloned();
                let mut one = known.unwrap_or_else(|| config::Group::bare(group.id.clone()));
                one.sum_of = group.sum_of.clone();
                one
            })
            .collect();
        let parts_of = |id: &GroupId| -> Vec<GroupId> {
            let found = groups.iter().find(|group| group.id == *id);
            match found {
                Some(group) if !group.sum_of.is_empty() => group.sum_of.clone(),
                _ => vec![id.clone()],
            }
        };
        for measure in &schema.indicators {
            let at = measured.indicators.iter().position(|it| it.id == measure.id);
            let mut one = match at {
                Some(at) => measured.indicators[at].clone(),
                None => config::Indicator::bare(measure.id.clone(), measure.kind),
            };
            one.kind = measure.kind;
            one.base_is = measure.base_is.clone();
            one.part_of = measure.part_of.clone();
            one.groups = measure.groups.iter().flat_map(parts_of).collect();
            one.scale = None;
            let sort = Sort::Category(measure.id.clone());
            one.categories = finest(&measure.categories, &self.of(&sort))
                .into_iter()
                .map(|category| {
                    let mut it = config::Category::bare(category.id);
                    it.weak = category.weak;
                    it.sum_of = category.sum_of;
                    it
                })
                .collect();
            match at {
                Some(at) => measured.indicators[at] = one,
                None => measured.indicators.push(one),
            }
        }
        settings.districts.districts = schema
            .districts
            .iter()
            .map(|(id, outside)| config::District::bare(id.clone(), *outside))
            .collect();
        for area in &mut settings.report.areas {
            if let Some((_, contains)) = schema.areas.iter().find(|(id, _)| *id == area.id) {
                area.contains.clone_from(contains);
            }
        }
        settings
    }

    fn of(&self, sort: &Sort) -> Vec<&Together> {
        self.together.iter().filter(|it| it.sort == *sort).collect()
    }
}

impl Memory {
    /// The publications one after the other, each with those before it.
    pub fn worlds<'m>(&'m self, today: &Settings) -> impl Iterator<Item = World<'m>> {
        self.past.iter().enumerate().map(|(publication, past)| World {
            settings: past.settings(today),
            districts: past
                .of(&Sort::District)
                .into_iter()
                .map(|it| {
                    let parts = it.parts.iter().map(|id| DistrictId::new(id)).collect();
                    (DistrictId::new(&it.whole), parts)
                })
                .collect(),
            memory: self,
            publication,
        })
    }

    /// How many publications there are.
    pub fn publications(&self) -> usize {
        self.past.len()
    }

    /// Whether any publication up to this one knows a cell that `unlike` says is another now.
    pub fn differs(
        &self,
        publication: usize,
        mut unlike: impl FnMut(&CellKey, Option<Figure>, bool) -> bool,
    ) -> bool {
        let figures = self.figures.iter().map(|it| (it, false));
        let bases = self.bases.iter().map(|it| (it, true));
        figures.chain(bases).any(|((key, known), is_base)| {
            known.at(publication).is_some_and(|figure| unlike(key, figure, is_base))
        })
    }
}

impl World<'_> {
    /// Every cell that was told of, shown or withheld.
    pub fn keys(&self) -> BTreeSet<&CellKey> {
        let figures = self.memory.figures.iter();
        let told = figures.filter(|(_, known)| known.at(self.publication).is_some());
        told.map(|(key, _)| key).collect()
    }

    /// What a reader knows of a figure: nothing inside where it was withheld.
    pub fn figure(&self, key: &CellKey) -> Option<Option<Figure>> {
        self.memory.figures.get(key)?.at(self.publication)
    }

    /// What a reader knows of how many it is of.
    pub fn base(&self, key: &CellKey) -> Option<Option<u64>> {
        let told = |known: Option<&super::memory::Known>| known?.at(self.publication);
        let own = told(self.memory.bases.get(key));
        let all = told(self.memory.bases.get(&any(key)));
        let count = |figure: Figure| match figure {
            Figure::Count(n) => Some(n),
            Figure::Amount(_) => None,
        };
        match (own, all) {
            (Some(Some(own)), _) => Some(count(own)),
            (_, Some(all)) => Some(all.and_then(count)),
            (own, None) => own.map(|own| own.and_then(count)),
        }
    }
}

/// A whole that may be the sum of others.
trait Whole: Clone {
    type Id: Clone + PartialEq;
    fn id(&self) -> &Self::Id;
    fn sum_of(&mut self) -> &mut Vec<Self::Id>;
    fn new(id: Self::Id, sum_of: Vec<Self::Id>) -> Self;
    fn named(id: &str) -> Self::Id;
}

impl Whole for Group {
    type Id = GroupId;
    fn id(&self) -> &GroupId {
        &self.id
    }
    fn sum_of(&mut self) -> &mut Vec<GroupId> {
        &mut self.sum_of
    }
    fn new(id: GroupId, sum_of: Vec<GroupId>) -> Self {
        Self { id, sum_of }
    }
    fn named(id: &str) -> GroupId {
        GroupId::new(id)
    }
}

impl Whole for Category {
    type Id = CategoryId;
    fn id(&self) -> &CategoryId {
        &self.id
    }
    fn sum_of(&mut self) -> &mut Vec<CategoryId> {
        &mut self.sum_of
    }
    fn new(id: CategoryId, sum_of: Vec<CategoryId>) -> Self {
        Self { id, weak: false, sum_of }
    }
    fn named(id: &str) -> CategoryId {
        CategoryId::new(id)
    }
}

/// The list with every whole and part of later changes in it: what has parts is the sum of them.
fn finest<T: Whole>(list: &[T], together: &[&Together]) -> Vec<T> {
    let mut all = list.to_vec();
    for it in together {
        let parts: Vec<T::Id> = it.parts.iter().map(|id| T::named(id)).collect();
        let whole = T::named(&it.whole);
        let has = |all: &[T], id: &T::Id| all.iter().any(|one| one.id() == id);
        if it.split && has(&all, &whole) {
            for part in &parts {
                if !has(&all, part) {
                    all.push(T::new(part.clone(), Vec::new()));
                }
            }
            if let Some(one) = all.iter_mut().find(|one| *one.id() == whole)
                && one.sum_of().is_empty()
            {
                *one.sum_of() = parts;
            }
        } else if !it.split && !has(&all, &whole) && parts.iter().all(|part| has(&all, part)) {
            all.push(T::new(whole, parts));
        }
    }
    // A sum of sums is the sum of what they are made of.
    for _ in 0..together.len() {
        let known = all.clone();
        for one in &mut all {
            let parts = one.sum_of().iter().flat_map(|id| {
                let found = known.iter().find(|other| other.id() == id).cloned();
                let own = found.map(|mut other| std::mem::take(other.sum_of()));
                own.filter(|own| !own.is_empty()).unwrap_or_else(|| vec![id.clone()])
            });
            let parts = parts.collect();
            *one.sum_of() = parts;
        }
    }
    all
}

/// What was measured, after a change of ids.
fn changed(schema: &Schema, change: &Change) -> Schema {
    let group = |id: &GroupId| change.group(id);
    let district = |id: &DistrictId| change.district(id);
    let figure = |figure: &Ref| {
        let indicator = change.indicator(&figure.indicator);
        Ref {
            category: figure.category.as_ref().map(|id| change.category(&indicator, id)),
            group: figure.group.as_ref().map(group),
            indicator,
        }
    };
    let measure = |measure: &Measure| {
        let id: IndicatorId = change.indicator(&measure.id);
        let category = |category: &CategoryId| change.category(&id, category);
        Measure {
            kind: measure.kind,
            base_is: measure.base_is.as_ref().map(figure),
            part_of: measure.part_of.as_ref().map(figure),
            groups: measure.groups.iter().map(group).collect(),
            categories: measure
                .categories
                .iter()
                .map(|one| Category {
                    id: category(&one.id),
                    weak: one.weak,
                    sum_of: one.sum_of.iter().map(category).collect(),
                })
                .collect(),
            id: id.clone(),
        }
    };
    Schema {
        population: schema.population.as_ref().map(|id| change.indicator(id)),
        groups: schema
            .groups
            .iter()
            .map(|it| Group { id: group(&it.id), sum_of: it.sum_of.iter().map(group).collect() })
            .collect(),
        indicators: schema.indicators.iter().map(measure).collect(),
        districts: schema.districts.iter().map(|(id, outside)| (district(id), *outside)).collect(),
        areas: schema
            .areas
            .iter()
            .map(|(id, contains)| (id.clone(), contains.iter().map(district).collect()))
            .collect(),
    }
}
