//! Law: what cannot be protected is told with what gives it away, by name and without a value.

use super::{Verdict, atoms::Atom, plainly};
use crate::{
    confidential::published::Cause,
    protect::{CellId, Relation, State},
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// More causes than anybody reads, and more names in one.
const CAUSES: usize = 5;
const NAMES: usize = 4;

impl Verdict<'_> {
    /// Why these cells stay too easy to reckon: the first few of them.
    pub(super) fn causes(&self, unmet: &[CellId]) -> Vec<Cause> {
        if unmet.is_empty() {
            return Vec::new();
        }
        let atoms: BTreeMap<CellId, &Atom> =
            self.number.iter().map(|(atom, id)| (*id, atom)).collect();
        let mut of: BTreeMap<CellId, Vec<&Relation>> = BTreeMap::new();
        for line in &self.model.relations {
            line.iter().for_each(|(id, _)| of.entry(*id).or_default().push(line));
        }
        let cause = |id: &CellId| Cause {
            what: said(atoms[id]),
            known: self.known_beside(*id, &of).iter().map(|id| said(atoms[id])).collect(),
        };
        unmet.iter().take(CAUSES).map(cause).collect()
    }

    /// What is known and cannot be hidden in the sums around a cell, the nearest first. A zero gives no room either way.
    fn known_beside(&self, id: CellId, of: &BTreeMap<CellId, Vec<&Relation>>) -> Vec<CellId> {
        let mut known = Vec::new();
        let mut next = VecDeque::from([id]);
        let mut seen = BTreeSet::from([id]);
        while let Some(at) = next.pop_front().filter(|_| known.len() < NAMES) {
            for (id, _) in of.get(&at).into_iter().flatten().copied().flatten() {
                if !seen.insert(*id) {
                    continue;
                }
                match self.model.cell(*id).state {
                    State::Fixed if self.model.cell(*id).value != 0 => known.push(*id),
                    State::Fixed => {}
                    _ => next.push_back(*id),
                }
            }
        }
        known.truncate(NAMES);
        known
    }
}

/// What an atom is, in words.
fn said(atom: &Atom) -> String {
    let key = plainly(atom.place());
    match atom {
        Atom::Cell(_) => key.to_string(),
        Atom::Past(_) => format!("{key} as it was published before"),
        Atom::Base(_) => format!("how many {key} is of"),
        Atom::Rest(_) => format!("those whom {key} is of and does not count"),
        Atom::Left(_) => format!("those beside {key} in what it lies in"),
        Atom::Unreported(_) => format!("{key} in the districts without a report"),
        Atom::Elsewhere(_) => {
            format!("those asked only where {key} is asked of more, and not counted")
        }
        Atom::Neither(..) => format!("those neither in {key} nor in what it excludes"),
        Atom::Others(inner) => format!("the city without the district of {}", said(inner)),
    }
}
