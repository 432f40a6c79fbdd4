//! Law: atoms get numbers in their own order, so that the order of input rows decides nothing.

use super::atoms::Atom;
use crate::protect::{CellId, Relation};
use std::collections::{BTreeMap, BTreeSet};

/// Sums under way, and atoms that only they know.
#[derive(Default)]
pub(super) struct Draft {
    sums: BTreeSet<(Atom, Vec<Atom>)>,
    /// Atoms that stand in no table: what they are the rest or the sum of.
    pub implied: BTreeMap<Atom, Implied>,
}

/// How the value of an implied atom comes about.
#[derive(Clone, Debug)]
pub(super) enum Implied {
    /// A whole without some parts.
    Left(Atom, Vec<Atom>),
    /// Several together.
    Together(Vec<Atom>),
}

impl Draft {
    /// A whole is the sum of its parts.
    pub fn sum(&mut self, whole: Atom, mut parts: Vec<Atom>) {
        parts.sort();
        // A part that is the whole itself: two names for the same people.
        if parts.len() == 1 && parts[0] == whole {
            return;
        }
        self.sums.insert((whole, parts));
    }

    /// A base is those counted and the rest.
    pub fn rest(&mut self, base: Atom, counted: Atom, rest: Atom) {
        self.left(base, vec![counted], rest);
    }

    /// A whole is some parts and what is left.
    pub fn left(&mut self, whole: Atom, parts: Vec<Atom>, left: Atom) {
        if parts.contains(&whole) {
            return;
        }
        self.implied.insert(left.clone(), Implied::Left(whole.clone(), parts.clone()));
        let mut all = parts;
        all.push(left);
        self.sum(whole, all);
    }

    /// Several atoms have a sum that somebody can know.
    pub fn together(&mut self, parts: Vec<Atom>, sum: Atom) {
        self.implied.insert(sum.clone(), Implied::Together(parts.clone()));
        self.sum(sum, parts);
    }

    /// What follows from what was told is told as well: what is left of it, what it is together.
    pub fn tell(&self, told: &mut BTreeSet<Atom>) {
        loop {
            let before = told.len();
            for (atom, how) in &self.implied {
                let known = match how {
                    Implied::Left(whole, parts) => {
                        told.contains(whole) && parts.iter().all(|part| told.contains(part))
                    }
                    Implied::Together(parts) => parts.iter().all(|part| told.contains(part)),
                };
                if known {
                    told.insert(atom.clone());
                }
            }
            if told.len() == before {
                return;
            }
        }
    }

    /// All atoms that stand in a sum.
    pub fn atoms(&self) -> impl Iterator<Item = &Atom> {
        self.sums.iter().flat_map(|(whole, parts)| [whole].into_iter().chain(parts))
    }

    /// The sums over numbered atoms, one for each set of cells and weights.
    pub fn relations(&self, number: &BTreeMap<Atom, CellId>) -> Vec<Relation> {
        let mut relations: BTreeSet<Relation> = BTreeSet::new();
        for (whole, parts) in &self.sums {
            let mut weights: BTreeMap<CellId, i64> = BTreeMap::from([(number[whole], -1)]);
            for part in parts {
                *weights.entry(number[part]).or_default() += 1;
            }
            let relation: Relation =
                weights.into_iter().filter(|(_, weight)| *weight != 0).collect();
            if relation.len() > 1 {
                relations.insert(relation);
            }
        }
        relations.into_iter().collect()
    }
}
