//! Law: one model over every district, group, category and wave decides what must be hidden beside the primaries.

mod atoms;
mod draft;
mod numbers;
mod sums;

use super::{primary::Rule, recall};
use crate::{
    confidential::{
        Why,
        raw::{Content, RawCell},
    },
    config::{Disclosure, Settings, disclosure::Zeros},
    ident::CellKey,
    ledger::{Memory, Recall},
    protect::{Cell, CellId, Model, Plan, State, protect},
};
use atoms::{Atom, People, base_of};
use draft::Draft;
use numbers::Number;
use std::collections::{BTreeMap, BTreeSet};

/// What the joint step decided.
pub(super) struct Verdict<'s> {
    people: People<'s>,
    number: BTreeMap<Atom, CellId>,
    model: Model,
    plan: Plan,
}

impl<'s> Verdict<'s> {
    /// Decides for a whole table, given what the primary rules and the memory say of each cell.
    pub fn reach(
        cells: &'s BTreeMap<CellKey, RawCell>,
        settings: &'s Settings,
        memory: &Memory,
        primary: &BTreeMap<CellKey, Why>,
    ) -> Self {
        let people = People::new(cells, settings);
        let mut draft = Draft::default();
        sums::gather(&people, &mut draft);
        let mut atoms: BTreeSet<Atom> = draft.atoms().cloned().collect();
        let mut bases: BTreeSet<Atom> = BTreeSet::new();
        for key in cells.keys() {
            atoms.insert(people.atom(key));
            if let Some(base) = people.base(key) {
                atoms.insert(base.clone());
                bases.insert(base);
            }
        }
        let number: BTreeMap<Atom, CellId> = atoms
            .into_iter()
            .enumerate()
            .map(|(at, atom)| (atom, at as CellId))
            .collect();
        let relations = draft.relations(&number);
        let numbers = numbers::numbers(&people, &draft, &number, &relations);
        let judge = Judge {
            people: &people,
            memory,
            primary,
            rules: &settings.disclosure,
        };
        let modelled = number.iter().zip(&numbers);
        let model_cells =
            modelled.map(|((atom, _), number)| judge.cell(atom, *number, bases.contains(atom)));
        let model = Model {
            cells: model_cells.collect(),
            relations,
        };
        let mut plan = protect(&model);
        // Whole numbers have the last word: what no two tables prove is not protected, whatever the search says.
        plan.unmet = plan.unproved(&model);
        Self {
            people,
            number,
            model,
            plan,
        }
    }

    fn hidden(&self, atom: &Atom) -> bool {
        let id = self.number.get(atom).copied();
        id.is_some_and(|id| {
            self.plan.hidden[id as usize] && self.model.cell(id).state != State::Silent
        })
    }

    /// Whether a figure must be hidden.
    pub fn hides(&self, key: &CellKey) -> bool {
        self.hidden(&self.people.atom(key))
    }

    /// Whether how many a figure is of must be hidden.
    pub fn hides_base(&self, key: &CellKey) -> bool {
        self.people.base(key).is_some_and(|base| self.hidden(&base))
    }

    /// The figures, or those nearest to them, that nothing could protect.
    pub fn unprotected(&self) -> Vec<CellKey> {
        self.keys(&self.plan.unmet)
    }

    /// The figures that somebody who is alone in another one can compute, whatever else is hidden.
    pub fn known_to_neighbours(&self) -> Vec<CellKey> {
        self.keys(&self.plan.known_to_neighbours)
    }

    fn keys(&self, cells: &[CellId]) -> Vec<CellKey> {
        let named = self
            .number
            .iter()
            .filter(|(_, id)| cells.binary_search(id).is_ok());
        let mut keys: Vec<CellKey> = named.map(|(atom, _)| place(atom).clone()).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

/// The figure that an atom is, or is nearest to.
fn place(atom: &Atom) -> &CellKey {
    match atom {
        Atom::Cell(key)
        | Atom::Base(key)
        | Atom::Rest(key)
        | Atom::Left(key)
        | Atom::Unreported(key) => key,
    }
}

/// Says of each atom what is known and what it costs.
struct Judge<'p, 's> {
    people: &'p People<'s>,
    memory: &'p Memory,
    primary: &'p BTreeMap<CellKey, Why>,
    rules: &'p Disclosure,
}

impl Judge<'_, '_> {
    fn cell(&self, atom: &Atom, number: Number, base: bool) -> Cell {
        let key = place(atom);
        let rule = Rule::of(&key.indicator, self.rules);
        let state = self.state(atom, number, base, rule);
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
        let people = self
            .people
            .cells
            .get(key)
            .and_then(|cell| base_of(&cell.content));
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
            anchor: base,
            alone,
        }
    }

    fn state(&self, atom: &Atom, number: Number, base: bool, rule: Rule) -> State {
        let key = place(atom);
        let small = rule.small(number.value as u64);
        match atom {
            Atom::Rest(_) => {
                let counted = self.primary.contains_key(key);
                if counted && self.rules.complement && rule.few(number.value as u64) {
                    State::Secret
                } else {
                    State::Silent
                }
            }
            Atom::Left(_) | Atom::Unreported(_) => {
                if rule.few(number.value as u64) {
                    State::Secret
                } else {
                    State::Silent
                }
            }
            Atom::Base(key) => {
                let general = Rule::general(self.rules);
                let recalled = self.memory.recall_base(key, number.value as u64);
                let published = self
                    .people
                    .cells
                    .get(key)
                    .is_some_and(|cell| cell.published);
                if published || recalled == Recall::Same {
                    State::Fixed
                } else if recalled == Recall::Withheld || !general.shows_base(number.value as u64) {
                    State::Secret
                } else if number.value == 0 {
                    State::Fixed
                } else {
                    self.open(key, number, true)
                }
            }
            Atom::Cell(key) => {
                let Some(cell) = self.people.cells.get(key) else {
                    return State::Silent;
                };
                if cell.content == Content::Missing {
                    return if rule.few(number.value as u64) {
                        State::Secret
                    } else {
                        State::Silent
                    };
                }
                if cell.published && cell.content != Content::Hidden {
                    return State::Fixed;
                }
                match recall(key, cell, self.memory) {
                    Recall::Same => return State::Fixed,
                    Recall::Withheld => return State::Secret,
                    Recall::New | Recall::Changed => {}
                }
                let general = Rule::general(self.rules);
                let thin_base = base && !general.shows_base(number.value as u64);
                // The total of an indicator with stricter rules is the group's size all the same.
                let own = self.primary.contains_key(key)
                    && !(base && general.shows_base(number.value as u64));
                if own || thin_base {
                    State::Secret
                } else if number.value == 0 && !small {
                    State::Fixed
                } else {
                    self.open(key, number, base)
                }
            }
        }
    }

    /// What hiding a figure costs: its weight, and a little for the people in it.
    fn open(&self, key: &CellKey, number: Number, base: bool) -> State {
        let weights = self.rules.weights;
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
        let people = u64::from((number.value / number.person).max(1).ilog2());
        State::Open {
            cost: cost * (20 + people),
        }
    }
}
