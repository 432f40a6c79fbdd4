//! Cuts from linear-programming duality: which cells, hidden together, could open a range that is too narrow.
//!
//! How far a cell can rise is bounded by the prices of the sums: its change is a fixed combination of other cells'
//! changes. The best prices for the set hidden today give a condition that every better set must meet
//! (Fischetti and Salazar-González 2001, «Solving the cell suppression problem on tabular data with linear
//! constraints», Management Science 47). Shown cells may move a very little, so that the bound names few of them.

use super::{
    model::{CellId, State},
    reach::Reach,
    region::Part,
    simplex::End,
    walk::Cut,
};
use std::collections::BTreeMap;

/// Cuts reckon in twelfths: coefficients are mostly 1, 1/2 and 1/3.
const UNIT: f64 = 12.0;
/// More than any range that is asked for.
const FAR: f64 = 1000.0;
/// Farther than anything can move.
const BEYOND: f64 = 1e9;

type Bound = BTreeMap<CellId, f64>;

/// The cut that today's set does not meet; `known` is a cell that somebody knows, `width` what is asked.
///
/// Only the sums around the `most` nearest hidden cells are weighed: a cut that leaves others out is true as well,
/// but today's set may meet it.
pub(super) fn cut(
    reach: &mut Reach,
    target: CellId,
    known: Option<CellId>,
    width: i64,
    most: usize,
) -> Option<Cut> {
    let room = reach.model.cell(target).room();
    let [up, down] = sides(reach, target, known, most);
    let up = up?;
    let hidden = reach.hidden();
    let now: f64 = up.iter().filter(|(id, _)| hidden[**id as usize]).map(|(_, gives)| gives).sum();
    let (need, bound) = if room < width && now + (room as f64) < width as f64 - 1e-6 {
        (width - room, up)
    } else {
        let mut both = up;
        for (id, gives) in down? {
            *both.entry(id).or_default() += gives;
        }
        (width, both)
    };
    let need = need as f64;
    let terms =
        bound.iter().map(|(id, gives)| (*id, (gives.min(need) * UNIT - 1e-6).ceil() as i64));
    Some(Cut {
        target,
        need: (need * UNIT) as i64,
        terms: terms.filter(|(_, gives)| *gives > 0).collect(),
    })
}

/// How far the target can rise, and fall, at most: as what each cell gives to it.
fn sides(
    reach: &mut Reach,
    target: CellId,
    known: Option<CellId>,
    most: usize,
) -> [Option<Bound>; 2] {
    let mut around = reach.near(&[target], most);
    around.cells.retain(|id| Some(*id) != known);
    let model = reach.model;
    let mut beside: Vec<CellId> = around
        .lines
        .iter()
        .flat_map(|line| &model.relations[*line as usize])
        .map(|(id, _)| *id)
        .filter(|id| model.cell(*id).state != State::Fixed && Some(*id) != known)
        .collect();
    beside.sort_unstable();
    beside.dedup();
    let mut nearest: Vec<CellId> = around.cells.clone();
    nearest.sort_unstable();
    beside.retain(|id| nearest.binary_search(id).is_err());
    around.cells.extend(beside);
    let names = around.cells.clone();
    let shown = |id: CellId| nearest.binary_search(&id).is_err();
    let mut region = {
        let on: Vec<bool> = reach.hidden().to_vec();
        reach.mixed(around, None, |id| {
            let room = model.cell(id).room() as f64;
            if id == target {
                Part::Within(-BEYOND, BEYOND)
            } else if !shown(id) || on[id as usize] {
                Part::Within(-room.min(FAR), FAR)
            } else {
                Part::Within(-(0.001 + 0.01 * room.min(4.0)), 0.04)
            }
        })
    };
    let place = names.iter().position(|id| *id == target).map_or(0, |at| at as u32);
    [1.0, -1.0].map(|sign| {
        if region.simplex.maximize(&[(place, sign)], reach.work) == End::GaveUp
            || region.simplex.value(place).abs() >= BEYOND / 2.0
        {
            return None;
        }
        let mut bound = Bound::new();
        for (at, id) in names.iter().enumerate().filter(|(_, id)| **id != target) {
            let gain = region.simplex.gain(at as u32);
            let gives = if gain > 1e-7 {
                gain * FAR
            } else if gain < -1e-7 {
                -gain * model.cell(*id).room() as f64
            } else {
                0.0
            };
            if gives > 0.0 {
                bound.insert(*id, gives);
            }
        }
        Some(bound)
    })
}

/// The plain condition that this very set is not enough: something beside it must be hidden as well.
pub(super) fn something_more(reach: &mut Reach, target: CellId) -> Option<Cut> {
    for most in [16, 64, usize::MAX] {
        let around = reach.near(&[target], most);
        let (model, hidden) = (reach.model, reach.hidden());
        let mut beside: Vec<(CellId, i64)> = around
            .lines
            .iter()
            .flat_map(|line| &model.relations[*line as usize])
            .map(|(id, _)| *id)
            .filter(|id| !hidden[*id as usize])
            .filter(|id| matches!(model.cell(*id).state, State::Open { .. }))
            .map(|id| (id, 1))
            .collect();
        beside.sort_unstable();
        beside.dedup();
        if !beside.is_empty() {
            return Some(Cut { target, need: 1, terms: beside });
        }
        if around.whole {
            break;
        }
    }
    None
}
