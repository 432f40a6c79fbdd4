//! Law: one model over every district, group, category and wave decides what must be hidden beside the primaries.

mod atoms;
mod causes;
mod certify;
mod draft;
mod judge;
mod nests;
mod numbers;
mod others;
mod past;
mod sums;

use super::{figure_of, recall};
use crate::{
    confidential::{
        Why,
        published::Limits,
        raw::{Content, RawCell},
        ties::Ties,
    },
    config::Settings,
    ident::CellKey,
    ledger::{Memory, Recall, plain},
    protect::{CellId, Model, Plan, Solver, State},
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
    /// Cells that are not protected, and would be but for what was told before.
    given_away: Vec<CellId>,
    /// Cells of earlier publications that no numbers fit.
    misfit: Vec<CellKey>,
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
            if figure_of(&cell.content).is_some_and(|figure| memory.knows(key, figure)) {
                told.insert(atom.clone());
            }
            if recall(key, cell, memory) == Recall::Withheld {
                kept_back.insert(atom.clone());
            }
            atoms.insert(atom);
            if let Some(base) = people.base(key) {
                if let Some(people) = base_of(&cell.content) {
                    if memory.knows_base(key, people) {
                        told.insert(base.clone());
                    }
                    if memory.recall_base(key, people) == Recall::Withheld {
                        kept_back.insert(base.clone());
                    }
                }
                atoms.insert(base.clone());
                bases.insert(base);
            }
        }
        draft.tell(&mut told);
        let mut number: BTreeMap<Atom, CellId> =
            atoms.into_iter().enumerate().map(|(at, atom)| (atom, at as CellId)).collect();
        let relations = draft.relations(&number);
        let mut numbers = numbers::numbers(&people, &draft, &number, &relations);
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
        let follows = follows(&people, &number, &told);
        let mut model = Model { cells: model_cells.collect(), relations, follows };
        let today = past::Today {
            people: &people,
            number: &number,
            numbers: &numbers,
            model: &model,
            rules: &settings.disclosure,
        };
        let bygone = past::bring(&today, memory);
        for (atom, its, cell) in bygone.atoms {
            if cell.state == State::Fixed {
                told.insert(atom.clone());
            }
            number.insert(atom, model.cells.len() as CellId);
            numbers.push(its);
            model.cells.push(cell);
        }
        model.relations.extend(bygone.relations);
        let mut plan = solver.protect(&model);
        // A figure that is withheld with its base, and in which nobody is counted, may be anything.
        for at in 0..model.follows.len() {
            let (base, cell) = model.follows[at];
            let withheld = plan.hidden[base as usize] && model.cell(base).state != State::Silent;
            if withheld && nobody.contains(&cell) {
                model.cells[cell as usize].state = State::Silent;
            }
        }
        // Whole numbers have the last word: what no two tables prove is not protected, whatever the search says.
        plan.unmet = plan.unproved(&model);
        let given_away = given_away(&number, &told, &plan, &model, solver);
        let misfit = bygone.misfit;
        Self { people, number, model, plan, numbers, told, nobody, given_away, misfit }
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

    /// What hiding could not reach. What an earlier publication gives away is set apart.
    pub fn limits(&self) -> Limits {
        let (given_away, unprotected): (Vec<CellId>, Vec<CellId>) =
            self.plan.unmet.iter().partition(|id| self.given_away.contains(id));
        let causes = self.causes(&unprotected);
        let mut unprotected = self.keys(&unprotected);
        unprotected.extend(self.misfit.iter().map(plainly));
        Limits {
            causes,
            unprotected,
            given_away: self.keys(&given_away),
            exposed: self.keys(&self.plan.known_to_neighbours),
        }
    }

    fn keys(&self, cells: &[CellId]) -> Vec<CellKey> {
        let named = self.number.iter().filter(|(_, id)| cells.binary_search(id).is_ok());
        let mut keys: Vec<CellKey> = named.map(|(atom, _)| plainly(atom.place())).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

/// Figures that are hidden with their bases, and then have to be protected as well: base and figure, in order.
fn follows(
    people: &People,
    number: &BTreeMap<Atom, CellId>,
    told: &BTreeSet<Atom>,
) -> Vec<(CellId, CellId)> {
    let mut follows = Vec::new();
    for (key, cell) in people.cells {
        let atom = people.atom(key);
        let Some(base) = people.base(key).filter(|base| *base != atom) else { continue };
        if !cell.published && cell.content != Content::Missing && !told.contains(&atom) {
            follows.push((number[&base], number[&atom]));
        }
    }
    follows.sort_unstable();
    follows.dedup();
    follows
}

/// Of the cells that nothing protects those that would be protected if nothing had been published before: whatever is
/// shown today is hidden, and they are still found out, but not without what was told.
fn given_away(
    number: &BTreeMap<Atom, CellId>,
    told: &BTreeSet<Atom>,
    plan: &Plan,
    model: &Model,
    solver: &Solver,
) -> Vec<CellId> {
    if plan.unmet.is_empty() || told.is_empty() {
        return Vec::new();
    }
    let told: BTreeSet<CellId> = told.iter().filter_map(|atom| number.get(atom).copied()).collect();
    let mut without = model.clone();
    for (at, cell) in without.cells.iter_mut().enumerate() {
        let id = at as CellId;
        let kept = cell.state == State::Fixed && !told.contains(&id);
        if plan.unmet.contains(&id) {
            cell.state = State::Secret;
        } else if !kept {
            cell.state = State::Silent;
        }
    }
    let still = solver.protect(&without).unproved(&without);
    plan.unmet.iter().copied().filter(|id| !still.contains(id)).collect()
}

/// The key as people know it.
fn plainly(key: &CellKey) -> CellKey {
    CellKey {
        indicator: plain(key.indicator.as_str()).into(),
        district: plain(key.district.as_str()).into(),
        group: plain(key.group.as_str()).into(),
        category: plain(key.category.as_str()).into(),
        period: key.period.clone(),
    }
}
