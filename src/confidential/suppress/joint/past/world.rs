//! Law: an earlier publication has a table, with the cells that it told of, and for the rest those of today.

use super::{
    super::{
        super::figure_of,
        atoms::{Atom, People, base_of},
        draft::{Draft, Implied},
        numbers::{self, Number},
        sums,
    },
    Fact, Gathered, Node, Past, Today, Version,
};
use crate::{
    confidential::raw::{Content, Masked, RawCell},
    config::Kind,
    diagnostic::Place,
    ident::CellKey,
    ledger::{Figure, Memory, World},
    protect::{CellId, Relation},
};
use std::collections::{BTreeMap, BTreeSet};

/// A publication with those before it, as numbered cells and sums.
pub(super) struct Laid {
    publication: usize,
    atoms: Vec<Atom>,
    values: Vec<Option<Number>>,
    /// Told by the publication, or following from what it told.
    told: BTreeSet<CellId>,
    withheld: BTreeSet<CellId>,
    relations: Vec<Relation>,
}

/// The publications in which something was other than it is today.
pub(super) fn worlds(today: &Today<'_, '_>, memory: &Memory) -> Vec<Laid> {
    let other = memory.worlds(today.people.settings).enumerate();
    let other = other.filter(|(publication, _)| {
        memory.differs(*publication, |key, figure, base| unlike(today, key, figure, base))
    });
    other.map(|(publication, world)| Laid::new(today, publication, &world)).collect()
}

/// Whether a cell is gone, or has another figure than it had.
fn unlike(today: &Today<'_, '_>, key: &CellKey, figure: Option<Figure>, base: bool) -> bool {
    let cells = today.people.cells;
    let same = |content: &Content| match (figure, base) {
        (None, _) => true,
        (Some(Figure::Count(n)), true) => base_of(content) == Some(n),
        (Some(told), false) => {
            figure_of(content).is_some_and(|now| memory_text(now) == memory_text(told))
        }
        (Some(Figure::Amount(_)), true) => false,
    };
    if !key.category.as_str().is_empty() {
        return !cells.get(key).is_some_and(|cell| same(&cell.content));
    }
    // A base of all categories: one of them has it.
    let block = cells.range(key.clone()..).take_while(|(other, _)| {
        (&other.indicator, &other.district) == (&key.indicator, &key.district)
            && (&other.group, &other.period) == (&key.group, &key.period)
    });
    !block.into_iter().any(|(_, cell)| same(&cell.content))
}

/// A figure as it is compared.
fn memory_text(figure: Figure) -> String {
    match figure {
        Figure::Count(n) => n.to_string(),
        Figure::Amount(amount) => format!("{amount:.6}"),
    }
}

impl Laid {
    fn new(today: &Today<'_, '_>, publication: usize, world: &World<'_>) -> Self {
        let cells = cells(today, world);
        let people = People::new(&cells, &world.settings);
        let mut draft = Draft::default();
        sums::gather(&people, &mut draft);
        for (whole, parts) in &world.districts {
            sums::districts_together(&people, whole, parts, &mut draft);
        }
        let atoms: BTreeSet<Atom> = draft.atoms().cloned().collect();
        let number: BTreeMap<Atom, CellId> =
            atoms.iter().enumerate().map(|(at, atom)| (atom.clone(), at as CellId)).collect();
        let relations = draft.relations(&number);
        let mut values: Vec<Option<Number>> = number
            .keys()
            .map(|atom| match numbers::read(&people, atom) {
                None if !draft.implied.contains_key(atom) => {
                    today.number.get(atom).map(|id| today.numbers[*id as usize])
                }
                read => read,
            })
            .collect();
        let (mut told, mut withheld) = (BTreeSet::new(), BTreeSet::new());
        for key in world.keys() {
            if let Some(id) = number.get(&people.atom(key)) {
                match world.figure(key) {
                    Some(Some(_)) => told.insert(*id),
                    _ => withheld.insert(*id),
                };
            }
            let base = people.base(key).and_then(|base| number.get(&base).copied());
            match (base, world.base(key)) {
                (Some(id), Some(Some(n))) => {
                    let person = values[id as usize].map_or(1, |number| number.person);
                    values[id as usize] = Some(Number { value: n as i64, person, unread: false });
                    told.insert(id);
                }
                (Some(id), Some(None)) => drop(withheld.insert(id)),
                _ => {}
            }
        }
        imply(&draft, &number, &mut values);
        let mut laid = Self {
            publication,
            atoms: atoms.into_iter().collect(),
            values,
            told,
            withheld,
            relations,
        };
        laid.follow();
        laid
    }

    /// What follows from what was told was told.
    fn follow(&mut self) {
        loop {
            let before = self.told.len();
            for relation in &self.relations {
                let mut unknown = relation.iter().filter(|(id, _)| !self.told.contains(id));
                let (Some((id, weight)), None) = (unknown.next(), unknown.next()) else {
                    continue;
                };
                let known = relation.iter().filter(|(other, _)| other != id);
                let rest: Option<i64> = known
                    .map(|(other, weight)| Some(weight * self.values[*other as usize]?.value))
                    .sum();
                let Some(rest) = rest else { continue };
                let person = self.values[*id as usize].map_or(1, |number| number.person);
                // A sum of means is not exact.
                if person == 1 {
                    // What was told at different times need not fit together.
                    if rest % weight != 0 || -rest / weight < 0 {
                        continue;
                    }
                    let value = -rest / weight;
                    self.values[*id as usize] = Some(Number { value, person, unread: false });
                }
                self.told.insert(*id);
            }
            if self.told.len() == before {
                return;
            }
        }
    }

    /// Puts the sums of this publication beside those of the others.
    pub(super) fn gather(
        &self,
        today: &Today<'_, '_>,
        moved: &BTreeSet<Atom>,
        gathered: &mut Gathered,
    ) {
        let known: Vec<Option<CellId>> =
            self.atoms.iter().map(|atom| today.number.get(atom).copied()).collect();
        let is_moved = |id: usize| moved.contains(&self.atoms[id]);
        let mut own: BTreeSet<usize> = (0..self.atoms.len())
            .filter(|id| is_moved(*id) && !self.told.contains(&(*id as CellId)))
            .collect();
        let node = |id: CellId, own: &BTreeSet<usize>| -> (Node, Option<i64>) {
            let at = id as usize;
            let value = self.values[at].map(|number| number.value);
            let past = |version| Node::Past(Past { atom: self.atoms[at].clone(), version });
            if own.contains(&at) {
                return (past(Version::Of(self.publication)), None);
            }
            match (known[at], value) {
                (Some(now), Some(value)) if today.value(now) == value => {
                    (Node::Today(now), Some(value))
                }
                (_, Some(value)) => (past(Version::Value(value)), Some(value)),
                (_, None) => (past(Version::Unknown), None),
            }
        };
        // What was not told and stands in a sum that does not hold has changed.
        loop {
            let mut more: BTreeSet<usize> = BTreeSet::new();
            for relation in &self.relations {
                let terms = relation.iter().map(|(id, weight)| Some(node(*id, &own).1? * weight));
                if terms.sum::<Option<i64>>().is_none_or(|sum| sum == 0) || self.is_loose(relation)
                {
                    continue;
                }
                let silent = relation.iter().filter(|(id, _)| !self.told.contains(id));
                more.extend(silent.map(|(id, _)| *id as usize));
            }
            let before = own.len();
            own.extend(more);
            if own.len() == before {
                break;
            }
        }
        for relation in &self.relations {
            let nodes = relation.iter().map(|(id, weight)| (*id, node(*id, &own), *weight));
            let nodes: Vec<(CellId, (Node, Option<i64>), i64)> = nodes.collect();
            let sum: Option<i64> = nodes.iter().map(|(_, (_, value), w)| Some((*value)? * w)).sum();
            // All of it was told, and at different times: such a sum says nothing.
            if sum.is_some_and(|sum| sum != 0) && !self.is_loose(relation) {
                continue;
            }
            let mut terms: Vec<(Node, i64)> = Vec::new();
            for (id, (node, value), weight) in nodes {
                if let Node::Past(past) = &node {
                    let fact = gathered.facts.entry(past.clone()).or_insert(Fact {
                        value,
                        person: self.values[id as usize].map_or(1, |number| number.person),
                        ..Fact::default()
                    });
                    fact.told |= self.told.contains(&id) && value.is_some();
                    fact.withheld |= self.withheld.contains(&id);
                }
                terms.push((node, weight));
            }
            terms.sort();
            gathered.sums.insert(terms);
        }
    }

    /// Whether a sum is one of means, which holds but for rounding.
    fn is_loose(&self, relation: &Relation) -> bool {
        let mean = |id: &CellId| self.values[*id as usize].is_some_and(|number| number.person > 1);
        relation.iter().any(|(id, _)| mean(id))
    }
}

/// Numbers that stand in no table: what others leave, or are together.
fn imply(draft: &Draft, number: &BTreeMap<Atom, CellId>, values: &mut [Option<Number>]) {
    // One may be made of another, whichever comes first.
    for _ in 0..3 {
        for (atom, how) in &draft.implied {
            let value = |atom: &Atom| values[number[atom] as usize].map(|number| number.value);
            let reckoned = match how {
                Implied::Left(whole, parts) => value(whole)
                    .and_then(|whole| Some(whole - parts.iter().map(value).sum::<Option<i64>>()?)),
                Implied::Together(parts) => parts.iter().map(value).sum(),
            };
            let reckoned = reckoned.filter(|value| *value >= 0);
            values[number[atom] as usize] =
                reckoned.map(|value| Number { value, person: 1, unread: false });
        }
    }
}

/// The table of a publication: what it told, and for the rest what stands in its place today.
fn cells(today: &Today<'_, '_>, world: &World<'_>) -> BTreeMap<CellKey, RawCell> {
    let mut cells: BTreeMap<CellKey, RawCell> = today.people.cells.clone();
    for key in world.keys() {
        let now = cells.get(key);
        let base = match world.base(key).flatten() {
            Some(n) => Some(n),
            None => now.and_then(|cell| base_of(&cell.content)),
        };
        let base = base.map(Masked);
        let content = match (world.figure(key), now.map(|cell| cell.content)) {
            (Some(Some(Figure::Count(n))), _) => Content::Count { count: Masked(n), base },
            (Some(Some(Figure::Amount(amount))), _) => {
                let indicator = world.settings.indicators.get(&key.indicator);
                if indicator.is_some_and(|it| it.kind == Kind::Mean) {
                    Content::Mean { mean: Masked(amount), base }
                } else {
                    Content::Share { percent: Masked(amount), base }
                }
            }
            (_, Some(Content::Count { count, .. })) => Content::Count { count, base },
            (_, Some(Content::Share { percent, .. })) => Content::Share { percent, base },
            (_, Some(Content::Mean { mean, .. })) => Content::Mean { mean, base },
            (_, Some(Content::Hidden | Content::Missing) | None) => Content::Hidden,
        };
        let published = now.is_some_and(|cell| cell.published);
        let cell = RawCell { content, provisional: false, published, place: Place::Nowhere };
        cells.insert(key.clone(), cell);
    }
    cells
}
