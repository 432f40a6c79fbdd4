//! Law: every secret is protected or named as unprotected, and the same model gives the same plan on any number of threads.

use super::{
    lessons::{Hopeless, insiders, narrow, protected},
    model::{Cell, CellId, Model, Relation, State},
    parts::parts,
    proof::{Plan, Proof, Witness},
    reach::Reach,
    rng::Rng,
    solver::Solver,
    walk::Walk,
};
use rayon::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// Steps of the local search for each secret, and at least.
const STEPS: usize = 150;
const FEWEST_STEPS: usize = 1500;
const MOST_STEPS: usize = 60_000;
/// How often the search is sent back with new cuts.
const ROUNDS: usize = 150;

/// Finds what to hide so that every hidden cell keeps its width.
pub fn protect(model: &Model) -> Plan {
    protect_with(model, &Solver::default())
}

/// The same, with what a solver has decided before.
pub(super) fn protect_with(model: &Model, solver: &Solver) -> Plan {
    let mut work = model.clone();
    let of = work.incidence();
    // First the anchors among themselves, as if nothing hung on them.
    let mut anchors = model.clone();
    let others = anchors.cells.iter_mut().filter(|cell| !cell.anchor);
    others.for_each(|cell| cell.state = State::Fixed);
    let alone = |relation: &Relation| relation.iter().all(|(id, _)| model.cell(*id).anchor);
    anchors.relations.retain(alone);
    let first = solve(&anchors, solver);
    for (cell, hidden) in work.cells.iter_mut().zip(&first.hidden) {
        if cell.anchor && matches!(cell.state, State::Open { .. }) {
            cell.state = if *hidden { State::Secret } else { State::Fixed };
        }
    }
    let mut plan = solve(&work, solver);
    if !plan.unmet.is_empty() {
        // Where that leaves something unprotected the anchors beside it may be hidden after all.
        let beside = plan.unmet.iter().flat_map(|id| &of[*id as usize]);
        for (line, _) in beside {
            for (id, _) in &model.relations[*line as usize] {
                if model.cell(*id).anchor && work.cell(*id).state == State::Fixed {
                    work.cells[*id as usize].state = model.cell(*id).state;
                }
            }
        }
        plan = solve(&work, solver);
    }
    for id in ids(model).filter(|id| model.cell(*id).state == State::Silent) {
        plan.hidden[id as usize] = true;
    }
    plan
}

fn ids(model: &Model) -> impl Iterator<Item = CellId> + use<> {
    0..model.cells.len() as CellId
}

/// Decides each part of a model by itself and puts the answers together.
fn solve(model: &Model, solver: &Solver) -> Plan {
    let of = model.incidence();
    let mut plan = Plan {
        hidden: model
            .cells
            .iter()
            .map(|cell| matches!(cell.state, State::Secret | State::Silent))
            .collect(),
        ..Plan::default()
    };
    let solved: Vec<(Arc<Plan>, Vec<CellId>)> = parts(model)
        .into_par_iter()
        // Parts differ by a hundred times in cost: each is taken by itself.
        .with_max_len(1)
        .map(|cells| {
            let (part, names) = model.part(&of, &cells);
            (solver.decide(part, one), names)
        })
        .collect();
    for (part, names) in solved {
        let name = |id: &CellId| names[*id as usize];
        let before = plan.witnesses.len() as u32;
        for (at, hidden) in part.hidden.iter().enumerate() {
            plan.hidden[names[at] as usize] |= hidden;
        }
        plan.proofs.extend(part.proofs.iter().map(|proof| Proof {
            cell: name(&proof.cell),
            low: proof.low.map(|at| at + before),
            high: proof.high.map(|at| at + before),
        }));
        plan.witnesses.extend(part.witnesses.iter().map(|witness| -> Witness {
            witness.iter().map(|(id, by)| (name(id), *by)).collect()
        }));
        plan.unmet.extend(part.unmet.iter().map(name));
        plan.known_to_neighbours.extend(part.known_to_neighbours.iter().map(name));
    }
    plan.proofs.sort_by_key(|proof| proof.cell);
    plan.unmet.sort_unstable();
    plan.known_to_neighbours.sort_unstable();
    plan
}

/// Decides a part: search, look where that falls short, search again with what was learnt.
fn one(model: &Model) -> Plan {
    let mut rng = Rng::new(model.cells.len() as u64);
    let mut walk = Walk::new(model);
    let mut reach = Reach::new(model);
    let secrets = ids(model).filter(|id| model.cell(*id).state == State::Secret).count();
    let steps = (secrets * STEPS).clamp(FEWEST_STEPS, MOST_STEPS);
    let unit = usual_cost(model);
    let mut hidden = walk.hidden().to_vec();
    let mut hopeless = Hopeless::default();
    for round in 0..ROUNDS {
        if !walk.holds() {
            let mut best = None;
            walk.run(if round == 0 { steps } else { steps / 3 }, unit, &mut rng, &mut best);
            if best.is_none() {
                // Whatever is asked holds when all is hidden; from there the way leads down.
                walk.set(&everything(model));
                walk.run(steps, unit, &mut rng, &mut best);
            }
            hidden = best.map_or_else(|| everything(model), |(_, found)| found);
            walk.set(&hidden);
        }
        let mut lessons = narrow(&mut reach, &hidden, &mut hopeless);
        if lessons.is_empty() {
            lessons = insiders(&mut reach, &hidden, &mut hopeless);
        }
        if lessons.is_empty() {
            break;
        }
        lessons.into_iter().for_each(|cut| walk.add(cut));
    }
    finish(reach, hidden, &hopeless)
}

fn usual_cost(model: &Model) -> f64 {
    let cost = |cell: &Cell| match cell.state {
        State::Open { cost } => Some(cost),
        _ => None,
    };
    let mut costs: Vec<u64> = model.cells.iter().filter_map(cost).collect();
    costs.sort_unstable();
    costs.get(costs.len() / 2).map_or(1.0, |cost| *cost as f64)
}

fn everything(model: &Model) -> Vec<bool> {
    model.cells.iter().map(|cell| cell.state != State::Fixed).collect()
}

/// The answer: what is hidden, with the tables that prove it and no others.
fn finish(mut reach: Reach, hidden: Vec<bool>, hopeless: &Hopeless) -> Plan {
    let mut plan = Plan { hidden, ..Plan::default() };
    let mut used: BTreeMap<u32, u32> = BTreeMap::new();
    for cell in protected(reach.model, &plan.hidden) {
        let Some(proof) = reach.proof(&plan.hidden, cell) else {
            plan.unmet.push(cell);
            continue;
        };
        let mut keep = |at: u32| {
            *used.entry(at).or_insert_with(|| {
                plan.witnesses.push(reach.witnesses[at as usize].clone());
                plan.witnesses.len() as u32 - 1
            })
        };
        let (low, high) = (proof.low.map(&mut keep), proof.high.map(&mut keep));
        plan.proofs.push(Proof { cell, low, high });
    }
    plan.known_to_neighbours = hopeless.known.iter().map(|(_, target)| *target).collect();
    plan.known_to_neighbours.sort_unstable();
    plan.known_to_neighbours.dedup();
    plan
}
