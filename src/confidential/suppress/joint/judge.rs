//! Law: of each atom it is said here what a reader knows of it, whether it is secret, and what hiding it costs.

use super::{
    super::{of_all, primary::Rule},
    atoms::{Atom, People, base_of},
    numbers::Number,
};
use crate::{
    confidential::{Why, raw::Content, ties::Ties},
    config::{Disclosure, disclosure::Zeros},
    ident::CellKey,
    protect::{Cell, State},
};
use std::collections::{BTreeMap, BTreeSet};

/// Says of each atom what is known and what it costs.
pub(super) struct Judge<'p, 's> {
    pub people: &'p People<'s>,
    /// Atoms that an earlier publication has told.
    pub told: &'p BTreeSet<Atom>,
    /// Atoms that it kept back.
    pub kept_back: &'p BTreeSet<Atom>,
    /// What is hidden cell by cell, and why.
    pub primary: &'p BTreeMap<CellKey, Why>,
    pub rules: &'p Disclosure,
    /// Atoms that other figures are of.
    pub bases: &'p BTreeSet<Atom>,
    /// What chooses among equals.
    pub ties: Ties,
}

impl Judge<'_, '_> {
    /// An atom as the engine sees it.
    pub fn cell(&self, atom: &Atom, number: Number) -> Cell {
        let key = atom.place();
        let rule = Rule::of(&key.indicator, self.rules);
        let state = self.state(atom, number, rule);
        let general = self.rules.zeros == Zeros::Shown && rule.shows_zeros();
        let floor = match atom {
            // What the sender keeps back may be anything; what was guessed must not be counted on to fall.
            Atom::Cell(_) | Atom::Base(_) if number.unread => number.value,
            _ if number.unread => number.value / 2,
            Atom::Cell(_) | Atom::Base(_) if number.person > 1 => 0,
            Atom::Cell(_) | Atom::Base(_) if general => number.value.min(1),
            // Nobody left would be shown as everyone, so somebody is left.
            Atom::Rest(_) if general && rule.shows_everyone() => number.value.min(1),
            _ => 0,
        };
        let people = self.people.cells.get(key).and_then(|cell| base_of(&cell.content));
        let alone = match atom {
            _ if number.unread => false,
            Atom::Cell(_) if number.person > 1 => people == Some(1),
            Atom::Cell(_) => {
                number.value == 1 || people.is_some_and(|base| base as i64 - number.value == 1)
            }
            _ => number.value == 1,
        };
        Cell {
            value: number.value,
            floor,
            width: (self.rules.width as i64).max(1) * number.person,
            state,
            anchor: match atom {
                Atom::Others(inner) => self.bases.contains(inner),
                _ => self.bases.contains(atom),
            },
            alone,
        }
    }

    fn state(&self, atom: &Atom, number: Number, rule: Rule) -> State {
        if self.told.contains(atom) {
            return State::Fixed;
        }
        let count = number.value as u64;
        let secret = |yes: bool| if yes { State::Secret } else { State::Silent };
        let thin = self.kept_back.contains(atom) || !Rule::general(self.rules).shows_base(count);
        let base = self.bases.contains(atom);
        let key = match atom {
            // They are there only where the rules hide them.
            Atom::Others(_) => return State::Secret,
            Atom::Rest(key) => {
                let counted = self.primary.contains_key(key);
                return secret(counted && self.rules.complement && rule.few(count));
            }
            Atom::Elsewhere(key) => {
                let measured = &self.people.settings.indicators;
                let said =
                    measured.get(&key.indicator).is_some_and(|it| it.same_question_as.is_some());
                return secret(said && self.rules.complement && rule.few(count));
            }
            Atom::Left(key) | Atom::Unreported(key) | Atom::Neither(key, _) => {
                let content = self.people.cells.get(key).map(|cell| cell.content);
                let about = matches!(content, Some(Content::Share { .. }));
                return secret(!about && rule.few(count));
            }
            Atom::Cell(key) | Atom::Base(key) => key,
            Atom::Past(_) => return State::Silent,
        };
        let Some(cell) = self.people.cells.get(key) else {
            return State::Silent;
        };
        if cell.content == Content::Missing {
            return secret(rule.few(count));
        }
        if cell.published && cell.content != Content::Hidden {
            return State::Fixed;
        }
        // How many a group has is decided by the general rules, under whichever indicator it stands.
        let hidden = (base && thin)
            || (!of_all(key, self.people.settings) && self.primary.contains_key(key));
        if hidden && self.is_nobody(atom, number) {
            State::Silent
        } else if hidden || cell.content == Content::Hidden {
            State::Secret
        } else if count == 0 && !rule.small(count) {
            State::Fixed
        } else {
            self.open(atom, base)
        }
    }

    /// Whether it is known that nobody is counted in it, and no harm: where zeros are shown a zero is no secret, on
    /// however small a base, unless it was withheld before.
    pub fn is_nobody(&self, atom: &Atom, number: Number) -> bool {
        let key = atom.place();
        let shown =
            self.rules.zeros == Zeros::Shown && Rule::of(&key.indicator, self.rules).shows_zeros();
        let content = self.people.cells.get(key).map(|cell| cell.content);
        matches!(atom, Atom::Cell(_))
            && matches!(content, Some(Content::Count { .. }))
            && shown
            && number.value == 0
            && !number.unread
            && !self.kept_back.contains(atom)
    }

    /// What hiding a figure costs: its weight alone, never a number that may be hidden, so that nobody can tell from
    /// the choice what was chosen from.
    fn open(&self, atom: &Atom, base: bool) -> State {
        let (key, weights) = (atom.place(), self.rules.weights);
        let mut cost = self.rules.weight(&key.indicator);
        if key.district.is_total() {
            cost *= weights.city;
        }
        if key.group.is_total() {
            cost *= weights.total;
        }
        if base {
            cost *= weights.base;
        }
        State::Open { cost: cost.min(DEAREST) * (UNIT + self.ties.of(&atom.name())) }
    }
}

/// What hiding a figure of weight 1 costs, and the largest weight: no sum of so many ever overflows.
const UNIT: u64 = 1024;
const DEAREST: u64 = 100_000_000;
