//! Law: figures that are about the same people are one atom, however many tables they stand in.

use super::past::Past;
use crate::{
    confidential::raw::{Content, RawCell},
    config::{Indicator, Kind, Settings, outline::Ref},
    ident::{CategoryId, CellKey, DistrictId, GroupId, IndicatorId, Period},
};
use std::collections::{BTreeMap, BTreeSet};

/// One number that somebody may know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Atom {
    /// A figure of the table.
    Cell(CellKey),
    /// How many a figure is of, where no figure of the table counts these people.
    Base(CellKey),
    /// Those of the base that are not counted.
    Rest(CellKey),
    /// Those of a figure that are not in another one that lies inside it.
    Left(CellKey),
    /// The city without the districts that get a report.
    Unreported(CellKey),
    /// Those asked elsewhere alone who are not counted there, of a figure that is the same question put to some.
    Elsewhere(CellKey),
    /// Those of a whole who are in none of several figures that exclude each other: the first, and the others.
    Neither(CellKey, Vec<Ref>),
    /// The city without one district, of a figure or of a base.
    Others(Box<Atom>),
    /// A number that an earlier publication had and today's table has not; after all others.
    Past(Box<Past>),
}

impl Atom {
    /// What it is called: its sort, and the figure that it is or is nearest to.
    pub fn name(&self) -> String {
        format!("{}:{}", self.sort(), self.place().address())
    }

    fn sort(&self) -> &'static str {
        match self {
            Self::Cell(_) => "cell",
            Self::Base(_) => "base",
            Self::Rest(_) => "rest",
            Self::Left(_) => "left",
            Self::Unreported(_) => "unreported",
            Self::Elsewhere(_) => "elsewhere",
            Self::Neither(..) => "neither",
            Self::Others(atom) => match **atom {
                Self::Base(_) => "others-base",
                _ => "others",
            },
            Self::Past(_) => "past",
        }
    }

    /// The figure that it is, or is nearest to.
    pub fn place(&self) -> &CellKey {
        match self {
            Self::Cell(key)
            | Self::Base(key)
            | Self::Rest(key)
            | Self::Left(key)
            | Self::Unreported(key)
            | Self::Elsewhere(key)
            | Self::Neither(key, _) => key,
            Self::Others(atom) => atom.place(),
            Self::Past(past) => past.atom.place(),
        }
    }
}

/// The table, with the question which figures are of the same people answered.
pub(super) struct People<'s> {
    pub cells: &'s BTreeMap<CellKey, RawCell>,
    pub settings: &'s Settings,
    /// Of each indicator the groups of the table by the people in them, as the groups counted themselves.
    groups: BTreeMap<IndicatorId, BTreeMap<BTreeSet<GroupId>, GroupId>>,
    /// Bases that are the people of a figure: per indicator, category and wave.
    linked: BTreeMap<(IndicatorId, CategoryId, Period), Ref>,
}

impl<'s> People<'s> {
    /// Answers it for a table: by what the settings say, and by bases that are those mapped in every row.
    pub fn new(cells: &'s BTreeMap<CellKey, RawCell>, settings: &'s Settings) -> Self {
        let mut people = Self { cells, settings, groups: BTreeMap::new(), linked: BTreeMap::new() };
        for indicator in &settings.indicators.indicators {
            let own = people.named_groups(indicator);
            people.groups.insert(indicator.id.clone(), own);
        }
        people.link();
        people
    }

    /// The groups of an indicator by the people in them; where two are the same people the total stands for both.
    fn named_groups(&self, indicator: &Indicator) -> BTreeMap<BTreeSet<GroupId>, GroupId> {
        let measured = &self.settings.indicators;
        let asked: BTreeSet<GroupId> = measured.asked(indicator).map(|g| g.id.clone()).collect();
        let mut named = BTreeMap::new();
        named.insert(asked.clone(), GroupId::total());
        for group in &measured.groups {
            let people: BTreeSet<GroupId> = if group.sum_of.is_empty() {
                BTreeSet::from([group.id.clone()])
            } else {
                group.sum_of.iter().cloned().collect()
            };
            if people.is_subset(&asked) {
                named.entry(people).or_insert_with(|| group.id.clone());
            }
        }
        named
    }

    /// The people of a group, as an indicator asks them.
    fn people(&self, indicator: &IndicatorId, group: &GroupId) -> BTreeSet<GroupId> {
        let measured = &self.settings.indicators;
        if group.is_total() {
            return measured
                .get(indicator)
                .map(|i| measured.asked(i).map(|g| g.id.clone()).collect())
                .unwrap_or_default();
        }
        match measured.group(group) {
            Some(found) if !found.sum_of.is_empty() => found.sum_of.iter().cloned().collect(),
            _ => BTreeSet::from([group.clone()]),
        }
    }

    /// The key under which an indicator's figure of these people stands; as it is where none is known.
    pub fn plain(&self, key: &CellKey) -> CellKey {
        let people = self.people(&key.indicator, &key.group);
        let same = self.groups.get(&key.indicator).and_then(|named| named.get(&people));
        match same.map(|group| key.among(group)) {
            Some(plain) if self.cells.contains_key(&plain) => plain,
            _ => key.clone(),
        }
    }

    /// The figure of another indicator about the people of this row.
    pub fn elsewhere(&self, key: &CellKey, figure: &Ref) -> Option<CellKey> {
        let people = self.people(&key.indicator, &key.group);
        let group = self.groups.get(&figure.indicator)?.get(&people)?;
        let found = CellKey {
            indicator: figure.indicator.clone(),
            category: self.settings.indicators.meant(figure),
            ..key.among(group)
        };
        self.cells.contains_key(&found).then_some(found)
    }

    fn link(&mut self) {
        let population =
            Ref { indicator: self.settings.report.population.clone(), category: None, group: None };
        let mut linked: BTreeMap<(IndicatorId, CategoryId, Period), (Ref, bool)> = BTreeMap::new();
        for (key, cell) in self.cells {
            let Some(indicator) = self.settings.indicators.get(&key.indicator) else {
                continue;
            };
            let said = indicator.same_base_as.is_some();
            if indicator.kind == Kind::Count || cell.published || said {
                continue;
            }
            let Some(base) = base_of(&cell.content) else {
                continue;
            };
            let category =
                if indicator.kind.sums() { CategoryId::total() } else { key.category.clone() };
            let at = (key.indicator.clone(), category, key.period.clone());
            let (to, settled) = match &indicator.base_is {
                Some(figure) => (figure.clone(), true),
                None => (population.clone(), false),
            };
            let holds = settled
                || match self
                    .elsewhere(key, &to)
                    .and_then(|other| count_of(&self.cells[&other].content))
                {
                    Some(count) => count == base,
                    // A row without its population (an area, a district outside) decides nothing.
                    None => true,
                };
            let entry = linked.entry(at).or_insert((to, true));
            entry.1 &= holds;
        }
        let kept = linked.into_iter().filter(|(_, (_, holds))| *holds);
        self.linked = kept.map(|(at, (to, _))| (at, to)).collect();
    }

    /// The atom of a figure. The total of an indicator whose categories sum is the atom of its base.
    pub fn atom(&self, key: &CellKey) -> Atom {
        let key = self.plain(key);
        let sums = self.settings.indicators.get(&key.indicator).is_some_and(|i| i.kind.sums());
        if sums && key.category.is_total() {
            return self.total(&key);
        }
        Atom::Cell(key)
    }

    /// The atom of what a figure is of; nothing for a count.
    pub fn base(&self, key: &CellKey) -> Option<Atom> {
        let indicator = self.settings.indicators.get(&key.indicator)?;
        let key = self.plain(key);
        match indicator.kind {
            Kind::Count => None,
            Kind::Levels | Kind::Choice => Some(self.total(&key.of(&CategoryId::total()))),
            Kind::Share | Kind::Multi | Kind::Mean => {
                Some(self.linked_to(&key, &key.category).unwrap_or(Atom::Base(key)))
            }
        }
    }

    fn total(&self, key: &CellKey) -> Atom {
        self.linked_to(key, &CategoryId::total()).unwrap_or_else(|| Atom::Cell(key.clone()))
    }

    /// The atom of the figure that a base is, where it is known to be one, or of another's base that it is.
    fn linked_to(&self, key: &CellKey, category: &CategoryId) -> Option<Atom> {
        let indicator = self.settings.indicators.get(&key.indicator)?;
        if let Some(id) = &indicator.same_base_as {
            let other = self.settings.indicators.get(id)?;
            let answers = self.settings.indicators.categories(other).first();
            let category = answers.filter(|_| !other.kind.sums()).map(|it| it.id.clone());
            let category = category.unwrap_or_else(CategoryId::total);
            let figure = Ref { indicator: id.clone(), category: Some(category), group: None };
            return self.base(&self.elsewhere(key, &figure)?);
        }
        let at = (key.indicator.clone(), category.clone(), key.period.clone());
        let figure = self.linked.get(&at)?;
        let other = self.elsewhere(key, figure)?;
        (other != *key && figure.indicator != key.indicator).then(|| self.atom(&other))
    }

    /// Whether a figure counts people, or stands for a count: a share from elsewhere on no known base does not.
    pub fn counts(&self, key: &CellKey) -> bool {
        let content = self.cells.get(key).map(|cell| cell.content);
        !matches!(content, Some(Content::Share { base: None, .. }))
    }

    /// Whether a district is a comparison area, whose figures are others'.
    pub fn is_area(&self, district: &DistrictId) -> bool {
        !district.is_total() && self.settings.districts.get(district).is_none()
    }
}

/// How many a figure counts.
pub(super) fn count_of(content: &Content) -> Option<u64> {
    match content {
        Content::Count { count, .. } => Some(count.0),
        _ => None,
    }
}

/// Of how many it is.
pub(super) fn base_of(content: &Content) -> Option<u64> {
    match content {
        Content::Count { base, .. } | Content::Share { base, .. } | Content::Mean { base, .. } => {
            base.map(|base| base.0)
        }
        Content::Hidden | Content::Missing => None,
    }
}
