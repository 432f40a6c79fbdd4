//! Law: whoever keeps earlier publications lays them beside this one, and takes what nobody told of for unchanged: the model does, too.
//!
//! Each publication is a world of its own: its cells, its sums. A cell of a world is today's where it has today's
//! value, or was withheld and may be taken for unchanged; it is a constant where another value was shown; it is an
//! unknown where it is gone from the tables, or must have changed since its sums say so. The sums of all worlds then
//! stand beside today's.

mod solve;
mod world;

use super::{
    super::primary::Rule,
    atoms::{Atom, People},
    numbers::Number,
};
use crate::{
    config::{Disclosure, disclosure::Zeros},
    ident::CellKey,
    ledger::Memory,
    protect::{Cell, CellId, Model, Relation, State},
};
use std::collections::{BTreeMap, BTreeSet};

/// How often the worlds are gathered anew, each time with more that must have changed.
const ROUNDS: usize = 8;

/// A number of an earlier publication that is not one of today's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Past {
    /// Whose number it was.
    pub atom: Atom,
    pub version: Version,
}

/// Which of the numbers that an atom had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// The one with this value.
    Value(i64),
    /// The one that nobody was told, of a cell that is gone.
    Unknown,
    /// The one that a publication did not tell, and that has changed since.
    Of(usize),
}

/// What stands in a sum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Today(CellId),
    Past(Past),
}

/// What is known of a number of the past.
#[derive(Clone, Copy, Debug, Default)]
struct Fact {
    value: Option<i64>,
    person: i64,
    /// A publication showed it, or what it follows from.
    told: bool,
    /// A publication withheld it.
    withheld: bool,
}

/// Weighted numbers that come to zero.
type Sum = Vec<(Node, i64)>;

/// Sums and numbers of all earlier publications.
#[derive(Default)]
struct Gathered {
    sums: BTreeSet<Sum>,
    facts: BTreeMap<Past, Fact>,
}

/// Today's model, before anything is hidden.
pub(super) struct Today<'t, 's> {
    pub people: &'t People<'s>,
    pub number: &'t BTreeMap<Atom, CellId>,
    pub numbers: &'t [Number],
    pub model: &'t Model,
    pub rules: &'t Disclosure,
}

/// What the past adds to the model.
#[derive(Default)]
pub(super) struct Bygone {
    /// Atoms that get the numbers after today's, in order.
    pub atoms: Vec<(Atom, Number, Cell)>,
    pub relations: Vec<Relation>,
    /// Cells that were withheld and that no numbers were found for: nobody can say whether they are safe.
    pub misfit: Vec<CellKey>,
}

/// Brings what is remembered into the model.
pub(super) fn bring(today: &Today<'_, '_>, memory: &Memory) -> Bygone {
    if memory.is_empty() {
        return Bygone::default();
    }
    let worlds = world::worlds(today, memory);
    if worlds.is_empty() {
        return Bygone::default();
    }
    let mut moved: BTreeSet<Atom> = BTreeSet::new();
    for round in 0.. {
        let mut gathered = Gathered::default();
        for world in &worlds {
            world.gather(today, &moved, &mut gathered);
        }
        gathered.keep_what_matters(today);
        let (misfits, unsure) = gathered.solve(today);
        let wrong = misfits.iter().chain(&unsure);
        let more: Vec<Atom> = wrong.flat_map(|sum| today.atoms_of(sum)).collect();
        let before = moved.len();
        moved.extend(more);
        let fits = misfits.is_empty() && unsure.is_empty();
        if fits || moved.len() == before || round == ROUNDS {
            return gathered.bygone(today, &misfits, &unsure);
        }
    }
    Bygone::default()
}

impl Today<'_, '_> {
    fn is_fixed(&self, id: CellId) -> bool {
        self.model.cell(id).state == State::Fixed
    }

    fn value(&self, id: CellId) -> i64 {
        self.numbers[id as usize].value
    }

    /// The atoms of a sum that may have changed without a word.
    fn atoms_of(&self, sum: &[(Node, i64)]) -> Vec<Atom> {
        let atom = |node: &Node| match node {
            Node::Today(id) => {
                self.number.iter().find(|(_, other)| *other == id).map(|(atom, _)| atom.clone())
            }
            Node::Past(past) => Some(past.atom.clone()),
        };
        sum.iter().filter_map(|(node, _)| atom(node)).collect()
    }
}

impl Gathered {
    fn value(&self, today: &Today<'_, '_>, node: &Node) -> Option<i64> {
        match node {
            Node::Today(id) => Some(today.value(*id)),
            Node::Past(past) => self.facts[past].value,
        }
    }

    fn is_known(&self, today: &Today<'_, '_>, node: &Node) -> bool {
        match node {
            Node::Today(id) => today.is_fixed(*id),
            Node::Past(past) => self.facts[past].told,
        }
    }

    /// Leaves out what no choice of today can change: sums that lead to no cell of today that may be hidden.
    fn keep_what_matters(&mut self, today: &Today<'_, '_>) {
        let mut reached: BTreeSet<&Past> = BTreeSet::new();
        let mut kept: BTreeSet<&Sum> = BTreeSet::new();
        loop {
            let before = kept.len();
            for sum in self.sums.iter() {
                if kept.contains(sum) {
                    continue;
                }
                let touches = sum.iter().any(|(node, _)| match node {
                    Node::Today(_) => !self.is_known(today, node),
                    Node::Past(past) => reached.contains(past),
                });
                if !touches {
                    continue;
                }
                kept.insert(sum);
                for (node, _) in sum {
                    if let Node::Past(past) = node
                        && !self.facts[past].told
                    {
                        reached.insert(past);
                    }
                }
            }
            if kept.len() == before {
                break;
            }
        }
        let kept = kept.into_iter().cloned().collect();
        self.sums = kept;
    }

    /// What is added to the model, without the sums that no numbers fit: what was told at different times contradicts
    /// itself there, and nobody can reckon with it. Where none were found that may fit, that is said.
    fn bygone(mut self, today: &Today<'_, '_>, misfits: &[Sum], unsure: &[Sum]) -> Bygone {
        let mut misfit: Vec<CellKey> = Vec::new();
        for sum in misfits {
            self.sums.remove(sum);
        }
        for sum in unsure {
            self.sums.remove(sum);
            let secret = sum.iter().filter_map(|(node, _)| match node {
                Node::Past(past) if self.facts[past].withheld => Some(past.atom.place().clone()),
                _ => None,
            });
            misfit.extend(secret);
        }
        misfit.sort();
        misfit.dedup();
        let used: BTreeSet<&Past> = self
            .sums
            .iter()
            .flatten()
            .filter_map(|(node, _)| match node {
                Node::Past(past) => Some(past),
                Node::Today(_) => None,
            })
            .collect();
        let first = today.number.len();
        let ids: BTreeMap<&Past, CellId> =
            used.iter().enumerate().map(|(at, past)| (*past, (first + at) as CellId)).collect();
        let relations: BTreeSet<Relation> = self
            .sums
            .iter()
            .map(|sum| {
                let mut weights: BTreeMap<CellId, i64> = BTreeMap::new();
                for (node, weight) in sum {
                    let id = match node {
                        Node::Today(id) => *id,
                        Node::Past(past) => ids[past],
                    };
                    *weights.entry(id).or_default() += weight;
                }
                weights.into_iter().filter(|(_, weight)| *weight != 0).collect()
            })
            .collect();
        let known: BTreeSet<&Relation> = today.model.relations.iter().collect();
        let relations =
            relations.iter().filter(|it| it.len() > 1 && !known.contains(it)).cloned().collect();
        let atoms = used.iter().map(|past| {
            let fact = self.facts[*past];
            let (number, cell) = judged(today.rules, past, fact);
            (Atom::Past(Box::new((*past).clone())), number, cell)
        });
        Bygone { atoms: atoms.collect(), relations, misfit }
    }
}

/// A number of the past as the engine sees it.
fn judged(rules: &Disclosure, past: &Past, fact: Fact) -> (Number, Cell) {
    let value = fact.value.unwrap_or(0);
    let person = fact.person.max(1);
    let unread = !matches!(past.version, Version::Value(_));
    let state = match fact {
        Fact { told: true, .. } => State::Fixed,
        Fact { withheld: true, .. } => State::Secret,
        _ => State::Silent,
    };
    let floor = if state == State::Secret && least(rules, past) > 0 { value.min(1) } else { 0 };
    let width = (rules.width as i64).max(1) * person;
    let cell = Cell { value, floor, width, state, anchor: false, alone: false };
    (Number { value, person, unread }, cell)
}

/// What a reader knows a withheld number to be at least: where zeros are shown it is none.
fn least(rules: &Disclosure, past: &Past) -> i64 {
    let rule = Rule::of(&past.atom.place().indicator, rules);
    i64::from(rules.zeros == Zeros::Shown && rule.shows_zeros())
}
