//! Law: what cannot be protected is told with what gives it away, by name and without a value.

use super::{Verdict, atoms::Atom, plainly};
use crate::{
    confidential::published::Cause,
    protect::{CellId, Relation, State},
};
use std::collections::BTreeMap;

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
        let known = |id: CellId| self.model.cell(id).state == State::Fixed;
        let first = unmet.iter().take(CAUSES);
        first
            .map(|id| {
                // Of the sums that it stands in the one that leaves the least to hide.
                let of =
                    self.model.relations.iter().filter(|line| line.iter().any(|it| it.0 == *id));
                let open = |line: &&Relation| line.iter().filter(|it| !known(it.0)).count();
                let tightest = of.min_by_key(open).into_iter().flatten();
                let names = tightest.filter(|it| it.0 != *id && known(it.0));
                let names = names.map(|it| said(atoms[&it.0])).take(NAMES);
                Cause { what: said(atoms[id]), known: names.collect() }
            })
            .collect()
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
