//! Law: every atom has a value to reckon with; where the sender keeps one back it is one that the rest allows.

use super::{
    atoms::{Atom, People, base_of},
    draft::{Draft, Implied},
};
use crate::{
    confidential::raw::Content,
    protect::{CellId, Relation},
};
use std::collections::BTreeMap;

/// What an atom is, in whole numbers.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// How many; for a mean the sum behind it.
    pub value: i64,
    /// What one person counts for: 1, and for a mean about the mean itself.
    pub person: i64,
    /// It was reckoned or guessed, not read.
    pub unread: bool,
}

/// A count to reckon with where the sender gives none and no sum settles it.
const GUESS: i64 = 2;

/// The numbers of all atoms, in their order.
pub(super) fn numbers(
    people: &People,
    draft: &Draft,
    number: &BTreeMap<Atom, CellId>,
    relations: &[Relation],
) -> Vec<Number> {
    let mut known: Vec<Option<Number>> = number.keys().map(|atom| read(people, atom)).collect();
    for (atom, how) in &draft.implied {
        let read = |atom: &Atom| known[number[atom] as usize];
        let value = |atom: &Atom| read(atom).map(|number| number.value);
        let (reckoned, one) = match how {
            Implied::Left(whole, parts) => {
                let parts: Option<i64> = parts.iter().map(value).sum();
                (value(whole).zip(parts).map(|(whole, parts)| whole - parts), whole)
            }
            Implied::Together(parts) => (parts.iter().map(value).sum(), &parts[0]),
        };
        let person = read(one).map_or(1, |number| number.person);
        known[number[atom] as usize] =
            reckoned.map(|value| Number { value: value.max(0), person, unread: false });
    }
    complete(&mut known, relations);
    let guess = Number { value: GUESS, person: 1, unread: true };
    known.into_iter().map(|number| number.unwrap_or(guess)).collect()
}

/// What the table says of an atom.
pub(super) fn read(people: &People, atom: &Atom) -> Option<Number> {
    let plain = |value: u64| Number { value: value as i64, person: 1, unread: false };
    match atom {
        Atom::Cell(key) => match people.cells.get(key)?.content {
            Content::Count { count, .. } => Some(plain(count.0)),
            // A share from elsewhere stands for about so many; it is known and never moves.
            Content::Share { percent, base } => {
                let people = base.map_or(0.0, |base| base.0 as f64 * percent.0 / 100.0);
                Some(plain(people.round().max(0.0) as u64))
            }
            Content::Mean { mean, base } => {
                let people = base.map_or(1, |base| base.0.max(1));
                Some(Number {
                    value: (mean.0 * people as f64).round().max(0.0) as i64,
                    person: (mean.0.ceil() as i64).max(1),
                    unread: false,
                })
            }
            Content::Hidden | Content::Missing => None,
        },
        Atom::Base(key) => base_of(&people.cells.get(key)?.content).map(plain),
        Atom::Rest(_)
        | Atom::Left(_)
        | Atom::Unreported(_)
        | Atom::Elsewhere(_)
        | Atom::Neither(..)
        | Atom::Others(_)
        | Atom::Past(_) => None,
    }
}

/// Settles what a sum with one unknown settles, then guesses one, and so on.
fn complete(known: &mut [Option<Number>], relations: &[Relation]) {
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); known.len()];
    let mut unknown: Vec<usize> = vec![0; relations.len()];
    for (at, relation) in relations.iter().enumerate() {
        for (id, _) in relation {
            if known[*id as usize].is_none() {
                unknown[at] += 1;
                of[*id as usize].push(at);
            }
        }
    }
    let mut ready: Vec<usize> = (0..relations.len()).filter(|at| unknown[*at] == 1).collect();
    let mut next = 0;
    loop {
        while let Some(at) = ready.pop() {
            let Some((id, weight)) =
                relations[at].iter().find(|(id, _)| known[*id as usize].is_none())
            else {
                continue;
            };
            let rest: i64 = relations[at]
                .iter()
                .filter_map(|(id, weight)| known[*id as usize].map(|number| weight * number.value))
                .sum();
            settle(known, *id as usize, (-rest / weight).max(0), &of, &mut unknown, &mut ready);
        }
        let Some(guess) =
            (next..known.len()).find(|id| known[*id].is_none() && !of[*id].is_empty())
        else {
            return;
        };
        next = guess;
        settle(known, guess, GUESS, &of, &mut unknown, &mut ready);
    }
}

fn settle(
    known: &mut [Option<Number>],
    id: usize,
    value: i64,
    of: &[Vec<usize>],
    unknown: &mut [usize],
    ready: &mut Vec<usize>,
) {
    known[id] = Some(Number { value, person: 1, unread: true });
    for at in &of[id] {
        unknown[*at] -= 1;
        if unknown[*at] == 1 {
            ready.push(*at);
        }
    }
}
