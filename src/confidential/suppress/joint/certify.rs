//! Law: what the joint step reckoned with is what its certificate says, number for number.

use super::{Atom, CellId, State, Verdict, numbers::Number};
use crate::confidential::{
    certificate::{Certificate, Figure, Known, Origin, Seen},
    raw::Content,
};
use std::collections::BTreeSet;

impl Verdict<'_> {
    /// The proof of the verdict.
    pub fn certify(self) -> Certificate {
        let people = &self.people;
        let withheld = people.cells.keys().filter(|key| self.hides_base(key));
        let withheld: BTreeSet<CellId> = withheld
            .map(|key| self.number[&people.atom(key)])
            .filter(|id| self.nobody.contains(id))
            .collect();
        let known = self.number.iter().zip(&self.numbers);
        let cells = known.map(|((atom, id), number)| self.known(atom, *id, *number, &withheld));
        let cells = cells.collect();
        let there = people.cells.iter();
        let there = there.filter(|(_, cell)| cell.content != Content::Missing);
        let figures = there.map(|(key, _)| {
            let base = people.base(key).map(|base| self.number[&base]);
            Figure(key.address(), self.number[&people.atom(key)], base)
        });
        let figures = figures.collect();
        Certificate {
            cells,
            figures,
            sums: self.model.relations,
            tables: self.plan.witnesses,
            proofs: self.plan.proofs,
            given_away: self.given_away,
        }
    }

    fn known(&self, atom: &Atom, id: CellId, number: Number, withheld: &BTreeSet<CellId>) -> Known {
        let cell = self.model.cell(id);
        let state = match (cell.state, self.plan.hidden[id as usize]) {
            _ if withheld.contains(&id) => Seen::Nobody,
            (State::Silent, _) if self.nobody.contains(&id) => Seen::Nobody,
            (State::Silent, _) => Seen::Silent,
            (_, true) => Seen::Hidden,
            (_, false) if self.told.contains(atom) => Seen::Told,
            (_, false) => Seen::Shown,
        };
        Known {
            name: atom.name(),
            value: cell.value,
            floor: cell.floor,
            width: cell.width,
            state,
            origin: self.origin(atom, number),
        }
    }

    fn origin(&self, atom: &Atom, number: Number) -> Origin {
        let cell = self.people.cells.get(atom.place());
        match (atom, cell.map(|cell| cell.content)) {
            (Atom::Cell(_), Some(Content::Share { .. })) => Origin::Share,
            (Atom::Cell(_), Some(Content::Mean { .. })) => Origin::Mean,
            (Atom::Cell(_), Some(Content::Hidden)) => Origin::Sender,
            (Atom::Base(_), Some(Content::Share { .. })) => Origin::Counted,
            (_, Some(Content::Share { .. })) => Origin::Absent,
            _ if number.unread => Origin::Absent,
            _ => Origin::Counted,
        }
    }
}
