//! Law: one model over every district, group, category and wave decides what must be hidden beside the primaries.

mod atoms;
mod causes;
mod certify;
mod draft;
mod judge;
mod nests;
mod numbers;
mod others;
mod sums;

use super::recall;
use crate::{
    confidential::{
        Why,
        published::Limits,
        raw::{Content, RawCell},
        ties::Ties,
    },
    config::Settings,
    ident::CellKey,
    ledger::{Memory, Recall},
    protect::{CellId, Model, Plan, Relation, Solver, State},
};
use atoms::{Atom, People, base_of};
use draft::Draft;
use judge::Judge;
use numbers::Number;
use std::collections::{BTreeMap, BTreeSet};

/// What the joint step decided.
pub(super) struct Verdict<'s> {
    people: People<'s>,
    number: BTreeMap<Atom, CellId>,
    model: Model,
    plan: Plan,
    /// What the numbers of the model are, in order.
    numbers: Vec<Number>,
    /// Atoms that an earlier publication has told.
    told: BTreeSet<Atom>,
    /// Cells that are withheld and in which it is no secret that nobody is counted.
    nobody: BTreeSet<CellId>,
}

impl<'s> Verdict<'s> {
    /// Decides for a whole table, given what the primary rules and the memory say of each cell.
    pub fn reach(
        cells: &'s BTreeMap<CellKey, RawCell>,
        settings: &'s Settings,
        memory: &Memory,
        primary: &BTreeMap<CellKey, Why>,
        solver: &Solver,
        ties: Ties,
    ) -> Self {
        let people = People::new(cells, settings);
        let mut draft = Draft::default();
        sums::gather(&people, &mut draft);
        others::gather(&people, primary, &mut draft);
        let mut atoms: BTreeSet<Atom> = draft.atoms().cloned().collect();
        let mut bases: BTreeSet<Atom> = BTreeSet::new();
        let mut told: BTreeSet<Atom> = BTreeSet::new();
        let mut kept_back: BTreeSet<Atom> = BTreeSet::new();
        for (key, cell) in cells {
            let atom = people.atom(key);
            // Under whichever name the same people were counted, who has read it knows it.
            match recall(key, cell, memory) {
                Recall::Same => drop(told.insert(atom.clone())),
                Recall::Withheld => drop(kept_back.insert(atom.clone())),
                Recall::New | Recall::Changed => {}
            }
            atoms.insert(atom);
            if let Some(base) = people.base(key) {
                match base_of(&cell.content).map(|people| memory.recall_base(key, people)) {
                    Some(Recall::Same) => drop(told.insert(base.clone())),
                    Some(Recall::Withheld) => drop(kept_back.insert(base.clone())),
                    _ => {}
                }
                atoms.insert(base.clone());
                bases.insert(base);
            }
        }
        let number: BTreeMap<Atom, CellId> =
            atoms.into_iter().enumerate().map(|(at, atom)| (atom, at as CellId)).collect();
        let relations = draft.relations(&number);
        let numbers = numbers::numbers(&people, &draft, &number, &relations);
        let judge = Judge {
            people: &people,
            told: &told,
            kept_back: &kept_back,
            primary,
            rules: &settings.disclosure,
            bases: &bases,
            ties,
        };
        let modelled = || number.iter().zip(&numbers);
        let model_cells = modelled().map(|((atom, _), number)| judge.cell(atom, *number));
        let nobody = modelled().filter(|((atom, _), number)| judge.is_nobody(atom, **number));
        let nobody: BTreeSet<CellId> = nobody.map(|((_, id), _)| *id).collect();
        let mut model = Model { cells: model_cells.collect(), relations };
        let mut plan = solver.protect(&model);
        // A figure is hidden with its base, and then has to be protected as well.
        let known = Known { told: &told, nobody: &nobody };
        while follow(&people, &number, known, &plan, &mut model) {
            plan = solver.protect(&model);
        }
        // Whole numbers have the last word: what no two tables prove is not protected, whatever the search says.
        plan.unmet = plan.unproved(&model);
        Self { people, number, model, plan, numbers, told, nobody }
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

    /// What hiding could not reach. What hangs together with a figure told before is set apart.
    pub fn limits(&self) -> Limits {
        let near = self.near_told();
        let (given_away, unprotected): (Vec<CellId>, Vec<CellId>) =
            self.plan.unmet.iter().partition(|id| near.contains(id));
        Limits {
            causes: self.causes(&unprotected),
            unprotected: self.keys(&unprotected),
            given_away: self.keys(&given_away),
            exposed: self.keys(&self.plan.known_to_neighbours),
        }
    }

    /// The unprotected cells from which sums lead over unknown cells to one that was told before.
    fn near_told(&self) -> BTreeSet<CellId> {
        let told: BTreeSet<CellId> = self.told.iter().map(|atom| self.number[atom]).collect();
        if told.is_empty() {
            return BTreeSet::new();
        }
        let mut lines: BTreeMap<CellId, Vec<&Relation>> = BTreeMap::new();
        for line in &self.model.relations {
            line.iter().for_each(|(id, _)| lines.entry(*id).or_default().push(line));
        }
        let reaches = |start: &&CellId| {
            let mut seen = BTreeSet::from([**start]);
            let mut next = vec![**start];
            while let Some(cell) = next.pop() {
                for (id, _) in lines.get(&cell).into_iter().flatten().copied().flatten() {
                    if told.contains(id) {
                        return true;
                    }
                    if self.plan.hidden[*id as usize] && seen.insert(*id) {
                        next.push(*id);
                    }
                }
            }
            false
        };
        self.plan.unmet.iter().filter(reaches).copied().collect()
    }

    fn keys(&self, cells: &[CellId]) -> Vec<CellKey> {
        let named = self.number.iter().filter(|(_, id)| cells.binary_search(id).is_ok());
        let mut keys: Vec<CellKey> = named.map(|(atom, _)| atom.place().clone()).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

/// What needs no protection although it is withheld.
#[derive(Clone, Copy)]
struct Known<'k> {
    told: &'k BTreeSet<Atom>,
    nobody: &'k BTreeSet<CellId>,
}

/// Makes secret what is hidden only because its base is; whether there was any.
fn follow(
    people: &People,
    number: &BTreeMap<Atom, CellId>,
    known: Known<'_>,
    plan: &Plan,
    model: &mut Model,
) -> bool {
    let mut any = false;
    for (key, cell) in people.cells {
        let (atom, base) = (people.atom(key), people.base(key));
        let hidden = |atom: &Atom| {
            let id = number[atom];
            plan.hidden[id as usize] && model.cell(id).state != State::Silent
        };
        let follows = base.is_some_and(|base| base != atom && hidden(&base));
        let nothing = cell.published || cell.content == Content::Missing;
        if !follows || nothing || known.told.contains(&atom) {
            continue;
        }
        let id = number[&atom];
        let own = &mut model.cells[id as usize];
        // That nobody is counted is taken for known: should the base be shown after all, it is.
        if own.state != State::Secret && !known.nobody.contains(&id) {
            own.state = State::Secret;
            any = true;
        }
    }
    any
}
